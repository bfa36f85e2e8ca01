//! Words that tell what a name is, and words of time, number and measure.

use super::{
    ARMED, CURRENCY, EVENT, FACILITY, Flags, GOVERNMENT, KNOWN_BODY, MEDIA, MILITARY, MONTH,
    NUMBER, ORGANISATION, PAPER, PLACE, SCALE, SMALL, TIME, TIME_UNIT, UNIT, VESSEL, WEEKDAY,
};

pub(super) const LISTS: &[(Flags, &str)] = &[
    (
        ORGANISATION,
        "academy, ag, agency, airlines, airways, alliance, analytics, assembly, associates, association, authority, bank, \
         board, brotherhood, bureau, campaign, cartel, cathedral, center, centre, chamber, charity, church, club, co, co., coalition, \
         college, commission, committee, communications, company, confederation, conference, congress, consortium, cooperative, \
         corp, corp., corporation, council, court, directorate, electric, energy, enterprise, enterprises, exchange, \
         facility, faculty, federation, firm, forum, foundation, fund, fc, gmbh, group, guild, holdings, holding, hospital, \
         inc, inc., industries, initiative, inspectorate, institute, institution, insurance, international, \
         laboratories, laboratory, league, llc, llp, limited, lobby, ltd, ltd., mission, mosque, motors, movement, \
         museum, nations, network, ngo, office, oil, organisation, organization, partners, partnership, party, petroleum, \
         pharmaceuticals, plc, police, programme, project, railways, school, schools, secretariat, securities, seminary, \
         service, services, society, steel, studio, studios, summit, syndicate, systems, team, technologies, technology, \
         telecom, tribunal, trust, union, united, university, university college, watch, works, workers",
    ),
    (
        GOVERNMENT,
        "administration, assembly, cabinet, chancellery, congress, department, duma, government, house of representatives, \
         knesset, legislature, ministry, parliament, politburo, presidency, senate, state department, treasury, \
         white house, kremlin, pentagon, downing street, supreme court, capitol hill, central bank, justice department, \
         house of commons, house of lords, lok sabha, rajya sabha, bundestag, majlis, national assembly, state council, \
         foreign ministry, defense ministry, defence ministry, interior ministry, homeland security, foreign office",
    ),
    (
        MILITARY,
        "air force, army, battalion, brigade, coast guard, command, corps, division, fleet, force, forces, guard, guards, \
         marine corps, marines, military, national guard, navy, regiment, revolutionary guard, revolutionary guards, \
         squadron, troops, armed forces, defence forces, defense forces, border guard, gendarmerie, special forces",
    ),
    (
        ARMED,
        "al qaeda, al-qaeda, al qaida, al-qaida, al shabaab, al-shabaab, boko haram, eln, eta, farc, fatah, front, hamas, \
         hezbollah, hizbollah, hizbullah, insurgents, ira, irgc, isil, isis, islamic state, jihad, lashkar-e-taiba, ltte, m23, militants, \
         militia, militias, mujahideen, pkk, rebels, renamo, taliban, tamil tigers, tplf, unita, ypg, wagner, quds force, daesh, \
         islamic jihad, houthi, houthis, al nusra, jabhat al-nusra, lord's resistance army, ansar al-sharia",
    ),
    (
        MEDIA,
        "abc, afp, agence france-presse, al arabiya, al jazeera, ap, associated press, bbc, bloomberg, breitbart, broadcasting, \
         buzzfeed, cbs, channel, chronicle, cnbc, cnn, courier, daily, dispatch, examiner, fox, fox news, gazette, globe, guardian, \
         herald, huffington post, independent, interfax, itar-tass, journal, magazine, mail, mirror, msnbc, nbc, new york times, \
         news, news agency, newspaper, newspapers, newsweek, npr, observer, pbs, politico, post, press, radio, record, reuters, review, \
         standard, star, sun, tass, telegraph, television, times, tribune, tv, usa today, wall street journal, \
         washington post, xinhua, yonhap, kyodo, dpa, efe, ansa, the economist, der spiegel, le monde, sky news, cctv, irna",
    ),
    (
        KNOWN_BODY,
        "anc, apec, asean, au, bjp, cdc, cia, dea, doj, eac, ecb, ecowas, epa, eu, european union, european commission, \
         european parliament, fao, fbi, fda, federal reserve, fifa, fsb, g20, g7, g8, gop, iaea, icc, icj, idf, imf, \
         international monetary fund, interpol, irs, isi, kgb, mi5, mi6, mossad, nafta, nasa, nato, nsa, oas, oecd, opec, \
         osce, plo, red cross, red crescent, unesco, unhcr, unicef, un, u.n., united nations, security council, general assembly, usaid, \
         who, world bank, world health organization, world trade organization, wto, wfp, uefa, ioc, olympic committee, \
         amnesty international, human rights watch, greenpeace, oxfam, medecins sans frontieres, doctors without borders, \
         african union, arab league, hezbollah, hamas, democratic party, republican party, labour party, labour, tories, \
         conservative party, communist party, congress party, likud, google, microsoft, apple, amazon, facebook, twitter, \
         youtube, boeing, airbus, exxonmobil, shell, bp, toyota, honda, samsung, sony, huawei, gazprom, rosneft, petrobras, \
         nokia, intel, ibm, walmart, goldman sachs, jpmorgan, hsbc, barclays, citigroup, volkswagen, bmw, siemens, total, \
         chelsea, arsenal, liverpool fc, manchester united, manchester city, real madrid, barcelona fc, bayern munich, \
         juventus, harvard, yale, stanford, oxford university, cambridge university, harvard university, mit",
    ),
    (
        PLACE,
        "avenue, basin, bay, beach, boulevard, canal, canyon, cape, city, coast, county, creek, delta, desert, district, forest, \
         governorate, gulf, highlands, hill, hills, island, islands, isle, lake, mount, mountain, mountains, municipality, \
         ocean, parish, peninsula, plains, plateau, port, prefecture, province, region, republic, reservoir, river, road, \
         sea, shire, sound, square, state, strait, straits, street, suburb, territory, town, township, valley, village, \
         ward, wilderness, zone, county, oblast, emirate, north, south, east, west, northern, southern, eastern, western, \
         central, upper, lower, southeast, southwest, northeast, northwest",
    ),
    (
        FACILITY,
        "airfield, airport, arena, barracks, base, bridge, building, camp, castle, cathedral, cemetery, church, complex, crossing, \
         dam, depot, embassy, hall, harbor, harbour, highway, hospital, hotel, house, mall, mansion, market, memorial, \
         mine, monastery, monument, mosque, motorway, museum, palace, park, pier, pipeline, plant, plaza, port, prison, \
         railway, refinery, shrine, stadium, station, synagogue, temple, terminal, theater, theatre, tower, towers, tunnel, zoo",
    ),
    (
        EVENT,
        "agreement, award, awards, battle, championship, championships, conference, convention, crisis, cup, debate, derby, day, \
         election, elections, exhibition, festival, games, genocide, holocaust, intifada, olympics, open, primary, prix, \
         referendum, revolution, riots, series, summit, tournament, treaty, trophy, uprising, war, world cup, super bowl, \
         world war, world war ii, cold war, gulf war, civil war, second world war, first world war, arab spring, ramadan, \
         christmas, easter, brexit, olympic games, champions league, premier league, carnival, marathon",
    ),
    (
        VESSEL,
        "aircraft, boat, bomber, carrier, corvette, cruiser, destroyer, drone, drones, ferry, freighter, frigate, helicopter, \
         hms, jet, jets, missile, missiles, mv, plane, rifle, rocket, rockets, ship, shuttle, ss, submarine, tank, tanker, trawler, \
         uss, vessel, warship, yacht, boeing 737, boeing 777, airbus a320, f-16, f-35, mig-29, patriot, scud, ak-47, iskander",
    ),
    (
        MONTH,
        "january, february, march, april, may, june, july, august, september, october, november, december, jan, jan., feb, feb., \
         mar., apr, apr., jun, jun., jul, jul., aug, aug., sep, sep., sept, sept., oct, oct., nov, nov., dec, dec.",
    ),
    (
        WEEKDAY,
        "monday, tuesday, wednesday, thursday, friday, saturday, sunday, mon, tue, tues, wed, thu, thur, thurs, fri, sat, mondays, \
         tuesdays, wednesdays, thursdays, fridays, saturdays, sundays, mon., tue., wed., thu., fri., sat., sun.",
    ),
    (
        TIME_UNIT,
        "second, seconds, minute, minutes, hour, hours, day, days, week, weeks, weekend, weekends, fortnight, month, months, quarter, \
         quarters, year, years, decade, decades, century, centuries, millennium, semester, season, night, nights, morning, \
         mornings, evening, evenings, afternoon, afternoons, noon, midnight, spring, summer, autumn, fall, winter, eve, term, generation",
    ),
    (
        TIME,
        "today, yesterday, tomorrow, tonight, last, next, this, past, coming, previous, earlier, early, late, mid, ago, later, \
         since, recent, recently, now, current, currently, daily, weekly, monthly, yearly, annual, annually, then, a.m., p.m., am, pm, gmt, utc, est, \
         edt, o'clock, bc, ad, bce, ce, anniversary, nowadays, once, following, ensuing, fiscal, half, year-end",
    ),
    (
        NUMBER,
        "one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen, seventeen, \
         eighteen, nineteen, twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety, first, second, third, fourth, fifth, sixth, \
         seventh, eighth, ninth, tenth, half, quarter, several, dozen, dozens, couple, few, both, many, zero, once, twice, single, double, triple",
    ),
    (
        SCALE,
        "hundred, hundreds, thousand, thousands, million, millions, billion, billions, trillion, trillions, lakh, lakhs, crore, crores, m, \
         bn, mn, tn, k, dozen, dozens, mln, bln",
    ),
    (
        CURRENCY,
        "$, €, £, ¥, ₹, ₦, ₽, ₩, ₪, ₫, ₱, us$, a$, c$, hk$, usd, eur, gbp, jpy, cny, inr, ngn, kes, zar, rmb, dollar, dollars, \
         euro, euros, pound, pounds, sterling, yen, yuan, renminbi, rupee, rupees, rand, naira, shilling, shillings, ruble, rubles, rouble, \
         roubles, peso, pesos, real, reais, won, franc, francs, krona, kronor, krone, kroner, dinar, dinars, dirham, dirhams, riyal, \
         riyals, rial, rials, shekel, shekels, lira, ringgit, baht, dong, rupiah, cent, cents, pence, kwacha, birr, cedi, cedis, dlrs, rs, rs.",
    ),
    (
        UNIT,
        "%, percent, per cent, pct, percentage points, km, kilometre, kilometres, kilometer, kilometers, metre, metres, meter, meters, \
         mile, miles, foot, feet, inch, inches, yard, yards, cm, mm, centimetres, centimeters, hectare, hectares, acre, acres, kg, kilo, \
         kilos, kilogram, kilograms, kilogrammes, gram, grams, tonne, tonnes, ton, tons, pounds, lb, lbs, ounce, ounces, litre, litres, \
         liter, liters, gallon, gallons, barrel, barrels, mw, megawatt, megawatts, gw, gigawatts, kw, kilowatts, kwh, twh, volts, watts, bcm, \
         degrees, celsius, fahrenheit, mph, kph, km/h, knots, square kilometres, square kilometers, square miles, square metres, square feet, cubic metres, gb, mb, \
         tb, bytes, mg, ml, calories, joules, hz, mhz, ghz, °c, °f, m2, m3, km2, basis points",
    ),
    (
        PAPER,
        "affidavit, analysis, article, bill, book, biography, communique, communiqué, complaint, constitution, data, directive, document, documents, dossier, \
         editorial, email, e-mail, emails, figures, files, filing, findings, indictment, interview, investigation, law, lawsuit, letter, list, manifesto, \
         memo, memoir, memorandum, message, note, op-ed, paper, petition, plan, poll, polls, post, proposal, record, records, release, \
         report, reports, resolution, review, ruling, speech, statement, statements, statistics, story, study, studies, survey, \
         surveys, testimony, text, transcript, tweet, tweets, video, website, headline, ad, column, numbers, research",
    ),
    (
        SMALL,
        "a, about, above, after, again, against, all, also, although, am, among, an, and, any, are, as, at, be, because, been, \
         before, being, below, between, both, but, by, can, could, did, do, does, doing, down, during, each, even, every, \
         few, for, from, further, had, has, have, having, he, her, here, hers, herself, him, himself, his, how, however, i, \
         if, in, into, is, it, its, itself, just, like, many, may, me, meanwhile, might, more, most, much, must, my, myself, never, no, \
         nor, not, now, of, off, on, once, only, or, other, our, ours, out, over, own, per, same, shall, she, should, since, so, \
         some, still, such, than, that, the, their, theirs, them, themselves, then, there, these, they, this, those, though, \
         through, to, too, under, until, up, upon, us, very, was, we, were, what, when, where, whether, which, while, \
         who, whom, whose, why, will, with, within, without, would, yet, you, your, yours",
    ),
];
