"""Which program gets to know what."""

from pacc.settings import env
from pacc.stack.environment import DECIDED, base_environment
from pacc.stack.folders import Folders


def test_no_secret_is_handed_to_every_program(monkeypatch, tmp_path):
    secrets = {name for name, setting in env.REMEMBERED.items() if setting.secret}
    for name in secrets:
        monkeypatch.setenv(name, "planted://x")
        monkeypatch.setenv(f"{name}_FILE", "/planted")
    folders = Folders(tmp_path / "data", tmp_path / "keys")
    base = base_environment(folders, settings=set(env.REMEMBERED))
    assert secrets
    assert "planted" not in str(base)
    assert secrets <= DECIDED


def test_harmless_settings_go_through(monkeypatch, tmp_path):
    monkeypatch.setenv("MAIL_FROM", "Portal <portal@example.org>")
    monkeypatch.setenv("SOMEBODYS_SECRET", "planted")
    base = base_environment(Folders(tmp_path / "data", tmp_path / "keys"), settings=set(env.REMEMBERED))
    assert base["MAIL_FROM"] == "Portal <portal@example.org>"
    assert "SOMEBODYS_SECRET" not in base
