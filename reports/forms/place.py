"""Where it happened: province, and where known district, subdistrict and landmark."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from networks.queries.places import Choices, district_choices, province_choices, subdistrict_choices
from reports.forms.question import QuestionForm, text_of
from reports.rules.draft import Drafted, Question, Typed

UNKNOWN = "unknown"
_DONT_KNOW = ("", pgettext_lazy("place", "Don't know"))
_FIRST = (("", _("Choose a province")), (UNKNOWN, _("Don't know, or several provinces")))


class PlaceField(forms.ChoiceField):
    """A place to choose, offered where the one above it is known."""

    optional_label = _("(if you know it)")

    def offer(self, places: Choices) -> frozenset[str]:
        self.choices = [_DONT_KNOW, *places]
        return frozenset(code for code, _name in places)

    def follow(self, first: str, source: str) -> None:
        """With JavaScript the list is filled when the one before it changes (site.js); without, by a second send."""
        self.widget.attrs |= {"data-follows": f"id_{first}", "data-source": source}


class WhereForm(QuestionForm):
    question = Question.WHERE

    province = forms.ChoiceField(
        label=_("Province"), error_messages={"required": _("Choose the province, or “Don't know”")}
    )
    district = PlaceField(label=_("District"), required=False)
    subdistrict = PlaceField(label=_("Subdistrict"), required=False)
    place = forms.CharField(
        label=_("Landmark"),
        max_length=300,
        required=False,
        help_text=_("For example: the road in front of the temple, Moo 4. Do not give your own address"),
    )

    def __init__(self, typed: Mapping[str, list[str]], *, drafted: Drafted) -> None:
        super().__init__(typed, drafted=drafted)
        self.fields["province"].choices = [*_FIRST, *province_choices()]  # type: ignore[attr-defined]
        self.left_behind = self._offer_places(
            *(text_of(typed, name) for name in ("province", "district", "subdistrict"))
        )

    def _offer_places(self, province: str, district: str, subdistrict: str) -> set[str]:
        """Fill the lists that follow; gives those whose answer belongs to another province or district."""
        district_list: PlaceField = self.fields["district"]  # type: ignore[assignment]
        subdistrict_list: PlaceField = self.fields["subdistrict"]  # type: ignore[assignment]
        source = reverse("reports:places")
        district_list.follow("province", f"{source}?province=")
        subdistrict_list.follow("district", f"{source}?district=")
        # Codes are digits: anything else is not worth a query, and a null byte would be refused by the database.
        districts = district_list.offer(district_choices(province) if province.isdecimal() else [])
        subdistricts = subdistrict_list.offer(subdistrict_choices(district) if district in districts else [])
        answers = {"district": (district, districts), "subdistrict": (subdistrict, subdistricts)}
        return {name for name, (code, offered) in answers.items() if code and code not in offered}

    def without_left_behind(self) -> Typed:
        """What was typed, without a district or subdistrict of the place before."""
        typed = self.typed_in(self.data)
        return {name: [""] if name in self.left_behind else texts for name, texts in typed.items()}

    def clean(self) -> dict[str, object]:
        for name, message in (
            ("district", _("This district is not in the province. Choose it again, or leave “Don't know”")),
            ("subdistrict", _("This subdistrict is not in the district. Choose it again, or leave “Don't know”")),
        ):
            if name in self.left_behind:
                self.errors.pop(name, None)
                self.add_error(name, ValidationError(message, code="left_behind"))
        return self.cleaned_data

    def clean_province(self) -> str | None:
        """None where it is not known."""
        code = str(self.cleaned_data["province"])
        return None if code == UNKNOWN else code
