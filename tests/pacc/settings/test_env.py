"""A setting comes from the environment or from a file, and a wrong one is named."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from pacc.settings import env


@pytest.fixture(autouse=True)
def _forget(monkeypatch):
    monkeypatch.setattr(env, "REMEMBERED", {})


def test_file_gives_the_value_without_its_last_line_end(monkeypatch, tmp_path):
    (tmp_path / "password").write_text("s3cret\n")
    monkeypatch.setenv("PLANTED_FILE", str(tmp_path / "password"))
    monkeypatch.setenv("PLANTED", "not this one")
    assert env.text("PLANTED", "", "A planted setting", secret=True) == "s3cret"
    assert env.REMEMBERED["PLANTED"].default == ""


@pytest.mark.parametrize(
    ("read", "wrong"),
    [
        (lambda: env.flag("PLANTED", False, "A planted setting"), "yes"),
        (lambda: env.number("PLANTED", 1, "A planted setting"), "many"),
        (lambda: env.url("PLANTED", "", "A planted setting"), "localhost"),
        (lambda: env.one_of("PLANTED", "a", "A planted setting", ("a", "b")), "c"),
    ],
)
def test_wrong_value_is_named_with_its_meaning(monkeypatch, read, wrong):
    monkeypatch.setenv("PLANTED", wrong)
    with pytest.raises(ImproperlyConfigured, match=r"PLANTED: .*A planted setting"):
        read()
