"""By when an office acts, in Thai government working days counted from the day after.

Source: domain.md, Clocks; defaults, not a statute.
"""

from datetime import date

from pacc.thai.working_days import add_working_days

ACKNOWLEDGE_DAYS = 7
ANSWER_DAYS = 15
FEEDBACK_DAYS = 90


def acknowledge_by(submitted_on: date) -> date:
    """By when an officer takes it."""
    return add_working_days(submitted_on, ACKNOWLEDGE_DAYS)


def answer_by(submitted_on: date) -> date:
    """By when the reporter has a first answer."""
    return add_working_days(submitted_on, ANSWER_DAYS)


def feedback_by(submitted_on: date) -> date:
    """By when the reporter learns the outcome."""
    return add_working_days(submitted_on, FEEDBACK_DAYS)
