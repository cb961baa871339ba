"""Whatever falls, freezes or is emptied: every receipt that was shown has its report, routed once, told of once."""

import json
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from pacc.stack.folders import CODE
from pacc.stack.programs import SITE_CONNECTIONS, WORKERS
from tests.faults.promise import Promises, a_citizen
from tests.fixtures.stack import environment_of, eventually
from tests.wire import WireBrowser

pytestmark = pytest.mark.line

REPORTS = "SELECT count(*) FROM reports_report"


@pytest.fixture
def promises(running_stack):
    return Promises(running_stack)


def health(url, which="ready"):
    try:
        return WireBrowser(url).get(f"/health/{which}").status_code
    except OSError:
        return 0


def broker_word(stack):
    return json.loads(WireBrowser(stack.desk_url).get("/health/ready").content)["broker"]


def seconds_to_send(promises, stack):
    """From pressing "send" to the receipt on the screen; the better of two, since the machine has other work."""
    taken = []
    for citizen in (a_citizen(stack), a_citizen(stack)):
        started = time.monotonic()
        promises.send(citizen)
        taken.append(time.monotonic() - started)
    return min(taken)


@pytest.mark.parametrize("fault", ["gone", "frozen"])
def test_receipt_does_not_wait_for_a_broker_that_is_away(running_stack, promises, fault):
    usual = seconds_to_send(promises, running_stack)
    with getattr(running_stack, fault)("valkey"):
        assert broker_word(running_stack) == "down"
        without = seconds_to_send(promises, running_stack)
        assert broker_word(running_stack) == "down"
    assert without < max(2, 3 * usual)  # seconds; the promise is 2, and a machine may be slow by itself
    promises.are_kept(seconds=60)


def test_worker_works_on_after_the_broker_froze_amid_its_jobs(running_stack, promises):
    """What Celery could not say of finished jobs must not count against those to come."""
    with ExitStack() as broker_is_frozen:
        with running_stack.held("reports_routing"):
            for _citizen in range(WORKERS):
                promises.send()
            eventually(lambda: running_stack.locks_waited_for() >= WORKERS, seconds=30)
            broker_is_frozen.enter_context(running_stack.frozen("valkey"))
        time.sleep(15)  # longer than the worker tries to reach the broker
    promises.send()
    promises.are_kept()


def test_broker_that_forgot_everything_is_told_again(running_stack, promises):
    with running_stack.frozen("worker"), running_stack.broker() as broker:
        for _citizen in range(2):  # the worker was waiting for a message: it holds the first one in its hands
            promises.send()
        eventually(lambda: b"run_job" in b"".join(broker.lrange("celery", 0, -1)), seconds=20)
        broker.flushall()
    claims_are_over(running_stack)
    promises.are_kept()


def test_worker_killed_amid_a_job_leaves_it_to_the_next(running_stack, promises):
    with running_stack.held("reports_routing"):
        promises.send()
        eventually(running_stack.locks_waited_for, seconds=30)
        running_stack.kill("worker")
    claims_are_over(running_stack)
    promises.are_kept()


def test_relay_killed_before_it_told_anybody(running_stack, promises):
    with running_stack.frozen("valkey"):
        promises.send()
        told = "SELECT 1 FROM outbox_job WHERE told_until IS NOT NULL"
        eventually(lambda: running_stack.ask(told), seconds=20, every=0.02)
        running_stack.kill("relay")
    promises.are_kept()


def test_web_server_killed_between_sending_and_routing(running_stack, promises):
    citizen = a_citizen(running_stack)
    with running_stack.frozen("relay"):
        receipt = promises.send(citizen)
        running_stack.kill("site")
        eventually(lambda: health(running_stack.site_url, "live") == 200, seconds=60)
        assert citizen.code() == receipt
    promises.are_kept()


def test_web_server_killed_amid_sending_makes_no_half_report(running_stack, promises):
    citizen = a_citizen(running_stack)
    before = running_stack.ask(REPORTS)
    with running_stack.held("reports_report"):
        with sending(citizen):
            eventually(running_stack.locks_waited_for, seconds=30)
            running_stack.kill("site")
        eventually(lambda: health(running_stack.site_url, "live") == 200, seconds=60)
        assert running_stack.ask(REPORTS) == before
    promises.send(citizen)
    promises.are_kept()
    assert running_stack.ask(REPORTS) == [(before[0][0] + 1,)]


