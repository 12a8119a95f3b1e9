"""Countries with the other names and the adjectives that news uses for them.

Written from general knowledge for joining "Burma" with "Myanmar" and for keeping "Russian" out of a role; coordinates and codes
are the business of the gazetteer. One line a country: name = other names | adjectives and demonyms.
"""

from __future__ import annotations

from functools import cache

_TABLE = """
Afghanistan = Islamic Republic of Afghanistan | Afghan, Afghans
Albania = | Albanian, Albanians
Algeria = | Algerian, Algerians
Andorra = | Andorran
Angola = | Angolan, Angolans
Argentina = | Argentine, Argentinian, Argentines, Argentinians, Argentinean
Armenia = | Armenian, Armenians
Australia = | Australian, Australians, Aussie
Austria = | Austrian, Austrians
Azerbaijan = | Azerbaijani, Azeri, Azerbaijanis
Bahamas = | Bahamian
Bahrain = | Bahraini, Bahrainis
Bangladesh = | Bangladeshi, Bangladeshis
Barbados = | Barbadian
Belarus = Belorussia | Belarusian, Belarussian, Belarusians
Belgium = | Belgian, Belgians
Belize = | Belizean
Benin = | Beninese
Bhutan = | Bhutanese
Bolivia = | Bolivian, Bolivians
Bosnia and Herzegovina = Bosnia, Bosnia-Herzegovina, Bosnia & Herzegovina | Bosnian, Bosnians
Botswana = | Botswanan
Brazil = Brasil | Brazilian, Brazilians
Brunei = | Bruneian
Bulgaria = | Bulgarian, Bulgarians
Burkina Faso = | Burkinabe
Burundi = | Burundian, Burundians
Cambodia = | Cambodian, Cambodians, Khmer
Cameroon = | Cameroonian, Cameroonians
Canada = | Canadian, Canadians
Cape Verde = Cabo Verde | Cape Verdean
Central African Republic = CAR | Central African
Chad = | Chadian, Chadians
Chile = | Chilean, Chileans
China = PRC, People's Republic of China, PR China, mainland China | Chinese
Colombia = | Colombian, Colombians
Comoros = | Comorian
Costa Rica = | Costa Rican, Costa Ricans
Croatia = | Croatian, Croat, Croatians, Croats
Cuba = | Cuban, Cubans
Cyprus = | Cypriot, Cypriots
Czech Republic = Czechia | Czech, Czechs
Democratic Republic of Congo = DRC, DR Congo, Democratic Republic of the Congo, Congo-Kinshasa, Zaire | Congolese
Denmark = | Danish, Dane, Danes
Djibouti = | Djiboutian
Dominican Republic = | Dominican
East Germany = GDR, German Democratic Republic, DDR | East German, East Germans
East Timor = Timor-Leste | East Timorese, Timorese
Ecuador = | Ecuadorian, Ecuadorean, Ecuadorians
Egypt = | Egyptian, Egyptians
El Salvador = | Salvadoran, Salvadorans
Equatorial Guinea = | Equatoguinean
Eritrea = | Eritrean, Eritreans
Estonia = | Estonian, Estonians
Eswatini = Swaziland | Swazi
Ethiopia = | Ethiopian, Ethiopians
Fiji = | Fijian, Fijians
Finland = | Finnish, Finn, Finns
France = | French, Frenchman, Frenchwoman
Gabon = | Gabonese
Gambia = | Gambian, Gambians
Georgia = | Georgian, Georgians
Germany = Federal Republic of Germany, FRG | German, Germans
Ghana = | Ghanaian, Ghanaians
Greece = Hellenic Republic | Greek, Greeks
Guatemala = | Guatemalan, Guatemalans
Guinea = | Guinean, Guineans
Guyana = | Guyanese
Haiti = | Haitian, Haitians
Honduras = | Honduran, Hondurans
Hong Kong = | Hongkonger, Hong Konger, Hong Kongers
Hungary = | Hungarian, Hungarians
Iceland = | Icelandic, Icelander, Icelanders
India = | Indian, Indians
Indonesia = | Indonesian, Indonesians
Iran = Islamic Republic of Iran, Persia | Iranian, Iranians, Persian
Iraq = | Iraqi, Iraqis
Ireland = Republic of Ireland | Irish, Irishman
Israel = | Israeli, Israelis
Italy = | Italian, Italians
Ivory Coast = Cote d'Ivoire, Côte d'Ivoire | Ivorian, Ivorians
Jamaica = | Jamaican, Jamaicans
Japan = | Japanese
Jordan = | Jordanian, Jordanians
Kazakhstan = | Kazakh, Kazakhstani, Kazakhs
Kenya = | Kenyan, Kenyans
Kosovo = | Kosovar, Kosovan, Kosovars
Kuwait = | Kuwaiti, Kuwaitis
Kyrgyzstan = Kyrgyz Republic | Kyrgyz
Laos = | Lao, Laotian, Laotians
Latvia = | Latvian, Latvians
Lebanon = | Lebanese
Lesotho = | Basotho
Liberia = | Liberian, Liberians
Libya = | Libyan, Libyans
Liechtenstein = | Liechtensteiner
Lithuania = | Lithuanian, Lithuanians
Luxembourg = | Luxembourgish, Luxembourger
Madagascar = | Malagasy
Malawi = | Malawian, Malawians
Malaysia = | Malaysian, Malaysians
Maldives = | Maldivian
Mali = | Malian, Malians
Malta = | Maltese
Mauritania = | Mauritanian
Mauritius = | Mauritian
Mexico = | Mexican, Mexicans
Moldova = | Moldovan, Moldovans
Monaco = | Monegasque
Mongolia = | Mongolian, Mongolians
Montenegro = | Montenegrin, Montenegrins
Morocco = | Moroccan, Moroccans
Mozambique = | Mozambican, Mozambicans
Myanmar = Burma | Burmese, Myanmarese
Namibia = | Namibian, Namibians
Nepal = | Nepalese, Nepali
Netherlands = Holland, the Netherlands | Dutch, Dutchman
New Zealand = | New Zealander, Kiwi, New Zealanders
Nicaragua = | Nicaraguan, Nicaraguans
Niger = | Nigerien
Nigeria = | Nigerian, Nigerians
North Korea = DPRK, Democratic People's Republic of Korea | North Korean, North Koreans
North Macedonia = Macedonia, FYROM | North Macedonian, Macedonian, Macedonians
Norway = | Norwegian, Norwegians
Oman = | Omani, Omanis
Pakistan = | Pakistani, Pakistanis
Palestine = State of Palestine | Palestinian, Palestinians
Panama = | Panamanian, Panamanians
Papua New Guinea = PNG | Papua New Guinean
Paraguay = | Paraguayan, Paraguayans
Peru = | Peruvian, Peruvians
Philippines = the Philippines | Filipino, Philippine, Filipina, Filipinos
Poland = | Polish, Pole, Poles
Portugal = | Portuguese
Puerto Rico = | Puerto Rican, Puerto Ricans
Qatar = | Qatari, Qataris
Republic of Congo = Congo-Brazzaville |
Romania = | Romanian, Romanians
Russia = Russian Federation | Russian, Russians
Rwanda = | Rwandan, Rwandans
Samoa = | Samoan, Samoans
Saudi Arabia = Kingdom of Saudi Arabia, KSA | Saudi, Saudi Arabian, Saudis
Senegal = | Senegalese
Serbia = | Serbian, Serb, Serbians, Serbs
Seychelles = | Seychellois
Sierra Leone = | Sierra Leonean, Sierra Leoneans
Singapore = | Singaporean, Singaporeans
Slovakia = Slovak Republic | Slovak, Slovakian, Slovaks
Slovenia = | Slovenian, Slovene, Slovenians
Solomon Islands = |
Somalia = | Somali, Somalian, Somalis
South Africa = | South African, South Africans
South Korea = Republic of Korea, ROK | South Korean, South Koreans
South Sudan = | South Sudanese
Soviet Union = USSR, U.S.S.R. | Soviet, Soviets
Spain = | Spanish, Spaniard, Spaniards
Sri Lanka = Ceylon | Sri Lankan, Sri Lankans
Sudan = | Sudanese
Suriname = | Surinamese
Sweden = | Swedish, Swede, Swedes
Switzerland = | Swiss
Syria = Syrian Arab Republic | Syrian, Syrians
Taiwan = | Taiwanese
Tajikistan = | Tajik, Tajiks
Tanzania = | Tanzanian, Tanzanians
Thailand = Siam | Thai, Thais
Tibet = | Tibetan, Tibetans
Togo = | Togolese
Tonga = | Tongan, Tongans
Trinidad and Tobago = Trinidad & Tobago | Trinidadian
Tunisia = | Tunisian, Tunisians
Turkey = Türkiye, Turkiye | Turkish, Turk, Turks
Turkmenistan = | Turkmen
Uganda = | Ugandan, Ugandans
Ukraine = | Ukrainian, Ukrainians
United Arab Emirates = UAE, U.A.E., Emirates | Emirati, Emiratis
United Kingdom = UK, U.K., Britain, Great Britain | British, Briton, Britons
United States = US, U.S., USA, U.S.A., United States of America, America | American, Americans
Uruguay = | Uruguayan, Uruguayans
Uzbekistan = | Uzbek, Uzbeks
Vanuatu = | Ni-Vanuatu
Vatican City = Vatican, Holy See | Vatican
Venezuela = | Venezuelan, Venezuelans
Vietnam = Viet Nam | Vietnamese
West Germany = | West German, West Germans
Yemen = | Yemeni, Yemenis
Yugoslavia = | Yugoslav, Yugoslavian
Zambia = | Zambian, Zambians
Zimbabwe = Rhodesia | Zimbabwean, Zimbabweans
England = | English, Englishman
Scotland = | Scottish, Scot, Scots
Wales = | Welsh
Northern Ireland = | Northern Irish
Catalonia = | Catalan, Catalans
Chechnya = | Chechen, Chechens
Bavaria = | Bavarian
Greenland = | Greenlandic
Kurdistan = Kurdish region | Kurdish, Kurd, Kurds
West = the West | Western
Europe = | European, Europeans
Africa = | African, Africans
Asia = | Asian, Asians
Latin America = | Latin American, Latin Americans
"""


@cache
def aliases() -> dict[str, str]:
    """Maps every name of a country, lower-case, to its main name, lower-case; adjectives are not in it."""
    return {name.lower(): row[0].lower() for row, _ in _rows() for name in row}


@cache
def demonyms() -> dict[str, str]:
    """Maps adjectives and demonyms, lower-case, to the main name of their country, lower-case."""
    return {word.lower(): row[0].lower() for row, words in _rows() for word in words}


def _rows() -> list[tuple[list[str], list[str]]]:
    rows = []
    for line in _TABLE.strip().splitlines():
        names, _, words = line.partition("|")
        main, _, others = names.partition("=")
        listed = [main.strip(), *(name.strip() for name in others.split(",") if name.strip())]
        rows.append((listed, [word.strip() for word in words.split(",") if word.strip()]))
    return rows
