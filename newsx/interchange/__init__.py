"""Records in the shapes other programs take: tables, schema.org JSON-LD, IPTC ninjs, brat standoff.

Pure functions from a record, as a dictionary with the fields of `newsx.schema.Article`, to another shape; no files.
"""

from newsx.interchange.brat import ANNOTATION_CONF, TOOLS_CONF, to_brat
from newsx.interchange.jsonld import to_jsonld
from newsx.interchange.ninjs import to_ninjs
from newsx.interchange.reading import MAX_LINE, BrokenRecord, FoundRecord, parse_records
from newsx.interchange.tables import TABLES, Column, rows_of

__all__ = [
    "ANNOTATION_CONF",
    "MAX_LINE",
    "TABLES",
    "TOOLS_CONF",
    "BrokenRecord",
    "Column",
    "FoundRecord",
    "parse_records",
    "rows_of",
    "to_brat",
    "to_jsonld",
    "to_ninjs",
]
