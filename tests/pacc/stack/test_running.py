"""The whole portal as script/run starts it: what each program knows, what falls is started again, nothing is left."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from pacc.stack.folders import CODE, Folders
from pacc.stack.postgres import DESK, SITE
from tests.fixtures.stack import a_stack, environment_of, eventually, surroundings
from tests.pacc.stack.processes import processes_under

pytestmark = pytest.mark.line


def get(url, path="/health/ready"):
    parts = urlsplit(url)
    connection = http.client.HTTPConnection("127.0.0.1", parts.port, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": parts.netloc})
        response = connection.getresponse()
        return response.status, response.read()
    except OSError:
        return 0, b""
    finally:
        connection.close()


def processes_of(stack):
    return processes_under(stack.folders.data.parent)


def test_both_zones_are_well_once_worker_and_relay_were_heard_of(running_stack):
    assert get(running_stack.site_url) == (200, b'{"database": "ok"}')
    eventually(lambda: get(running_stack.desk_url)[0] == 200, seconds=60)


def test_site_knows_no_broker_no_mail_server_and_no_key_of_the_desk(running_stack):
    known = environment_of(running_stack.pid("site"))
    assert known["ZONE"] == "site"
    assert not {"REDIS_URL", "SMTP_URL"} & set(known)
    assert [path.name for path in Path(known["KEYS_DIR"]).iterdir()] == ["site"]
    assert urlsplit(known["DATABASE_URL"]).username == SITE
    desk = environment_of(running_stack.pid("desk"))
    assert urlsplit(desk["DATABASE_URL"]).password not in str(known)


@pytest.mark.parametrize("name", ["site", "desk", "worker"])
def test_no_program_leaves_its_memory_on_the_disk(running_stack, name):
    limits = Path(f"/proc/{running_stack.pid(name)}/limits").read_text().splitlines()
    (core,) = [line.split() for line in limits if line.startswith("Max core file size")]
    assert core[4:6] == ["0", "0"]


@pytest.fixture(scope="module")
def real_stack():
    """Without demo data, in surroundings that know a secret."""
    with a_stack("--no-demo", settings={"SOMEBODYS_SECRET": "planted"}) as stack:
        yield stack


def test_programs_do_not_inherit_what_surrounds_the_terminal(real_stack):
    for name in ("site", "desk", "relay", "worker", "beat"):
        assert "planted" not in str(environment_of(real_stack.pid(name)))


def test_start_tells_where_each_person_begins(running_stack):
    said = running_stack.output.read_text()
    for url in (f"{running_stack.site_url}/", f"{running_stack.site_url}/demo/", f"{running_stack.desk_url}/demo/"):
        assert f" {url}\n" in said
        assert get(url, urlsplit(url).path)[0] == 200


def test_first_portal_admin_gets_a_link_that_no_log_holds(real_stack):
    [link] = [word for word in real_stack.output.read_text().split() if "/accounts/invitation/" in word]
    assert get(link, urlsplit(link).path)[0] in {200, 302}
    token = urlsplit(link).path.rstrip("/").rpartition("/")[2]
    assert all(token not in log.read_text() for log in real_stack.folders.logs.glob("*.log"))
    assert get(link, "/demo/")[0] == 404


def managed(folders, *command):
    """script/manage's own part, on these folders."""
    options = [f"--data={folders.data}", f"--keys={folders.keys}"]
    return subprocess.run(
        [sys.executable, "-m", "pacc.stack.manage", *options, *command],
        cwd=CODE, env=surroundings(), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_commands_reach_the_running_portal_and_know_its_addresses(real_stack):
    done = managed(real_stack.folders, "first_admin")
    assert done.returncode == 0
    assert done.stdout.startswith(f"{real_stack.desk_url}/accounts/invitation/")


def test_command_for_a_portal_that_does_not_run_says_so(tmp_path):
    done = managed(Folders(tmp_path / "data", tmp_path / "keys"), "first_admin")
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "No portal was started on" in done.stderr


def test_no_role_enters_without_its_password(running_stack):
    url = running_stack.database_url(SITE)
    password = urlsplit(url).password
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url.replace(password, "wrong"))
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url.replace(SITE, "postgres"))


def test_zones_roles_are_no_superusers_and_own_nothing(running_stack):
    rows = running_stack.ask(
        "SELECT rolname, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname LIKE 'pacc%%'"
    )
    assert sorted(row[0] for row in rows) == ["pacc_desk", "pacc_owner", "pacc_site"]
    assert not any(any(row[1:]) for row in rows if row[0] in {SITE, DESK})
    owned = "SELECT count(*) FROM pg_class JOIN pg_roles ON relowner = pg_roles.oid WHERE rolname = ANY(%s)"
    assert running_stack.ask(owned, [SITE, DESK]) == [(0,)]


