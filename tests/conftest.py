"""Fixtures that every test may use; what each does stands in its module."""

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