def test_database_killed_right_after_a_receipt(running_stack, promises):
    answered_at_once(running_stack.site_url)
    promises.send()
    before = running_stack.pid("postgres")
    running_stack.kill("postgres")
    eventually(lambda: running_stack.pid("postgres") != before and answers(running_stack), seconds=60)
    assert answered_at_once(running_stack.site_url) == {200}
    claims_are_over(running_stack)
    promises.are_kept()


def test_without_a_database_a_page_of_our_own_says_so(running_stack, promises):
    citizen = a_citizen(running_stack)
    with running_stack.gone("postgres"):
        answer = citizen.post("send/", {"version": "1"})
        assert answer.status_code == 503
        assert 'lang="th"' in answer.content.decode()
        ready = WireBrowser(running_stack.site_url).get("/health/ready")
        assert (ready.status_code, json.loads(ready.content)) == (503, {"database": "down"})
        assert health(running_stack.site_url, "live") == 200
    eventually(lambda: health(running_stack.site_url) == 200, seconds=60)
    promises.send(citizen)
    promises.are_kept()


def test_lost_answer_and_a_second_try_make_one_report(running_stack, promises):
    citizen = a_citizen(running_stack)
    before = running_stack.ask(REPORTS)
    version = citizen.version
    with citizen.client.post_and_hang_up("/report/send/", {"version": version}):
        eventually(lambda: running_stack.ask(REPORTS) != before, seconds=60)
    assert citizen.post("send/", {"version": version})["Location"] == "/report/receipt/"
    promises.note(citizen)
    promises.are_kept()
    assert running_stack.ask(REPORTS) == [(before[0][0] + 1,)]


def test_double_click_makes_one_report(running_stack, promises):
    citizen = a_citizen(running_stack)
    before = running_stack.ask(REPORTS)
    version, answers = citizen.version, []

    def click():
        answers.append(citizen.client.copy().post("/report/send/", {"version": version}))

    at_once(click, times=4)
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, "/report/receipt/")] * 4
    promises.note(citizen)
    promises.are_kept()
    assert running_stack.ask(REPORTS) == [(before[0][0] + 1,)]


def test_two_relays_and_two_beats_do_everything_once(running_stack, promises):
    with second(running_stack, "relay"), second(running_stack, "beat"):
        at_once(promises.send, times=4)
        promises.are_kept()


def claims_are_over(stack):
    """What the clock does by itself in 45 seconds: jobs of whoever died, or was told in vain, are free again."""
    stack.change("UPDATE outbox_job SET claimed_until = now(), told_until = now()")


def answers(stack):
    """Whether the database does. Not asked through the portal, whose broken connections are for people to meet."""
    with suppress(psycopg.OperationalError):
        return stack.ask("SELECT 1") == [(1,)]


def answered_at_once(url):
    """How each of as many people is answered as the zone has connections to the database."""
    statuses = set()
    at_once(lambda: statuses.add(health(url)), times=SITE_CONNECTIONS)
    return statuses


def at_once(deed, *, times):
    threads = [threading.Thread(target=deed) for _time in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@contextmanager
def sending(citizen):
    """Her browser waits for the answer while the block runs."""
    version = citizen.version

    def press():
        with suppress(OSError):
            citizen.post("send/", {"version": version})

    thread = threading.Thread(target=press)
    thread.start()
    yield
    thread.join()


@contextmanager
def second(stack, name):
    """The same program once more, beside the one that runs."""
    command = Path(f"/proc/{stack.pid(name)}/cmdline").read_bytes().split(b"\0")[1:-1]
    environment = environment_of(stack.pid(name))
    with (stack.folders.logs / f"second-{name}.log").open("wb") as log:
        twin = subprocess.Popen([sys.executable, *command], cwd=CODE, env=environment, stdout=log, stderr=log)
    try:
        yield twin
    finally:
        twin.terminate()
        twin.wait(30)
