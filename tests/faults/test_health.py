"""What /health says of a running portal whose parts stand still: a word for each, figures at the desk only."""

import json

import pytest

from tests.fixtures.stack import eventually
from tests.wire import WireBrowser

pytestmark = pytest.mark.line


def ready(url):
    answer = WireBrowser(url).get("/health/ready")
    return answer.status_code, json.loads(answer.content)


def test_desk_tells_which_part_stands_still_and_for_how_long(running_stack):
    eventually(lambda: ready(running_stack.desk_url)[0] == 200, seconds=90)
    with running_stack.frozen("worker"), running_stack.frozen("relay"):
        # What the clock does by itself within three minutes.
        running_stack.change("UPDATE outbox_heartbeat SET at = at - interval '170 s'")
        status, said = ready(running_stack.desk_url)
        assert status == 503
        assert said.pop("figures").keys() == {"relay", "worker", "routing"}
        assert said == {"database": "ok", "broker": "ok", "relay": "late", "worker": "late", "routing": "ok"}
        assert ready(running_stack.site_url) == (200, {"database": "ok"})
    eventually(lambda: ready(running_stack.desk_url)[0] == 200, seconds=90)


def test_desk_tells_of_a_report_that_waits_for_its_office(running_stack):
    waits = """INSERT INTO outbox_job (name, payload, due_at, seen_at, claimed_until, attempts, parked, promised_by)
        VALUES ('reports.route', '{}', now(), now() - interval '200 s', now() + interval '1 h', 0, false, '')"""
    running_stack.change(waits)
    try:
        status, said = ready(running_stack.desk_url)
        assert (status, said["routing"]) == (503, "late")
        assert said["figures"]["routing"]["oldest_unrouted_seconds"] >= 200
        assert ready(running_stack.site_url) == (200, {"database": "ok"})
    finally:
        running_stack.change("DELETE FROM outbox_job WHERE payload = '{}'")
