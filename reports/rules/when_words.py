"""When it happened, in words of the reader's language."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from pacc.thai.dates import format_long, format_month, year_shown
from reports.rules.account import When


def when_in_words(when: When) -> str:
    """As precise as it is known: a day, a month or a year."""
    start = when.month_start
    if start is None:
        return _("Not known when")
    if when.day:
        shown = format_long(start.replace(day=when.day))
    elif when.month:
        shown = format_month(start)
    else:
        shown = pgettext("a year alone", "%(year)s") % {"year": year_shown(start.year)}
    return pgettext("a date", "About %(when)s") % {"when": shown} if when.about else shown
