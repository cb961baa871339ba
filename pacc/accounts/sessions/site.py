"""Sessions of the site zone."""

from pacc.accounts.models import SiteSession
from pacc.accounts.sessions.store import CoarseStore


class SessionStore(CoarseStore):
    @classmethod
    def get_model_class(cls) -> type[SiteSession]:
        return SiteSession
