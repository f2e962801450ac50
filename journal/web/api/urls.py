"""The API's addresses. Nobody is logged in here: each address asks for a token itself."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path
from django.views.decorators.cache import cache_control

from journal.web.api import docs_page
from journal.web.api.server import api

app_name = "api"
_operations = [each for each in api.urls[0] if isinstance(each, URLPattern) and each.name != "api-root"]
_never_kept = cache_control(private=True, no_store=True)
for operation in _operations:
    operation.callback = login_not_required(_never_kept(operation.callback))

urlpatterns = [
    path("docs", docs_page.handbook, name="docs"),
    path("openapi.json", docs_page.openapi, name="openapi"),
    *_operations,
    path("<path:rest>", docs_page.unknown, name="unknown"),
]
