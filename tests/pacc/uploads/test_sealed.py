"""Files are sealed while they arrive, lie nowhere in clear, and stay only where a view keeps them."""

import gc
import os
import tempfile
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse, JsonResponse
from django.test import Client, RequestFactory
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import path
from django.views.decorators.http import require_POST

from pacc.uploads import sealed
from pacc.uploads.inspection import inspect
from pacc.uploads.refusals import Refusal
from pacc.uploads.sealed import SealedUpload, clean_name, takes_evidence
from pacc.vault.files import SealedWriter, is_stored, open_sealed
from tests.pacc.uploads import samples


@require_POST
@takes_evidence
def keeps(request):
    """Keeps what was taken and says what was not."""
    uploads = request.FILES.getlist("files")
    return JsonResponse(
        {
            "text": request.POST.get("text"),
            "kept": [upload.keep().name for upload in uploads if upload.sealed],
            "refused": {upload.name: upload.refusal for upload in uploads if upload.refusal},
        }
    )


@takes_evidence
def keeps_nothing(request):
    return JsonResponse({"stored": [is_stored(upload.sealed.name) for upload in request.FILES.getlist("files")]})


@takes_evidence
def breaks(request):
    if request.FILES:
        raise RuntimeError("after the files came")
    return HttpResponse()


def takes_no_files(request):
    return JsonResponse({"files": len(request.FILES), "text": request.POST.get("text")})


handler400 = "pacc.pages.error_views.bad_request"
urlpatterns = [path(view.__name__, view) for view in (keeps, keeps_nothing, breaks, takes_no_files)]


@pytest.fixture(autouse=True)
def quiet_site(settings, tmp_path, monkeypatch):
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = ["django.middleware.csrf.CsrfViewMiddleware"]
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    settings.FILE_UPLOAD_TEMP_DIR = str(temporary)


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


def on_disk(store):
    return sorted(path.name for path in store.rglob("*") if path.is_file())


def named(name, content):
    return SimpleUploadedFile(name, content)


def send(client, view, *files, **fields):
    return client.post(f"/{view}", {"files": list(files), **fields})


def test_a_kept_file_lies_sealed_in_the_store_and_opens_again(store):
    request = RequestFactory().post("/keeps", {"files": named("a.jpg", samples.jpeg())})
    seen = []

    @takes_evidence
    def view(request):
        (upload,) = request.FILES.getlist("files")
        seen.append(upload.keep())
        assert inspect(upload.chunks()).kind == "image"
        return HttpResponse()

    request._dont_enforce_csrf_checks = True
    view(request)
    (file,) = seen
    assert b"".join(open_sealed(file.name, file.key)) == samples.jpeg()
    assert file.size == len(samples.jpeg())
    assert on_disk(store) == [file.name]


def test_several_files_and_the_fields_beside_them(client, store):
    said = send(client, "keeps", named("a.txt", b"one"), named("b.txt", b"two"), text="เรื่อง").json()
    assert said["text"] == "เรื่อง"
    assert said["refused"] == {}
    assert on_disk(store) == sorted(said["kept"])


