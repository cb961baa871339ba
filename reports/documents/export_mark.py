"""The mark that a file carries out of the portal: who took it, for which office, when."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from pacc.thai.dates import format_short, format_time


@dataclass(frozen=True)
class Mark:
    """`holds`: the filter in words, or the case's reference."""

    by: str
    office: str
    at: datetime
    holds: str

    @property
    def words(self) -> str:
        when = f"{format_short(localtime(self.at).date())} {format_time(self.at)}"
        told = {"who": self.by, "office": self.office, "when": when}
        return _("Taken out of PACC Connect by %(who)s, %(office)s, on %(when)s") % told

    def file_name(self, what: str, ending: str) -> str:
        """As each system can keep it: reports_20261124-0942_Region-3_Somsri-Jaidee.csv."""
        parts = (what, f"{localtime(self.at):%Y%m%d-%H%M}", self.office, self.by)
        return "_".join(re.sub(r"[^\w.]+", "-", part).strip("-") for part in parts) + f".{ending}"
