"""Places in an answer template for what differs from report to report: {reference}, {office} and so on."""

import re
from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

# What each stands for, as the page that edits a template explains it. Facts in clear only, nothing that was told.
VARIABLES: dict[str, Promise] = {
    "reference": pgettext_lazy("variable", "the report’s reference"),
    "office": pgettext_lazy("variable", "the office’s name"),
    "status": pgettext_lazy("variable", "the status that the reporter sees"),
    "today": pgettext_lazy("variable", "the day on which it is written"),
    "result_by": pgettext_lazy("variable", "by when the reporter is told the result"),
}
# Braces of any sort: a lone one is a slip that a reporter would read.
_PLACE = re.compile(r"\{\s*([^{}]*?)\s*\}")
_BRACE = re.compile(r"[{}]")


def unknown_in(text: str) -> list[str]:
    """What stands in braces and is no variable, each once; a brace without its partner is one too."""
    unknown = [f"{{{name}}}" for name in _PLACE.findall(text) if name not in VARIABLES]
    unknown += _BRACE.findall(_PLACE.sub("", text))
    return list(dict.fromkeys(unknown))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with each variable's value. What is no variable stays as it is: it was refused where it was written."""
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), text)
