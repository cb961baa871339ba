"""The Thai catalogue: what is read from code, what is wrong with parts, what is compiled."""

import gettext

import pytest

from pacc import catalogue


@pytest.fixture
def root(tmp_path):
    (tmp_path / "locale" / "th" / "parts").mkdir(parents=True)
    (tmp_path / "pacc").mkdir()
    (tmp_path / "templates").mkdir()
    return tmp_path


def write_part(root, name, text):
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (root / "locale" / "th" / "parts" / f"{name}.po").write_text(header + text, encoding="utf-8")


def test_texts_of_code_and_templates_are_found(root):
    (root / "pacc" / "a.py").write_text(
        '_("one")\npgettext_lazy("c", "two")\nngettext("%(n)d day", "%(n)d days", n)\nlogger.info("no")\n_(name)\n'
    )
    (root / "templates" / "a.html").write_text(
        '{% load i18n %}{% translate "three" %}{% translate "four" context "d" %}'
        "{% blocktranslate trimmed count n=n %}\n {{ n }} thing\n{% plural %}{{ n }} things{% endblocktranslate %}"
        '{{ "x"|default:_("five") }}'
    )
    assert set(catalogue.messages_of(root)) == {
        (None, "one"),
        ("c", "two"),
        (None, "%(n)d day"),
        (None, "three"),
        ("d", "four"),
        (None, "%(n)s thing"),
        (None, "five"),
    }


def test_complete_catalogue_has_no_wrongs(root):
    (root / "pacc" / "a.py").write_text('_("one")')
    write_part(root, "a", 'msgid "one"\nmsgstr "หนึ่ง"\n')
    assert catalogue.wrongs_of(root) == []


@pytest.mark.parametrize(
    ("code", "parts", "wrong"),
    [
        ('_("one")', {}, "no Thai for (pacc/a.py): one"),
        ("", {"a": 'msgid "one"\nmsgstr "หนึ่ง"\n'}, "nothing says: one"),
        ('_("one")', {"a": '#, fuzzy\nmsgid "one"\nmsgstr "หนึ่ง"\n'}, "a.po: fuzzy or empty: one"),
        ('_("one")', {"a": 'msgid "one"\nmsgstr ""\n'}, "a.po: fuzzy or empty: one"),
        (
            '_("one")',
            {"a": 'msgid "one"\nmsgstr "หนึ่ง"\n', "b": 'msgid "one"\nmsgstr "เดียว"\n'},
            "b.po and a.po differ: one",
        ),
        ('_("%(n)d one")', {"a": 'msgid "%(n)d one"\nmsgstr "%(m)d หนึ่ง"\n'}, "placeholders differ: %(n)d one"),
    ],
)
def test_wrong_catalogue_says_what_is_wrong(root, code, parts, wrong):
    (root / "pacc" / "a.py").write_text(code)
    for name, text in parts.items():
        write_part(root, name, text)
    assert wrong in catalogue.wrongs_of(root)


def test_compiled_catalogue_speaks_thai(root):
    write_part(root, "a", 'msgctxt "c"\nmsgid "one"\nmsgstr "หนึ่ง"\n')
    assert catalogue.compile_catalogue(root) is True
    assert catalogue.compile_catalogue(root) is False
    thai = gettext.translation("django", root / "locale", ["th"])
    assert thai.pgettext("c", "one") == "หนึ่ง"
