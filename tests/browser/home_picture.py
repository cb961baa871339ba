"""The picture in the README: the first page of a running portal, on a phone."""

import sys

from playwright.sync_api import sync_playwright

from pacc.stack.folders import CODE
from tests.browser.kit import PHONE, launch, visit

with sync_playwright() as playwright:
    browser = launch(playwright)
    with visit(browser, PHONE, locale="th-TH", device_scale_factor=2) as page:
        page.goto(sys.argv[1])
        page.evaluate("document.fonts.ready")
        page.screenshot(path=CODE / "docs" / "home.png")
    browser.close()
