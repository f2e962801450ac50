"""Static files with hashed names, also inside our own JavaScript modules."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = r"""(?P<matched>(?P<import>(?:^|\n)import[^;"]*)"(?P<url>\.[^"]+)")"""
OUR_MODULES = "js/*.js"


class StaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """A module's `import "./x.js"` gets the hashed name too, or a new version would run with old parts.

    Django can do so for every file; that fails on the documentation in htmx's own. So only for ours.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        (OUR_MODULES, ((IMPORT, '%(import)s"%(url)s"'),)),
    )
