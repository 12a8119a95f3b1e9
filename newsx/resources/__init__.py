"""The trained models and tables that come with newsx: where they lie, and the reader of boosted trees."""

from newsx.resources.locating import resource_path

__all__ = ["resource_path"]
