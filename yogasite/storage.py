"""Static files with hashed names, also inside JavaScript modules."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """A module's `import "./x.js"` gets the hashed name too, or a new version would run with old parts."""

    support_js_module_import_aggregation = True
