"""Well-known organisations whose acronym or everyday name cannot be told from their full English name, and places renamed.

General knowledge, one line an organisation: full name = other forms. Forms are compared folded, so case and dots do not matter.
"""

from __future__ import annotations

from functools import cache

from newsx.names.forms import fold

_ORGANISATIONS = """
European Union = EU, Europe, E.U., European, Brussels
European Commission = EU Commission, European Union Commission
European Parliament = EU Parliament, European Union Parliament
United Nations = UN, U.N., UNO, United Nations Organization
Social Democrats = SPD, Social Democratic Party, Social Democratic, Social Democratic Party of Germany, PSD, Social Democrat
Christian Democrats = CDU, Christian Democratic Union, Christian Democratic, Christian Democrat
Christian Social Union = CSU, Christian Social
Free Democrats = FDP, Free Democratic Party, Liberal Democrats of Germany
Alternative for Germany = AfD
Left Party = Die Linke, The Left, Linke
Greens = Green Party, Alliance 90/The Greens, Green, Buendnis 90
Freedom Party = FPÖ, FPO, Freedom Party of Austria, PVV, Party for Freedom
Justice and Development Party = AKP, AK Party
Republican People's Party = CHP
Nationalist Movement Party = MHP
Peoples' Democratic Party = HDP
Kurdistan Workers' Party = PKK, Kurdistan Workers Party
People's Protection Units = YPG
Islamic State = ISIS, IS, ISIL, Daesh, Islamic State group, Islamic State of Iraq and Syria, Islamic State in Iraq and the Levant
Hamas = Islamic Resistance Movement
Hezbollah = Hizbullah, Hizbollah, Hezbullah
Al Qaeda = al-Qaida, Al-Qaeda, al Qaida, al-Qaeda network
Doctors Without Borders = MSF, Medecins Sans Frontieres, Médecins Sans Frontières
Reporters Without Borders = RSF, Reporters sans frontieres
International Committee of the Red Cross = ICRC
North Atlantic Treaty Organization = NATO, North Atlantic Treaty Organisation, North Atlantic alliance
World Health Organization = WHO, World Health Organisation
Federal Reserve = Fed, US Federal Reserve, U.S. Federal Reserve, Federal Reserve System
International Monetary Fund = IMF, Monetary Fund
African Union = AU, A.U.
World Trade Organization = WTO, World Trade Organisation
World Food Programme = WFP, World Food Program
Food and Agriculture Organization = FAO, Food and Agriculture Organisation
International Organization for Migration = IOM, International Organisation for Migration
United Nations High Commissioner for Refugees = UNHCR, UN refugee agency
United Nations Children's Fund = UNICEF, Unicef
International Atomic Energy Agency = IAEA
International Labour Organization = ILO, International Labor Organization
International Criminal Court = ICC
International Court of Justice = ICJ
Organisation for Economic Co-operation and Development = OECD, Organization for Economic Cooperation and Development
Organization of the Petroleum Exporting Countries = OPEC, Opec
Economic Community of West African States = ECOWAS, Ecowas
Southern African Development Community = SADC
East African Community = EAC
Intergovernmental Authority on Development = IGAD, Igad
Association of Southeast Asian Nations = ASEAN, Asean
Gulf Cooperation Council = GCC
Organisation of Islamic Cooperation = OIC, Organization of Islamic Cooperation
Organization of American States = OAS, Organisation of American States
Caribbean Community = CARICOM, Caricom
African Development Bank = AfDB
Asian Development Bank = ADB
International Finance Corporation = IFC
Organization for Security and Cooperation in Europe = OSCE, Organization for Security and Co-operation in Europe
European Organization for Nuclear Research = CERN
Intergovernmental Panel on Climate Change = IPCC
African National Congress = ANC
Bharatiya Janata Party = BJP
Indian National Congress = Congress Party
Chinese Communist Party = CCP, CPC, Communist Party of China
Liberal Democratic Party = LDP
Workers' Party = PT, Partido dos Trabalhadores
Institutional Revolutionary Party = PRI
Spanish Socialist Workers' Party = PSOE
People's Party = PP, Partido Popular
Law and Justice = PiS, Law and Justice party
Civic Platform = PO
National Front = Front National, FN
National Rally = Rassemblement National, RN
Revolutionary Armed Forces of Colombia = FARC
National Liberation Army = ELN
Fine Gael = FG
Fianna Fáil = FF
Sinn Féin = SF
Plaid Cymru = Plaid
Gavi = GAVI, Gavi Alliance, Global Alliance for Vaccines and Immunisation
Fidesz = Fidesz party
Likud = Likud party
Volkswagen = VW, Volkswagen AG, Volkswagen Group
British Broadcasting Corporation = BBC
Deutsche Welle = DW
Associated Press = AP
Agence France-Presse = AFP
Deutsche Presse-Agentur = DPA
Federal Security Service = FSB
Federal Intelligence Service = BND, Bundesnachrichtendienst
German Football Association = DFB
German Aerospace Center = DLR
European Aeronautic Defence and Space Company = EADS
International Olympic Committee = IOC
World Anti-Doping Agency = WADA
Federal Bureau of Investigation = FBI
Central Intelligence Agency = CIA
Muslim Brotherhood = Muslim Brothers, Brotherhood
Barcelona = Barca, FC Barcelona, Barça
Borussia Dortmund = BVB, Dortmund
Borussia Mönchengladbach = Gladbach, Mönchengladbach, Moenchengladbach
Manchester United = Man United, Man Utd, Man U
Manchester City = Man City
Bayern Munich = FC Bayern, FC Bayern Munich, Bayern, FC Bayern München
Conservative Party = Tories, Tory Party, Conservatives, Tory
Labour Party = Labour
Republican Party = Republicans, GOP, Republican
Democratic Party = Democrats, Democrat
National League for Democracy = NLD
Myanmar military = Tatmadaw
Revolutionary Guards = IRGC, Islamic Revolutionary Guard Corps, Revolutionary Guard Corps, Revolutionary Guard
Group of Seven = G7, G-7
Group of Eight = G8, G-8
Group of 20 = G20, G-20, Group of Twenty
"""

_PLACES = """
kyiv = kiev
mumbai = bombay
kolkata = calcutta
chennai = madras
bengaluru = bangalore
yangon = rangoon
beijing = peking
saint petersburg = st petersburg, leningrad, petersburg
ho chi minh city = saigon
kharkiv = kharkov
odesa = odessa
lviv = lvov
dnipro = dnepropetrovsk
mecca = makkah
new york = new york city, nyc
los angeles = la
washington = washington dc, washington d c
rio de janeiro = rio
hague = the hague, den haag
mediterranean sea = mediterranean
middle east = mideast
naypyitaw = naypyidaw, nay pyi taw, nay pyi daw
rakhine = arakan
latin america = latin american
"""


def _parse(table: str) -> dict[str, str]:
    forms: dict[str, str] = {}
    for line in table.strip().splitlines():
        name, _, others = line.partition("=")
        for form in (name, *others.split(",")):
            forms.setdefault(fold(form), fold(name))
    return forms


@cache
def organisation_aliases() -> dict[str, str]:
    """Return the folded forms of well-known organisations with their folded main names."""
    return _parse(_ORGANISATIONS)


@cache
def place_aliases() -> dict[str, str]:
    """Return the folded forms of renamed places with their folded main names."""
    return _parse(_PLACES)
