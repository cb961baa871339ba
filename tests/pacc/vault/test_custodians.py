import json
from io import StringIO

import pyrage
import pytest
from django.core.management import CommandError, call_command

from pacc.vault.custodians import (
    SplitIdentity,
    confidential_offered,
    custodian_office,
    join_identity,
    recipients,
    split_for_office,
    split_identity,
    write_recipients,
)
from pacc.vault.errors import CannotOpen, VaultError

IDENTITY = json.dumps({"name": "สมหญิง ตัวอย่าง", "phone": "0800000000"}, ensure_ascii=False)


def person():
    identity = pyrage.x25519.Identity.generate()
    return identity, str(identity.to_public())


@pytest.fixture
def people():
    return {group: person() for group in ("hq", "hq2", "office", "recovery", "stranger")}


def split(people, **changed):
    groups = {"hq_recipients": ["hq", "hq2"], "office_recipients": ["office"], "recovery": ["recovery"]} | changed
    return split_identity(IDENTITY, **{name: [people[who][1] for who in group] for name, group in groups.items()})


def opens(sealed, identity):
    return pyrage.decrypt(sealed, [identity])


@pytest.mark.parametrize("first", ["hq", "hq2"])
@pytest.mark.parametrize("second", ["office", "recovery"])
def test_one_of_each_half_open_it_together(people, first, second):
    parts = split(people)
    share_a = opens(parts.share_a, people[first][0])
    share_b = opens(parts.share_b, people[second][0])
    assert join_identity(parts, share_a, share_b) == IDENTITY


@pytest.mark.parametrize(
    ("who", "other_half"),
    [
        ("hq", "share_b"),
        ("office", "share_a"),
        ("recovery", "share_a"),
        ("stranger", "share_a"),
        ("stranger", "share_b"),
    ],
)
def test_nobody_opens_the_other_half(people, who, other_half):
    with pytest.raises(pyrage.DecryptError):
        opens(getattr(split(people), other_half), people[who][0])


def test_one_share_alone_or_twice_opens_nothing(people):
    parts = split(people)
    share_a = opens(parts.share_a, people["hq"][0])
    for other in (share_a, bytes(32)):
        with pytest.raises(CannotOpen):
            join_identity(parts, share_a, other)


def test_shares_of_another_reporter_open_nothing(people):
    one, two = split(people), split(people)
    with pytest.raises(CannotOpen):
        join_identity(one, opens(two.share_a, people["hq"][0]), opens(one.share_b, people["office"][0]))


def test_a_changed_identity_does_not_open(people):
    parts = split(people)
    shares = opens(parts.share_a, people["hq"][0]), opens(parts.share_b, people["office"][0])
    for position in range(len(parts.sealed)):
        changed = bytearray(parts.sealed)
        changed[position] ^= 0x01
        with pytest.raises(CannotOpen):
            join_identity(SplitIdentity(bytes(changed), parts.share_a, parts.share_b), *shares)


def test_packed_for_one_column_and_back(people):
    parts = split(people)
    packed = parts.packed()
    assert SplitIdentity.unpacked(memoryview(packed)) == parts
    assert "สมหญิง".encode() not in packed
    assert b"0800000000" not in packed


def test_names_of_any_usual_length_weigh_the_same(people):
    lengths = {
        len(split_identity(text, [people["hq"][1]], [people["office"][1]], []).sealed) for text in ("a", "b" * 250)
    }
    assert len(lengths) == 1


@pytest.mark.parametrize("missing", ["hq_recipients", "office_recipients"])
def test_a_half_without_custodian_is_refused(people, missing):
    with pytest.raises(VaultError, match="needs custodians"):
        split(people, **{missing: []})


@pytest.mark.parametrize("group", ["office_recipients", "recovery"])
def test_nobody_may_hold_both_halves(people, group):
    with pytest.raises(VaultError, match="both halves"):
        split(people, **{group: ["hq"]})


