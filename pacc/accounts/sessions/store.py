"""Sessions in the database, one table a zone, with expiries that do not tell the second."""

from datetime import datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class CoarseStore(DatabaseStore):
    """Expiry dates are rounded up to the hour: the table does not say when somebody came."""

    def _validate_session_key(self, key: str) -> bool:
        """A cookie may carry anything, quoted null bytes too, which PostgreSQL answers with an error."""
        is_key: bool = super()._validate_session_key(key)  # type: ignore[misc]  # the stubs leave it out
        return is_key and key.isascii() and key.isalnum()

    def get_expiry_date(self, **kwargs: object) -> datetime:
        exact: datetime = super().get_expiry_date(**kwargs)
        return exact.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
