"""Short forms of first-level units that newspapers print after a town ("Springfield, Ill."), by country."""

from __future__ import annotations

from typing import Final

_UNITED_STATES = """
AL al ala|AK ak alaska|AZ az ariz|AR ar ark|CA ca calif cal|CO co colo|CT ct conn|DE de del|DC dc|FL fl fla|GA ga|HI hi|ID id ida
IL il ill ills|IN in ind|IA ia|KS ks kan kans|KY ky ken|LA la|ME me|MD md|MA ma mass|MI mi mich|MN mn minn|MS ms miss|MO mo|MT mt mont
NE ne neb nebr|NV nv nev|NH nh n_h|NJ nj n_j|NM nm n_m n_mex|NY ny n_y|NC nc n_c|ND nd n_d n_dak|OH oh|OK ok okla|OR or ore oreg
PA pa penn penna|RI ri r_i|SC sc s_c|SD sd s_d s_dak|TN tn tenn|TX tx tex|UT ut|VT vt|VA va|WA wa wash|WV wv wva w_va|WI wi wis wisc|WY wy wyo
"""
_CANADA = (
    "01 ab alta|02 bc b_c|03 mb man|04 nb n_b|05 nl nfld newfoundland labrador|07 ns n_s|08 on ont|09 pei p_e_i|10 qc que pq|11 sk sask|12 yt|13 nt nwt|14 nu"
)
_AUSTRALIA = "01 act a_c_t|02 nsw n_s_w|03 nt|04 qld|05 sa|06 tas|07 vic|08 wa"
_INDIA = "07 delhi_nct|13 ker|16 mah|19 kar|25 tn|28 wb|34 bih|35 mp|36 up|02 ap|37 cg|40 ts tg"


def _spread(country: str, table: str) -> dict[str, list[tuple[str, str]]]:
    """Each short form of the table stands with the units it may mean."""
    forms: dict[str, list[tuple[str, str]]] = {}
    for line in table.replace("\n", "|").split("|"):
        code, *short = line.split() or [""]
        for form in short:
            forms.setdefault(form.replace("_", " "), []).append((country, code))
    return forms


# Key of the short form → (country, GeoNames code of the unit), countries whose papers use them most first.
UNIT_SHORT_FORMS: Final[dict[str, list[tuple[str, str]]]] = {}
for _country, _table in (("US", _UNITED_STATES), ("CA", _CANADA), ("AU", _AUSTRALIA), ("IN", _INDIA)):
    for _form, _units in _spread(_country, _table).items():
        UNIT_SHORT_FORMS.setdefault(_form, []).extend(_units)
