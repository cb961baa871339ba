"""What is written down about the running portal: never an address, a code or content (`pacc.json_log`)."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "pacc.json_log.SafeJson"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Only faults of ours: "not found" and "forbidden" would list which pages people ask for.
        "django.request": {"level": "ERROR"},
        "django.server": {"level": "ERROR", "handlers": ["console"], "propagate": False},
        "django.security": {"level": "ERROR"},
        "celery": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
    },
}