def test_nothing_reaches_the_temporary_folder_or_lies_in_clear(client, store, tmp_path, monkeypatch):
    planted = b"planted 14.882 N" * 400_000
    seen = []
    write = SealedWriter.write

    def watch(writer, content):
        write(writer, content)
        seen.append([file.name for file in (tmp_path / "tmp").iterdir()])

    monkeypatch.setattr(SealedWriter, "write", watch)
    send(client, "keeps", named("a.bin", planted))
    assert len(seen) > 90
    assert not any(seen)
    assert not any(b"planted" in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


def test_a_file_that_no_view_kept_is_gone_afterwards(client, store):
    assert send(client, "keeps_nothing", named("a.txt", b"one")).json() == {"stored": [True]}
    assert on_disk(store) == []


def test_a_view_that_breaks_leaves_no_file(client, store):
    assert send(client, "breaks", named("a.txt", b"one")).status_code == 500
    assert on_disk(store) == []


def test_a_form_without_its_token_leaves_no_file(store):
    strict = Client(enforce_csrf_checks=True)
    assert send(strict, "keeps", named("a.txt", b"one")).status_code == 403
    assert on_disk(store) == []


def test_the_token_of_the_form_is_asked_for_and_accepted(store):
    strict = Client(enforce_csrf_checks=True)
    token = "a" * 32
    strict.cookies["__Host-desk-csrf"] = strict.cookies["__Host-site-csrf"] = strict.cookies["csrftoken"] = token
    answer = send(strict, "keeps", named("a.txt", b"one"), csrfmiddlewaretoken=token)
    assert answer.status_code == 200
    assert on_disk(store) == answer.json()["kept"]


def test_fifty_megabytes_are_taken_and_one_byte_more_is_not(client, store, monkeypatch):
    monkeypatch.setattr(sealed, "MAX_BYTES", 200_000)
    said = send(client, "keeps", named("fits", bytes(200_000)), named("too large", bytes(200_001))).json()
    assert said["refused"] == {"too large": Refusal.SIZE}
    assert len(said["kept"]) == 1
    assert on_disk(store) == said["kept"]
    assert MAX_AS_STATED == 50 * 1024 * 1024


MAX_AS_STATED = sealed.MAX_BYTES


def test_the_eleventh_file_is_one_too_many_and_ten_are_kept(client, store):
    said = send(client, "keeps", *(named(f"{number}.txt", b"x") for number in range(1, 12))).json()
    assert said["refused"] == {"11.txt": Refusal.TOO_MANY}
    assert len(on_disk(store)) == 10


def test_an_empty_file_is_named_and_not_stored(client, store):
    empty = b'--%b\r\nContent-Disposition: form-data; name="files"; filename="a.jpg"\r\n\r\n\r\n--%b--\r\n'
    body = empty.replace(b"%b", BOUNDARY.encode())
    said = client.generic("POST", "/keeps", body, content_type=MULTIPART_CONTENT).json()
    assert said == {"text": None, "kept": [], "refused": {"a.jpg": Refusal.EMPTY}}
    assert on_disk(store) == []


def test_no_file_chosen_is_no_file(client):
    none = b'--%b\r\nContent-Disposition: form-data; name="files"; filename=""\r\n\r\n\r\n--%b--\r\n'
    said = client.generic("POST", "/keeps", none.replace(b"%b", BOUNDARY.encode()), content_type=MULTIPART_CONTENT)
    assert said.json() == {"text": None, "kept": [], "refused": {}}


@pytest.mark.parametrize("share", [0.3, 0.6, 0.99])
def test_a_file_that_breaks_off_on_the_way_is_not_taken_for_a_whole_one(client, store, share):
    body = encode_multipart(BOUNDARY, {"files": named("a.bin", os.urandom(300_000))})
    answer = client.generic("POST", "/keeps", body[: int(len(body) * share)], content_type=MULTIPART_CONTENT)
    assert answer.json()["kept"] == []
    assert on_disk(store) == []


def test_a_connection_that_dies_leaves_nothing(store):
    body = encode_multipart(BOUNDARY, {"files": named("a.bin", os.urandom(300_000))})

    class Dying(BytesIO):
        def read(self, size=-1):
            if self.tell() > 150_000:
                raise OSError("reset by peer")
            return super().read(size)

    request = RequestFactory().generic("POST", "/keeps", body, content_type=MULTIPART_CONTENT)
    request._stream = Dying(body)
    request._dont_enforce_csrf_checks = True
    with pytest.raises(OSError, match="reset"):
        keeps(request)
    del request
    gc.collect()
    assert on_disk(store) == []


def test_a_full_disk_is_told_and_nothing_is_half_stored(client, store, monkeypatch, caplog):
    def full(writer, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(SealedWriter, "write", full)
    said = send(client, "keeps", named("secret name.jpg", b"x")).json()
    assert said["refused"] == {"secret name.jpg": Refusal.LOST}
    assert on_disk(store) == []
    assert "No space left" in caplog.text
    assert "secret name" not in caplog.text


def test_the_last_of_the_disk_is_left_to_accounts_without_files(client, store, settings):
    settings.EVIDENCE_LEAVES_FREE_MB = 10**12
    assert send(client, "keeps", named("a.jpg", b"x")).json()["refused"] == {"a.jpg": Refusal.LOST}
    assert on_disk(store) == []


def test_a_file_ends_where_the_last_of_the_disk_begins(store, settings):
    writer = SealedWriter()
    settings.EVIDENCE_LEAVES_FREE_MB = 10**12
    with pytest.raises(OSError, match="space"):
        writer.write(bytes(100_000))
    writer.abort()
    assert on_disk(store) == []


def test_a_store_that_went_away_is_told(client, settings, tmp_path):
    (tmp_path / "file").write_text("")
    settings.EVIDENCE_DIR = tmp_path / "file"
    assert send(client, "keeps", named("a.jpg", b"x")).json()["refused"] == {"a.jpg": Refusal.LOST}


def test_more_than_all_files_together_is_refused_at_once(client, store, monkeypatch):
    monkeypatch.setattr(sealed, "MAX_BYTES", 1000)
    monkeypatch.setattr(sealed, "_BESIDE_FILES", 1000)
    assert send(client, "keeps", named("a", bytes(12_000))).status_code == 413
    assert on_disk(store) == []


def test_views_that_take_no_files_drop_them(client, store, tmp_path):
    said = send(client, "takes_no_files", named("a.bin", bytes(1_000_000)), text="still read").json()
    assert said == {"files": 0, "text": "still read"}
    assert on_disk(store) == []
    assert not list((tmp_path / "tmp").iterdir())
    assert send(client, "takes_no_files", named("a.bin", bytes(3_000_000))).status_code == 413


def test_a_refused_file_cannot_be_kept():
    upload = SealedUpload("a", "", 0, sealed=None, refusal=Refusal.EMPTY)
    with pytest.raises(ValueError, match="cannot be kept"):
        upload.keep()
    assert list(upload.chunks()) == []


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("ภาพถนน หมู่ 4.jpg", "ภาพถนน หมู่ 4.jpg"),
        ("gpj.\u202egnp.exe", "gpj.gnp.exe"),
        ("a\r\nSet-Cookie: x\0.jpg", "aSet-Cookie: x.jpg"),
        ("\u200b\ufeff", ""),
        ("ก" * 300 + ".heic", "ก" * 114 + "….heic"),
        ("ก" * 300, "ก" * 119 + "…"),
        ("x." + "y" * 300, "x." + "y" * 117 + "…"),
    ],
)
def test_names_are_shown_without_tricks(sent, shown):
    assert clean_name(sent) == shown
    assert len(clean_name(sent)) <= 120


def test_paths_in_names_are_cut_off(client):
    said = send(client, "keeps", named("../../etc/passwd", b""), named("C:\\x\\b.jpg", b"")).json()
    assert not [name for name in said["refused"] if "/" in name or "\\" in name]


def test_the_portal_spools_no_upload_anywhere(settings):
    assert settings.FILE_UPLOAD_HANDLERS == ["pacc.uploads.sealed.RefusingUploadHandler"]
    source = Path(sealed.__file__).read_text()
    assert "TemporaryFileUploadHandler" not in source
