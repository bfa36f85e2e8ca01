//! Countries with their peoples, regions and large cities.

use super::{CITY, Flags, REGION};

/// Names of a country, the usual one first, and the words for its people and what is theirs.
pub(super) const PEOPLES: &[(&str, &str)] = &[
    ("afghanistan", "afghan, afghans"),
    ("albania", "albanian, albanians"),
    ("algeria", "algerian, algerians"),
    ("andorra", "andorran"),
    ("angola", "angolan, angolans"),
    (
        "argentina",
        "argentine, argentinian, argentines, argentinians",
    ),
    ("armenia", "armenian, armenians"),
    ("australia", "australian, australians, aussie, aussies"),
    ("austria", "austrian, austrians"),
    ("azerbaijan", "azerbaijani, azerbaijanis, azeri, azeris"),
    ("bahamas, the bahamas", "bahamian, bahamians"),
    ("bahrain", "bahraini, bahrainis"),
    ("bangladesh", "bangladeshi, bangladeshis"),
    ("barbados", "barbadian, barbadians"),
    ("belarus", "belarusian, belarusians"),
    ("belgium", "belgian, belgians"),
    ("belize", "belizean, belizeans"),
    ("benin", "beninese"),
    ("bhutan", "bhutanese"),
    ("bolivia", "bolivian, bolivians"),
    (
        "bosnia and herzegovina, bosnia, bosnia-herzegovina",
        "bosnian, bosnians, bosniak, bosniaks",
    ),
    ("botswana", "botswanan, batswana"),
    ("brazil", "brazilian, brazilians"),
    ("brunei", "bruneian"),
    ("bulgaria", "bulgarian, bulgarians"),
    ("burkina faso", "burkinabe"),
    ("burundi", "burundian, burundians"),
    ("cambodia", "cambodian, cambodians, khmer"),
    ("cameroon", "cameroonian, cameroonians"),
    ("canada", "canadian, canadians"),
    ("cape verde, cabo verde", "cape verdean"),
    ("central african republic", ""),
    ("chad", "chadian, chadians"),
    ("chile", "chilean, chileans"),
    (
        "china, people's republic of china, mainland china",
        "chinese",
    ),
    ("colombia", "colombian, colombians"),
    ("comoros", "comorian"),
    (
        "congo, democratic republic of congo, democratic republic of the congo, dr congo, drc, zaire",
        "congolese",
    ),
    ("costa rica", "costa rican, costa ricans"),
    ("croatia", "croatian, croatians, croat, croats"),
    ("cuba", "cuban, cubans"),
    ("cyprus", "cypriot, cypriots"),
    ("czech republic, czechia", "czech, czechs"),
    ("denmark", "danish, dane, danes"),
    ("djibouti", "djiboutian"),
    ("dominica", ""),
    ("dominican republic", "dominican, dominicans"),
    ("east timor, timor-leste", "timorese"),
    ("ecuador", "ecuadorian, ecuadorean, ecuadorians"),
    ("egypt", "egyptian, egyptians"),
    ("el salvador", "salvadoran, salvadorans, salvadorean"),
    ("equatorial guinea", ""),
    ("eritrea", "eritrean, eritreans"),
    ("estonia", "estonian, estonians"),
    ("eswatini, swaziland", "swazi, swazis"),
    ("ethiopia", "ethiopian, ethiopians"),
    ("fiji", "fijian, fijians"),
    ("finland", "finnish, finn, finns"),
    ("france", "french, frenchman, frenchmen"),
    ("gabon", "gabonese"),
    ("gambia, the gambia", "gambian, gambians"),
    ("georgia", "georgian, georgians"),
    ("germany", "german, germans"),
    ("ghana", "ghanaian, ghanaians"),
    ("greece", "greek, greeks"),
    ("grenada", "grenadian"),
    ("guatemala", "guatemalan, guatemalans"),
    ("guinea", "guinean, guineans"),
    ("guinea-bissau", ""),
    ("guyana", "guyanese"),
    ("haiti", "haitian, haitians"),
    ("honduras", "honduran, hondurans"),
    ("hong kong", "hongkonger, hongkongers, hong kongers"),
    ("hungary", "hungarian, hungarians"),
    ("iceland", "icelandic, icelander, icelanders"),
    ("india", "indian, indians"),
    ("indonesia", "indonesian, indonesians"),
    (
        "iran, islamic republic of iran, persia",
        "iranian, iranians, persian",
    ),
    ("iraq", "iraqi, iraqis"),
    ("ireland, republic of ireland", "irish, irishman"),
    ("israel", "israeli, israelis"),
    ("italy", "italian, italians"),
    (
        "ivory coast, côte d'ivoire, cote d'ivoire",
        "ivorian, ivorians",
    ),
    ("jamaica", "jamaican, jamaicans"),
    ("japan", "japanese"),
    ("jordan", "jordanian, jordanians"),
    ("kazakhstan", "kazakh, kazakhs, kazakhstani"),
    ("kenya", "kenyan, kenyans"),
    ("kiribati", ""),
    ("kosovo", "kosovar, kosovars, kosovan"),
    ("kuwait", "kuwaiti, kuwaitis"),
    ("kyrgyzstan", "kyrgyz"),
    ("laos", "lao, laotian, laotians"),
    ("latvia", "latvian, latvians"),
    ("lebanon", "lebanese"),
    ("lesotho", "basotho"),
    ("liberia", "liberian, liberians"),
    ("libya", "libyan, libyans"),
    ("liechtenstein", ""),
    ("lithuania", "lithuanian, lithuanians"),
    ("luxembourg", ""),
    ("macau, macao", "macanese"),
    ("madagascar", "malagasy"),
    ("malawi", "malawian, malawians"),
    ("malaysia", "malaysian, malaysians, malay, malays"),
    ("maldives, the maldives", "maldivian, maldivians"),
    ("mali", "malian, malians"),
    ("malta", "maltese"),
    ("marshall islands", "marshallese"),
    ("mauritania", "mauritanian, mauritanians"),
    ("mauritius", "mauritian, mauritians"),
    ("mexico", "mexican, mexicans"),
    ("micronesia", "micronesian"),
    ("moldova", "moldovan, moldovans"),
    ("monaco", "monegasque"),
    ("mongolia", "mongolian, mongolians, mongol"),
    ("montenegro", "montenegrin, montenegrins"),
    ("morocco", "moroccan, moroccans"),
    ("mozambique", "mozambican, mozambicans"),
    ("myanmar, burma", "burmese"),
    ("namibia", "namibian, namibians"),
    ("nauru", "nauruan"),
    ("nepal", "nepali, nepalese, nepalis"),
    ("netherlands, the netherlands, holland", "dutch, dutchman"),
    ("new zealand", "new zealander, new zealanders, kiwi, kiwis"),
    ("nicaragua", "nicaraguan, nicaraguans"),
    ("niger", "nigerien"),
    ("nigeria", "nigerian, nigerians"),
    ("north korea, dprk", "north korean, north koreans"),
    ("north macedonia, macedonia", "macedonian, macedonians"),
    ("norway", "norwegian, norwegians"),
    ("oman", "omani, omanis"),
    ("pakistan", "pakistani, pakistanis"),
    ("palau", "palauan"),
    (
        "palestine, palestinian territories",
        "palestinian, palestinians",
    ),
    ("panama", "panamanian, panamanians"),
    ("papua new guinea", "papuan, papuans"),
    ("paraguay", "paraguayan, paraguayans"),
    ("peru", "peruvian, peruvians"),
    (
        "philippines, the philippines",
        "philippine, filipino, filipinos, filipina",
    ),
    ("poland", "polish, pole, poles"),
    ("portugal", "portuguese"),
    ("puerto rico", "puerto rican, puerto ricans"),
    ("qatar", "qatari, qataris"),
    ("romania", "romanian, romanians"),
    ("russia, russian federation", "russian, russians"),
    ("rwanda", "rwandan, rwandans"),
    ("saint lucia, st lucia, st. lucia", ""),
    ("samoa", "samoan, samoans"),
    ("san marino", ""),
    (
        "saudi arabia, kingdom of saudi arabia",
        "saudi, saudis, saudi arabian",
    ),
    ("senegal", "senegalese"),
    ("serbia", "serbian, serbians, serb, serbs"),
    ("seychelles", "seychellois"),
    ("sierra leone", "sierra leonean, sierra leoneans"),
    ("singapore", "singaporean, singaporeans"),
    ("slovakia", "slovak, slovaks, slovakian"),
    ("slovenia", "slovenian, slovenians, slovene"),
    ("solomon islands", ""),
    ("somalia", "somali, somalis, somalian"),
    ("south africa", "south african, south africans"),
    (
        "south korea, republic of korea",
        "south korean, south koreans",
    ),
    ("south sudan", "south sudanese"),
    ("soviet union, ussr, the soviet union", "soviet, soviets"),
    ("spain", "spanish, spaniard, spaniards"),
    ("sri lanka", "sri lankan, sri lankans"),
    ("sudan", "sudanese"),
    ("suriname", "surinamese"),
    ("sweden", "swedish, swede, swedes"),
    ("switzerland", "swiss"),
    ("syria, syrian arab republic", "syrian, syrians"),
    ("taiwan, republic of china", "taiwanese"),
    ("tajikistan", "tajik, tajiks"),
    ("tanzania", "tanzanian, tanzanians"),
    ("thailand", "thai, thais"),
    ("tibet", "tibetan, tibetans"),
    ("togo", "togolese"),
    ("tonga", "tongan, tongans"),
    ("trinidad and tobago, trinidad", "trinidadian, trinidadians"),
    ("tunisia", "tunisian, tunisians"),
    ("turkey, türkiye", "turkish, turk, turks"),
    ("turkmenistan", "turkmen"),
    ("tuvalu", ""),
    ("uganda", "ugandan, ugandans"),
    ("ukraine", "ukrainian, ukrainians"),
    (
        "united arab emirates, uae, u.a.e., emirates",
        "emirati, emiratis",
    ),
    (
        "united kingdom, uk, u.k., britain, great britain",
        "british, briton, britons",
    ),
    (
        "united states, united states of america, the united states, u.s., us, usa, u.s.a., america",
        "american, americans, african-american, african-americans",
    ),
    ("uruguay", "uruguayan, uruguayans"),
    ("uzbekistan", "uzbek, uzbeks"),
    ("vanuatu", "ni-vanuatu"),
    ("vatican, holy see, vatican city", ""),
    ("venezuela", "venezuelan, venezuelans"),
    ("vietnam", "vietnamese"),
    ("western sahara", "sahrawi, sahrawis"),
    ("yemen", "yemeni, yemenis"),
    ("yugoslavia", "yugoslav, yugoslavs"),
    ("zambia", "zambian, zambians"),
    ("zimbabwe, rhodesia", "zimbabwean, zimbabweans"),
    ("korea, korean peninsula", "korean, koreans"),
    ("kurdistan, iraqi kurdistan", "kurdish, kurd, kurds"),
];

