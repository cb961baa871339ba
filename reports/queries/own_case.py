"""A reporter's own case, read with the key that came from her code."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from reports.models import Report
from reports.models.case_scope import enter_case
from reports.models.report import REPORTER_READS
from reports.queries.opened import Opened, opened, reporter_data_key


@dataclass(frozen=True)
class OwnCase:
    """The report and its data key, for as long as the transaction that entered the case is open."""

    report: Report
    data_key: bytes

    @property
    def told(self) -> Opened:
        """What she told; a named reporter's own name is not read back to her."""
        return opened(self.report, data_key=self.data_key, with_identity=False)


@contextmanager
def own_case(report_id: UUID, *, reporter_key: bytes) -> Iterator[OwnCase]:
    """Inside the block the case can be read, messages and evidence too. 3 queries. Raises `errors.CannotOpen`."""
    with transaction.atomic():
        enter_case(report_id)
        report = Report.objects.only(*REPORTER_READS).select_related(None).get(pk=report_id)
        yield OwnCase(report, reporter_data_key(report_id, reporter_key=reporter_key))
