"""What granian serves, one process a zone."""

import os

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from pacc.http import in_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacc.settings")
if not settings.HAS_OWN_SECRET_KEY:
    raise ImproperlyConfigured(
        f"No key of the {settings.ZONE} in {settings.KEYS_DIR}: set KEYS_DIR, or make keys by `manage.py create_keys`."
    )
application = in_utf8(get_wsgi_application())