pub(super) const LISTS: &[(Flags, &str)] = &[
    (
        super::PEOPLE,
        "english, scottish, scot, scots, welsh, englishman, african, africans, arab, arabs, arabic, asian, asians, balkan, basque, bedouin, berber, buddhist, buddhists, \
         catalan, catholic, catholics, caucasian, chechen, chechens, christian, christians, copt, coptic, druze, \
         eurasian, european, europeans, fulani, hausa, hindu, hindus, hispanic, hispanics, houthi, houthis, hutu, hutus, igbo, \
         islamic, islamist, islamists, jew, jewish, jews, kashmiri, kashmiris, kikuyu, latin american, latino, latinos, \
         maori, marxist, muslim, muslims, oromo, orthodox, pashtun, pashtuns, protestant, protestants, punjabi, roma, \
         rohingya, shia, shias, shiite, shiites, shi'ite, sikh, sikhs, slavic, sunni, sunnis, tamil, tamils, tatar, \
         tigrayan, tigrayans, tutsi, tutsis, uyghur, uyghurs, uighur, uighurs, western, yazidi, yazidis, yoruba, zulu, \
         republican, republicans, democrat, democrats, democratic, communist, communists, maoist, maoists, taliban, \
         californian, texan, parisian, londoner, anglican, mormon, mormons, evangelical, evangelicals",
    ),
    (
        REGION,
        "england, scotland, wales, northern ireland, west germany, east germany, north vietnam, south vietnam, somaliland, puntland, africa, antarctica, asia, europe, north america, south america, latin america, central america, oceania, \
         middle east, the middle east, mideast, far east, near east, southeast asia, south-east asia, south asia, central asia, \
         east asia, east africa, west africa, southern africa, north africa, central africa, sub-saharan africa, \
         horn of africa, sahel, sahara, maghreb, balkans, caucasus, caribbean, scandinavia, baltics, eurozone, asia pacific, \
         asia-pacific, indo-pacific, western europe, eastern europe, central europe, gaza, gaza strip, west bank, \
         golan heights, kashmir, jammu, crimea, donbas, donbass, chechnya, catalonia, quebec, ontario, alberta, \
         british columbia, nova scotia, xinjiang, tibet, guangdong, sichuan, hubei, punjab, sindh, balochistan, \
         khyber pakhtunkhwa, kerala, tamil nadu, karnataka, maharashtra, gujarat, rajasthan, uttar pradesh, \
         madhya pradesh, andhra pradesh, telangana, odisha, bihar, assam, west bengal, haryana, goa, manipur, \
         darfur, tigray, oromia, kivu, katanga, biafra, borno, kano state, lagos state, gauteng, western cape, \
         eastern cape, kwazulu-natal, limpopo, mpumalanga, new south wales, queensland, tasmania, bavaria, saxony, \
         tuscany, sicily, sardinia, lombardy, andalusia, normandy, brittany, flanders, wallonia, siberia, bali, java, \
         sumatra, borneo, papua, aceh, mindanao, luzon, sabah, sarawak, penang, johor, selangor, okinawa, hokkaido, \
         alabama, alaska, arizona, arkansas, california, colorado, connecticut, delaware, florida, hawaii, idaho, \
         illinois, indiana, iowa, kansas, kentucky, louisiana, maine, maryland, massachusetts, michigan, minnesota, \
         mississippi, missouri, montana, nebraska, nevada, new hampshire, new jersey, new mexico, new york state, \
         north carolina, north dakota, ohio, oklahoma, oregon, pennsylvania, rhode island, south carolina, south dakota, \
         tennessee, texas, utah, vermont, virginia, washington state, west virginia, wisconsin, wyoming, ala., ariz., \
         ark., calif., colo., conn., fla., ga., ill., ind., kan., ky., la., mass., md., mich., minn., miss., mo., mont., \
         neb., nev., n.c., n.d., n.h., n.j., n.m., n.y., okla., ore., pa., r.i., s.c., s.d., tenn., tex., va., vt., \
         wash., wis., w.va., wyo., d.c., atlantic, pacific, indian ocean, arctic, mediterranean, red sea, black sea, \
         baltic sea, baltic, caspian sea, south china sea, east china sea, persian gulf, gulf of aden, gulf of mexico, \
         arabian sea, bay of bengal, north sea, english channel, strait of hormuz, suez canal, panama canal, nile, \
         amazon, danube, rhine, thames, ganges, mekong, yangtze, euphrates, tigris, volga, congo river, niger delta, \
         himalayas, andes, alps, rocky mountains, mount everest, kilimanjaro, lake victoria, lake chad, great lakes, \
         silicon valley, midwest, new england, puerto rico, guam, bermuda, greenland, gibraltar, zanzibar, abkhazia, \
         south ossetia, nagorno-karabakh, transnistria, galapagos islands, falkland islands, virgin islands",
    ),
    (
        CITY,
        "abidjan, abu dhabi, abuja, accra, addis ababa, aden, adelaide, aleppo, alexandria, algiers, almaty, amman, \
         amsterdam, ankara, antananarivo, antwerp, ashgabat, asmara, astana, asuncion, athens, atlanta, auckland, austin, \
         baghdad, baku, baltimore, bamako, bangalore, bengaluru, bangkok, bangui, banjul, barcelona, basra, beijing, \
         beirut, belfast, belgrade, benghazi, berlin, bern, birmingham, bishkek, bissau, bogota, bogotá, bordeaux, \
         boston, brasilia, brasília, bratislava, brazzaville, brisbane, bristol, brussels, bucharest, budapest, \
         buenos aires, buffalo, bujumbura, bulawayo, busan, cairo, calcutta, calgary, cali, canberra, cape town, \
         caracas, cardiff, casablanca, charlotte, chengdu, chennai, chicago, chisinau, christchurch, cincinnati, \
         cleveland, cologne, colombo, columbus, conakry, copenhagen, cotonou, dakar, dallas, damascus, dar es salaam, \
         darwin, delhi, new delhi, denver, detroit, dhaka, djibouti city, dodoma, doha, donetsk, douala, dresden, dubai, \
         dublin, durban, dushanbe, dusseldorf, düsseldorf, edinburgh, entebbe, erbil, fallujah, faisalabad, florence, \
         fort worth, frankfurt, freetown, fukuoka, gaborone, gaza city, geneva, georgetown, ghent, glasgow, goma, \
         guadalajara, guangzhou, guatemala city, guayaquil, hague, the hague, haifa, hamburg, hanoi, harare, havana, \
         hebron, helsinki, hiroshima, ho chi minh city, saigon, honolulu, houston, hyderabad, ibadan, indianapolis, \
         irbil, islamabad, istanbul, jaffna, jakarta, jeddah, jerusalem, east jerusalem, johannesburg, juba, kabul, \
         kaduna, kampala, kandahar, kano, kansas city, karachi, kathmandu, kharkiv, khartoum, kherson, kiev, kyiv, \
         kigali, kingston, kinshasa, kirkuk, kisumu, kolkata, kuala lumpur, kuwait city, kyoto, la paz, lagos, lahore, \
         las vegas, leeds, leipzig, libreville, lille, lilongwe, lima, lisbon, liverpool, ljubljana, lome, london, \
         los angeles, louisville, luanda, lubumbashi, lucknow, lusaka, luxor, lviv, lyon, madrid, maiduguri, malabo, \
         malmo, managua, manama, manchester, manila, maputo, mariupol, marrakesh, marseille, maseru, mashhad, mecca, \
         medellin, medellín, medina, melbourne, memphis, mexico city, miami, milan, milwaukee, minneapolis, minsk, \
         mogadishu, mombasa, monrovia, montevideo, montgomery, montreal, moscow, mosul, multan, mumbai, bombay, \
         munich, muscat, nagasaki, nagoya, nagpur, nairobi, naples, nashville, nassau, n'djamena, new orleans, new york, \
         new york city, newark, niamey, nicosia, nouakchott, odesa, odessa, oklahoma city, omaha, orlando, osaka, oslo, \
         ottawa, ouagadougou, oxford, palermo, panama city, paris, perth, peshawar, philadelphia, phnom penh, phoenix, \
         pittsburgh, podgorica, port au prince, port-au-prince, port harcourt, port louis, port moresby, portland, porto, \
         porto-novo, prague, pretoria, pristina, pyongyang, quetta, quito, rabat, rafah, raleigh, ramallah, rangoon, \
         yangon, raqqa, rawalpindi, reykjavik, richmond, riga, rio de janeiro, rio, riyadh, rome, rotterdam, sacramento, \
         salt lake city, salvador, san antonio, san diego, san francisco, san jose, san juan, san salvador, sana'a, \
         sanaa, santiago, santo domingo, sao paulo, são paulo, sarajevo, seattle, seoul, seville, shanghai, sharjah, \
         shenzhen, sheffield, sidon, skopje, sofia, soweto, srinagar, st. louis, st. petersburg, st petersburg, stockholm, \
         strasbourg, stuttgart, surabaya, suva, sydney, tabriz, taipei, tallinn, tampa, tashkent, tbilisi, tegucigalpa, \
         tehran, tel aviv, thessaloniki, thimphu, tianjin, tijuana, tirana, tokyo, toronto, trieste, tripoli, tucson, \
         tunis, turin, tyre, ulan bator, ulaanbaatar, utrecht, vaduz, valencia, valletta, vancouver, venice, vienna, \
         vientiane, vilnius, vladivostok, warsaw, washington, washington d.c., washington dc, wellington, windhoek, winnipeg, \
         wuhan, yaounde, yaoundé, yekaterinburg, yerevan, yokohama, zagreb, zaporizhzhia, zurich, zürich, brooklyn, \
         manhattan, queens, bronx, harlem, hollywood, cambridge, bethlehem, nablus, jenin, khan younis, homs, idlib, \
         kobani, tikrit, najaf, karbala, herat, kunduz, jalalabad, mazar-i-sharif, bukavu, kisangani, mekelle, gondar, \
         hargeisa, kismayo, bosaso, berbera, zamboanga, davao, cebu, chiang mai, phuket, hue, da nang, chongqing, \
         nanjing, hangzhou, macau, kaohsiung, incheon, sapporo, tegal, medan, bandung, denpasar, kota kinabalu, kuching",
    ),
];
