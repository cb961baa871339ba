"""A report goes to another agency: struck, packed under a password, listed; nothing leads to its reporter."""

import io
import json
from datetime import timedelta
from hashlib import sha256

import pytest
import pyzipper
from django.utils import timezone

from pacc.ledger.models import Entry
from pacc.vault import codes
from reports.actions.evidence import clean_evidence
from reports.queries.dispatches import Receipt
from reports.queries.opened import desk_key
from reports.rules.striking import BAR
from tests.factories.dispatches import a_referral
from tests.factories.evidence import a_sealed_file
from tests.pacc.uploads import samples
from tests.reports.documents.test_receipt import read_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "desk")]
TODAY = timezone.localdate()
PASSWORD = "abcd-efgh-jkmn-pqrs"
WHO = {"name": "นางสาว Somying Tuayang", "phone": "0812345678", "email": "som@example.test"}
ACCOUNT = {
    "narrative": "I am Somying Tuayang, call 081-234 5678.\nThe road is (very) thin. My boss Mana saw it.",
    "subject": "Thin road",
    "people": "Mr Builder",
    "damage": "Cracks",
}


@pytest.fixture
def browser(people, browser_of):
    return browser_of("officer")


def address(dispatch, part=""):
    return f"/reports/{dispatch.report.reference}/sent/{dispatch.pk}/{part}"


def fields_of(response):
    """What the page would send back: each text as it stands there."""
    return {name: field.initial for name, field in response.context["form"].fields.items() if name != "files"}


def prepare(browser, dispatch, **typed):
    form = fields_of(browser.get(address(dispatch, "package/"))) | typed
    response = browser.post(address(dispatch, "package/"), form)
    assert response.status_code == 302, response.content.decode()


def unpacked(browser, dispatch):
    """The files in the package, by name."""
    response = browser.post(address(dispatch, "package/file/"), {"password": PASSWORD})
    archive = pyzipper.AESZipFile(io.BytesIO(response.getvalue()))
    with pytest.raises(RuntimeError):
        archive.read("report.pdf")
    archive.setpassword(PASSWORD.encode())
    return {name: archive.read(name) for name in archive.namelist()}


def taken():
    return [entry.detail["file"] for entry in Entry.objects.filter(what="report.dispatch_taken").order_by("id")]


def test_nothing_struck_and_nothing_of_the_reporter_is_in_the_package(browser, people):
    picture = a_sealed_file(samples.jpeg(), name="Somying.jpg")
    dispatch = a_referral(people.officer, identity="named", files=(picture,), **WHO, **ACCOUNT)
    report = dispatch.report
    clean_evidence(report.evidence.get().pk)
    page = browser.get(address(dispatch, "package/"))
    narrative = page.context["form"].fields["narrative"].initial
    assert "((Somying Tuayang))" in narrative and "((081-234 5678))" in narrative
    prepare(
        browser,
        dispatch,
        narrative=narrative.replace("boss Mana", "boss ((Mana))"),
        files=[str(report.evidence.get().pk)],
    )
    shown = browser.get(address(dispatch)).content.decode()
    assert f"My boss {BAR} saw it." in shown and "Mana" not in shown
    files = unpacked(browser, dispatch)
    assert list(files) == ["report.pdf", "evidence-1.jpg", "manifest.json"]
    text = read_back(files["report.pdf"])
    for secret in (
        "Somying",
        "Tuayang",
        "234 5678",
        "som@",
        "Mana",
        report.reference,
        codes.show_reference(report.reference),
    ):
        assert secret not in text
        assert secret.encode() not in b"".join(files.values())
    for left in ("Thin road", "The road is (very) thin. My boss", "saw it.", "Mr Builder", "Cracks", dispatch.number):
        assert left in text
    assert taken() == ["zip"]


def test_the_manifest_lists_what_is_beside_it_and_twice_is_the_same(browser, people):
    dispatch = a_referral(
        people.officer, agency="ป.ป.ช.", ground="มาตรา 1", files=(a_sealed_file(samples.jpeg(), name="a"),)
    )
    picture = dispatch.report.evidence.get()
    clean_evidence(picture.pk)
    prepare(browser, dispatch, files=[str(picture.pk)])
    files = unpacked(browser, dispatch)
    listed = json.loads(files.pop("manifest.json"))
    assert {each["name"]: (each["sha256"], each["bytes"]) for each in listed["files"]} == {
        name: (sha256(content).hexdigest(), len(content)) for name, content in files.items()
    }
    assert (listed["package"], listed["to"], listed["ground"]) == (dispatch.number, "ป.ป.ช.", "มาตรา 1")
    assert files == {name: content for name, content in unpacked(browser, dispatch).items() if name != "manifest.json"}
    paper = browser.post(address(dispatch, "package/receipt/")).content
    text = "".join(read_back(paper).split())
    assert all(each["sha256"] in text for each in listed["files"]) and dispatch.number in text
    assert "ถนน" not in text and dispatch.report.reference not in text
    assert taken() == ["zip", "zip", "receipt"]


