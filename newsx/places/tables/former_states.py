"""States and colonies that are no more, written by hand; for the table of landmarks.

Each line: names (parted by "/"), country code of the state of today that has its land or "-" where several followed it, latitude
and longitude in degrees (the capital or the middle).
"""

from __future__ import annotations

from typing import Final

FORMER_STATES: Final = """
soviet union/ussr/soviet russia/former soviet union - 55.75 37.62
yugoslavia/former yugoslavia - 44.8 20.5
serbia and montenegro - 44.0 20.5
czechoslovakia - 50.1 14.4
austria hungary/austro hungarian empire/habsburg empire - 48.2 16.4
prussia - 52.5 13.4
ottoman empire - 41.0 29.0
russian empire - 59.9 30.3
roman empire - 41.9 12.5
british empire - 51.5 -0.1
gran colombia - 4.6 -74.1
united arab republic - 30.0 31.2
british india/british raj - 28.6 77.2
tanganyika TZ -6.2 35.7
dahomey BJ 9.3 2.3
british honduras BZ 17.25 -88.8
british guiana GY 6.8 -58.2
dutch guiana SR 5.9 -55.2
dutch east indies/netherlands east indies ID -6.2 106.8
netherlands new guinea/dutch new guinea ID -4.0 138.0
portuguese guinea GW 12.0 -15.0
portuguese east africa MZ -18.0 35.0
portuguese timor TL -8.6 125.6
spanish guinea GQ 1.6 10.5
spanish sahara EH 25.0 -13.0
french sudan ML 14.0 -4.0
french indochina/indochina - 16.0 106.0
french west africa - 14.7 -17.4
french equatorial africa - -4.3 15.3
belgian congo CD -2.9 23.7
british cameroons - 6.0 10.0
british ceylon LK 7.0 81.0
british malaya/malaya MY 4.0 102.0
british burma MM 21.0 96.0
british somaliland SO 9.6 44.1
italian somaliland SO 2.0 45.3
german east africa - -6.8 39.3
german south west africa/south west africa NA -22.0 17.0
northern rhodesia ZM -13.5 28.0
southern rhodesia ZW -19.0 29.8
nyasaland MW -13.5 34.3
bechuanaland BW -22.2 23.7
basutoland LS -29.6 28.3
ubangi shari CF 6.6 20.9
trucial states/trucial coast AE 24.4 54.4
south vietnam VN 10.8 106.7
north vietnam VN 21.0 105.8
south yemen YE 12.8 45.0
transjordan JO 31.9 35.9
"""
