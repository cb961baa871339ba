"""Whom the desk lets in today: portal and workshop admins, and those for whom an app gives a reason.

Apps give it from their `AppConfig.ready()`; so a posting opens the door without the kernel knowing of postings.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pacc.accounts.models import User

_reasons: list[Callable[[User], bool]] = []


def admit_where(reason: Callable[[User], bool]) -> None:
    """Let everybody in for whom `reason(user)` is true today."""
    if reason not in _reasons:
        _reasons.append(reason)


def is_admitted(user: User) -> bool:
    """At the desk: True while an active member of staff serves. One query.

    Reasons are asked of admins too: what an app learns there of its postings, their pages need not ask again.
    """
    if not (user.is_active and user.is_staff):
        return False
    return any(reason(user) for reason in _reasons) or user.is_portal_admin or user.is_workshop_admin