def test_database_is_durable_and_reached_by_its_socket_only(running_stack):
    [(fsync, addresses)] = running_stack.ask("SELECT current_setting('fsync'), current_setting('listen_addresses')")
    assert (fsync, addresses) == ("on", "")


@pytest.mark.skipif(os.getuid() != 0, reason="only root has another account to become")
def test_servers_run_as_an_unprivileged_account(running_stack):
    for name in ("postgres", "valkey"):
        assert Path(f"/proc/{running_stack.pid(name)}").stat().st_uid != 0


@pytest.mark.parametrize("name", ["site", "desk", "relay", "worker", "beat", "valkey"])
def test_what_falls_is_started_again(running_stack, name):
    before = running_stack.pid(name)
    running_stack.kill(name)
    eventually(lambda: running_stack.pid(name) != before, seconds=20)
    for url in (running_stack.site_url, running_stack.desk_url):
        eventually(lambda url=url: get(url, "/health/live")[0] == 200, seconds=30)


def test_portal_comes_back_when_the_database_was_killed(running_stack):
    before = running_stack.pid("postgres")
    os.kill(before, signal.SIGKILL)
    eventually(lambda: running_stack.pid("postgres") != before, seconds=20)
    eventually(lambda: get(running_stack.site_url)[0] == 200, seconds=60)
    eventually(lambda: get(running_stack.desk_url)[0] == 200, seconds=90)


def test_every_line_of_the_logs_is_json(running_stack):
    for log in running_stack.folders.logs.glob("*.log"):
        for line in log.read_text().splitlines():
            json.loads(line)


def started_again(stack, *arguments, port=1999):
    """Another start on the same folders, which is to end by itself: what it says on standard error, and its code."""
    command = [sys.executable, "-m", "pacc.stack", f"--port={port}", *arguments]
    command += [f"--data={stack.folders.data}", f"--keys={stack.folders.keys}"]
    done = subprocess.run(
        command, cwd=CODE, env=surroundings(), capture_output=True, text=True, timeout=60, check=False
    )
    assert "Traceback" not in done.stderr + done.stdout
    return done.returncode, done.stderr


def test_second_portal_on_the_same_data_is_refused_in_a_sentence(running_stack):
    code, said = started_again(running_stack)
    assert code == 1
    assert "The portal runs already on" in said


def test_stop_leaves_no_process_and_no_socket_even_of_programs_that_do_not_listen():
    with a_stack("--no-demo") as stack:
        mine = processes_of(stack)
        assert len(mine) >= 10
        stranger = subprocess.Popen(["sleep", "60"])
        os.kill(stack.pid("relay"), signal.SIGSTOP)  # it cannot hear that it should stop
        try:
            started = time.monotonic()
            assert stack.stop() == 0
            assert time.monotonic() - started < 40
            assert processes_of(stack) == []
            assert stranger.poll() is None
            assert not stack.folders.sockets.joinpath("pg").exists()
        finally:
            stranger.kill()
            stranger.wait()


@pytest.mark.parametrize("who", ["keeper", "supervisor", "both"])
def test_killed_supervisor_leaves_no_orphan(who):
    with a_stack("--no-demo") as stack:
        keeper = stack._process.pid
        supervisor = int(Path(f"/proc/{keeper}/task/{keeper}/children").read_text().split()[0])
        for pid in {"keeper": [keeper], "supervisor": [supervisor], "both": [keeper, supervisor]}[who]:
            os.kill(pid, signal.SIGKILL)
        eventually(lambda: processes_of(stack) == [], seconds=40)
        assert stack._process.wait(5) != 0


def test_second_start_keeps_what_was_stored_and_asks_nothing_again():
    with a_stack("--no-demo") as stack:
        [(before,)] = stack.ask("SELECT count(*) FROM networks_district")
        key = (stack.folders.keys / "desk" / "private_keyring.json").read_bytes()
        assert stack.stop() == 0
        stack.start()
        assert stack.ask("SELECT count(*) FROM networks_district") == [(before,)]
        assert (stack.folders.keys / "desk" / "private_keyring.json").read_bytes() == key


def test_real_use_is_refused_over_demo_data():
    with a_stack() as stack:
        stack.stop()
        code, said = started_again(stack, "--no-demo", port=stack.port)
        assert code == 1
        assert "holds demo data" in said
        stack.start()
