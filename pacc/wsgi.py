"""What granian serves, one process a zone."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pacc.settings")
application = get_wsgi_application()
