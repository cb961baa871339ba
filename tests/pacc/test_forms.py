"""How the portal asks: markup, messages, dates."""

from datetime import date

import pytest
import time_machine
from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override

from pacc.forms import Form, LongTextField, PlainWords, ThaiDateField
from pacc.thai.typed_dates import TypedDate
from tests.form_page import EveryFieldForm


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def bound(**data):
    return EveryFieldForm(MultiValueDict({name: [value] for name, value in data.items()}))


class DateForm(Form):
    when = ThaiDateField(label="When", past=True)


class WholeDateForm(Form):
    when = ThaiDateField(label="When", whole=True, required=False)


def date_form(form_class, day="", month="", year=""):
    return form_class({"when_day": day, "when_month": month, "when_year": year})


def test_field_ties_label_hint_and_error_to_its_box():
    html = bound(place="ยาวเกินไป").as_p() and str(bound(place="ยาวเกินไป")["place"].as_field_group())
    assert '<label for="id_place">' in html
    assert 'aria-describedby="id_place_helptext id_place_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<div class="field bad">' in html


def test_optional_is_said_and_required_is_not():
    form = EveryFieldForm()
    assert '<span class="opt">(optional)</span>' in form["place"].as_field_group()
    assert "opt" not in form["email"].as_field_group()


def test_optional_can_be_said_in_other_words():
    form = EveryFieldForm()
    form.fields["place"].optional_label = "(if known)"
    assert '<span class="opt">(if known)</span>' in form["place"].as_field_group()


def test_browser_neither_demands_nor_cuts():
    html = str(EveryFieldForm())
    assert " required" not in html
    assert "maxlength" not in html


def test_reporters_form_leaves_no_trace():
    form = EveryFieldForm()
    assert all('autocomplete="off"' in str(form[name]) for name in ("place", "what", "province", "email"))


def test_question_is_the_pages_heading():
    assert '<legend class="h1"><h1>' in EveryFieldForm()["kind"].as_question()
    assert "<h1><label" in EveryFieldForm()["what"].as_question()


def test_choice_has_hint_and_divider():
    html = EveryFieldForm()["kind"].as_field_group()
    assert '<span class="hint">หรืออาคาร</span>' in html
    assert html.index('class="or"') > html.index("id_kind_1") and html.index('class="or"') < html.index("id_kind_2")


def test_long_answer_shows_its_room():
    html = EveryFieldForm()["what"].as_field_group()
    assert 'data-count="20000"' in html
    assert "Room for 20,000 letters" in html
    assert 'aria-describedby="id_what_count"' in html


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("email", "", "Fill in “อีเมล”"),
        ("email", "x", "Write the whole address, such as name@example.com"),
        ("province", "", "Choose an answer for “จังหวัด”"),
        ("province", "99", "Choose one of the answers shown"),
        ("agree", "", "Tick “อ่านแล้ว”"),
        ("place", "ยาวเกินไป", "Shorten it to 5 characters; it has 9"),
        ("place", "a\x00b", "There are signs in it that cannot be shown. Delete it and write it again"),
    ],
)
def test_message_says_what_to_do(name, value, message):
    assert bound(**{name: value}).errors[name] == [message]


def test_messages_of_a_strangers_form_are_replaced_too():
    class Stranger(forms.Form):
        name = forms.CharField(label="Name", error_messages={"invalid": "kept"})

    class Ours(PlainWords, Stranger):
        pass

    assert Ours({}).errors["name"] == ["Fill in “Name”"]
    assert Ours({}).fields["name"].error_messages["invalid"] == "kept"


def test_messages_follow_the_language_of_the_request():
    form = bound(email="")
    with override("th"):
        assert form.errors["email"] == ["ใส่ “อีเมล”"]


def test_line_ends_count_as_one_letter():
    assert LongTextField(max_length=3).clean("a\r\nb") == "a\nb"


def test_emoji_count_as_letters():
    field = LongTextField(max_length=10)
    with pytest.raises(forms.ValidationError):
        field.clean("😀" * 11)
    assert field.clean("😀" * 10)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        (("๑๔", "10", "๒๕๖๘"), TypedDate(2025, 10, 14)),
        (("", "10", "2568"), TypedDate(2025, 10)),
        (("", "", "2568"), TypedDate(2025)),
    ],
)
def test_date_is_as_precise_as_it_was_typed(typed, cleaned):
    form = date_form(DateForm, *typed)
    assert form.is_valid() and form.cleaned_data["when"] == cleaned


@time_machine.travel("2026-11-24T03:00:00Z")
@pytest.mark.parametrize(
    ("typed", "part", "message"),
    [
        (("30", "2", "2569"), "day", "February 2026 has 28 days. Change the day, or leave it blank"),
        (("29", "2", "2569"), "day", "February 2026 has 28 days. Change the day, or leave it blank"),
        (("14", "10", ""), "year", "Write the year, such as 2026"),
        (("14", "", "2569"), "month", "Choose the month, or leave the day blank too"),
        (("", "", "69"), "year", "Write the year in four digits, such as 2026"),
        (("", "13", "2569"), "month", "Choose the month"),
        (("", "", "2570"), "year", "This date is still to come. Today is 24 November 2026"),
        (("", "12", "2569"), "month", "This date is still to come. Today is 24 November 2026"),
        (("25", "11", "2569"), "day", "This date is still to come. Today is 24 November 2026"),
    ],
)
def test_date_error_names_the_box_to_mend(typed, part, message):
    form = date_form(DateForm, *typed)
    assert [error.replace("\xa0", " ") for error in form.errors["when"]] == [message]
    assert form["when"].bad_parts == {part}
    drawn = {drawn["name"]: drawn["html"] for drawn in form["when"].parts}
    assert [name for name, html in drawn.items() if "aria-invalid" in html] == [part]
    assert [name for name, html in drawn.items() if "fine" not in html] == [part]


@time_machine.travel("2026-11-24T03:00:00Z")
def test_today_is_not_to_come():
    assert date_form(DateForm, "24", "11", "2569").is_valid()


def test_missing_date_marks_all_boxes():
    form = date_form(DateForm)
    assert form.errors["when"] == ["Fill in “When”"]
    assert form["when"].bad_parts == {"day", "month", "year"}
    assert form["when"].target == "id_when_0"


def test_whole_date_wants_all_parts():
    assert date_form(WholeDateForm, "", "10", "2569").errors["when"] == ["Write the day as a number"]
    assert date_form(WholeDateForm, "", "", "2569").errors["when"] == ["Choose the month"]
    form = date_form(WholeDateForm, "24", "5", "2565")
    assert form.is_valid() and form.cleaned_data["when"] == date(2022, 5, 24)


@pytest.mark.parametrize(
    "typed", [("9" * 5000, "1", "2569"), ("1\x00", "1", "2569"), ("1", "<b>", "2569"), ("😀", "1", "1")]
)
def test_nonsense_in_a_date_is_an_error_at_the_field(typed):
    assert list(date_form(DateForm, *typed).errors) in (["when"], [])


def test_months_are_named_in_the_language_of_the_request():
    assert "October" in DateForm()["when"].as_field_group()
    with override("th"):
        html = DateForm()["when"].as_field_group()
    assert "ตุลาคม" in html and "October" not in html


def test_date_shows_what_it_held_in_the_readers_years():
    form = DateForm(initial={"when": TypedDate(2026, 10)})
    with override("th"):
        assert 'value="2569"' in form["when"].as_field_group()
