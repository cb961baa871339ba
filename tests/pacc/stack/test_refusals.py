"""A start that cannot be: one sentence that says why and what to do, no traceback, nothing left running."""

import os
import shutil
import signal
import socket
import subprocess
import sys

import pytest

from pacc.stack.folders import CODE
from pacc.vault.keyring import create_keys
from tests.fixtures.stack import eventually, free_ports, surroundings
from tests.pacc.stack.processes import processes_under

pytestmark = pytest.mark.line


@pytest.fixture
def start(tmp_path):
    """start(*arguments, **settings): a start on empty folders that is to end by itself; what it says."""

    def started(*arguments, port=None, data="data", keys="keys", **settings):
        command = [sys.executable, "-m", "pacc.stack", f"--port={port or free_ports()}", *arguments]
        command += [f"--data={tmp_path / data}", f"--keys={tmp_path / keys}"]
        done = subprocess.run(
            command, cwd=CODE, env=surroundings() | settings, capture_output=True, text=True, timeout=90, check=False
        )
        assert done.returncode in {1, 2}
        assert "Traceback" not in done.stdout + done.stderr
        assert processes_under(tmp_path) == []
        return done.stderr.strip()

    return started


def test_port_in_use(start):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert start(port=port) == f"Port {port} is in use by another program: choose another with --port."


def test_port_of_the_desk_in_use(start):
    port = free_ports()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port + 1))
        taken.listen()
        assert f"Port {port + 1} is in use" in start(port=port)


def test_port_out_of_range(start):
    assert "--port must be between 1 and 65534" in start(port=65535)


def test_keys_under_the_data(start):
    assert "must not lie under the data" in start(keys="data/keys")


def test_lost_private_keyring(start, tmp_path):
    """A new one would open nothing that is sealed to the public keys, and nobody would know."""
    create_keys(tmp_path / "keys")
    (tmp_path / "keys" / "desk" / "private_keyring.json").unlink()
    assert "private_keyring.json: put it back" in start()


def test_folder_that_cannot_be_written(start):
    said = start(data="../../../../../../../../../proc/nowhere")
    assert said.startswith("Starting the portal failed: ")
    assert len(said.splitlines()) == 1


def test_database_that_does_not_answer(start):
    said = start(DATABASE_URL="postgresql://owner:secret@127.0.0.1:1/pacc")
    assert said.startswith("The database at 127.0.0.1:1 does not answer: ")
    assert "secret" not in said


def test_only_one_zones_database(start):
    assert "both SITE_DATABASE_URL and DESK_DATABASE_URL" in start(SITE_DATABASE_URL="postgresql://site@127.0.0.1/pacc")


def test_wrong_setting(start):
    assert start(OFFICE_MAIL_SECONDS="often").startswith("OFFICE_MAIL_SECONDS: ")


def test_secret_file_that_is_not_there(start, tmp_path):
    assert "DATABASE_URL_FILE" in start(DATABASE_URL_FILE=str(tmp_path / "nothing"))


def test_demonstration_on_an_address_that_others_reach(start):
    said = start(SITE_URL="https://connect.example", DESK_URL="https://desk.connect.example")
    assert said.startswith("DEMO is on, and https://connect.example")


def test_two_zones_on_one_host_name(start):
    port = free_ports()
    said = start("--no-demo", SITE_URL=f"http://localhost:{port}", DESK_URL=f"http://localhost:{port + 1}")
    assert "same host name" in said


@pytest.mark.skipif(os.getuid() != 0, reason="only root can make a small disk")
def test_full_disk(start, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=30m", "tmpfs", small], check=True)
    try:
        assert "The disk is full" in start(data="small/data")
    finally:
        subprocess.run(["umount", small], check=True)


def test_old_python(tmp_path):
    """A PATH on which the only Python is an old one."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("dirname", "sh"):
        (tools / name).symlink_to(shutil.which(name))
    old = tools / "python3"
    old.write_text('#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2 && exit 0\nexit 1\n')
    old.chmod(0o755)
    environment = {"PATH": str(tools), "VENV": str(tmp_path / "venv")}
    done = subprocess.run(
        [CODE / "script" / "run"], env=environment, capture_output=True, text=True, timeout=30, check=False
    )
    assert done.returncode == 1
    assert "needs Python 3.11 or later, and this machine has Python 3.9.2" in done.stderr


@pytest.mark.parametrize(("step", "how"), [("PostgreSQL", "SIGTERM"), ("tables", "Ctrl-C"), ("web servers", "SIGTERM")])
def test_stopped_while_it_starts_it_leaves_nothing(tmp_path, step, how):
    said = tmp_path / "said"
    command = [sys.executable, "-m", "pacc.stack", f"--port={free_ports()}", "--no-demo"]
    command += [f"--data={tmp_path / 'data'}", f"--keys={tmp_path / 'keys'}"]
    with said.open("w") as output:
        process = subprocess.Popen(
            command, cwd=CODE, env=surroundings(), stdout=output, stderr=output, start_new_session=True
        )
    eventually(lambda: f"  {step}" in said.read_text(), seconds=60, every=0.02)
    if how == "Ctrl-C":
        os.killpg(process.pid, signal.SIGINT)  # a terminal tells everybody in the foreground
    else:
        process.terminate()
    assert process.wait(40) == 0
    assert said.read_text().endswith("Stopped.\n")
    assert processes_under(tmp_path) == []