def test_no_file_goes_along_unless_it_is_chosen_and_only_rebuilt_pictures_can_be(browser, people):
    document = a_sealed_file(samples.pdf(), name="a.pdf", kind="pdf", media_type="application/pdf")
    dispatch = a_referral(people.officer, files=(a_sealed_file(samples.jpeg(), name="a.jpg"), document))
    picture, original = dispatch.report.evidence.order_by("arrival")
    clean_evidence(picture.pk)
    form = fields_of(browser.get(address(dispatch, "package/")))
    for file in (original.pk, dispatch.pk, "no id"):
        refused = browser.post(address(dispatch, "package/"), form | {"files": [str(file)]})
        assert refused.status_code == 422 and 'id="id_files_error"' in refused.content.decode()
    prepare(browser, dispatch)
    assert list(unpacked(browser, dispatch)) == ["report.pdf", "manifest.json"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("The road is thin", "The road is thin"),
        ("", ""),
        ("((The road", "((The road"),
        ("ก" * 50_000, "ก" * 100),
        ("a\x00b", ""),
    ],
)
def test_other_words_than_were_told_are_refused_and_stay_on_the_page(browser, people, typed, kept):
    dispatch = a_referral(people.officer, narrative="The road")
    response = browser.post(
        address(dispatch, "package/"), fields_of(browser.get(address(dispatch, "package/"))) | {"narrative": typed}
    )
    page = response.content.decode()
    assert response.status_code == 422 and 'id="id_narrative_error"' in page and kept in page
    dispatch.refresh_from_db()
    assert dispatch.package_sealed is None


def test_the_reporters_name_may_not_be_left_to_read(browser, people):
    dispatch = a_referral(people.officer, identity="named", **WHO, **ACCOUNT)
    response = browser.post(address(dispatch, "package/"), ACCOUNT)
    assert response.status_code == 422 and 'id="id_narrative_error"' in response.content.decode()


def test_what_is_not_prepared_leads_to_preparing_it_and_is_not_taken(browser, people):
    dispatch = a_referral(people.officer)
    for part, typed in (("package/file/", {"password": PASSWORD}), ("package/receipt/", {})):
        response = browser.post(address(dispatch, part), typed)
        assert (response.status_code, response["Location"]) == (302, address(dispatch, "package/"))
    assert taken() == []


@pytest.mark.parametrize("password", ["", "short", "รหัสผ่านภาษาไทย", "x" * 5_000])
def test_a_password_that_cannot_be_is_refused(browser, people, password):
    dispatch = a_referral(people.officer)
    prepare(browser, dispatch)
    response = browser.post(address(dispatch, "package/file/"), {"password": password})
    assert response.status_code == 422 and 'id="id_password_error"' in response.content.decode()
    assert taken() == []


def test_the_struck_account_is_sealed_and_the_same_again_is_once(browser, people):
    dispatch = a_referral(people.officer, narrative="The road")
    for _time in range(2):
        prepare(browser, dispatch, narrative="The ((road))")
    dispatch.refresh_from_db()
    assert b"road" not in bytes(dispatch.package_sealed) and "ป.ป.ช.".encode() not in bytes(dispatch.told_sealed)
    assert Entry.objects.filter(what="report.package_prepared").count() == 1


def test_a_hand_over_has_no_package_and_a_referral_no_file_for_the_case_system(browser, people):
    dispatch = a_referral(people.officer)
    assert browser.post(address(dispatch, "file/"), {"file": "json"}).status_code == 404
    dispatch.report.dispatches.update(kind="case_system")
    for part in ("package/", "package/file/", "package/receipt/"):
        assert browser.post(address(dispatch, part)).status_code == 404


A_RECEIPT = {
    "on_day": str(TODAY.day),
    "on_month": str(TODAY.month),
    "on_year": str(TODAY.year + 543),
    "name": "นายรับ มอบ",
    "position": "นิติกร",
    "agency": "ป.ป.ช.",
    "number": "ปช 1/2569",
}


def test_who_received_it_is_kept_sealed_and_shown_on_the_case(browser, people):
    dispatch = a_referral(people.officer)
    assert browser.post(address(dispatch, "receipt/"), A_RECEIPT).status_code == 302
    dispatch.refresh_from_db()
    receipt = Receipt.of(dispatch, data_key=desk_key(dispatch.report))
    assert receipt == Receipt(TODAY, "ปช 1/2569", "นายรับ มอบ", "นิติกร", "ป.ป.ช.")
    page = browser.get(f"/reports/{dispatch.report.reference}/").content.decode()
    assert "นายรับ มอบ" in page and "ปช 1/2569" in page
    assert Entry.objects.filter(what="report.receipt_kept").count() == 1
    assert "นายรับ" not in str(list(Entry.objects.values_list("detail", flat=True)))


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", {"name": ""}),
        ("name", {"name": "ก" * 5_000}),
        ("agency", {"agency": ""}),
        ("position", {"position": "ก" * 201}),
        ("on", {"on_year": str((TODAY + timedelta(days=366)).year + 543)}),
    ],
)
def test_a_receipt_that_cannot_be_is_refused_and_what_was_typed_stays(browser, people, field, typed):
    dispatch = a_referral(people.officer)
    response = browser.post(address(dispatch, "receipt/"), A_RECEIPT | typed)
    page = response.content.decode()
    assert response.status_code == 422 and f'id="id_{field}_error"' in page and "ปช 1/2569" in page


@pytest.mark.parametrize("field", ["agency", "ground"])
def test_a_referral_asks_for_agency_and_ground(browser, people, field):
    dispatch = a_referral(people.officer)
    dispatch.report.__class__.objects.update(state="fact_finding")
    page = browser.get(f"/reports/{dispatch.report.reference}/refer/").content.decode()
    assert f'name="{field}"' in page and '<datalist id="agencies">' in page
