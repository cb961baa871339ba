"""Which program gets to know what."""

from pacc.settings import env
from pacc.stack.environment import DECIDED, Databases, base_environment, desk_environment, site_environment
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


def test_only_the_desk_reads_the_mailbox(monkeypatch, tmp_path):
    monkeypatch.setenv("IMAP_URL", "imaps://someone:secret@mail.example/")
    folders, databases = (
        Folders(tmp_path / "data", tmp_path / "keys"),
        Databases("", "postgresql://s", "postgresql://d"),
    )
    base = base_environment(folders, settings=set(env.REMEMBERED))
    desk = desk_environment(base, databases, folders, redis_url="", smtp_url="")
    assert desk["IMAP_URL"] == "imaps://someone:secret@mail.example/"
    assert "IMAP_URL" not in site_environment(base, databases, folders, pool=1)
