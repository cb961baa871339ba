"""Every public page, in both languages: axe, the probes, weight, print, and without script or fonts."""

from io import BytesIO

import pikepdf
import pytest

from pacc.pages.views import TEXTS
from tests.browser import kit

pytestmark = pytest.mark.browser

PATHS = ["/", *(f"/{address}/" for address in TEXTS), "/no-such-page/"]
LANGUAGES = ["", "/en"]


def look_at(page):
    """All faults of a page at two sizes, in light and dark."""
    found = kit.faults(page) + kit.axe_faults(page) + kit.sideways_faults(page) + kit.focus_faults(page)
    page.emulate_media(color_scheme="dark")
    found += kit.axe_faults(page)
    page.set_viewport_size({"width": kit.DESKTOP[0], "height": kit.DESKTOP[1]})
    return found + kit.faults(page) + kit.axe_faults(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_public_pages_have_no_fault(chromium, site_address, language):
    titles = {}
    for path in PATHS:
        with kit.visit(chromium) as page:
            page.goto(site_address + language + path)
            assert look_at(page) == [], language + path
            assert page.evaluate("document.documentElement.lang") == (language.strip("/") or "th")
            assert titles.setdefault(page.title(), path) == path, "a title of its own"


def test_language_link_keeps_the_page(chromium, site_address):
    with kit.visit(chromium) as page:
        page.goto(site_address + "/knowledge/watch-a-road/")
        page.click("a[hreflang=en]")
        assert page.url == site_address + "/en/knowledge/watch-a-road/"
        page.click("a[hreflang=th]")
        assert page.url == site_address + "/knowledge/watch-a-road/"


def test_first_load_and_next_page_are_light(chromium, site_address):
    with kit.visit(chromium) as page:
        with kit.wire(page) as first:
            page.goto(site_address + "/")
        with kit.wire(page) as second:
            page.goto(site_address + "/safety/")
    assert first["bytes"] <= 45_000 and first["requests"] <= 5, first
    assert second["bytes"] <= 6_000 and second["requests"] == 1, second


@pytest.mark.parametrize("path", ["/", "/en/", "/report/", "/en/report/"])
def test_nothing_moves_when_the_font_arrives_late(chromium, site_address, path):
    with kit.visit(chromium) as page:
        page.route("**/*.woff2", lambda route: (page.wait_for_timeout(600), route.continue_()))
        page.goto(site_address + path)
        page.wait_for_timeout(1500)
        assert kit.layout_shift(page) < 0.05


def test_pages_work_without_script_and_fonts(chromium, site_address):
    with kit.visit(chromium, script=False) as page:
        page.route("**/*.woff2", lambda route: route.fulfill(status=404))
        for path in PATHS:
            page.goto(site_address + path)
            assert kit.faults(page) == [], path


@pytest.mark.parametrize("language", LANGUAGES)
def test_leaflet_prints_on_one_sheet_of_a5(chromium, site_address, language):
    with kit.visit(chromium) as page:
        page.goto(site_address + language + "/knowledge/leaflet/")
        printed = page.pdf(format="A5")
    assert len(pikepdf.open(BytesIO(printed)).pages) == 1


def test_page_can_be_enlarged_fourfold(chromium, site_address):
    with kit.visit(chromium, (320, 256)) as page:
        for path in PATHS:
            page.goto(site_address + path)
            assert [fault for fault in kit.faults(page) if fault.startswith("sideways")] == [], path
