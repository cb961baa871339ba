import pytest


@pytest.fixture(autouse=True)
def _signs_tickets(keys):
    """Workshops sign tickets and links: each test finds the keys."""
