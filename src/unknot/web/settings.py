"""How Django is set up.

Three variables of the environment are read, all set by ``unknot serve``: ``UNKNOT_DATA``,
``UNKNOT_HOSTS`` (names, with commas, by which this machine may be called) and
``UNKNOT_DEBUG``; a fourth, ``UNKNOT_DATABASE``, names a PostgreSQL (``database.py``), and those
of a mail server stand in ``mail_server.py``. There are no admin pages. The pages from the first
drawing to the handout are told everything anew with each request and forget it, unless somebody
chose to keep it; what is recorded has apps of its own, opened by a session
(``people/opening.py``).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from unknot.web.data_folder import data_folder, secret_key
from unknot.web.database import VARIABLE as DATABASE
from unknot.web.database import database_named
from unknot.web.mail_server import mail_settings
from unknot.web.zone import zone_of_this_machine

_HERE = Path(__file__).parent
_DATA = data_folder()

DEBUG = os.environ.get("UNKNOT_DEBUG") == "1"
SECRET_KEY = secret_key(_DATA)
ALLOWED_HOSTS = [
    "127.0.0.1",
    "localhost",
    "[::1]",
    *(name for name in os.environ.get("UNKNOT_HOSTS", "").split(",") if name),
]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "unknot.web",
    "unknot.web.audit",
    "unknot.web.people",
    "unknot.web.episodes",
    "unknot.web.treatments",
    "unknot.web.diaries",
    "unknot.web.reminders",
    "unknot.web.where",
    "unknot.web.release",
    "unknot.web.outlook",
]
MIDDLEWARE = [
    "unknot.web.headers.with_protecting_headers",
    "unknot.web.bodies.with_bodies_read",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "unknot.web.languages.with_language_chosen",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "unknot.web.failures.RefusalsShown",
]
AUTH_USER_MODEL = "people.Account"
ROOT_URLCONF = "unknot.web.urls"
WSGI_APPLICATION = "unknot.web.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "unknot.web.people.views.opened",
            ]
        },
    }
]

DATABASES: dict[str, Any] = {"default": database_named(os.environ.get(DATABASE, ""), _DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0  # [s] asked anew each time, answered "not modified": no stale page
WHITENOISE_ALLOW_ALL_ORIGINS = False

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]  # each by its own name
LANGUAGE_COOKIE_NAME = "unknot_language"
LOCALE_PATHS = [_HERE / "locale"]
FORMAT_MODULE_PATH = ["unknot.web.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = zone_of_this_machine()

CSRF_FAILURE_VIEW = "unknot.web.failures.forged_or_stale"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_NAME = "unknot"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # a link from the terminal has to find it

DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024  # [bytes] of one request; a drawing takes 5 MB
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
APPEND_SLASH = True

# Off unless set: the mail of a day, sent by ``unknot remind --send`` (docs/decisions/0028).
_MAIL = mail_settings(os.environ)
EMAIL_HOST = _MAIL["EMAIL_HOST"]
EMAIL_PORT = _MAIL["EMAIL_PORT"]
EMAIL_HOST_USER = _MAIL["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = _MAIL["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _MAIL["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _MAIL["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = _MAIL["EMAIL_TIMEOUT"]
DEFAULT_FROM_EMAIL = _MAIL["DEFAULT_FROM_EMAIL"]

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_contents": {"()": "unknot.web.logs.WithoutContents"}},
    "formatters": {"plain": {"format": "{asctime} {levelname} {message}", "style": "{"}},
    "handlers": {
        "errors": {
            "class": "logging.StreamHandler",
            "level": "ERROR",
            "filters": ["without_contents"],
            "formatter": "plain",
        }
    },
    "loggers": {
        "django": {"handlers": ["errors"], "level": "WARNING"},
        "django.request": {"filters": ["without_contents"], "level": "WARNING"},
        "django.security.csrf": {"filters": ["without_contents"]},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "unknot": {"handlers": ["errors"], "filters": ["without_contents"], "level": "WARNING"},
    },
}
