"""The `newsx` command."""

from newsx.cli.app import app

__all__ = ["app"]
