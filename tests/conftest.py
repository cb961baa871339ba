"""Fixtures that every test may use; what each does stands in its module."""

pytest_plugins = [
    "tests.fixtures.made",
    "tests.fixtures.database",
    "tests.fixtures.keys",
    "tests.fixtures.people",
    "tests.fixtures.servers",
<<<<<<< HEAD
    "tests.fixtures.stack",
=======
    "tests.fixtures.browser",
>>>>>>> 0916295 (Probe every page in the browser: contrast, names, sideways scroll, Thai words, targets; keep the languages' cookie away)
]
