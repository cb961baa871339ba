"""Sessions in the database, one table a zone, with expiries that do not tell the second."""

from datetime import datetime, timedelta

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore


class CoarseStore(DatabaseStore):
    """Expiry dates are rounded up to the hour: the table does not say when somebody came."""

    def get_expiry_date(self, **kwargs: object) -> datetime:
        exact: datetime = super().get_expiry_date(**kwargs)
        return exact.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
