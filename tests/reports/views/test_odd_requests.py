"""Requests that no browser sends: each is answered, none is a fault of ours, and a draft under way stays."""

import pytest

from tests.people import new_client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keys", "site")]

MULTIPART = "multipart/form-data; boundary=X"
URLENCODED = "application/x-www-form-urlencoded"
CD = b"Content-Disposition: form-data; "


def multipart(*parts, end=b"--X--\r\n"):
    return b"".join(b"--X\r\n" + head + b"\r\n\r\n" + body + b"\r\n" for head, body in parts) + end


CASES = {
    "200 files": (multipart(*[(CD + b'name="attached"; filename="a.jpg"', b"x")] * 200), MULTIPART),
    "1001 fields": (multipart(*[(CD + b'name="f%d"' % n, b"x") for n in range(1001)]), MULTIPART),
    "huge name": (multipart((CD + b'name="' + b"n" * 3_000_000 + b'"', b"x")), MULTIPART),
    "huge name small": (multipart((CD + b'name="' + b"n" * 60_000 + b'"', b"x")), MULTIPART),
    "no boundary": (multipart((CD + b'name="a"', b"x")), "multipart/form-data"),
    "bad boundary": (multipart((CD + b'name="a"', b"x")), "multipart/form-data; boundary=\xe0\xb8"),
    "no end": (multipart((CD + b'name="attached"; filename="a.jpg"', b"x"), end=b""), MULTIPART),
    "null name": (multipart((CD + b'name="attached"; filename="a\x00.jpg"', b"x")), MULTIPART),
    "empty filename": (multipart((CD + b'name="attached"; filename=""', b"x")), MULTIPART),
    "filename star bad": (multipart((CD + b"name=\"attached\"; filename*=rot13''%E0%B8", b"x")), MULTIPART),
    "filename star idna": (multipart((CD + b"name=\"attached\"; filename*=idna''%FF", b"x")), MULTIPART),
    "base64 bad": (
        multipart((CD + b'name="attached"; filename="a"\r\nContent-Transfer-Encoding: base64', b"!!!x")),
        MULTIPART,
    ),
    "nested": (
        multipart(
            (
                CD + b'name="attached"\r\nContent-Type: multipart/mixed; boundary=Y',
                b"--Y\r\nContent-Disposition: file; filename=a\r\n\r\nx\r\n--Y--",
            )
        ),
        MULTIPART,
    ),
    "bad utf8": (multipart((CD + b'name="text"', b"\xff\xfe"), (CD + b'name="narrative"', b"\xff\xfe")), MULTIPART),
    "urlencoded 3MB": (b"text=" + b"a" * 3_000_000, URLENCODED),
    "urlencoded badutf8": (
        b"text=%FF%00&kind=%FF%00&send_key=%00&files=%FF&remove=%00&version=%00&district=%00&province=%00&seen=%00",
        URLENCODED,
    ),
    "json": (b"[]", "application/json"),
}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("address", ["/report/files/", "/report/what/", "/track/", "/track/case/answer/"])
def test_no_request_is_a_fault_of_ours(case, address):
    browser = new_client()
    browser.post("/report/")
    body, kind = CASES[case]
    assert browser.generic("POST", address, body, content_type=kind).status_code < 500
    assert new_client().generic("POST", address, body, content_type=kind).status_code < 500
    assert browser.get("/report/what/").status_code == 200
