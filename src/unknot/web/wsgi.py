"""The door through which a server calls the pages."""

import os

from django.core.wsgi import get_wsgi_application

__all__ = ["application"]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unknot.web.settings")
application = get_wsgi_application()
