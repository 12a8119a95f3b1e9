"""The vocabulary of roles, lower-case and in the singular: heads that can end a role, words that can stand before one, its fields.

Written from general knowledge of how news names offices and callings; extended while reading the even half of development data.
"""

from __future__ import annotations

from newsx.names.tables import word_set

# Ranks and styles that may follow a complete role ("Defense Minister General X"): each opens a role of its own.
RANKS = word_set(
    """general gen colonel col major maj captain capt lieutenant lt sergeant sgt corporal cpl private brigadier marshal admiral adm
    commodore commander cmdr brig ensign cadet inspector superintendent constable senator sen congressman congresswoman
    representative rep governor gov judge justice king queen prince princess emperor empress emir sultan sheikh sheik shaikh
    ayatollah imam pope cardinal archbishop bishop pastor reverend rabbi mullah maulana mufti metropolitan patriarch president
    chancellor ambassador professor coach airman seaman"""
)

# Heads made of two words whose second word would else open a role of its own.
COMPOUND_HEADS = frozenset(
    " ".join(pair.split())
    for pair in [
        "secretary general",
        " attorney general",
        " director general",
        " inspector general",
        " consul general",
        " surgeon general",
        "\n        governor general",
        " solicitor general",
        " commissioner general",
        " auditor general",
        " advocate general",
        "\n        postmaster general",
        " adjutant general",
        " quartermaster general",
        " major general",
        " lieutenant general",
        "\n        brigadier general",
        " colonel general",
        " captain general",
        " brig gen",
        " maj gen",
        " lt gen",
        " col gen",
        " senior general",
        "\n        lieutenant colonel",
        " lt col",
        " lt gov",
        " lieutenant commander",
        " lieutenant governor",
        " sergeant major",
        " police major",
        "\n        police general",
        " police colonel",
        " police captain",
        " field marshal",
        " air marshal",
        " chief marshal",
        " vice marshal",
        "\n        vice admiral",
        " rear admiral",
        " grand ayatollah",
        " staff sergeant",
        " crown prince",
        " crown princess",
        " grand mufti",
        "\n        chief justice",
        " vice president",
        " vice chancellor",
        " deputy governor",
        " wing commander",
        " group captain",
        "\n        flight lieutenant",
        " second lieutenant",
        " first lieutenant",
        " chief inspector",
        " detective inspector",
        " deputy president",
        "\n        army general",
        " army captain",
        " army major",
        " army colonel",
        " army lieutenant",
        " navy captain",
        " air commodore",
        "\n        interim president",
        " acting president",
        " acting governor",
        " assistant professor",
        " associate professor",
        " team captain",
        "\n        club captain",
        " soccer captain",
        " football captain",
        " head coach",
        " team coach",
        " assistant coach",
        " state governor",
        "\n        state senator",
        " former president",
        " former general",
        " former governor",
        " ex president",
        " grand chancellor",
        "\n        commission president",
        " federal judge",
        " state representative",
        " trade representative",
        " special representative",
        "\n        police inspector",
        " police superintendent",
        " police commander",
        " rebel commander",
        " army commander",
        " military commander",
        "\n        junta president",
        " transition president",
        " company president",
        " club president",
        " council president",
        " senate president",
        "\n        court president",
        " party president",
        " bank governor",
        " provincial governor",
        " deputy ambassador",
        " law professor",
        "\n        economics professor",
        " goalkeeping coach",
        " national coach",
    ]
)

