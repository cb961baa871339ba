"""A promise is kept after the commit, once in effect, whatever is repeated or lost."""

from datetime import timedelta
from io import StringIO
from threading import Event, Thread, current_thread

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from pacc.outbox import jobs, tasks
from pacc.outbox.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(request):
    """A handler that notes what it was asked to do."""
    kept = []
    jobs.job("test.note", from_site=True)(lambda **ids: kept.append(ids))
    yield kept
    jobs._handlers.pop("test.note")


def promise(**ids) -> Job:
    with transaction.atomic():
        jobs.enqueue("test.note", **ids)
    return Job.objects.latest("id")


def test_job_runs_once_and_is_gone(done):
    job = promise(report_id=17)
    assert jobs.run_job(job.pk) is True
    assert jobs.run_job(job.pk) is False
    assert done == [{"report_id": "17"}]
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_promise_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        jobs.enqueue("test.note")


@pytest.mark.django_db(transaction=True)
def test_promise_goes_with_its_transaction(done):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        jobs.enqueue("test.note", n=1)
        1 / 0  # noqa: B018
    assert not Job.objects.exists()


def test_job_does_not_tell_the_second():
    job = promise()
    assert timezone.localtime(job.due_at).strftime("%H:%M:%S.%f") == "00:00:00.000000"


def test_claimed_job_is_left_to_its_worker(done):
    job = promise()
    Job.objects.filter(pk=job.pk).update(claimed_until=timezone.now() + timedelta(seconds=60))
    assert jobs.run_job(job.pk) is False
    assert done == []


def test_job_of_a_killed_worker_is_done_by_another(done):
    job = promise()
    Job.objects.filter(pk=job.pk).update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert jobs.run_job(job.pk) is True


def test_failed_job_waits_longer_each_time_and_is_parked_at_last():
    jobs.job("test.fails")(lambda **ids: 1 / 0)
    with transaction.atomic():
        jobs.enqueue("test.fails")
    job = Job.objects.get()
    waits = []
    for _attempt in range(jobs.MAX_ATTEMPTS):
        before = timezone.now()
        assert jobs.run_job(job.pk) is False
        job.refresh_from_db()
        waits.append((job.claimed_until - before).total_seconds())
        Job.objects.filter(pk=job.pk).update(claimed_until=None)
    jobs._handlers.pop("test.fails")
    assert waits == sorted(waits)
    assert job.parked
    assert jobs.told() == []


def test_job_that_kills_its_worker_each_time_is_parked(done):
    job = promise()
    # As a worker leaves it that was killed in the last try: claimed, counted, and never put back.
    Job.objects.filter(pk=job.pk).update(attempts=jobs.MAX_ATTEMPTS, claimed_until=timezone.now())
    assert jobs.run_job(job.pk) is False
    job.refresh_from_db()
    assert job.parked
    assert done == []


def test_sweep_finds_what_nobody_was_told_of_and_tells_once():
    job = promise()
    assert jobs.told() == [job.pk]
    assert jobs.told() == []
    jobs.not_told([job.pk])
    assert jobs.told() == [job.pk]


def test_unknown_job_is_kept_for_a_person_to_see():
    with transaction.atomic():
        jobs.enqueue("test.nobody")
    job = Job.objects.get()
    assert jobs.run_job(job.pk) is False
    job.refresh_from_db()
    assert job.attempts == 1


def test_site_may_promise_only_what_is_marked_for_it(settings, done):
    ran = []
    jobs.job("test.desk_only")(lambda **ids: ran.append(ids))
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        settings.SITE_ROLE = cursor.fetchone()[0]
    with transaction.atomic():
        jobs.enqueue("test.desk_only")
        jobs.enqueue("test.note")
    for job in Job.objects.all():
        jobs.run_job(job.pk)
    jobs._handlers.pop("test.desk_only")
    assert ran == []
    assert done == [{}]


def test_database_itself_says_who_promised():
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO outbox_job (name, payload, due_at, attempts, parked, promised_by)"
            " VALUES ('x', '{}', now(), 0, false, 'somebody') RETURNING promised_by = current_user"
        )
        assert cursor.fetchone() == (True,)


def test_parked_job_is_taken_up_again(done):
    job = promise(n=1)
    Job.objects.filter(pk=job.pk).update(parked=True, attempts=8, claimed_until=timezone.now() + timedelta(hours=1))
    assert jobs.run_job(job.pk) is False
    call_command("retry_jobs", stdout=StringIO())
    assert jobs.told() == [job.pk]
    assert jobs.run_job(job.pk) is True
    assert done == [{"n": "1"}]


def test_job_that_fails_after_another_worker_kept_it_is_not_put_back():
    def slow(**ids):
        Job.objects.all().delete()  # the other worker, which took it over when the claim ran out
        raise ValueError

    jobs.job("test.slow")(slow)
    with transaction.atomic():
        jobs.enqueue("test.slow")
    assert jobs.run_job(Job.objects.get().pk) is False
    jobs._handlers.pop("test.slow")
    assert not Job.objects.exists()


def test_name_that_somebody_made_up_is_not_written_down(caplog):
    with transaction.atomic():
        jobs.enqueue("0812345678 สมหญิง")
    assert jobs.run_job(Job.objects.get().pk) is False
    assert [record.job_name for record in caplog.records] == ["unknown"]


@pytest.fixture
def nightly():
    """Two works of one name: the first fails, the second is noted."""
    done = []
    tasks.periodic("test nightly")(lambda: 1 / 0)
    tasks.periodic("test nightly")(lambda: done.append("second"))
    yield done
    tasks._periodic.pop("test nightly")


def test_periodic_work_that_fails_does_not_keep_the_next_from_its_turn(nightly):
    tasks.run_periodic("test nightly")
    assert nightly == ["second"]


@pytest.mark.django_db(transaction=True)
def test_periodic_work_of_two_beats_is_done_by_one_and_free_again_afterwards():
    begun, may_end, done = Event(), Event(), []

    def work():
        done.append(current_thread().name)
        begun.set()
        may_end.wait(10)

    def first_beat():
        tasks.run_periodic("test beat")
        connection.close()

    tasks.periodic("test beat")(work)
    first = Thread(target=first_beat, name="first")
    first.start()
    assert begun.wait(10)
    tasks.run_periodic("test beat")
    may_end.set()
    first.join()
    assert done == ["first"]
    tasks.run_periodic("test beat")
    tasks._periodic.pop("test beat")
    assert len(done) == 2
