"""Words that tell of time by their form: auxiliaries, irregular pasts, what looks ahead. Tables for `newsx.dates.tense`."""

# ruff: noqa: SIM905 - tables of words read better as running words
from __future__ import annotations

FUTURE = frozenset("will shall won't 'll they'll we'll he'll she'll it'll i'll you'll gonna would wouldn't".split())
MODALS = frozenset("could may might should must can cannot can't couldn't".split())
HAVE = frozenset("has have had having hasn't haven't hadn't he's she's they've we've i've".split())
BE_PAST = frozenset("was were wasn't weren't".split())
BE_PRESENT = frozenset("is are am isn't aren't it's there's".split())
BE_OTHER = frozenset("be been being".split())
DO_PAST = frozenset({"did", "didn't"})
# Irregular forms of the past and past participles that news is told with; those that are also base forms or nouns (cut, set, put,
# hit, cost, read) are left out.
IRREGULAR = frozenset(
    "arose ate became began begun bent bet bled blew born borne bought bound broke broken brought built came caught chose "
    "chosen dealt drank drew drove driven drawn eaten fallen fed fell felt fled flew flown fought found forgot froze frozen "
    "gave given went gone got gotten grew grown heard held hid hidden hung kept killed knew known laid lay led left lent "
    "lost made meant met paid ran rose risen sang sank sat saw seen sent shook shot shown slept slid sold sought spent "
    "spoke spoken spun stood stole stolen struck stuck swam swept swore sworn taken taught threw thrown told took tore torn "
    "undertook underwent understood upheld woke withdrew withdrawn withheld won wore worn wound wrote written said".split()
)
# Verbs whose past is their base form: past before an object or a particle, where no auxiliary stands before them.
UNCHANGED = frozenset(
    "cut put set hit shut cost spread quit split hurt let burst cast beat shed upset broadcast".split()
)
PARTICLES = frozenset("the a an its his her their all down off out up back aside over more".split())
# Words that end as past forms do, and are none.
NO_PAST = frozenset(
    "need indeed hundred speed breed seed feed bed red shed sled embed exceed proceed succeed led agreed-upon united "
    "kindred sacred naked wicked rugged aged bleed deed greed weed creed tweed ahmed mohammed muhammed hamed fred alfred "
    "ted jared planned scheduled expected slated due so-called unprecedented limited preferred unspecified related combined estimated advanced dated".split()
)
# "said in a statement on Wednesday it would": the day before these is the one on which it was said.
CLAUSE_OPENERS = tuple([word] for word in "it he she they we that there its his her their".split())
SAYING = frozenset(
    "said told announced reported confirmed added warned stated wrote noted declared claimed argued predicted forecast "
    "promised pledged vowed says".split()
)
# Participles and adjectives that look ahead whatever stands before them: "is expected in July", "the vote planned for July".
PLANNED = frozenset(
    "scheduled slated planned expected due upcoming poised tentatively payable matures maturing forthcoming starting beginning".split()
)
# Progressive forms of what is fixed beforehand: "the king is visiting Rome on Friday".
FIXED_DOING = frozenset(
    "visiting meeting traveling travelling playing hosting holding flying returning facing attending opening starting beginning leaving launching "
    "voting running heading campaigning debuting competing arriving".split()
)
IS_SHORT = frozenset("he's she's it's they're we're i'm you're".split())
# "will travel to Vaduz for Saturday's match": verbs between a future and "for".
ON_THE_WAY = frozenset("travel fly return back available fit eligible sail head leave ready".split())
# What is done with a match or a vote that is awaited: "expected to win Monday's debate".
AWAITING = frozenset(
    "win lose attend watch host skip miss boycott contest join dominate play lead moderate referee".split()
)
# What has happened to a vote that is over.
DECIDED = frozenset("won lost swept held contested boycotted decided".split())
# What would not be said was asked for and refused: "would not say on Tuesday".
REFUSED = frozenset("say comment confirm discuss elaborate answer reveal disclose speculate".split())
# Nouns and adjectives before "of winning", "on winning" that look ahead.
PROSPECTS = frozenset(
    "chance chances hope hopes prospect prospects odds intent bent focused aimed aim possibility likelihood goal dream dreams way confident".split()
)
# Verbs that have something done: the participle behind their object is no verb of the clause.
CAUSING = frozenset("make have get keep leave see".split())
# Before "to" and a verb: what follows has not happened yet.
BEFORE_INFINITIVE = frozenset(
    "plan plans planned planning hope hopes hoped hoping expected expects expect ready order ordered orders decided vowed "
    "promised pledged agreed agrees want wants wanted intend intends intended scheduled slated set due going aim aims aimed seek seeks "
    "need needs have has about able likely is are was were be asked urged told invited preparing prepares agreed wait "
    "waiting voted offered threatened slated continue continues bid effort efforts plan date deadline chance right way "
    "proposal deal permission sentenced bound poised supposed projected forecast wishes willing unlikely permitted allowed "
    "required obliged bailed summoned remanded eligible entitled pace track time agreement plan decision offer intention pact contract pledge promise vow threat move attempt".split()
)
# Verbs whose present tense tells a timetable: "the fair opens in July".
TIMETABLE = frozenset(
    "opens begins starts ends expires reopens resumes meets kicks closes concludes departs premieres holds takes begin expire "
    "resume reopen flies launches airs votes turns retires hosts faces plays visits travels arrives reconvenes convenes hears stops "
    "restarts kicks adjourns".split()
)
# Verbs in the present tense that tell a timetable only before these words, and where no other verb of the sentence tells a time:
# "the band returns to the stage in September", but "the move follows an arrest in June".
SCHEDULED = {
    "returns": frozenset("to in on for at with from".split()),
    "follows": frozenset("in on at".split()),
    "comes": frozenset("into out to on before".split()),
    "goes": frozenset("on to into live before up".split()),
    "debuts": frozenset("in on at".split()),
    "tours": frozenset("the in".split()),
    "sits": frozenset("in on from until again".split()),
    "leaves": frozenset("for".split()),
    "flies": frozenset("to home on out".split()),
    "heads": frozenset("to for".split()),
    "runs": frozenset("from until to through out".split()),
    "ships": frozenset("in on from".split()),
    "competes": frozenset("in at for".split()),
    "defends": frozenset("his her its their the".split()),
    "releases": frozenset("its his her their a the".split()),
    "publishes": frozenset("its his her their a the".split()),
    "hits": frozenset("cinemas shops shelves screens theaters theatres stores".split()),
}
# "is out on", "is back in": between a verb of being and its day.
BACK_ON = tuple([word, *on] for word in ("out", "back", "live", "due") for on in ([], ["on"], ["in"], ["at"]))
# Verbs that are followed by somebody who is to do something: "expects the bridge to open in".
EXPECTING = frozenset("expect expects expecting wants ask asks urge urges forecast forecasts".split())
NOUN_BEFORE = frozenset(
    "to the a its of two three four five six several many all these those his her their more".split()
)
# "polls close on Sunday", "the ministers meet from Thursday"
PLURAL_TIMETABLE = frozenset("open close start meet vote end".split())
# "on Wednesday they travel to Derby": base forms behind a pronoun.
FIXTURE_VERBS = PLURAL_TIMETABLE | frozenset(
    "travel play face visit host go take return fly leave head begin tour resume".split()
)
TRAVELLING = frozenset({"go", "travel", "head", "return"})
SUBJECTS = frozenset("they we i you he she it who".split())
# What stands between such a verb and its day.
ON: tuple[list[str], ...] = ([], ["on"], ["in"], ["at"], ["from"], ["again"], ["this"], ["next"])
NO_PLURALS = frozenset("is was has does its this his says as us thus always perhaps".split())
# "voters go to the polls on Sunday"
GOING = frozenset({"go", "goes", "head", "heads", "return", "returns"})
SKIPPED = frozenset(
    "not also then since already just still never ever first later again only even finally officially formally initially "
    "originally once subsequently soon long now both all so far well being be been".split()
)
JOINTS = frozenset(
    ", ; : — – and but that while as because which who when where if after before until although though".split()
)
AHEAD_BEFORE = frozenset("until till effective to".split())
# Words before a participle that make an adjective of it: "a limited offer", "its preferred shares".
DETERMINERS = frozenset("a an the its their his her our this that these those some any no each every of with".split())
# "might decide as soon as Tuesday"
AS_SOON = (["as", "soon", "as"], ["as", "early", "as"])
BEHIND_BEFORE = frozenset("since".split())
# Participles that fix a day to come with "for": "a hearing was set for 9 May", "the strike called for Monday".
FIXING = PLANNED | frozenset(
    "set booked fixed called announced arranged timed penciled pencilled promised listed adjourned postponed rescheduled "
    "reserved tabled billed forecast".split()
)
# Before "for" and "Sunday's": a match or a vote that is being prepared.
PREPARING = frozenset(
    "squad team side lineup line-up tickets preparations preparing prepare prepared practice practise practising ready positions "
    "qualifying favourites favorites favourite favorite agenda candidates build-up warm-up fit doubtful".split()
)
BEGINNING = frozenset({"starting", "beginning"})
# Behind a participle that is said of the noun before it: "figures delayed from".
AFTER_PARTICIPLE = tuple([word] for word in "from by in at since during last on".split())
# Words that take such a day back: "was originally scheduled for".
TAKING_BACK = frozenset("originally initially previously first last once earlier had".split())


def is_past_form(word: str) -> bool:
    """Return whether a word looks like a past tense or past participle."""
    if word in IRREGULAR:
        return True
    if "-" in word and not word.startswith(("re-", "co-", "pre-")):
        return False  # "a much-needed rest"
    return len(word) > 3 and word.endswith("ed") and not word.endswith("eed") and word not in NO_PAST


def is_plural(word: str) -> bool:
    """Whether a word looks like a noun in the plural."""
    return (
        len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")) and word not in NO_PLURALS
    )
