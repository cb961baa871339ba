import json
import shutil
import threading
from io import StringIO

import pytest
from django.core.management import call_command

from pacc.vault.errors import KeyringAbsent, VaultError
from pacc.vault.keyring import (
    add_desk_key,
    create_keys,
    index_key,
    pepper,
    private_keyring,
    public_keyring,
    zone_keys,
)


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_create_keys_again_changes_nothing(keys):
    before = contents(keys)
    assert create_keys(keys) == []
    assert contents(keys) == before


def test_create_keys_makes_only_what_is_missing(keys):
    before = contents(keys)
    (keys / "site/pepper").unlink()
    assert [str(path) for path in create_keys(keys)] == ["site/pepper"]
    after = contents(keys)
    assert {path for path in after if after[path] != before[path]} == {path for path in before if path.name == "pepper"}


def test_two_first_starts_at_once_agree(tmp_path):
    folder, barrier = tmp_path / "new", threading.Barrier(4)

    def start():
        barrier.wait()
        create_keys(folder)

    threads = [threading.Thread(target=start) for _ in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    private = (folder / "desk/private_keyring.json").read_text()
    public = (folder / "site/desk_public_keys.json").read_text()
    assert private.count('"id"') == public.count('"id"') == 1
    assert public.split('"id": "')[1][:8] == private.split('"id": "')[1][:8]
    assert len(contents(folder)) == 9


def test_everything_is_readable_by_its_owner_only(keys):
    modes = {path.stat().st_mode & 0o777 for path in [keys, *keys.rglob("*")] if path.is_dir()}
    assert modes == {0o700}
    assert {path.stat().st_mode & 0o777 for path in keys.rglob("*") if path.is_file()} == {0o600}


def test_no_private_key_of_the_desk_lies_in_the_sites_folder(keys):
    site = b"".join(content for path, content in contents(keys).items() if path.parts[0] == "site")
    for key in json.loads((keys / "desk/private_keyring.json").read_text()):
        assert key["private"].encode() not in site
    assert (keys / "desk/index_key").read_bytes().strip() not in site
    assert (keys / "desk/secret_key").read_bytes().strip() not in site


def test_a_lost_private_keyring_is_never_replaced_by_another(keys):
    (keys / "desk/private_keyring.json").unlink()
    before = contents(keys)
    with pytest.raises(VaultError, match="put it back"):
        create_keys(keys)
    assert contents(keys) == before


def test_site_zone_gets_no_private_key_even_where_the_files_are(at_site):
    with pytest.raises(KeyringAbsent):
        private_keyring()
    with pytest.raises(KeyringAbsent):
        index_key()


def test_desk_without_its_folder_says_so(keys):
    assert private_keyring().keys
    shutil.rmtree(keys / "desk")
    with pytest.raises(KeyringAbsent):
        private_keyring()
    with pytest.raises(KeyringAbsent):
        index_key()
    assert public_keyring().keys


def test_site_works_with_its_own_folder_only(keys, at_site):
    shutil.rmtree(keys / "desk")
    assert len(pepper()) == 32
    assert public_keyring().newest in public_keyring().keys
    assert zone_keys("cookie draft")


def test_zones_and_purposes_have_different_keys(settings):
    seen = set()
    for settings.ZONE in ("site", "desk"):
        for purpose in ("cookie draft", "cookie case", "second factor"):
            seen.update(zone_keys(purpose))
    assert len(seen) == 6


def test_a_newer_line_seals_and_the_older_one_still_opens(keys):
    (old,) = zone_keys("cookie draft")
    path = keys / "desk/zone_keys"
    other = (keys / "site/zone_keys").read_text()
    path.write_text(other + path.read_text())
    newer, older = zone_keys("cookie draft")
    assert older == old != newer


def test_new_desk_key_wraps_and_the_old_one_stays(keys):
    first = public_keyring().newest
    second = add_desk_key(keys)
    assert public_keyring().newest == second != first
    assert set(private_keyring().keys) == {first, second}


def test_command_names_what_it_made_but_no_key(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "fresh"
    out = StringIO()
    call_command("create_keys", stdout=out)
    assert "private_keyring.json" in out.getvalue()
    for content in contents(settings.KEYS_DIR).values():
        for line in content.decode().split('"'):
            assert len(line) < 40 or line.strip() not in out.getvalue()
    again = StringIO()
    call_command("create_keys", stdout=again)
    assert again.getvalue() == ""


def test_no_keys_at_all_gives_a_remedy(settings, tmp_path):
    settings.KEYS_DIR = tmp_path / "nothing"
    with pytest.raises(VaultError, match="create_keys"):
        pepper()
