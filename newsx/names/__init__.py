"""Names of people, places and organisations: which mentions name one, how alike two names are, who is what of what.

Pure functions over strings, free of documents, so that they serve within an article and across articles.
"""

from newsx.names.grouping import consolidate
from newsx.names.organisations import compare_organisations
from newsx.names.people import compare_people
from newsx.names.relations import find_relations
from newsx.names.roles import split_roles

__all__ = ["compare_organisations", "compare_people", "consolidate", "find_relations", "split_roles"]