HEADS = (
    RANKS
    | word_set(
        """premier pm minister ministers secretary undersecretary chairman chairwoman chairperson chair chief head boss leader co-leader ruler strongman
    dictator monarch autocrat czar tsar kingpin warlord commandant commander-in-chief quartermaster-general secretary-general
    director-general deputy spokesman spokeswoman spokesperson spokespeople official officer diplomat envoy negotiator mediator
    consul attache commissioner ombudsman ombudswoman mayor councillor councilor councilman councilwoman alderman lawmaker
    legislator parliamentarian mp mep mps meps politician deputies senators speaker whip candidate nominee contender challenger
    frontrunner president-elect prime-minister-designate chancellor-designate governor-elect
    mayor-elect predecessor successor counterpart predecessor aide adviser advisor counselor counsellor strategist pollster
    campaigner activist dissident protester demonstrator organizer organiser lobbyist unionist opposition reformer reformist
    ceo cfo coo cto co-ceo founder co-founder cofounder director executive manager president owner co-owner proprietor
    shareholder investor banker financier tycoon magnate mogul billionaire millionaire oligarch businessman businesswoman
    businessperson entrepreneur industrialist trader broker treasurer auditor accountant administrator coordinator co-ordinator
    supervisor consultant contractor analyst expert specialist economist strategist forecaster
    lawyer attorney solicitor barrister prosecutor magistrate jurist notary advocate counsel defendant suspect convict
    detainee prisoner inmate fugitive hostage informant whistleblower defector spy agent detective investigator policeman
    policewoman cop sheriff warden guard ex-guard bodyguard soldier sniper fighter rebel militant insurgent jihadist guerrilla
    terrorist extremist gunman hijacker bomber killer murderer assassin gangster mobster trafficker smuggler pirate pedophile
    journalist reporter correspondent editor editor-in-chief columnist commentator broadcaster presenter anchor newsreader host
    moderator publisher blogger vlogger youtuber tiktoker influencer photographer photojournalist cameraman cartoonist
    illustrator writer author co-author novelist poet playwright essayist biographer diarist critic screenwriter scriptwriter
    dramatist translator linguist librarian curator archivist
    scientist researcher physicist chemist biochemist biologist geologist astronomer mathematician engineer inventor
    sociologist psychologist psychiatrist psychoanalyst anthropologist archaeologist archeologist historian philosopher
    theologian economist criminologist epidemiologist virologist immunologist cardiologist neurologist oncologist pathologist
    seismologist meteorologist climatologist ecologist botanist zoologist veterinarian doctor physician surgeon nurse midwife
    paramedic pharmacist dentist therapist professor lecturer teacher principal headmaster headmistress dean rector provost
    academic scholar student fellow graduate intern trainee astronaut cosmonaut pilot driver captain sailor fisherman farmer
    gardener carpenter builder architect designer craftsman baker butcher chef cook waiter shopkeeper vendor merchant miner
    worker laborer labourer employee staffer cleaner mechanic electrician plumber tailor     actor actress star superstar singer songwriter singer-songwriter rapper musician pianist violinist cellist guitarist drummer
    bassist composer conductor soprano tenor dancer choreographer ballerina comedian entertainer magician model supermodel
    artist painter sculptor filmmaker film-maker producer cinematographer director impresario showman dj popstar celebrity icon
    legend idol socialite heiress heir
    player footballer striker midfielder defender goalkeeper keeper goalie forward winger playmaker fullback full-back
    centre-back center-back right-back left-back quarterback pitcher batsman bowler batter all-rounder cricketer golfer boxer
    wrestler swimmer sprinter runner cyclist skier skater gymnast jockey sprinter hurdler marathoner jumper thrower rower sailor
    racer champion ex-champion winner medalist medallist laureate finalist veteran captain skipper trainer coach manager referee
    umpire scorer teammate team-mate colleague rival opponent counterpart partner protege protégé mentor
    cleric priest monk nun abbot preacher evangelist missionary chaplain deacon vicar rabbi swami guru prophet apostle lama
    lord lady baron baroness duke duchess count countess earl viscount marquess knight archduke regent crown-prince
    chieftain elder tribesman governor-general viceroy
    representative delegate member co-chair co-chairman vice-president vice-chairman vice-chancellor vice-premier trustee
    ambassador attaché patron chairlady figurehead frontman spearhead mastermind brain architect loyalist hardliner hard-liner
    moderate conservative populist nationalist socialist communist liberal democrat republican royalist separatist islamist
    humanitarian philanthropist volunteer donor pioneer explorer mountaineer climber adventurer survivor witness eyewitness
    resident villager neighbor neighbour passenger tourist pensioner retiree landlord tenant shepherd herder hunter
    ex-president ex-minister ex-premier ex-chancellor ex-wife ex-husband  mouthpiece watchdog
    chief-of-staff sharpshooter newcomer insider outsider collaborator sympathizer sympathiser supporter ally
    follower stopper savior saviour     polymath deity reader critic midfielder hairdresser housekeeper maid nanny tutor laundress chauffeur
    strategist cellmate bookkeeper banker financier restaurateur hotelier winemaker brewer policymaker rapporteur in-charge educationist educator educationalist sub-inspector assistant overseer coordinator spokespersons overlord lieutenant-general major-general brigadier-general lieutenant-colonel general-secretary vice-admiral rear-admiral
    supt insp receiver lineman linebacker cornerback winger shipowner homeowner restaurateur prankster vicechair
    superintendent lawman coastguard commandant tribune intendant prefect subprefect burgomaster syndic emir alderman marabout griot
    tiktok-star vlogger podcaster streamer gamer weightlifter shooter archer fencer judoka decathlete heptathlete triathlete paralympian olympian
    flanker fly-half scrum-half lock hooker prop centre-half wicketkeeper spinner opener outfielder shortstop catcher infielder
    hotelkeeper stallholder rancher grower beekeeper winegrower fisherwoman herdsman cattleman boatman ferryman bargeman taxi-driver
    caretaker janitor sweeper porter courier rider motorcyclist trucker conductor stewardess steward flight-attendant firefighter
    fireman lifeguard ranger forester warder jailer bailiff clerk registrar notary paralegal intern apprentice
    seamer allrounder all-rounder left-hander lefthander right-hander left-armer supersub groundsman taikonaut anchorman statistician
    programmer arbitrator aficionado athlete schoolgirl schoolboy sommelier surfer contributor documentarian vocalist coauthor convener
    convenor planner narrator substitute rookie halfback fullback five-eighth sidekick blender bassist drummer frontwoman showrunner
    screenwriter cinematographer choreographer impresario ombudswoman whistleblower superfan influencer co-anchor anchorwoman newsreader
    restorer conservator
    welder foreman forewoman schoolteacher schoolmaster sculptress seamstress blacksmith fishmonger greengrocer grocer florist jeweller jeweler
    potter weaver cobbler stonemason bricklayer roofer plasterer machinist dockworker docker stevedore lorry-driver bus-driver conservationist
    team-member record-holder landowner lord-lieutenant officer-in-charge guerilla"""
    )
) - {"opposition"}

