"""With the site's own role, keys and settings nobody reads a stored report; the same program at the desk does."""

import json
import subprocess
import sys

import pytest

from pacc.stack.folders import CODE
from tests.faults.promise import a_citizen
from tests.fixtures.stack import environment_of, eventually
from tests.reporter import GOOD

pytestmark = pytest.mark.line

# Runs as a program of a zone; it knows the report's id, as an intruder might who read a desk's address over a shoulder.
READ = """
import json, sys
import django
django.setup()
from django.db import transaction
from reports.models import Report
from reports.models.case_scope import enter_case
from reports.models.sealed import unseal
from reports.queries.opened import desk_key

said = {"seen without being told which": Report.objects.only("id").count()}
with transaction.atomic():
    enter_case(sys.argv[1])
    report = Report.objects.only("id", "narrative_sealed").get(pk=sys.argv[1])
    try:
        said["narrative"] = unseal(report, "narrative_sealed", data_key=desk_key(report))
    except Exception as error:
        said["refused"] = type(error).__name__
print(json.dumps(said))
"""


def read_as(stack, zone, report_id):
    done = subprocess.run(
        [sys.executable, "-c", READ, str(report_id)],
        cwd=CODE, env=environment_of(stack.pid(zone)) | {"DJANGO_SETTINGS_MODULE": "pacc.settings"},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture
def stored(running_stack):
    citizen = a_citizen(running_stack)
    assert citizen.send().status_code == 302
    reference, _code = citizen.code()
    row = "SELECT id FROM reports_report WHERE reference = %s"
    return eventually(lambda: running_stack.ask(row, reference), seconds=10)[0][0]


def test_site_holds_a_sealed_report_that_it_cannot_open(running_stack, stored):
    assert read_as(running_stack, "site", stored) == {"seen without being told which": 0, "refused": "KeyringAbsent"}


def test_desk_opens_the_same_report(running_stack, stored):
    said = read_as(running_stack, "desk", stored)
    assert said["narrative"] == GOOD["what"]["narrative"]
    assert said["seen without being told which"] > 0
