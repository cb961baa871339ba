"""An account that is still being written: what was typed on each page, as it was typed.

Answers are kept raw and read again by the forms: what is wrong with one is said where it is asked, and nothing typed
is lost because something else was.
"""

import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from reports.rules.account import AttachedFile

Typed = dict[str, list[str]]


class Question(StrEnum):
    """One a page, in this order. The check page is the last step."""

    KIND = "kind"
    WHERE = "where"
    AGENCY = "agency"
    WHEN = "when"
    WHAT = "what"
    FILES = "files"
    YOU = "you"

    @property
    def number(self) -> int:
        return list(Question).index(self) + 1

    @property
    def before(self) -> "Question | None":
        return list(Question)[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> "Question | None":
        return list(Question)[self.number] if self.number < len(Question) else None


STEPS = len(Question) + 1
MAX_FILES = 10
# Letters of all answers together. The longest account with all that may be added to it has 27,000.
MAX_LETTERS = 200_000


@dataclass
class Drafted:
    """What a draft holds. `revisions` counts the saves of each page, so that two tabs do not eat each other's words."""

    answers: dict[str, Typed] = field(default_factory=dict)
    revisions: dict[str, int] = field(default_factory=dict)
    files: list[AttachedFile] = field(default_factory=list)
    network_id: int | None = None
    # The part of the PACC that the account names ("office:3"), and whether the reporter wants it kept from that part.
    protection_for: str = ""
    protection_wanted: bool = False

    def typed(self, question: Question) -> Typed:
        return self.answers.get(question, {})

    def revision(self, question: Question) -> int:
        return self.revisions.get(question, 0)

    def first_typed(self, question: Question, name: str) -> str:
        """What was typed in one box, "" where nothing was."""
        return next(iter(self.typed(question).get(name, [])), "")

    def keep_typed(self, question: Question, typed: Typed) -> None:
        """Answers that are too long together are left out: the page that they came from shows them."""
        others = sum(_letters(page) for name, page in self.answers.items() if name != question)
        if _letters(typed) + others > MAX_LETTERS or typed == self.typed(question):
            return
        self.answers[question] = typed
        self.revisions[question] = self.revision(question) + 1

    def as_json(self) -> str:
        values = asdict(self) | {"files": [file.as_values() for file in self.files]}
        return json.dumps(values, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Drafted":
        values: dict[str, Any] = json.loads(text)
        files = [AttachedFile.from_values(file) for file in values.pop("files")]
        return cls(files=files, **values)


def _letters(typed: Typed) -> int:
    return sum(len(text) for texts in typed.values() for text in texts)
