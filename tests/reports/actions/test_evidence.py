"""Files of a report: rebuilt once for officers, opened on record."""

import threading
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from PIL import Image

from pacc.ledger.models import Entry
from pacc.outbox.jobs import run_job
from pacc.outbox.models import Job
from pacc.vault import files
from pacc.vault.errors import CannotOpen
from pacc.vault.files import FileLost, SealedWriter
from reports.actions import evidence as actions
from reports.actions.evidence import clean_evidence, open_image, open_original
from reports.models import Evidence, WrappedKey
from tests.factories.evidence import some_evidence
from tests.pacc.uploads import samples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys")]


def on_disk(settings):
    return sorted(path.name for path in settings.EVIDENCE_DIR.rglob("*") if path.is_file())


def entries(what):
    return list(Entry.objects.filter(what=what))


class TestCleaning:
    def test_sending_promises_it_and_the_promise_is_kept(self):
        evidence = some_evidence(samples.jpeg(planted=True))
        job = Job.objects.get(name="reports.clean_evidence")
        assert job.payload == {"evidence_id": str(evidence.pk)}
        run_job(job.pk)
        evidence.refresh_from_db()
        assert evidence.state == Evidence.State.CLEAN
        assert evidence.clean_media_type == "image/jpeg"

    def test_the_copy_is_sealed_and_carries_no_hidden_data(self, settings, people):
        evidence = some_evidence(samples.jpeg((3000, 2000), planted=True))
        clean_evidence(evidence.pk)
        evidence.refresh_from_db()
        content = b"".join(open_image(evidence, by=people.officer).chunks)
        assert Image.open(BytesIO(content)).size == (2560, 1707)
        assert b"0812345678" not in content
        assert b"Exif" not in content
        stored = b"".join((settings.EVIDENCE_DIR / name[:2] / name).read_bytes() for name in on_disk(settings))
        assert b"JFIF" not in stored
        assert len(on_disk(settings)) == 2

    def test_twice_makes_one_copy_and_one_entry(self, settings):
        evidence = some_evidence(samples.jpeg())
        clean_evidence(evidence.pk)
        before = on_disk(settings)
        clean_evidence(evidence.pk)
        assert on_disk(settings) == before
        assert len(entries("evidence.rebuilt")) == 1

    def test_its_entry_has_the_day_only(self):
        evidence = some_evidence(samples.jpeg())
        clean_evidence(evidence.pk)
        (entry,) = entries("evidence.rebuilt")
        assert (entry.at, entry.by, entry.report_id) == (None, None, evidence.report_id)

    @pytest.mark.parametrize(
        "content", [b"\xff\xd8\xff" + samples.HTML, samples.png_bomb(), b""], ids=["page", "bomb", "empty"]
    )
    def test_what_cannot_be_rebuilt_is_never_shown(self, settings, people, content):
        evidence = some_evidence(content)
        clean_evidence(evidence.pk)
        evidence.refresh_from_db()
        assert evidence.state == Evidence.State.FAILED
        assert evidence.clean_store_name == ""
        assert on_disk(settings) == [evidence.store_name]
        with pytest.raises(PermissionDenied):
            open_image(evidence, by=people.officer)
        with pytest.raises(PermissionDenied):
            open_original(evidence, by=people.officer)
        assert len(entries("evidence.not_rebuilt")) == 1

    def test_a_changed_file_is_not_shown(self, settings):
        evidence = some_evidence(samples.jpeg())
        path = settings.EVIDENCE_DIR / evidence.store_name[:2] / evidence.store_name
        content = bytearray(path.read_bytes())
        content[-1] ^= 1
        path.write_bytes(content)
        clean_evidence(evidence.pk)
        evidence.refresh_from_db()
        assert evidence.state == Evidence.State.FAILED

    def test_a_lost_file_is_not_shown(self):
        evidence = some_evidence(samples.jpeg())
        files.remove(evidence.store_name)
        clean_evidence(evidence.pk)
        evidence.refresh_from_db()
        assert evidence.state == Evidence.State.FAILED

    def test_two_files_whose_rows_were_swapped_are_not_shown(self):
        one, two = some_evidence(samples.jpeg()), some_evidence(samples.png())
        Evidence.objects.filter(pk=one.pk).update(store_name="0" * 32)
        Evidence.objects.filter(pk=two.pk).update(store_name=one.store_name)
        clean_evidence(two.pk)
        two.refresh_from_db()
        assert two.state == Evidence.State.FAILED

    def test_keys_of_another_row_open_nothing(self):
        one, two = some_evidence(samples.jpeg()), some_evidence(samples.jpeg())
        Evidence.objects.filter(pk=two.pk).update(file_key_sealed=one.file_key_sealed)
        clean_evidence(two.pk)
        two.refresh_from_db()
        assert two.state == Evidence.State.FAILED

    def test_a_full_store_is_tried_again(self, settings, monkeypatch):
        evidence = some_evidence(samples.jpeg())

        def full(writer, content):
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(SealedWriter, "write", full)
            with pytest.raises(OSError, match="space"):
                clean_evidence(evidence.pk)
        evidence.refresh_from_db()
        assert evidence.state == Evidence.State.WAITING
        clean_evidence(evidence.pk)
        evidence.refresh_from_db()
        assert evidence.state == Evidence.State.CLEAN

    def test_an_erased_report_and_an_unknown_file_are_no_error(self, settings):
        evidence = some_evidence(samples.jpeg())
        WrappedKey.objects.filter(report=evidence.report_id).delete()
        clean_evidence(evidence.pk)
        evidence.refresh_from_db()
        assert evidence.state == Evidence.State.WAITING
        evidence.delete()
        clean_evidence(evidence.pk)

    @pytest.mark.parametrize(
        ("content", "kind", "media_type"),
        [(samples.pdf(), "pdf", "application/pdf"), (samples.sound(), "audio", "audio/mpeg")],
        ids=["pdf", "sound"],
    )
    def test_other_kinds_stay_as_they_came_and_nothing_is_promised(self, settings, content, kind, media_type):
        evidence = some_evidence(content, kind=kind, media_type=media_type)
        assert not Job.objects.filter(name="reports.clean_evidence").exists()
        clean_evidence(evidence.pk)
        evidence.refresh_from_db()
        assert evidence.state == Evidence.State.ORIGINAL
        assert on_disk(settings) == [evidence.store_name]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_one_copy(settings, monkeypatch):
    evidence = some_evidence(samples.jpeg())
    both_have_read, real = threading.Barrier(2), actions._rebuilt

    def together(*args):
        image = real(*args)
        both_have_read.wait(timeout=30)
        return image

    monkeypatch.setattr(actions, "_rebuilt", together)

    def work():
        try:
            clean_evidence(evidence.pk)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    [worker.start() for worker in workers]
    [worker.join() for worker in workers]
    evidence.refresh_from_db()
    assert evidence.state == Evidence.State.CLEAN
    assert on_disk(settings) == sorted([evidence.store_name, evidence.clean_store_name])
    assert len(entries("evidence.rebuilt")) == 1


