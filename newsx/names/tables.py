"""Closed lists of words that are part of names or stand beside them; all lower-case and without accents or dots.

Written from general knowledge; words were added while reading development data, never names of single people.
"""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(words.split())


# Courtesy titles: they say nothing of what somebody does, so they are cut and give no role.
HONORIFICS = word_set(
    """mr mrs ms miss mister mx dr dres prof sir dame lord lady madam madame mme mlle monsieur herr frau fraulein senor
    senora don dona doctor hon honorable honourable rev reverend fr saint st shri sri smt pandit pt ustad tun datuk dato
    datin tengku tunku khun haji hajji hajj hojatoleslam hojjatoleslam"""
)

# Burmese forms of address that stand before names: part of a name only where nothing else is left of it.
BURMESE_HONORIFICS = word_set("u daw ko ma maung")

# Other styles that stand between a role and a name.
STYLES = HONORIFICS | word_set("u daw padoh saya duwa seri pu sayadaw his her excellency highness majesty holiness")
# Styles that stay with a name of one word, for the world knows it so: "Pope Francis", "Sheikh Hasina", "Khun Sa".
NAME_STYLES = word_set(
    """pope king queen prince princess sheikh sheikha emperor empress sultan emir mullah imam sister brother father mother saint st
    lord lady sir dame tsar czar khun tun ko ma maung u daw guru swami rabbi baba"""
)

# Titles with which a name is mentioned again ("President Xi"): cut before names are compared.
NAME_TITLES = HONORIFICS | word_set(
    """president prasident chancellor minister prime premier king queen prince princess pope general gen colonel col major maj
    captain capt lieutenant lt sergeant sgt sen senator rep governor gov judge justice sheikh sheik shaikh shaykh shaikh
    ayatollah imam mullah maulana mawlawi mawlawi mufti emir sultan professor vice deputy foreign former secretary archbishop
    bishop cardinal marshal admiral brigadier crown sister father brother coach"""
)

GENERATIONS = {
    "jr": "jr",
    "junior": "jr",
    "sr": "sr",
    "senior": "sr",
    "ii": "ii",
    "iii": "iii",
    "iv": "iv",
    "2nd": "ii",
    "3rd": "iii",
}
DEGREES = word_set("phd md ma mba esq msc bsc llb qc kc obe mbe cbe mp mep")

# Small words inside names: they neither prove nor disprove that two names are one.
PARTICLES = word_set(
    """al el ul ur as ad an ar az ash at bin bint ibn ben ould oglu van von zu der den de del della di da das do dos du la le les
    y e and of the ter ten te af av na"""
)
# Particles that open a family name when a person is mentioned by it: "de Gaulle", "van Gogh", "bin Salman".
FAMILY_PARTICLES = word_set(
    "al el bin bint ibn ben ould van von der den de del della di da das do dos du la le ter ten"
)

# Syllables of Burmese names; a name made of these only has no family name, and each syllable counts in full.
BURMESE = word_set(
    """aung aye ba bo chan chaw chit cho daw ei gyi han hein hla hlaing hlyan hmu hnin hpone htay htet htike htin htoo htun htut
    htwe kan khaing khant khin khine ko ko kyaw kyi kyin kyu kywe lay lin lwin ma mar maung min moe mon mu mya myat myint myo naing
    nan nanda nay ne ni nilar nu nway nwe nyan nyein nyi nyo nyunt ohn ohnmar oo pe phone phyo phyu po pyae pyay pyone san sandar sann
    saw say sein shein shwe si sithu soe su suu swa swar swe tay thaw thant thandar thar than thaung thein theingi thet thida thiha
    thin thu thura thwe thwin thaw tin tint toe tun tut u wai wah wahl wanna win wunna wut ye yan yee yi yin yu yun zarni zaw zayar
    zeya zeyar zin zaw"""
)

# Family names that stand first in Chinese, Korean and Vietnamese names.
FAMILY_FIRST = word_set(
    """xi li wang zhang liu chen yang huang zhao wu zhou xu sun zhu hu guo lin luo zheng liang xie tang song han deng cao peng zeng
    xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren yao shen cui tan fan qin jin wen bo hua jia
    kim lee park pak choi choe jung jeong cho kang ko ri rhee yoon yun ban moon jang chang hwang ahn shin seo kwon roh
    nguyen tran pham hoang phan vu vo dang bui ngo truong to vuong mao tsai ma"""
)

# Words too common to find a person by when they stand alone, though they are family names.
COMMON_WORDS = word_set(
    """may march april june august will bush young king long brown white black green gray grey rice stone wood woods bush said
    hope grant mark bill rose cross price power powers major marshal judge bishop pope best good day street church cook baker
    west east north south england france germany london paris washington lincoln jordan israel chad sunday monday friday world
    first last new old state states party press news times post star sun moon union bank house law case well page
    gates trump ford kerry wolf fox bell ball banks fields field hall hill lake rivers river ward waters love short small
    little big strong sharp wise noble rich golden silver snow frost winter summers winters"""
)

