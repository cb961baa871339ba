"""Sheets of surveys, as people answer them."""

import uuid

from events.actions.surveys import answer_survey, begin_survey, open_survey
from events.queries.surveys import fingerprint, items_of


def an_open_survey(workshop, by, *, kind="evaluation"):
    """With what is usually asked."""
    return open_survey(begin_survey(workshop, kind, by=by), is_open=True, by=by)


def sheets(survey, *marks, text=""):
    """One sheet for each of `marks`: all its ratings, or all its choices, get that mark."""
    items = items_of(survey)
    for mark in marks:
        marked = {item.pk: mark for item in items if item.kind != "text"}
        texts = {item.pk: text for item in items if item.kind == "text" and text}
        answer_survey(survey, uuid.uuid4(), marks=marked, texts=texts, seen=fingerprint(items))
