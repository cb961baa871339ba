"""What a reporter told, and where she told it from, lies nowhere in clear after the line has run.

The tables are read by SQL (a dump's own COPY, and the raw bytes of every column that has any), for a search in the
server's files would miss what PostgreSQL compressed; the files are searched too. Words that were put there on purpose
are found in each of these places, so the search can fail.
"""

import base64
import json
import mmap
import os
import re
from contextlib import contextmanager, suppress
from datetime import timedelta
from email.message import EmailMessage
from functools import cache
from urllib.parse import quote

import psycopg
import pytest
from django.utils import timezone
from psycopg import sql

from tests.fixtures.stack import eventually
from tests.pacc.uploads import samples
from tests.reporter import GOOD, WHERE, Reporter
from tests.wire import WireBrowser

pytestmark = pytest.mark.line

THAI, LATIN = "ปลูกไว้เจ็ดสองหกหนึ่ง", "planted7261"
NAME, PHONE, EMAIL = f"นางสมหญิง {THAI}", "081 723 7261", f"{LATIN}@people.example"
AT_HOME, PROXIED = "127.72.61.7", "203.0.113.72"  # where her connection really comes from, and what a proxy says of it
PHOTO = samples.jpeg(planted=True)


def _digits(text):
    return re.sub(r"\D", "", text)


