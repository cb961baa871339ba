"""What is refused at the start, because the portal would not be safe or would not work."""

import pytest
from django.core.checks import run_checks

from pacc.loopback import is_loopback


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://localhost:8000", True),
        ("http://desk.localhost:8001", True),
        ("http://127.0.0.1:80", True),
        ("http://127.9.9.9", True),
        ("http://[::1]:8000", True),
        ("http://0.0.0.0:8000", False),
        ("http://192.168.1.5", False),
        ("http://localhost.example.org", False),
        ("http://notlocalhost", False),
        ("https://pacc.example", False),
        ("", False),
    ],
)
def test_loopback(url, expected):
    assert is_loopback(url) is expected


@pytest.mark.parametrize(
    ("site", "desk", "refused"),
    [
        ("http://localhost:8000", "http://desk.localhost:8001", set()),
        ("https://connect.example", "https://desk.connect.example", set()),
        ("http://localhost:8000", "http://localhost:8001", {"pacc.E001"}),
        ("https://connect.example", "https://connect.example:8443", {"pacc.E001"}),
        ("http://connect.example", "https://desk.connect.example", {"pacc.E002"}),
        ("https://connect.example", "http://10.0.0.7:8001", {"pacc.E002"}),
    ],
)
def test_zones_addresses(settings, site, desk, refused):
    settings.SITE_URL, settings.DESK_URL = site, desk
    assert {message.id for message in run_checks()} & {"pacc.E001", "pacc.E002"} == refused
