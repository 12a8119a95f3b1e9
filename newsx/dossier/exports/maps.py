"""Places for maps: GeoJSON and KML, a point a place, with how often and when it is named."""

from __future__ import annotations

import json
from typing import IO, TYPE_CHECKING

from newsx.dossier.exports.texts import xml_text

if TYPE_CHECKING:
    from newsx.dossier.dossier import Dossier


def write_geojson(dossier: Dossier, file: IO[bytes]) -> None:
    """Write a FeatureCollection, one feature a line."""
    file.write(b'{"type": "FeatureCollection", "features": [')
    for number, place in enumerate(dossier.points()):
        about = {name: value for name, value in place.items() if name not in ("latitude", "longitude")}
        point = {"type": "Point", "coordinates": [place["longitude"], place["latitude"]]}
        feature = {"type": "Feature", "id": place["id"], "geometry": point, "properties": about}
        file.write((",\n" if number else "\n").encode() + json.dumps(feature, ensure_ascii=False).encode())
    file.write(b"\n]}\n")


def write_kml(dossier: Dossier, file: IO[bytes]) -> None:
    """Write a KML document, a placemark a place."""
    file.write(b'<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document>\n')
    for place in dossier.points():
        span = "".join(
            f"<{tag}>{place[key]}</{tag}>" for tag, key in (("begin", "first"), ("end", "last")) if place[key]
        )
        data = "".join(
            f'<Data name="{name}"><value>{xml_text(str(place[name]))}</value></Data>'
            for name in ("kind", "country", "articles", "mentions", "geonames_id")
            if place[name] is not None
        )
        mark = (
            f'<Placemark id="{place["id"]}"><name>{xml_text(place["name"])}</name>'
            + (f"<TimeSpan>{span}</TimeSpan>" if span else "")
            + f"<ExtendedData>{data}</ExtendedData>"
            + f"<Point><coordinates>{place['longitude']},{place['latitude']}</coordinates></Point></Placemark>\n"
        )
        file.write(mark.encode())
    file.write(b"</Document></kml>\n")
