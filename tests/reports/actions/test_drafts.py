"""A reporter's draft: begun, written, taken up again, ended; its files are never lost and never left."""

import os
from datetime import timedelta

import pytest
from django.utils import timezone

from pacc.vault import codes, files
from reports.actions.drafts import (
    DraftGone,
    DraftSent,
    attach_files,
    begin_draft,
    change_draft,
    end_draft,
    keep_draft,
    open_draft,
    remove_file,
    sweep_drafts,
    sweep_orphans,
)
from reports.actions.intake import DraftChanged, submit_report
from reports.models import Draft, DraftFile, Evidence, Report
from reports.rules.draft import MAX_FILES, Question
from tests.factories.evidence import a_sealed_file
from tests.factories.offices import a_province
from tests.factories.reports import an_account
from tests.two_at_once import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


def a_picture():
    return a_sealed_file(b"not decoded here", name="ป้าย.jpg")


def say(narrative):
    return lambda drafted: drafted.keep_typed(Question.WHAT, {"narrative": [narrative]})


def test_what_was_written_is_read_again_by_its_token_and_by_no_other():
    token = begin_draft(network_id=None)
    change_draft(token, say("ถนนบางกว่าแบบ"))
    assert open_draft(token).drafted.typed(Question.WHAT) == {"narrative": ["ถนนบางกว่าแบบ"]}
    with pytest.raises(DraftGone):
        open_draft(codes.new_token())


def test_nothing_of_it_can_be_read_on_the_server():
    token = begin_draft()
    change_draft(token, say("ถนนบางกว่าแบบ"))
    row = Draft.objects.get()
    assert "ถนน".encode() not in bytes(row.sealed)
    assert token not in bytes(row.pk)


def test_it_lasts_two_hours_and_24_if_the_person_asks():
    token = begin_draft()
    quarter = timedelta(minutes=15)
    assert Draft.objects.get().expires_at <= timezone.now() + timedelta(hours=2) + quarter
    keep_draft(token, keep=True)
    end = Draft.objects.get().expires_at
    assert timezone.now() + timedelta(hours=24) <= end <= timezone.now() + timedelta(hours=24) + quarter
    assert (end.minute % 15, end.second) == (0, 0), "the end of its time tells no minute of a visit"


def test_its_time_is_over_and_the_sweep_takes_its_files():
    token = begin_draft()
    picture = a_picture()
    attach_files(token, [picture])
    Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(DraftGone):
        open_draft(token)
    assert sweep_drafts() == 1
    assert sweep_drafts() == 0
    assert not Draft.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_leaving_removes_draft_and_files():
    token = begin_draft()
    picture = a_picture()
    attach_files(token, [picture])
    assert files.is_stored(picture.store_name)
    end_draft(token)
    end_draft(token)
    assert not files.is_stored(picture.store_name)
    assert not Draft.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_eleventh_file_is_given_back_and_not_kept():
    token = begin_draft()
    attach_files(token, [a_picture() for _each in range(MAX_FILES)])
    one_more = a_picture()
    assert attach_files(token, [one_more]) == [one_more]
    assert not files.is_stored(one_more.store_name)
    assert DraftFile.objects.count() == MAX_FILES


@pytest.mark.django_db(transaction=True)
def test_a_file_is_removed_by_its_own_draft_only():
    mine, other = begin_draft(), begin_draft()
    picture = a_picture()
    attach_files(mine, [picture])
    remove_file(other, picture.store_name)
    assert files.is_stored(picture.store_name)
    remove_file(mine, picture.store_name)
    remove_file(mine, picture.store_name)
    assert not files.is_stored(picture.store_name)


def test_a_sent_draft_cannot_be_changed():
    a_province()
    token = begin_draft()
    submit_report(an_account(), token=token, version=open_draft(token).version)
    with pytest.raises(DraftSent):
        change_draft(token, say("อีกเรื่อง"))


def test_answers_that_were_changed_meanwhile_are_not_sent():
    a_province()
    token = begin_draft()
    read = open_draft(token).version
    change_draft(token, say("อีกเรื่อง"))
    with pytest.raises(DraftChanged):
        submit_report(an_account(), token=token, version=read)
    end_draft(token)
    with pytest.raises(DraftChanged):
        submit_report(an_account(), token=token, version=read)
    assert not Report.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("meanwhile", ["leave", "remove"])
def test_no_report_names_a_file_that_another_tab_took_away(meanwhile):
    a_province()
    for _round in range(4):
        token = begin_draft()
        picture = a_picture()
        attach_files(token, [picture])
        version = open_draft(token).version
        deeds = {"leave": lambda: end_draft(token), "remove": lambda: remove_file(token, picture.store_name)}  # noqa: B023
        at_once(
            lambda: submit_report(an_account(files=(picture,)), token=token, version=version),  # noqa: B023
            deeds[meanwhile],
        )
    assert all(files.is_stored(name) for name in Evidence.objects.values_list("store_name", flat=True))


@pytest.mark.django_db(transaction=True)
def test_files_that_belong_to_nothing_are_swept_after_a_day(settings):
    token = begin_draft()
    kept, orphan = a_picture(), a_picture()
    attach_files(token, [kept])
    three_days_ago = (timezone.now() - timedelta(days=3)).timestamp()
    for name in (kept.store_name, orphan.store_name):
        os.utime(settings.EVIDENCE_DIR / name[:2] / name, (three_days_ago, three_days_ago))
    sweep_orphans()
    assert files.is_stored(kept.store_name)
    assert not files.is_stored(orphan.store_name)