# Heads that are family or given names as well: at the start of a name they are a role only where nothing but role words stands before.
ALSO_NAMES = word_set(
    """king prince bishop judge marshal pope major dean duke earl baron abbot cardinal cook baker butcher hunter carpenter
    gardener fisherman driver farmer page knight priest miner shepherd butler sheikh shaikh sheik imam mullah emir
    justice star champion winner monk elder christian sailor runner host dj mo chief head guard fellow count lord vicar
    tailor mason porter king queen model coach captain chair cook speaker warden constable chancellor regent prophet
    whip private mayor guru lama student legend nun heir patron count rector king brain liberal democrat moderate
    conservative republican member agent deputy partner reader rival trainer forward swami col rep gen sultan
    guardian sheriff officer alderman chef usher"""
)

# People that are somebody's, or only people: a role in a phrase, not in a record.
RELATIONS = word_set(
    """man woman boy girl wife husband son daughter mother father brother sister uncle aunt cousin nephew niece grandson
    granddaughter grandfather grandmother widow widower parents parent girlfriend boyfriend fiance fiancee friend child twin
    baby victim patient divorcee customer person teenager kid stepfather stepson stepmother in-law colleague teammate
    team-mate partner rival opponent counterpart predecessor successor neighbor neighbour
    ally supporter follower sympathizer sympathiser collaborator protege protégé resident villager passenger celebrity
    conservative liberal democrat republican socialist communist moderate populist christian
    mps meps ministers senators deputies spokespeople spokespersons"""
)

