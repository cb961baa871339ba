import gc
import os
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from pacc.vault.errors import CannotOpen
from pacc.vault.files import (
    CHUNK,
    FileLost,
    SealedWriter,
    is_stored,
    names_before,
    open_sealed,
    remove,
    remove_unfinished,
    sealed_size,
)

THAILAND = ZoneInfo("Asia/Bangkok")


def store(content, piece=10_000):
    writer = SealedWriter()
    for start in range(0, len(content), piece):
        writer.write(content[start : start + piece])
    return writer.finish()


def read(file):
    return b"".join(open_sealed(file.name, file.key))


def path_of(settings, name):
    return settings.EVIDENCE_DIR / name[:2] / name


SIZES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 17]


@pytest.mark.parametrize("size", SIZES)
def test_what_was_stored_comes_back(settings, size):
    content = os.urandom(size)
    file = store(content)
    assert read(file) == content
    assert file.size == size
    assert path_of(settings, file.name).stat().st_size == sealed_size(size)


@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.binary(max_size=50_000), max_size=8))
def test_the_way_it_arrives_does_not_matter(pieces):
    writer = SealedWriter()
    for piece in pieces:
        writer.write(piece)
    assert read(writer.finish()) == b"".join(pieces)


def test_nothing_of_it_lies_in_clear_anywhere(settings, tmp_path):
    store(b"GPS 14.882 103.493 " * 20_000)
    stored = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert len(stored) > 300_000
    assert b"GPS 14" not in stored
    assert b"14.882" not in stored


def test_every_file_has_its_own_key():
    one, two = store(b"same"), store(b"same")
    assert one.key != two.key
    assert one.digest == two.digest
    with pytest.raises(CannotOpen):
        b"".join(open_sealed(one.name, two.key))


def test_swapped_files_do_not_open(settings):
    one, two = store(b"one"), store(b"two")
    first, second = path_of(settings, one.name), path_of(settings, two.name)
    first_content = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(first_content)
    for file in (one, two):
        with pytest.raises(CannotOpen):
            read(file)


def test_no_region_can_be_changed(settings):
    file = store(os.urandom(2 * CHUNK + 100))
    path = path_of(settings, file.name)
    whole = path.read_bytes()
    sealed_chunk = CHUNK + 17
    # version, header, and of each chunk its first bytes, its middle, its end
    regions = [0, 1, 12, 24, 25, 26, 500, 25 + sealed_chunk - 1, 25 + sealed_chunk, 25 + sealed_chunk + 40]
    regions += [25 + 2 * sealed_chunk - 1, 25 + 2 * sealed_chunk, len(whole) - 50, len(whole) - 1]
    for position in regions:
        changed = bytearray(whole)
        changed[position] ^= 0x40
        path.write_bytes(changed)
        with pytest.raises(CannotOpen):
            read(file)


def test_no_shortened_or_lengthened_file_passes_for_the_whole(settings):
    file = store(os.urandom(2 * CHUNK + 100))
    path = path_of(settings, file.name)
    whole = path.read_bytes()
    sealed_chunk = CHUNK + 17
    for length in (0, 1, 24, 25, 26, 25 + sealed_chunk, 25 + 2 * sealed_chunk, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(CannotOpen):
            read(file)
    path.write_bytes(whole + b"\0")
    with pytest.raises(CannotOpen):
        read(file)
    chunks = [whole[25 + n * sealed_chunk : 25 + (n + 1) * sealed_chunk] for n in range(3)]
    for order in ((1, 0, 2), (0, 2), (0, 0, 1, 2), (2,)):
        path.write_bytes(whole[:25] + b"".join(chunks[n] for n in order))
        with pytest.raises(CannotOpen):
            read(file)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "a" * 31, "A" * 32, "a" * 32 + "\n", "incoming", "g" * 32])
def test_a_name_never_leads_out_of_the_store(name):
    with pytest.raises(FileLost):
        next(open_sealed(name, bytes(32)))
    with pytest.raises(FileLost):
        remove(name)


def test_a_removed_file_is_lost_and_removing_twice_is_no_error():
    file = store(b"x")
    remove(file.name)
    remove(file.name)
    assert not is_stored(file.name)
    with pytest.raises(FileLost):
        read(file)


def test_an_unfinished_file_leaves_nothing(settings):
    writer = SealedWriter()
    writer.write(b"x" * 200_000)
    writer.abort()
    assert not [path for path in settings.EVIDENCE_DIR.rglob("*") if path.is_file()]


def test_a_forgotten_writer_leaves_nothing(settings):
    writer = SealedWriter()
    writer.write(b"x" * 200_000)
    del writer
    gc.collect()
    assert not [path for path in settings.EVIDENCE_DIR.rglob("*") if path.is_file()]


def test_abort_after_finish_keeps_the_file():
    writer = SealedWriter()
    file = writer.finish()
    writer.abort()
    assert is_stored(file.name)


def test_files_and_folders_say_the_day_and_not_the_second(settings):
    file = store(b"x")
    path = path_of(settings, file.name)
    for stamped in (path, path.parent):
        moment = datetime.fromtimestamp(stamped.stat().st_mtime, THAILAND)
        assert (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)
        assert moment.date() == datetime.now(THAILAND).date()


def test_orphans_are_looked_for_among_older_files_only():
    file = store(b"x")
    today = datetime.now(THAILAND).date()
    assert list(names_before(today)) == []
    assert list(names_before(today + timedelta(days=1))) == [file.name]
    assert list(names_before(date(2022, 5, 24))) == []


def test_what_a_killed_process_left_is_removed_after_a_day(settings):
    writer = SealedWriter()
    writer.write(b"x")
    (part,) = (settings.EVIDENCE_DIR / "incoming").iterdir()
    assert remove_unfinished() == 0
    two_days_ago = datetime.now(THAILAND).timestamp() - 2 * 86_400
    os.utime(part, (two_days_ago, two_days_ago))
    assert remove_unfinished() == 1
    assert not part.exists()
