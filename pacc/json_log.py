"""One JSON object a line, safe by construction: the message's template without its values, and known fields only."""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

from pacc import request_id

# Extra fields that our own code may log: ids of jobs, counts, names of classes and states. Nothing a person typed.
KNOWN = ("job", "job_name", "error", "left", "seconds", "status_code", "port", "process", "count", "zone")


class SafeJson(logging.Formatter):
    """SECURITY: values are never put into the template, because a library may log an address, a path or content."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": str(record.msg),
        }
        if request_id.current.get():
            line["request"] = request_id.current.get()
        line |= {name: getattr(record, name) for name in KNOWN if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _frames(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False, default=str)


def _frames(trace: Any) -> list[str]:
    """File, line and function of each frame, innermost last. An exception's own text may quote what was typed."""
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)][-12:]
