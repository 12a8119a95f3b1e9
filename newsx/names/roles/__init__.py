"""Roles: parted from a name in a phrase, and found around the names of a text."""

from newsx.names.roles.finder import find_roles
from newsx.names.roles.split import SplitName, locate_roles, split_roles

__all__ = ["SplitName", "find_roles", "locate_roles", "split_roles"]
