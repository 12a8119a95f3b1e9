"""Types of single values in the record, and how tables call them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from newsx.schema.markers import Column, IsDay, Table

# ISO 8601 calendar date, optionally with a time of day and an offset.
_ISO_DATE = r"^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$"
_ISO_DAY = r"^\d{4}-\d{2}-\d{2}$"

# END is a word of SQL: offsets are called otherwise there.
# What databases and tables take as an integer; anything beyond is none of a place or a text.
_LARGEST = (1 << 63) - 1
Whole = Annotated[int, Field(ge=0, le=_LARGEST)]
Start = Annotated[int, Field(ge=0, le=_LARGEST), Column(database="start_char")]
End = Annotated[int, Field(ge=0, le=_LARGEST), Column(database="end_char")]
Share = Annotated[float, Field(ge=0, le=1)]
Day = Annotated[str, Field(pattern=_ISO_DAY), IsDay()]
Moment = Annotated[str, Field(pattern=_ISO_DATE)]
# People, places and organisations share a table, told apart by its column `kind`.
ENTITIES = Table("entities", key="entity_id", is_shared=True)
Aliases = Annotated[list[str], Table("aliases", item="alias")]
CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
