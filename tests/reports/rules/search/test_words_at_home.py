"""The words are read from what is installed: nothing is written, and nobody needs a home for it."""

import os
import subprocess
import sys

SHOWS = (
    "import django; django.setup(); from reports.rules.search.words import words_in; print('สินบน' in words_in('สินบน'))"
)


def test_a_service_without_a_home_reads_the_words():
    without = {name: value for name, value in os.environ.items() if name != "PYTHAINLP_READ_ONLY"}
    env = without | {"HOME": "/proc/nowhere", "DJANGO_SETTINGS_MODULE": "pacc.settings"}
    done = subprocess.run([sys.executable, "-c", SHOWS], env=env, capture_output=True, text=True, check=False)
    assert done.stdout == "True\n", done.stderr[-500:]
