"""A log line never carries what somebody typed."""

import json
import logging

import pytest

from pacc import request_id
from pacc.json_log import SafeJson

PLANTED = "0812345678 สมหญิง 203.0.113.9"


def logged(message: str, *values: object, exc_info=None, **extra: object) -> dict:
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, message, values, exc_info)
    for name, value in extra.items():
        setattr(record, name, value)
    line = SafeJson().format(record)
    assert PLANTED not in line
    return json.loads(line)


def test_values_stay_out_of_the_message():
    assert logged("Not Found: %s", PLANTED)["message"] == "Not Found: %s"


def test_unknown_fields_stay_out():
    assert logged("job failed", job=17, request=PLANTED, body=PLANTED)["job"] == 17


def test_exception_gives_its_class_and_place_not_its_text():
    with pytest.raises(ValueError, match="0812345678") as caught:
        int(PLANTED)
    line = logged("Internal Server Error: %s", "/x/", exc_info=(caught.type, caught.value, caught.tb))
    assert line["error"] == "ValueError"
    assert any("test_json_log.py" in frame for frame in line["where"])


def test_line_names_its_request_as_the_page_did():
    token = request_id.current.set("0123456789ab")
    try:
        assert logged("job failed")["request"] == "0123456789ab"
    finally:
        request_id.current.reset(token)
    assert "request" not in logged("job failed")
