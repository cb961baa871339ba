import pytest

from pacc.vault.keyring import create_keys


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    """An evidence store of this test alone."""
    settings.KEYS_DIR = tmp_path / "keys"
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    create_keys(settings.KEYS_DIR)
    return settings.EVIDENCE_DIR
