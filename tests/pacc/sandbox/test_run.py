"""What a parser that was taken over could still do: nothing."""

from contextlib import suppress
from pathlib import Path

import pytest

from pacc.sandbox.run import ChildFailed, run_limited


def script(folder: Path, code: str) -> Path:
    path = folder / "script.py"
    path.write_text("import sys\n" + code)
    return path


def answer(folder: Path, code: str, data: bytes = b"", **limits: int) -> str:
    return run_limited(script(folder, code), data, **limits).decode()


def refused(attempt: str) -> str:
    return f"""
try:
    {attempt}
    print("done")
except OSError as error:
    print(type(error).__name__)
"""


def test_gives_back_what_the_script_says(tmp_path: Path) -> None:
    assert answer(tmp_path, "sys.stdout.write(sys.stdin.read().upper())", "ไหม abc".encode()) == "ไหม ABC"


def test_takes_data_piece_by_piece(tmp_path: Path) -> None:
    path = script(tmp_path, "print(len(sys.stdin.buffer.read()))")
    assert run_limited(path, (b"x" * 100_000 for _each in range(50))) == b"5000000\n"


def test_passes_arguments(tmp_path: Path) -> None:
    assert run_limited(script(tmp_path, "print(sys.argv[1:])"), b"", arguments=["a", "ข"]) == "['a', 'ข']\n".encode()


def test_environment_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    assert "secret" not in answer(tmp_path, "import os; print(dict(os.environ))")


def test_own_files_cannot_be_read(tmp_path: Path) -> None:
    elsewhere = tmp_path / "keys"
    elsewhere.mkdir()
    (elsewhere / "private").write_text("key")
    code_folder = tmp_path / "code"
    code_folder.mkdir()
    assert answer(code_folder, refused(f"open({str(elsewhere / 'private')!r}).read()")) == "PermissionError\n"
    assert answer(code_folder, refused(f"open({__file__!r}).read()")) == "PermissionError\n"
    assert answer(code_folder, refused("open('/proc/1/environ').read()")) == "PermissionError\n"


@pytest.mark.parametrize("path", ["/tmp/pacc-sandbox-test", "/dev/shm/pacc-sandbox-test", "/var/tmp/pacc-sandbox-test"])
def test_nothing_can_be_written(tmp_path: Path, path: str) -> None:
    assert answer(tmp_path, refused(f"open({path!r}, 'w').write('x')")) == "PermissionError\n"
    assert not Path(path).exists()


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.socket()",
        "import socket; socket.socketpair()",
        "import subprocess; subprocess.run(['/bin/true'])",
        "import os; os.execv('/bin/true', ['true'])",
        "import os; os.kill(os.getppid(), 0)",
        "import os; os.fork()",
        "import os; os.posix_spawn('/bin/true', ['true'], {})",
    ],
)
def test_no_network_no_program_no_signal(tmp_path: Path, attempt: str) -> None:
    assert answer(tmp_path, refused(attempt)) == "PermissionError\n"


def test_threads_may_start(tmp_path: Path) -> None:
    code = "import threading; t = threading.Thread(target=print, args=['ran']); t.start(); t.join()"
    assert answer(tmp_path, code) == "ran\n"


@pytest.mark.parametrize(
    "code",
    [
        "raise ValueError",
        "sys.exit(3)",
        "import os; os.abort()",
        "x = bytearray(900 << 20)",
        "while True: pass",
        "import time; time.sleep(60)",
        "while True: sys.stdout.write('x' * 1000)",
    ],
)
def test_failing_and_greedy_scripts_are_told(tmp_path: Path, code: str) -> None:
    with pytest.raises(ChildFailed):
        answer(tmp_path, code, seconds=1, max_output=1 << 20)


def test_a_script_that_does_not_read_is_no_hindrance(tmp_path: Path) -> None:
    assert answer(tmp_path, "print(1)", b"x" * (4 << 20)) == "1\n"


def test_leaves_no_process(tmp_path: Path) -> None:
    with pytest.raises(ChildFailed):
        answer(tmp_path, "import time; time.sleep(60)", seconds=1)
    for command_line in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # ended meanwhile
            assert str(tmp_path).encode() not in command_line.read_bytes()
