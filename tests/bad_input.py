"""What no form may choke on, and what a form that corrects it must say and keep."""

from html import unescape

# Nothing of it fits a field of at most 500 letters; the first is refused at any length.
BAD_TEXTS = {"null byte": "ก\x00ข", "too long": "ก" * 2_600, "emoji": "😀" * 10_000}


def assert_refused(response, field, *, kept=""):
    """422, the field named in the summary and marked, and what was typed still there."""
    page = unescape(response.content.decode())
    assert response.status_code == 422
    assert f'href="#id_{field}"' in page.split('class="errsum"')[1].split("</ul>")[0]
    assert f'id="id_{field}_error"' in page
    assert kept in page
