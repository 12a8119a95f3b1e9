"""Names of people, places and bodies: which mentions name one thing, how alike two names are, which words are a role.

Pure functions over strings, free of documents, so that they serve within an article and across articles.
"""

from newsx.names.grouping import consolidate
from newsx.names.organisations import compare_organisations
from newsx.names.people import compare_people
from newsx.names.roles import split_roles

__all__ = ["compare_organisations", "compare_people", "consolidate", "split_roles"]
