"""What the pages of the wizard have in common: a form over what was typed, knowing the rest of the draft."""

from collections.abc import Mapping
from typing import ClassVar

from django import forms
from django.utils.datastructures import MultiValueDict

from pacc.forms import Form
from reports.rules.draft import Drafted, Question, Typed


class QuestionForm(Form):
    """One question. Reads what was typed, now or earlier; `drafted` tells it what was answered before."""

    leaves_no_trace = True
    question: ClassVar[Question]

    def __init__(self, typed: Mapping[str, list[str]], *, drafted: Drafted) -> None:
        self.drafted = drafted
        super().__init__(MultiValueDict({name: list(texts) for name, texts in typed.items()}))

    @classmethod
    def box_names(cls) -> list[str]:
        """The names of all boxes, those that are not always asked too; a date has three."""
        return [
            name + suffix
            for name, field in cls.base_fields.items()
            for suffix in (
                field.widget.widgets_names  # type: ignore[attr-defined]
                if isinstance(field.widget, forms.MultiWidget)
                else [""]
            )
        ]

    @classmethod
    def typed_in(cls, data: Mapping[str, object]) -> Typed:
        """What was typed into this question's boxes, and nothing else that a browser may send."""
        getlist = getattr(data, "getlist", None)
        return {name: list(getlist(name)) for name in cls.box_names() if getlist and name in data}

    def asks_more(self) -> bool:
        """Whether the answer opens another box that was not on the page yet: then the page is shown again."""
        return False


def text_of(typed: Mapping[str, list[str]], name: str) -> str:
    return next(iter(typed.get(name, [])), "")
