"""An officer looks at files: pictures rebuilt, all else behind a warning, each answer unable to do harm."""

from io import BytesIO

import pytest
from django.urls import reverse
from PIL import Image

from pacc.ledger.models import Entry
from pacc.vault import files
from reports.actions.evidence import clean_evidence
from reports.models import Evidence
from tests.factories.evidence import some_evidence
from tests.pacc.uploads import samples

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]


@pytest.fixture
def browser(people, browser_of):
    return browser_of("officer")


def picture():
    evidence = some_evidence(samples.jpeg(planted=True))
    clean_evidence(evidence.pk)
    evidence.refresh_from_db()
    return evidence


def document(content=None, **file):
    file = {"kind": "pdf", "media_type": "application/pdf"} | file
    return some_evidence(content or samples.pdf(), **file)


def address(evidence, name="evidence_detail"):
    return reverse(f"reports:{name}", args=[evidence.report.reference, evidence.pk])


def body(response):
    return b"".join(response.streaming_content)


def openings():
    return list(Entry.objects.filter(what__startswith="evidence.", by__isnull=False).values_list("what", flat=True))


def test_the_page_of_a_picture_shows_the_rebuilt_copy_only(browser):
    evidence = picture()
    page = browser.get(address(evidence)).content.decode()
    assert "ป้ายโครงการ.jpg" in page
    assert f'<img src="{address(evidence, "evidence_image")}" alt="' in page
    assert address(evidence, "evidence_original") not in page
    assert openings() == []


def test_the_picture_itself_is_rebuilt_and_its_opening_recorded(browser):
    evidence = picture()
    response = browser.get(address(evidence, "evidence_image"))
    content = body(response)
    assert Image.open(BytesIO(content)).size == (320, 200)
    assert b"0812345678" not in content
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"].startswith("inline")
    assert openings() == ["evidence.seen"]


@pytest.mark.parametrize("make", [picture, document])
def test_no_answer_can_run_be_framed_sniffed_or_kept(browser, make):
    evidence = make()
    if evidence.kind == "image":
        response = browser.get(address(evidence, "evidence_image"))
    else:
        response = browser.post(address(evidence, "evidence_original"))
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cache-Control"] == "no-store"
    assert response["X-Frame-Options"] == "DENY"


def test_another_kind_stands_behind_a_warning(browser):
    evidence = document()
    page = browser.get(address(evidence)).content.decode()
    assert "note-ask" in page
    assert f'action="{address(evidence, "evidence_original")}"' in page
    assert "<img" not in page.partition("<main")[2].partition("</main>")[0]
    assert openings() == []


def test_the_original_comes_as_a_download_under_a_safe_name(browser):
    content = samples.pdf()
    evidence = document(content, name="สัญญา.html")
    response = browser.post(address(evidence, "evidence_original"))
    assert body(response) == content
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert "pdf" in response["Content-Disposition"]
    assert "html" not in response["Content-Disposition"]
    assert openings() == ["evidence.original_taken"]


def test_a_link_alone_takes_no_original(browser):
    assert browser.get(address(document(), "evidence_original")).status_code == 405
    assert openings() == []


def test_a_pictures_original_has_no_address(browser):
    assert browser.post(address(picture(), "evidence_original")).status_code == 404
    assert openings() == []


@pytest.mark.parametrize("state", [Evidence.State.WAITING, Evidence.State.FAILED])
def test_a_picture_that_is_not_ready_is_explained(browser, state):
    evidence = some_evidence(samples.jpeg())
    Evidence.objects.filter(pk=evidence.pk).update(state=state)
    page = browser.get(address(evidence))
    assert page.status_code == 200
    assert 'class="note' in page.content.decode()
    assert "<img src" not in page.content.decode().partition("<main")[2].partition("</main>")[0]
    assert browser.get(address(evidence, "evidence_image")).status_code == 404
    assert browser.post(address(evidence, "evidence_original")).status_code == 404


def test_a_lost_file_is_told_on_a_page(browser):
    evidence = document()
    files.remove(evidence.store_name)
    response = browser.post(address(evidence, "evidence_original"))
    assert response.status_code == 404
    assert 'class="note note-stop"' in response.content.decode()
    lost = picture()
    files.remove(lost.clean_store_name)
    assert browser.get(address(lost, "evidence_image")).status_code == 404


def test_a_file_is_found_under_its_own_report_only(browser):
    evidence, other = document(), document()
    wrong = reverse("reports:evidence_detail", args=[other.report.reference, evidence.pk])
    assert browser.get(wrong).status_code == 404


@pytest.mark.parametrize("name", ["other_officer", "intake_officer", "conflict_officer", "workshop_admin"])
def test_for_whoever_does_not_see_the_report_there_is_no_file(browser_of, name):
    evidence, browser = document(), browser_of(name)
    assert browser.get(address(evidence)).status_code == 404
    assert browser.post(address(evidence, "evidence_original")).status_code == 404


def test_the_site_serves_no_file_to_anybody(settings):
    settings.ROOT_URLCONF = "pacc.urls.site"
    with pytest.raises(Exception, match="evidence_detail"):
        reverse("reports:evidence_detail", args=["SR7K2MQX", "0" * 32])