# Legal forms of firms, as words; equal forms are folded to one.
LEGAL_FORMS = word_set(
    """inc incorporated corp corporation co company ltd limited llc llp lp plc ag aktiengesellschaft gmbh mbh se sa sas sarl nv bv
    spa srl oy oyj ab asa aps kg kgaa ohg pty pte pvt private bhd sdn berhad ooo oao zao pao jsc pjsc ojsc cjsc zoo sp pt tbk kk
    holding holdings group"""
)
# Written-out legal forms, cut as phrases before comparing.
LEGAL_PHRASES = (
    "limited liability company",
    "public joint stock company",
    "open joint stock company",
    "closed joint stock company",
    "joint stock company",
    "gesellschaft mit beschrankter haftung",
    "societatea cu raspundere limitata",
    "societe anonyme",
    "sociedad anonima",
    "public limited company",
    "sp z o o",
    "g m b h",
)
ORG_SMALL_WORDS = word_set("the of and for in on at to de la du des der die das fur y e et und del dos da do a an")

# First words that many organisations share; alone they do not stand for a longer name.
SHARED_ORG_WORDS = word_set(
    """united national european international german federal new world social christian american british french russian
    chinese democratic republican royal general central northern southern eastern western north south east west saint san
    foreign interior defense defence supreme high state people peoples free first union african asian indian global human
    islamic muslim arab nazi city public democrats greens labor labour conservative liberal socialist communist green party
    network congress council commission committee bank court ministry university institute center centre club real sporting
    air red white black big old great"""
)
# Kinds of organisation: "the Commission" after "European Commission" is the same organisation, and nothing else of that kind is named.
ORG_KINDS = word_set(
    """commission parliament council court bank party congress senate fund union agency ministry university institute
    authority foundation association federation committee organization organisation movement front army club department
    office bureau assembly league society board service police brotherhood guard corps ministry group company"""
)
# Last words of names of firms and clubs, whose first word stands for the whole.
FIRM_NOUNS = word_set(
    """energy group bank airlines airways motors holdings industries pharma pharmaceuticals technologies telecom electric mining
    resources petroleum oil gas steel cement foods breweries insurance capital securities shipping logistics media
    rovers united city town albion wanderers athletic rangers county hotspur"""
)
# Words by which a longer name is another organisation than the shorter one: a daughter, a branch, an event.
DAUGHTER_WORDS = word_set(
    """music electronics school college hospital institute foundation museum africa asia europe america tv radio television
    committee department factory plant center centre records pictures studios games sports otosan motors stadium airport
    tribunal panel secretariat ombudsman division branch subsidiary academy embassy mission delegation residence
    press club chamber assembly court bank office wing academy library fund youth council forum ventures capital
    securities insurance energy"""
)
# Bodies of states whose names begin those of many bodies, offices and papers that are not they.
UMBRELLAS = frozenset({"united nations", "european union", "african union", "arab league"})
# Words for organisations, as they stand before a name: "the news agency Xinhua".
ORGANISATION_NOUNS = word_set(
    """corporation company firm agency group newspaper daily weekly magazine broadcaster channel station website outlet network
    mouthpiece party bank charity organisation organization coalition alliance union militia club team regulator ministry
    giant conglomerate start-up startup subsidiary manufacturer airline retailer maker operator university institute
    institution foundation association federation movement watchdog platform tabloid portal think-tank"""
)
# Occupations that are given names too: where a tagger, which leaves titles out, marks them, they belong to the name.
GIVEN_NAMES_OF_OCCUPATIONS = word_set(
    """hunter dean earl duke baker cook butcher gardener carpenter sailor farmer driver knight shepherd singer painter mason
    porter page tailor miller fisher archer pilot skipper warden"""
)
# Parts of the armed forces, which are named in pairs: "Navy and Air Force" are two organisations.
ARMED_SERVICES = frozenset(
    ("army", "navy", "air", "air force", "marines", "marine corps", "coast guard", "police", "gendarmerie")
)
# Seats of power that stand for those who sit there.
SEATS_OF_POWER = frozenset(
    ("kremlin", "pentagon", "white house", "vatican", "downing street", "elysee", "capitol hill", "whitehall")
)
PLACE_KINDS = word_set(
    """city state province region district county river sea ocean island islands mountains mountain strip peninsula lake
    desert township prefecture governorate republic kingdom bay gulf airport crater theater theatre square"""
)

# Spellings of the first half of names like Abdul Rahman ("Abd al-Rahman", "Abdel Rahman").
SERVANT = word_set("abd abdul abdel abdal abdol abdoul abdool abdu abdi")
# Given names so common in long Arabic, Persian and Pashto names that two of them prove little.
FREQUENT_NAMES = word_set(
    """muhammad mohammad mohammed mohamed muhammed mohamad ahmad ahmed ali hassan hasan hussein husayn hussain hossein
    abdul abdullah abdallah khan omar umar ibrahim mahmoud mahmud mustafa yusuf youssef khalid khaled said saeed sayed
    syed jan gul haji mullah shah mir maria jose juan carlos luis kim lee"""
)

# Spellings that news outlets vary on when they transliterate, applied in this order to lower-case words.
TRANSLITERATIONS = (
    ("kh", "h"), ("gh", "g"), ("sch", "s"), ("sh", "s"), ("tch", "c"), ("ch", "c"), ("dj", "j"), ("zh", "j"), ("dz", "j"), ("ts", "c"),
    ("tz", "c"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("q", "k"), ("x", "ks"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"),
    ("ei", "i"), ("ai", "a"), ("ay", "a"), ("aw", "o"), ("au", "o"), ("oe", "o"), ("ue", "u"), ("ae", "a"), ("w", "v"), ("y", "i"),
    ("j", "i"), ("c", "k"),
)  # fmt: skip
