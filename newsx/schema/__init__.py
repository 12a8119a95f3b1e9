"""The record newsx writes, described once: JSON Schema, Arrow types and the columns of tables follow from its models.

`assembly` makes records of these models; `formats` writes them and `record_files` reads them back by the same description.
"""

from newsx.schema.models import (
    Age,
    Article,
    Caution,
    Date,
    Focus,
    Image,
    Mention,
    Organisation,
    Person,
    Place,
    Provenance,
    Relation,
    Role,
    Source,
    json_schema,
)
from newsx.schema.ordering import by_salience
from newsx.schema.quotes import Quote, Speaker, Words

__all__ = [
    "Age",
    "Article",
    "Caution",
    "Date",
    "Focus",
    "Image",
    "Mention",
    "Organisation",
    "Person",
    "Place",
    "Provenance",
    "Quote",
    "Relation",
    "Role",
    "Source",
    "Speaker",
    "Words",
    "by_salience",
    "json_schema",
]