def set_up(keys, people, *offices, headquarters=True):
    groups = {f"office-{number}": [person()[1]] for number in offices}
    write_recipients(keys, groups | ({"headquarters": [people["hq"][1]]} if headquarters else {}))


def test_confidential_is_not_offered_before_both_groups_are_there(keys, people):
    assert not confidential_offered(3)
    set_up(keys, people, 3, headquarters=False)
    assert not confidential_offered(3)
    set_up(keys, people)
    assert not confidential_offered(3)
    set_up(keys, people, 3)
    assert confidential_offered(3)
    assert not confidential_offered(4)


@pytest.mark.parametrize(
    ("office", "concerned", "named"),
    [(3, None, 3), (0, None, 2), (None, None, 2), (None, 2, 3), (3, 3, 2), (0, 2, 3), (7, None, None)],
)
def test_central_and_conflict_cases_go_to_a_named_region_never_the_one_concerned(
    keys, people, office, concerned, named
):
    set_up(keys, people, 2, 3)
    assert custodian_office(office, concerned=concerned) == named


def test_the_only_region_is_no_custodian_of_a_report_about_itself(keys, people):
    set_up(keys, people, 3)
    assert custodian_office(0, concerned=3) is None
    assert not confidential_offered(0, concerned=3)


def test_demo_makes_a_key_for_every_group_and_keeps_none_with_the_portal(keys, tmp_path):
    folder = tmp_path / "custodians"
    call_command("set_up_custodians", demo=folder, stdout=StringIO())
    assert confidential_offered(1)
    assert confidential_offered(0)
    identities = {
        path.stem: pyrage.x25519.Identity.from_str(path.read_text().strip()) for path in sorted(folder.glob("*.txt"))
    }
    assert len(identities) == 11
    assert b"AGE-SECRET-KEY" not in b"".join(path.read_bytes() for path in keys.rglob("*") if path.is_file())
    parts = split_for_office(IDENTITY, 3)
    share_a = opens(parts.share_a, identities["headquarters"])
    assert join_identity(parts, share_a, opens(parts.share_b, identities["office-3"])) == IDENTITY
    assert join_identity(parts, share_a, opens(parts.share_b, identities["recovery"])) == IDENTITY
    with pytest.raises(pyrage.DecryptError):
        opens(parts.share_b, identities["office-4"])


def test_demo_twice_changes_no_custodian(tmp_path):
    call_command("set_up_custodians", demo=tmp_path / "c", stdout=StringIO())
    before = recipients()
    call_command("set_up_custodians", demo=tmp_path / "c", stdout=StringIO())
    assert recipients() == before


def test_a_made_key_is_shown_once_and_not_kept(keys):
    out = StringIO()
    call_command("set_up_custodians", make=["headquarters"], stdout=out)
    assert out.getvalue().count("AGE-SECRET-KEY-1") == 1
    assert len(recipients()["headquarters"]) == 1
    again = StringIO()
    call_command("set_up_custodians", stdout=again)
    assert "AGE-SECRET-KEY" not in again.getvalue()


def test_own_keys_of_custodians_are_added(people):
    call_command("set_up_custodians", add=[["headquarters", people["hq"][1]]], stdout=StringIO())
    call_command("set_up_custodians", add=[["headquarters", people["hq"][1]]], stdout=StringIO())
    assert recipients() == {"headquarters": [people["hq"][1]]}


@pytest.mark.parametrize("bad", ["age1nonsense", "AGE-SECRET-KEY-1XYZ", ""])
def test_what_is_no_recipient_is_refused(bad):
    with pytest.raises(CommandError):
        call_command("set_up_custodians", add=[["headquarters", bad]], stdout=StringIO())
    assert recipients() == {}


def test_an_unknown_group_and_a_double_custodian_are_refused(people):
    key = people["hq"][1]
    with pytest.raises(CommandError):
        call_command("set_up_custodians", add=[["office-10", key]], stdout=StringIO())
    with pytest.raises(CommandError, match="both halves"):
        call_command("set_up_custodians", add=[["headquarters", key], ["recovery", key]], stdout=StringIO())
