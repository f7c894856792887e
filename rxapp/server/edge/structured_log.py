"""Logs as one JSON object per line, for a log collector; without personal data, also when something breaks.

Set `LEERPLEIN_LOG=json` to use it. Of an error its kind and places in the code are written, never its message or
values: those may hold what somebody typed.
"""

import json
import logging
import os
import traceback
from datetime import UTC, datetime


class JsonFormatter(logging.Formatter):
    """A log record as JSON: at, level, name, message, and for errors what kind and where."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        told = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "name": record.name,
            "message": record.getMessage() if record.name.startswith("leerplein") else record.msg,
        }
        if record.exc_info and record.exc_info[0]:
            kind, _, trail = record.exc_info
            places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trail)]
            told |= {"error": kind.__name__, "where": places}
        return json.dumps(told, ensure_ascii=False, default=str)


def configure() -> None:
    """Let all logging of this process go to the error output, as `LEERPLEIN_LOG` says: `json`, or plain lines."""
    handler = logging.StreamHandler()
    if os.environ.get("LEERPLEIN_LOG") == "json":
        handler.setFormatter(JsonFormatter())
    else:
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