# Every text that is typed holds one of the first two.
PLANTED = {
    "a sentence": THAI,
    "a name in Latin letters": LATIN,
    "the telephone number": PHONE,
    "the telephone number without spaces": _digits(PHONE),
    "the telephone number with dashes": PHONE.replace(" ", "-"),
    "the telephone number for abroad": f"66{_digits(PHONE)[1:]}",
    "the connection's address": AT_HOME,
    "the address that a proxy told": PROXIED,
    "what the photograph says of itself": samples.PLANTED,
    "where the photograph was taken": samples.exif()[-48:],
    "the photograph": PHOTO[len(PHOTO) // 2 :][:48],
}
CONTROL = "ต้องพบคำนี้เสมอ"

A_PHOTOGRAPH = ("attached", f"{LATIN} {THAI}.jpg", "image/jpeg", PHOTO)
AGENCY = {"agency_kind": "sao", "agency": f"อบต. {THAI}"}
WHAT = GOOD["what"] | {
    "subject": THAI,
    "narrative": f"เล่าเรื่อง {THAI} {LATIN}",
    "people": THAI,
    "damage": THAI,
    "wishes": THAI,
    "how_known": THAI,
}
_LATER = timezone.localdate() + timedelta(days=300)
IN_A_YEAR = {
    "answer_by_day": _LATER.day,
    "answer_by_month": _LATER.month,
    "answer_by_year": _LATER.year + 543,
}
OPEN = """SELECT (SELECT count(*) FROM outbox_job WHERE NOT parked)
    + (SELECT count(*) FROM reports_routing WHERE NOT announced)
    + (SELECT count(*) FROM reports_message WHERE NOT announced AND kind IN ('reply', 'contest'))"""


@pytest.fixture
def after_the_line(running_stack):
    """The portal, and what was planted: reported, routed, told of, read, asked about, answered, closed, contested."""
    reference, code = told_by_a_citizen(running_stack)
    case = f"/reports/{reference}/"
    officer = WireBrowser(running_stack.desk_url)
    done(officer.fill_in("/demo/", {}, action="/demo/enter/officer/"))
    eventually(lambda: officer.get(case).status_code == 200, seconds=60)
    shown = officer.get(case).content.decode()
    assert [word for word in (THAI, LATIN, NAME, EMAIL) if word not in shown] == []
    assert _digits(PHONE) in _digits(shown)
    done(officer.fill_in(case, {}, action=f"{case}take/"))
    done(officer.fill_in(case, {"text": f"บันทึกภายใน {THAI}"}, action=f"{case}note/"))
    read_twice(officer, f"{case}ask/", {"text": f"ช่วงไหนของถนน {THAI}", **IN_A_YEAR})
    citizen = a_visitor(running_stack)
    done(citizen.post("/track/", {"reference": reference, "code": code}))
    answer = {"text": f"ช่วงหน้าวัด {THAI}"}
    done(citizen.fill_in("/track/case/", answer, action="/track/case/answer/", files=[A_PHOTOGRAPH]))
    look_at_pictures(officer, case)
    read_twice(officer, f"{case}answer/", {"text": f"ขอบคุณ {THAI}"})
    read_twice(officer, f"{case}close/", {"reason": "resolved", "text": f"แก้ไขแล้ว {THAI}"})
    done(citizen.fill_in("/track/case/", {"reason": f"ยังไม่แก้ {THAI}"}, action="/track/case/not-resolved/"))
    assert officer.get(case).content.decode().count(THAI) >= 7
    eventually(lambda: running_stack.ask(OPEN) == [(0,)], seconds=60)
    grouped = " ".join(code[start : start + 4] for start in range(0, len(code), 4))
    return running_stack, PLANTED | {"the secret code": code, "the secret code in groups": grouped}


def test_nothing_planted_is_found_where_all_that_lies_in_clear_is(after_the_line):
    stack, planted = after_the_line
    assert found(stack, planted) == {place: set() for place in PLACES}
    with planted_on_purpose(stack):
        assert found(stack, {"control": CONTROL}) == {place: {"control"} for place in PLACES}


def test_photograph_does_hold_what_is_looked_for():
    assert samples.PLANTED.encode() in PHOTO
    assert PLANTED["where the photograph was taken"] in PHOTO


# The line


def a_visitor(stack):
    headers = {"X-Forwarded-For": PROXIED, "X-Real-IP": PROXIED, "Forwarded": f"for={PROXIED}", "User-Agent": LATIN}
    return WireBrowser(stack.site_url, address=AT_HOME, **headers)


def told_by_a_citizen(stack):
    """Everything that can be told, with a photograph, sent twice at once: reference and code."""
    citizen = Reporter(a_visitor(stack))
    citizen.walk(until="files", where=WHERE | {"place": THAI}, agency=AGENCY, what=WHAT)
    citizen.client.fill_in("/report/files/", {}, files=[A_PHOTOGRAPH])
    citizen.answer("you", {"identity": "named"})
    done(citizen.answer("you", {"identity": "named", "name": NAME, "phone": PHONE, "email": EMAIL}))
    done(citizen.send())
    return citizen.code()


def read_twice(officer, path, typed):
    """A deed that is shown once more before it is done."""
    preview = officer.fill_in(path, typed)
    assert preview.status_code == 200
    done(officer.press(path, preview, {"step": "do"}))


def look_at_pictures(officer, case):
    """Both photographs, rebuilt: as they came they hold what was planted, as they are shown they do not."""
    pages = set(re.findall(rf"{case}files/[0-9a-f-]{{36}}/", officer.get(case).content.decode()))
    assert len(pages) == 2
    for page in pages:
        picture = eventually(lambda page=page: shown_picture(officer, page), seconds=60)
        assert not [label for label, word in PLANTED.items() if holds(picture, word)]


def shown_picture(officer, page):
    answer = officer.get(f"{page}image/")
    return answer.content if answer.status_code == 200 else None


def done(answer):
    assert answer.status_code == 302, answer.content.decode()


# The search


def found(stack, words):
    """Which of the words lie in which place."""
    return {
        place: {label for content in read(stack) for label, word in words.items() if holds(content, word)}
        for place, read in PLACES.items()
    }


def holds(content, word):
    return any(content.find(guise) >= 0 for guise in guises(word))


@cache
def guises(word):
    """The word as it is, and as databases, mails, addresses and messages dress it."""
    raw = word if isinstance(word, bytes) else word.encode()
    dressed = [raw, raw.hex().encode(), raw.hex().upper().encode(), *in_base64(raw)]
    if isinstance(word, str):
        dressed += [json.dumps(word)[1:-1].encode(), quote(word).encode(), word.encode("utf-16-le")]
    return tuple(set(dressed))


def in_base64(raw):
    """Wherever in a longer text it begins; without the letters at either end that its neighbours share."""
    for before in range(3):
        text = base64.b64encode(bytes(before) + raw)
        yield text[-(-before * 4 // 3) : (before + len(raw)) // 3 * 4]


def dump(stack):
    """Every table as pg_dump writes it."""
    for table in tables(stack):
        yield copied(stack, table, "text")
    yield copied(stack, sql.SQL("pg_stats"), "text")  # the server's own samples of columns


def columns(stack):
    """Every value of every column as it is: text, JSON, and bytes without their dressing."""
    for table in tables(stack):
        yield copied(stack, table, "binary")


def tables(stack):
    own = "SELECT schemaname, tablename FROM pg_tables WHERE schemaname <> ALL('{pg_catalog,information_schema}')"
    return [sql.Identifier(*name) for name in stack.ask(own)]


def copied(stack, table, form):
    with psycopg.connect(stack.database_url()) as connection, connection.cursor() as cursor:
        whole = sql.SQL("COPY (SELECT * FROM {}) TO STDOUT (FORMAT {})").format(table, sql.SQL(form))
        with cursor.copy(whole) as rows:
            return b"".join(rows)


def files(stack):
    """The servers' files, the evidence, the logs as they lie there, and the keys."""
    return in_folders(stack.folders.data, stack.folders.keys)


def temporary_files(stack):
    return in_folders(stack.folders.sockets, stack.temporary)


def logs(stack):
    """Each line's fields, whatever JSON makes of their letters."""
    for path in stack.folders.logs.iterdir():
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.dumps(json.loads(line), ensure_ascii=False).encode()


def mails(stack):
    for mail in stack.mails():
        yield " ".join([*map(str, mail.values()), mail.get_body().get_content()]).encode()


def broker(stack):
    """Every key, and all that is under it."""
    with stack.broker() as client:
        for key in client.scan_iter():
            yield key
            yield client.dump(key) or b""  # it may be gone meanwhile


def in_folders(*folders):
    for folder in folders:
        for path in folder.rglob("*"):
            if not path.is_file():
                continue
            # Servers remove files of their own all the time.
            with suppress(FileNotFoundError), path.open("rb") as file:
                if os.fstat(file.fileno()).st_size:
                    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                        yield content


PLACES = {
    "dump": dump,
    "columns": columns,
    "files": files,
    "temporary files": temporary_files,
    "logs": logs,
    "mails": mails,
    "broker": broker,
}


@contextmanager
def planted_on_purpose(stack):
    """The control in every place, in the table so that PostgreSQL compresses it."""
    long = CONTROL + "ก" * 20_000
    mail = EmailMessage()
    mail["X-Envelope-To"] = "control@people.example"
    mail.set_content(CONTROL)
    planted = {
        stack.temporary / "control": CONTROL.encode(),
        stack.folders.logs / "control.log": json.dumps({"message": CONTROL}).encode(),
        stack.folders.mail / "0-control.eml": bytes(mail),
    }
    for path, content in planted.items():
        path.write_bytes(content)
    stack.change("CREATE TABLE control (words text, told jsonb, sealed bytea)")
    stack.change(f"INSERT INTO control VALUES ('{long}', to_jsonb('{long}'::text), convert_to('{long}', 'UTF8'))")
    with stack.broker() as client:
        client.set("control", CONTROL)
    try:
        yield
    finally:
        stack.change("DROP TABLE control")
        with stack.broker() as client:
            client.delete("control")
        for path in planted:
            path.unlink()
