"""Static files under names that hold their own fingerprint, so that browsers keep them for ever."""

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Folders of scripts that import each other. In others a comment may look like an import.
_MODULES = ("js/door/*.js", "vendor/qr/*.js")

_IMPORTS = HashedFilesMixin._js_module_import_aggregation_patterns[1]  # type: ignore[attr-defined]


class FingerprintedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc] # whitenoise has no types
    """Modules import each other by those names, too: an old one is never mixed with new ones."""

    patterns = (*HashedFilesMixin.patterns, *((folder, _IMPORTS) for folder in _MODULES))
