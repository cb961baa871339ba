"""Django's own settings. What runs beside the portal is in `services`, what guards it in `security`."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from pacc.settings import env
from pacc.settings.logging import *  # noqa: F403
from pacc.settings.security import *  # noqa: F403
from pacc.settings.security import ZONE
from pacc.settings.services import *  # noqa: F403
from pacc.settings.sign_in import *  # noqa: F403

# PyThaiNLP makes a folder at home when it is imported. A service's user has none, and nothing is to be fetched into it.
os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")

BASE_DIR = Path(__file__).resolve().parent.parent.parent

INSTALLED_APPS = [
    "pacc.accounts",
    "pacc.outbox",
    "pacc.ledger",
    "pacc.notify",
    "pacc.vault",
    "pacc.stack",
    "pacc",
    "networks",
    "reports",
    "events",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "pacc.accounts.admin_app.ReferenceAdminConfig",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_filters",
    "django_htmx",
    "template_partials",
    "csp",
    "django_linear_migrations",
]

MIDDLEWARE = [
    "pacc.request_id.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    # Above the headers of pages: a style sheet or a font needs no policy, and a phone pays for each.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "pacc.http.CompressPages",
    "pacc.http.NoStoreMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pacc.accounts.middleware.DeskDoor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = f"pacc.urls.{ZONE}"
WSGI_APPLICATION = "pacc.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pacc.http.zone",
            ],
        },
    }
]
FORM_RENDERER = "pacc.forms.Renderer"

LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("Thai")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = env.folder(
    "STATIC_ROOT", BASE_DIR / "build" / "static", "Where the built style sheet, fonts and scripts lie"
)
# `manage.py build_static` makes the second out of the first, and collects it into STATIC_ROOT.
STATIC_SOURCE = BASE_DIR / "static"
STATIC_MADE = STATIC_ROOT.with_name(STATIC_ROOT.name + "-made")
STATICFILES_DIRS = [STATIC_MADE]
STORAGES = {"staticfiles": {"BACKEND": "pacc.static_files.FingerprintedFiles"}}
WHITENOISE_ALLOW_ALL_ORIGINS = False

AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
