"""Counties and regions of Britain and Ireland that the gazetteer lacks, written by hand; for the table of landmarks.

Each line: names (parted by "/"), country code, latitude and longitude of the middle in degrees.
"""

from __future__ import annotations

from typing import Final

COUNTIES: Final = """
berkshire GB 51.45 -1.05
sussex GB 50.95 -0.1
yorkshire GB 53.95 -1.5
south yorkshire GB 53.5 -1.3
merseyside GB 53.45 -2.95
teesside GB 54.58 -1.2
tyneside GB 54.98 -1.5
tyne and wear GB 54.95 -1.5
west midlands/the west midlands GB 52.5 -1.9
east midlands/the east midlands GB 52.95 -1.15
east anglia GB 52.4 1.0
home counties GB 51.4 -0.5
west country GB 50.9 -3.3
lake district GB 54.5 -3.1
bedfordshire GB 52.1 -0.45
northamptonshire GB 52.3 -0.85
cheshire GB 53.2 -2.5
county durham GB 54.7 -1.8
county antrim GB 54.8 -6.2
county armagh GB 54.3 -6.6
county down GB 54.35 -5.9
county fermanagh GB 54.4 -7.7
county londonderry GB 54.9 -6.9
county tyrone GB 54.6 -7.2
county cork IE 52.0 -8.7
county kerry IE 52.1 -9.6
county mayo IE 53.9 -9.3
county galway IE 53.4 -9.0
county clare IE 52.9 -9.0
county limerick IE 52.5 -8.75
county tipperary IE 52.6 -7.9
county waterford IE 52.2 -7.6
county wexford IE 52.4 -6.6
county wicklow IE 52.98 -6.4
county kildare IE 53.2 -6.8
county meath IE 53.65 -6.65
county louth IE 53.9 -6.5
county donegal IE 54.9 -7.9
county sligo IE 54.15 -8.6
county roscommon IE 53.75 -8.2
county leitrim IE 54.1 -8.0
county cavan IE 54.0 -7.3
county monaghan IE 54.15 -6.9
county westmeath IE 53.55 -7.4
county offaly IE 53.2 -7.7
county laois IE 53.0 -7.4
county longford IE 53.7 -7.7
county kilkenny IE 52.6 -7.2
county carlow IE 52.7 -6.8
"""