class TestOpening:
    def test_a_picture_is_opened_rebuilt_and_on_record(self, people):
        evidence = some_evidence(samples.jpeg(planted=True))
        clean_evidence(evidence.pk)
        evidence.refresh_from_db()
        file = open_image(evidence, by=people.officer)
        assert (file.name, file.media_type) == ("ป้ายโครงการ.jpg", "image/jpeg")
        assert b"".join(file.chunks).startswith(b"\xff\xd8\xff")
        (entry,) = entries("evidence.seen")
        assert (entry.by, entry.report_id) == (people.officer, evidence.report_id)
        assert entry.detail == {"evidence": str(evidence.pk)}
        assert entry.at is not None

    def test_a_pictures_original_is_opened_by_nobody(self, people):
        evidence = some_evidence(samples.jpeg(planted=True))
        for state in (Evidence.State.WAITING, Evidence.State.CLEAN, Evidence.State.FAILED):
            evidence.state = state
            with pytest.raises(PermissionDenied):
                open_original(evidence, by=people.officer)
        assert entries("evidence.original_taken") == []

    def test_another_kind_is_given_as_it_came_and_on_record(self, people):
        content = samples.pdf()
        evidence = some_evidence(content, name="สัญญา.html", kind="pdf", media_type="application/pdf")
        file = open_original(evidence, by=people.officer)
        assert file.name == "สัญญา.pdf"
        assert b"".join(file.chunks) == content
        assert [entry.by for entry in entries("evidence.original_taken")] == [people.officer]

    @pytest.mark.parametrize("who", ["other_officer", "intake_officer", "portal_admin", "conflict_officer"])
    def test_whoever_does_not_see_the_report_opens_none_of_its_files(self, people, who):
        evidence = some_evidence(samples.pdf(), kind="pdf", media_type="application/pdf")
        with pytest.raises(PermissionDenied):
            open_original(evidence, by=getattr(people, who))
        assert entries("evidence.original_taken") == []

    def test_a_lost_or_changed_file_is_told_before_anything_is_given(self, settings, people):
        evidence = some_evidence(samples.pdf(), kind="pdf", media_type="application/pdf")
        path = settings.EVIDENCE_DIR / evidence.store_name[:2] / evidence.store_name
        whole = path.read_bytes()
        path.write_bytes(whole[:-20])
        with pytest.raises(CannotOpen):
            open_original(evidence, by=people.officer)
        path.unlink()
        with pytest.raises(FileLost):
            open_original(evidence, by=people.officer)
