"""First-level units: short forms that newspapers print after a town ("Springfield, Ill."), adjectives and demonyms."""

from __future__ import annotations

from typing import Final

_UNITED_STATES = """
AL al ala|AK ak alaska|AZ az ariz|AR ar ark|CA ca calif cal|CO co colo|CT ct conn|DE de del|DC dc|FL fl fla|GA ga|HI hi|ID id ida
IL il ill ills|IN in ind|IA ia|KS ks kan kans|KY ky ken|LA la|ME me|MD md|MA ma mass|MI mi mich|MN mn minn|MS ms miss|MO mo|MT mt mont
NE ne neb nebr|NV nv nev|NH nh n_h|NJ nj n_j north_jersey south_jersey|NM nm n_m n_mex|NY ny n_y|NC nc n_c|ND nd n_d n_dak|OH oh|OK ok okla|OR or ore oreg
PA pa penn penna|RI ri r_i|SC sc s_c|SD sd s_d s_dak|TN tn tenn|TX tx tex|UT ut|VT vt|VA va|WA wa wash|WV wv wva w_va|WI wi wis wisc|WY wy wyo
"""
_CANADA = "01 ab alta|02 bc b_c|03 mb man|04 nb n_b|05 nl nfld newfoundland labrador|07 ns n_s|08 on ont|09 pei p_e_i|10 qc que pq|11 sk sask|12 yt|13 nt nwt|14 nu"
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

# Adjectives and demonyms, singular → (country, GeoNames code of the unit).
UNIT_DEMONYMS: Final[dict[str, tuple[str, str]]] = {
    word.replace("_", " "): (country, code)
    for country, table in {
        "US": (
            "AL alabamian alabaman|AK alaskan|AZ arizonan|AR arkansan|CA californian|CO coloradan|CT nutmegger|DE delawarean|FL floridian|HI hawaiian"
            "|IL illinoisan|IN hoosier|IA iowan|KS kansan|KY kentuckian|LA louisianan|ME mainer|MD marylander|MI michigander|MN minnesotan"
            "|MS mississippian|MO missourian|MT montanan|NE nebraskan|NV nevadan|NM new_mexican|NY new_yorker|NJ new_jerseyan|NC north_carolinian"
            "|ND north_dakotan|OH ohioan|OK oklahoman|OR oregonian|PA pennsylvanian|SC south_carolinian|SD south_dakotan|TN tennessean|TX texan"
            "|UT utahn|VT vermonter|VA virginian|WV west_virginian|WI wisconsinite"
        ),
        "CA": "01 albertan|02 british_columbian|03 manitoban|05 newfoundlander|07 nova_scotian|08 ontarian|10 quebecer quebecker quebecois",
        "AU": "04 queenslander|06 tasmanian|08 west_australian|05 south_australian",
        "GB": "ENG english englishman englishmen englishwoman|SCT scottish scot scotsman scotsmen|WLS welsh welshman welshmen|NIR northern_irish ulsterman",
        "RU": "12 chechen|17 dagestani|73 tatar|63 yakut",
        "CN": "13 uyghur uighur uygur xinjiang_uyghur|14 tibetan|31 hainanese|30 cantonese|32 sichuanese",
        "MM": "01 rohingya arakanese|04 kachin|05 karen",
        "IN": "12 kashmiri|09 gujarati|33 goan|13 keralite|25 tamilian",
        "ID": "01 acehnese|02 balinese|36 papuan_indonesian",
        "ET": "53 tigrayan|51 oromo|44 addis_ababan",
        "ES": "56 catalan|59 basque|51 andalusian|58 galician",
        "IT": "15 sicilian|14 sardinian|16 tuscan|20 venetian",
        "DE": "02 bavarian|13 saxon",
        "FR": "94 corsican|53 breton",
        "UA": "11 crimean",
        "BE": "VLG flemish|WAL walloon",
    }.items()
    for entry in table.split("|")
    for code, *words in [entry.split()]
    for word in words
}
