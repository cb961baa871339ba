import pytest

from pacc.vault.keyring import create_keys


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    """Keys and an evidence store of this test alone, seen from the desk."""
    settings.KEYS_DIR = tmp_path / "keys"
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    settings.ZONE = "desk"
    create_keys(settings.KEYS_DIR)
    return settings.KEYS_DIR


@pytest.fixture
def at_site(settings):
    settings.ZONE = "site"
