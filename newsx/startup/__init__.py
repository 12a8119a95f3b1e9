"""Shortens the start of newsx: imports are put off, and of spaCy only what a pipeline needs is loaded.

The command line, the reader of HTML pages and the loader of pipelines call it. Nothing depends on it: with the environment
variable `NEWSX_PLAIN_IMPORTS=1` everything is imported and loaded the ordinary way, with the same results. That way is also
taken when a version of a package that is not known here stumbles; the logger `newsx.startup` says so at the level DEBUG.
"""

from newsx.startup.deferral import PLAIN_IMPORTS, deferred, import_lean, is_plain, unopened

__all__ = ["PLAIN_IMPORTS", "deferred", "import_lean", "is_plain", "unopened"]
