"""Sessions of the desk zone."""

from pacc.accounts.models import DeskSession
from pacc.accounts.sessions.store import CoarseStore


class SessionStore(CoarseStore):
    @classmethod
    def get_model_class(cls) -> type[DeskSession]:
        return DeskSession