# Words that stand before a head and belong to the role.
MODIFIERS = word_set(
    """replacement substitute additional accounting nursing veterinary parole probation compliance audit procurement innovation resident wide tight running rightwing leftwing rightist tv radio un-backed deputy vice prime foreign defense defence interior home finance economy economic economics financial justice health energy
    environment environmental trade commerce industry culture cultural labor labour employment education transport transportation
    development agriculture agricultural tourism communications communication information immigration migration integration
    family welfare social social-security housing planning infrastructure works water oil gas petroleum mines mining science technology research
    sports sport youth women women's gender media press public relations security national internal external international
    domestic affairs european-affairs human rights civil military army navy naval air force marine coast guard police border
    intelligence counterterrorism counter-terrorism anti-terrorism terrorism anti-corruption anti-graft corruption drug drugs arms
    opposition party government state federal provincial regional local municipal city district county town village community
    tribal rebel junta regime coup military-backed guerrilla militia jihadist
    chief senior junior assistant associate managing executive general acting interim caretaker former ex then outgoing incoming
    designate elect retired late first second third permanent special top lead principal presiding honorary emeritus founding
    co deputy-general presidential parliamentary congressional senatorial legislative judicial constitutional supreme high
    central bank monetary fiscal tax budget investment business industrial corporate commercial marketing sales operating
    operations project program programme policy political religious spiritual ideological supreme revolutionary independence
    war battlefield frontline field
    opposition-party ruling majority minority floor caucus house senate parliament council commission committee cabinet court
    tribunal union trade-union labor-union students student university college school law legal criminal defence-team
    prison hospital medical mental clinical theatre theater opera film movie television tv radio music pop rock folk jazz art
    fashion food wine travel literary book poetry game show reality video street graffiti stage
    football soccer tennis basketball baseball cricket rugby hockey boxing golf swimming cycling athletics olympic paralympic
    sporting team club captain goalkeeping midfield central defensive attacking right left center centre back point striker
    national-team world heavyweight record star legendary veteran long-time longtime     human-rights civil-rights gay lesbian lgbt lgbtq climate animal peace democracy pro-democracy anti-war anti-apartheid
    environmental-rights land indigenous women’s children's children’s victims aid relief charity church mosque catholic
    protestant orthodox lutheran anglican methodist baptist muslim shiite sunni jewish hindu buddhist christian
    far-right far-left right-wing left-wing centrist conservative liberal socialist communist nationalist republican
    democratic progressive leftist rightist populist green
    steel coal media property real estate shipping telecoms telecom tech internet software banking insurance sugar tobacco
    diamond fertilizer fertiliser construction casino restaurant hotel mafia cartel gang mob crime drugs-cartel serial spree
    exiled jailed imprisoned detained ousted deposed embattled convicted alleged accused self-styled de facto
    space nuclear rocket computer data cyber digital web online environmental-affairs
    rear flight technical practice country lifetime grand royal crown imperial papal apostolic nobel pulitzer oscar-winning award-winning prize
    aviation disaster emergency fire rescue transition transitional reconciliation truth election electoral campaign
    polling weather earthquake political-science night day guest freelance investigative chief-political
    defence-ministry ministry foreign-ministry agency department office company factory plant airport station base
    managing-editor news fellow staff vocational sub national-security peace-keeping peacekeeping humanitarian
    private personal joint grassroots rural urban northern southern eastern western
    steering head ex-army ex-police fan liaison equal opportunities refugee asylum consumer competition enlargement
    home-affairs gym table quiz chess esports motor racing formula ski javelin hurdles marathon relay dressage
    festival orchestra choir ballet museum gallery archive library zoo
    board jury faculty workers miners farmers farmers' nurses doctors teachers
    terrorist militant islamist separatist paramilitary
    petroleum-resources power electricity rail railway railways roads road housing-development lands forestry forests fisheries
    livestock irrigation cooperatives posts telecommunications broadcasting religious-affairs ethnic-affairs veterans veterans' pensions labour-market
    civil-service civil-society budget-planning treasury exchequer revenue customs prisons"""
)

