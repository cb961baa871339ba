"""Fixtures that every test may use; what each does stands in its module."""

from hypothesis import HealthCheck, settings

# How fast examples come says how busy the machine is, and nothing of the code.
settings.register_profile("busy machine", suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy machine")

pytest_plugins = [
    "tests.fixtures.made",
    "tests.fixtures.once",
    "tests.fixtures.database",
    "tests.fixtures.disk",
    "tests.fixtures.keys",
    "tests.fixtures.people",
    "tests.fixtures.servers",
    "tests.fixtures.stack",
    "tests.fixtures.browser",
    "tests.fixtures.language",
    "tests.fixtures.mailbox",
]
