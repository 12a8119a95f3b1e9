"""Finds the trained models and tables that come with newsx; every room that has one asks here."""

from __future__ import annotations

from pathlib import Path

from newsx.errors import ModelNotFoundError

_PACKAGE = Path(__file__).resolve().parents[1]


def resource_path(name: str) -> Path:
    """Return the path of the folder or file `name` of `models/`.

    A wheel carries `models/` inside the package; in a checkout it stands beside it. Raises ModelNotFoundError when neither
    holds `name`.
    """
    for root in (_PACKAGE / "models", _PACKAGE.parent / "models"):
        path = root / name
        if path.exists():
            return path
    raise ModelNotFoundError(f"newsx was installed without its model '{name}': reinstall it from a complete package")
