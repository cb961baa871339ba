"""What narrows the lists of networks and members."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from networks.models import Membership, Network, Province
from networks.models.network import network_search_key
from pacc.forms import Form
from pacc.thai.collation import search_key

_SEARCH = forms.TextInput({"type": "search", "autocomplete": "off"})


class NetworkFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Any part of the name, in one spelling; province; level."""

    q = django_filters.CharFilter(label=_("Search a name"), method="by_name", max_length=100, widget=_SEARCH)
    province = django_filters.ModelChoiceFilter(
        label=_("Province"), queryset=Province.objects.all(), empty_label=_("All provinces")
    )
    level = django_filters.ChoiceFilter(label=_("Level"), choices=Network.Level.choices, empty_label=_("All levels"))

    class Meta:
        model = Network
        fields: tuple[str, ...] = ()
        form = Form

    def by_name(self, networks: QuerySet[Network], _name: str, typed: str) -> QuerySet[Network]:
        key = network_search_key(typed)
        return networks.filter(search_key__contains=key) if key else networks


class MembershipFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Any part of the name, titles and spaces ignored; state."""

    q = django_filters.CharFilter(label=_("Search a name"), method="by_name", max_length=100, widget=_SEARCH)
    state = django_filters.ChoiceFilter(label=_("Status"), choices=Membership.State.choices, empty_label=_("All"))

    class Meta:
        model = Membership
        fields: tuple[str, ...] = ()
        form = Form

    def by_name(self, members: QuerySet[Membership], _name: str, typed: str) -> QuerySet[Membership]:
        key = search_key(typed)
        return members.filter(search_key__contains=key) if key else members


def kept(filtering: Any) -> dict[str, str]:
    """What was asked for, for the addresses of other pages of the same list."""
    return {name: value for name, value in filtering.form.data.items() if name in filtering.form.fields and value}
