"""A whole look at each page that somebody meets, in one language."""

from tests.browser import kit

LANGUAGES = {"th": "", "en": "/en"}


class Looker:
    """Goes from page to page. Thai is looked at on a light phone and a dark desktop, English the other way round."""

    def __init__(self, page, address, language):
        self.page, self.address, self.language = page, address, language

    def open(self, path):
        self.page.goto(self.address + LANGUAGES[self.language] + path)
        return self.look(path)

    def press(self, selector):
        """Press a button of a form, and look at what it answers."""
        with self.page.expect_navigation():
            self.page.click(selector)
        return self.look(f"{selector} at {self.page.url}")

    def refused(self, selector, *fields):
        """The form comes back: the summary has the focus, and each link of it leads to a marked box."""
        self.press(selector)
        focused = self.page.evaluate("document.activeElement.className")
        assert focused == "errsum", self.page.inner_text("main")
        links = [link.get_attribute("href") for link in self.page.query_selector_all(".errsum a")]
        assert links == [f"#id_{field}" for field in fields], links
        for link in links:
            assert self.page.evaluate("(box) => !!document.querySelector(box).closest('.bad')", link)
        return self

    def look(self, what):
        for size, dark in ((kit.PHONE, self.language == "en"), (kit.DESKTOP, self.language == "th")):
            self.page.set_viewport_size({"width": size[0], "height": size[1]})
            self.page.emulate_media(color_scheme="dark" if dark else "light")
            found = kit.faults(self.page) + kit.axe_faults(self.page)
            assert not found, (what, size, found)
        found = kit.sideways_faults(self.page)
        assert not found, (what, found)
        assert self.page.evaluate("document.documentElement.lang") == self.language
        return self
