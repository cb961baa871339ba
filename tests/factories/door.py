"""Phones at the door, and what they send."""

import uuid
from datetime import UTC, datetime

from events.actions.door import merge_events
from events.actions.door_passes import issue_pass, take_pass

# The morning of tests.factories.events.A_DAY, on Thailand's clock 08.30.
MORNING = datetime(2027, 5, 24, 1, 30, tzinfo=UTC)


def a_phone(workshop, by, label="ประตู 1"):
    """What the phone's cookie holds."""
    return take_pass(issue_pass(workshop, label=label, by=by))


def arrival(half_day, person, *, at=MORNING, via="qr", **more):
    return {"id": str(uuid.uuid4()), "k": "arrival", "hd": half_day.pk, "p": person.pk, "via": via,
            "at": at.isoformat(), **more}  # fmt: skip


def walk_in(name, *, at=MORNING, province="32", phone=""):
    return {"id": str(uuid.uuid4()), "k": "walk_in", "uid": str(uuid.uuid4()), "name": name, "province": province,
            "phone": phone, "at": at.isoformat()}  # fmt: skip


def arrival_of_walk_in(half_day, walked_in, *, at=MORNING):
    return {"id": str(uuid.uuid4()), "k": "arrival", "hd": half_day.pk, "new": walked_in["uid"], "via": "walk_in",
            "at": at.isoformat()}  # fmt: skip


def undo(half_day, person, *arrivals, keys=(), at=MORNING, reason="กดผิด"):
    return {"id": str(uuid.uuid4()), "k": "undo", "hd": half_day.pk, "p": person.pk,
            "undoes": [each["id"] for each in arrivals], "keys": list(keys), "reason": reason,
            "at": at.isoformat()}  # fmt: skip


def bring(key, *events, sent=MORNING, received=MORNING):
    """The words of the answer."""
    return [result.word for result in merge_events(key, list(events), sent_at=sent, received_at=received)]