# Leading adjectives that praise, blame or number: left out of a role in running text.
OPINIONS = word_set(
    """longtime long-time embattled controversial powerful influential outspoken popular unpopular prominent leading noted
    renowned famous famed celebrated beloved respected elusive reclusive key close current main new newly incumbent present beleaguered
    veteran fiery charismatic firebrand flamboyant young old elderly ailing late popular self-styled so-called alleged
    disgraced legendary distinguished hard-line hardline moderate reclusive billionaire-turned
    ambitious dedicated talented gifted experienced seasoned brave energetic respected outstanding
    excellent previous inaugural longest-serving chosen slain vocal youngest oldest award-winning confident suspended recently
    own very same other another fellow his her their its our my your one two several many certain
    wealthy rich multimillionaire tough brilliant great good big local"""
)
# Parties as adjectives: kept apart like nationalities where they are written with a capital.
PARTY_WORDS = word_set("republican democratic democrat conservative liberal socialist communist tory islamist")
# A name after these and a bare role is a clause of its own: "the only leader X has met".
SELECTORS = word_set("only first last next sole second third another other same no every which what any each")

# Fields that complete an office after "of" or "for", capitalised or not: "Secretary of State", "Minister for Women".
FIELDS = MODIFIERS | word_set(
    """state staff general-staff foreign affairs defense defence interior war justice finance police protocol mission
    delegation government parliament house representatives commons lords senate assembly treasury exchequer opposition naval
    operations army navy air force forces armed marines information technology refugees women children youth sports
    middle east transition culture media cabinet council ministers board directors trade industry commerce
    political economics law history philosophy science medicine engineering physics chemistry mathematics divinity
    islamic muslim believers faithful environment transport health education energy labor labour tourism planning
    agriculture migration integration asylum gender social development economic economy roads highways works water
    electoral constitutional administration"""
)

# Words that end a role or cannot be in one.
FUNCTION_WORDS = word_set(
    """a an the this that these those and or but nor so yet if when while as because since until before after though although
    whereas where who whom whose which what why how than then not no nor never of in on at by for from to with without
    within into onto upon over under above below between among amid amidst against about around across along through
    during despite except like near off out outside inside behind beyond beside besides toward towards via per up down
    is are was were be been being am has have had having do does did done will would shall should can could may might must
    he she it they we i you him her them us me his hers its their our your my mine yours theirs ours
    himself herself itself themselves there here now today yesterday tomorrow also too very just only even still already
    again once both either neither each every all any some many much more most few less several such own same other another
    said says say told tells tell asked asks added adds met meets meet called calls call urged urges warned warns wrote
    writes made makes make took takes take gave gives give got gets get went goes go came comes come saw sees see knew
    knows know thought thinks think won wins win beat beats lost loses lose left leaves leave led leads held holds hold
    kept keeps keep let lets put puts set sets hit hits ran runs run began begins became becomes become brought brings
    bring bought sold sent sends send spoke speaks speak stood stands fell falls felt feels found finds find heard hears
    hear paid pays pay read reads saw shot shoots sat sits spent sued taught tore threw threw wore wins quoting accused
    named appointed elected according including following ahead instead whether however meanwhile thus hence
    what's it's he's she's that's let's there's"""
)
# Offices whose field may be any words with capitals: "Minister for Gender, Labour and Social Development".
PORTFOLIO_HEADS = word_set("minister secretary commissioner undersecretary")
PREPOSITIONS = word_set("of for to in at on from with by under over against about near")
DETERMINERS = word_set("a an the his her their its our")

# Titles before a name that are forms of address and say what somebody is as well: recorded as they stand.
RECORDED_TITLES = word_set(
    """prof datuk dato datin seri tan tun sri alhaji alhaja hajia hajiya ato eng engr adv barrister ustaz maulana otunba sheikh cllr clr"""
)
# Short ranks that are such in capitals only: "PC Dawn Hargreaves".
CAPITAL_HEADS = word_set("pc dci dsp asp csp di dc si oc asi dig igp")
