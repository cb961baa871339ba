"""Translated words of a page stay whole; what people typed stays as typed."""

import pytest
from django.template import Context, Template, engines
from django.utils import translation

from pacc.thai.words import WORD_JOINER

OFFICER = f"เจ้า{WORD_JOINER}หน้าที่"


@pytest.fixture(autouse=True)
def thai(monkeypatch):
    """A catalogue of two texts, in which only this test's words stand."""
    said = {"officer": "เจ้าหน้าที่", "%(who)s is an officer": "%(who)s เป็นเจ้าหน้าที่", "%(n)s officer": "เจ้าหน้าที่ %(n)s คน"}
    monkeypatch.setattr(translation, "gettext", lambda text: said.get(text, text))
    monkeypatch.setattr(translation, "ngettext", lambda one, many, n: said.get(one, one if n == 1 else many))


def show(text, **values):
    return Template("{% load i18n %}" + text, engine=engines["django"].engine).render(Context(values))


def test_block_keeps_the_portals_words_whole():
    assert show("{% blocktranslate %}officer{% endblocktranslate %}") == OFFICER


def test_value_in_a_sentence_stays_as_typed():
    shown = show("{% blocktranslate %}{{ who }} is an officer{% endblocktranslate %}", who="เจ้าหน้าที่ ก")
    assert shown == f"เจ้าหน้าที่ ก เป็น{OFFICER}"


def test_value_given_to_the_block_stays_as_typed_and_is_escaped():
    shown = show(
        "{% blocktranslate with who=person.name %}{{ who }} is an officer{% endblocktranslate %}",
        person={"name": "<b>เจ้าหน้าที่"},
    )
    assert shown == f"&lt;b&gt;เจ้าหน้าที่ เป็น{OFFICER}"


def test_counted_block_counts():
    text = "{% blocktranslate count n=how_many %}{{ n }} officer{% plural %}{{ n }} officers{% endblocktranslate %}"
    assert show(text, how_many=3) == f"{OFFICER} 3 คน"
    text = "{% blocktranslate count n=n %}{{ n }} officer{% plural %}{{ n }} officers{% endblocktranslate %}"
    assert show(text, n=3) == f"{OFFICER} 3 คน"


def test_variable_keeps_the_plain_words():
    text = "{% blocktranslate asvar x %}officer{% endblocktranslate %}{% if x == 'เจ้าหน้าที่' %}plain{% endif %}"
    assert show(text) == "plain"


def test_mail_keeps_the_plain_words():
    mail = Template("{% load i18n %}{% blocktranslate %}officer{% endblocktranslate %}", name="notify/x/body.txt")
    assert mail.render(Context()) == "เจ้าหน้าที่"
