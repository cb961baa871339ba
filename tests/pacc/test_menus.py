"""Menus: order, zones, and who may follow an entry."""

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from pacc import menus


@pytest.fixture(autouse=True)
def own_menus(monkeypatch):
    monkeypatch.setattr(menus, "_offered", type(menus._offered)(dict))


@pytest.fixture
def request_at_privacy(site):
    with override("th"):
        yield RequestFactory().get("/privacy/")


def test_entries_stand_in_order_and_mark_the_page(request_at_privacy):
    menus.offer("main", "pages:privacy", "b", order=20)
    menus.offer("main", "pages:cookies", "a", order=10)
    shown = menus.entries_of("main", request_at_privacy)
    assert [(entry.label, entry.url, entry.current) for entry in shown] == [
        ("a", "/cookies/", False),
        ("b", "/privacy/", True),
    ]


def test_entry_of_the_other_zone_is_left_out(request_at_privacy):
    menus.offer("main", "nowhere:at_all", "a")
    assert menus.entries_of("main", request_at_privacy) == []


def test_entry_is_shown_to_those_who_may_follow_it(request_at_privacy):
    menus.offer("main", "pages:privacy", "a", shown_to=lambda request: False)
    assert menus.entries_of("main", request_at_privacy) == []


def test_second_offer_replaces_the_first(request_at_privacy):
    menus.offer("main", "pages:privacy", "a")
    menus.offer("main", "pages:privacy", "b")
    assert [entry.label for entry in menus.entries_of("main", request_at_privacy)] == ["b"]
