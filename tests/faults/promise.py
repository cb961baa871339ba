"""What a receipt promises: its report is there, its code opens it, it is routed once and its office told once."""

from tests.fixtures.stack import eventually
from tests.reporter import Reporter
from tests.wire import WireBrowser

OFFICER = "officer@demo.example"  # of the office that covers Surin, where every account of these tests happened

_FATE = """SELECT state, office_id,
    (SELECT count(*) FROM reports_routing WHERE report_id = r.id),
    (SELECT count(*) FROM ledger_entry WHERE report_id = r.id AND what = 'report.submitted'),
    (SELECT count(*) FROM ledger_entry WHERE report_id = r.id AND what = 'report.routed')
    FROM reports_report r WHERE reference = %s"""
_KEPT = [("routed", 3, 1, 1, 1)]

_OPEN = """SELECT (SELECT count(*) FROM outbox_job WHERE NOT parked)
    + (SELECT count(*) FROM reports_routing WHERE NOT announced)"""
_TOLD = """SELECT coalesce(sum((values->>'new')::int), 0), count(*) FROM notify_message
    WHERE template = 'office_news' AND address = %s AND sent_at IS NOT NULL"""


def a_citizen(stack):
    """Somebody who has answered every question and reads the page before sending."""
    return Reporter(WireBrowser(stack.site_url)).walk()


class Promises:
    """Receipts that were shown, to be looked after when everything runs again."""

    def __init__(self, stack):
        self._stack, self._shown = stack, []
        self._settle()
        self._told, self._mails = self._officer_told()

    def send(self, citizen=None):
        """A citizen sends her account and reads the receipt."""
        citizen = citizen or a_citizen(self._stack)
        sent = citizen.send()
        assert (sent.status_code, sent["Location"]) == (302, "/report/receipt/")
        return self.note(citizen)

    def note(self, citizen):
        """The receipt that she reads now."""
        receipt = citizen.code()
        self._shown.append(receipt)
        return receipt

    def are_kept(self, *, seconds=60):
        for reference, _code in self._shown:
            eventually(lambda reference=reference: self._fate(reference) == _KEPT, seconds=seconds)
        self._settle()
        for reference, code in self._shown:
            assert self._fate(reference) == _KEPT
            self._opens(reference, code)
        told, mails = self._officer_told()
        assert told - self._told == len(self._shown)
        assert mails - self._mails <= len(self._shown)

    def _opens(self, reference, code):
        browser = WireBrowser(self._stack.site_url)
        assert browser.post("/track/", {"reference": reference, "code": code}).status_code == 302
        assert browser.get("/track/case/").status_code == 200

    def _settle(self):
        """Nothing is open: every job is done, every routing told of."""
        eventually(lambda: self._stack.ask(_OPEN) == [(0,)], seconds=60)

    def _fate(self, reference):
        return self._stack.ask(_FATE, reference)

    def _officer_told(self):
        """Of how many reports, in how many mails; each promised mail arrived. One sent twice has one name."""
        [(told, mails)] = self._stack.ask(_TOLD, OFFICER)
        arrived = {mail["Message-ID"] for mail in self._stack.mails(OFFICER)}
        assert len(arrived) == mails, f"{mails} sent, {len(arrived)} arrived"
        return told, mails
