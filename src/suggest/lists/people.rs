//! First names of many languages, particles of names, and words for people in office.

use super::{FIRST_NAME, Flags, OFFICIAL, PARTICLE, TITLE};

pub(super) const LISTS: &[(Flags, &str)] = &[
    (
        FIRST_NAME,
        "aaron, adam, adrian, alan, albert, alex, alexander, alexandra, alfred, alice, alison, allen, amanda, amber, \
         amy, andrea, andrew, andy, angela, ann, anna, anne, anthony, antonio, arthur, ashley, barack, barbara, barry, ben, \
         benjamin, bernard, bernie, betty, beverly, bill, bob, bobby, bonnie, brad, bradley, brandon, brenda, brian, \
         bruce, bryan, caitlin, carl, carla, carly, carol, caroline, catherine, cathy, charles, charlie, charlotte, cheryl, \
         chris, christian, christina, christine, christopher, chuck, cindy, claire, clara, cliff, colin, connie, corey, \
         craig, crystal, cynthia, dale, dan, daniel, danielle, danny, dave, david, dawn, dean, deborah, debbie, denis, \
         dennis, derek, diana, diane, dick, don, donald, donna, doris, dorothy, doug, douglas, duncan, dylan, ed, eddie, \
         edith, edward, edwin, eileen, elaine, eleanor, elizabeth, ellen, emily, emma, eric, erica, erin, ernest, ethan, \
         eugene, eva, evan, evelyn, felix, fiona, florence, frances, francis, frank, fred, frederick, gabriel, gary, \
         gavin, gene, geoffrey, george, gerald, gerard, gilbert, gina, glenn, gloria, gordon, grace, graham, grant, greg, \
         gregory, hannah, harold, harriet, harry, harvey, heather, heidi, helen, henry, herbert, hillary, holly, howard, \
         hugh, ian, irene, isaac, isabel, ivan, jack, jackie, jacob, jake, james, jamie, jan, jane, janet, janice, jared, \
         jason, jay, jean, jeff, jeffrey, jennifer, jeremy, jerry, jesse, jessica, jill, jim, jimmy, joan, joanna, joe, \
         joel, john, johnny, jon, jonathan, jordan, joseph, josh, joshua, joy, joyce, juan, judith, judy, julia, julian, \
         julie, justin, karen, karl, kate, katherine, kathleen, kathy, katie, keith, kelly, ken, kenneth, kevin, kim, \
         kimberly, kirk, kristen, kyle, larry, laura, lauren, laurence, lawrence, leah, lee, leon, leonard, leslie, lewis, \
         liam, linda, lindsey, lisa, liz, lloyd, lois, lori, louis, louise, lucas, lucy, luke, lynn, marc, marcus, \
         margaret, maria, marie, marilyn, mario, marion, mark, marsha, martha, martin, marvin, mary, matt, matthew, \
         maurice, max, megan, melissa, melanie, michael, michele, michelle, miguel, mike, miles, mitch, mitt, molly, \
         monica, morgan, nancy, natalie, nathan, neil, nicholas, nick, nicole, nigel, noah, nora, norman, oliver, olivia, \
         oscar, owen, pamela, pat, patricia, patrick, paul, paula, peggy, penny, peter, phil, philip, phillip, phyllis, \
         rachel, ralph, randy, ray, raymond, rebecca, reginald, renee, rex, richard, rick, ricky, rita, rob, robert, \
         roberta, robin, rod, roger, ron, ronald, rosa, rose, ross, roy, russell, ruth, ryan, sally, sam, samantha, \
         samuel, sandra, sara, sarah, scott, sean, seth, shane, shannon, sharon, shaun, shawn, sheila, shirley, sidney, \
         simon, sophia, sophie, stacey, stanley, stella, stephanie, stephen, steve, steven, stuart, sue, susan, suzanne, \
         sylvia, tara, ted, teresa, terry, thelma, theodore, theresa, thomas, tiffany, tim, timothy, tina, todd, tom, \
         tommy, toni, tony, tracy, travis, trevor, tyler, valerie, vanessa, vera, vernon, veronica, vicki, victor, \
         victoria, vincent, virginia, vivian, wade, wallace, walter, wanda, warren, wayne, wendy, wesley, will, william, \
         willie, zachary, zoe, alejandro, alvaro, ana, andres, angel, antonia, arturo, carlos, carmen, cesar, claudia, \
         cristina, diego, eduardo, elena, emilio, enrique, ernesto, esteban, federico, felipe, fernando, francisco, \
         gabriela, gonzalo, guillermo, gustavo, hector, hugo, ignacio, isabella, javier, jesus, joaquin, jorge, jose, \
         josé, juana, julio, leonardo, lucia, luis, luiz, manuel, marcelo, marco, marcos, mariana, mariano, mauricio, \
         nicolas, nicolás, pablo, paulo, pedro, rafael, ramon, raul, raúl, ricardo, roberto, rodrigo, santiago, sergio, \
         sofia, tomas, vicente, joão, inacio, dilma, nestor, evo, abdallah, abdel, abdul, abdulaziz, abdulla, abdullah, \
         abdulrahman, abu, adel, adnan, ahmad, ahmed, aisha, akram, ali, amal, amin, amina, amir, amira, anwar, aziz, \
         bashar, bashir, bilal, faisal, farid, farouk, fatima, faruk, habib, hadi, hafez, haider, hakim, hamad, hamid, \
         hamza, hani, haroon, hasan, hashim, hassan, hatem, hosni, hossein, hussain, hussein, ibrahim, idris, imad, \
         imran, ismail, issa, jaber, jalal, jamal, jamil, karim, khadija, khaled, khalid, khalil, layla, leila, mahdi, \
         mahmood, mahmoud, majid, malik, mansour, mariam, marwan, maryam, mehdi, mohamad, mohamed, mohammad, mohammed, \
         mohamud, mohsen, mona, mostafa, muammar, muhammad, muhammadu, munir, musa, mustafa, nabil, nadia, naser, nasser, \
         nawaz, noor, nour, omar, osama, othman, qasim, rafiq, ramzan, rashid, reza, riad, saad, sadiq, saeed, said, \
         salah, saleh, salem, salim, salman, salwa, sami, samir, shahid, shireen, sohail, sulaiman, suleiman, syed, \
         tahir, tamim, tarek, tariq, usman, walid, yahya, yasin, yasir, yasser, yousef, youssef, yusuf, zahra, zaid, \
         zainab, ziad, zubair, abebe, abiy, adama, adebayo, alassane, amadou, aminata, babatunde, chinedu, chinua, \
         emeka, emmanuel, fatou, femi, folake, goodluck, ibrahima, isaias, jacob, jomo, julius, kofi, kwame, kwesi, \
         laurent, mamadou, meles, moses, mwai, nana, ngozi, nkosazana, nnamdi, obiageli, olusegun, oumar, ousmane, \
         paul, raila, robert, sekou, seydou, thabo, tunde, uhuru, wole, yoweri, yemi, cyril, desmond, nelson, winnie, \
         abhishek, ajay, akhilesh, amit, amitabh, anand, anil, anita, anjali, arjun, arun, arvind, ashok, atal, deepak, \
         deepika, dinesh, ganesh, gaurav, gopal, hari, indira, jawaharlal, kamal, kapil, kiran, kishore, krishna, kumar, \
         lal, lakshmi, lalit, mahatma, mahesh, mahinda, manish, manmohan, manoj, meera, mohan, mukesh, narendra, naveen, \
         neha, nirmala, nitin, pankaj, pooja, pradeep, pranab, prakash, prasad, priya, priyanka, rahul, raj, raja, \
         rajesh, rajiv, rajnath, rakesh, ram, ramesh, ranil, ravi, rohit, sachin, sandeep, sanjay, sanjeev, satish, \
         shashi, shiv, shyam, siddharth, smriti, sonia, subhash, sunil, suresh, sushma, uma, vijay, vikram, vinod, \
         virat, vivek, yashwant, yogi, asif, asma, benazir, bilawal, imran, pervez, shehbaz, sheikh, khaleda, hasina, \
         akira, akihito, fumio, haruki, hideki, hiroshi, junichiro, kazuo, kenji, makoto, masahiro, naoto, naomi, shigeru, \
         shinzo, shinzō, taro, takashi, yasuo, yoko, yoshihide, yukio, yuki, chen, cheng, deng, feng, guo, hao, hong, \
         hu, huang, jian, jiang, jin, jing, jintao, jinping, keqiang, li, liang, lin, ling, liu, mao, mei, ming, ping, \
         qian, qiang, rong, tao, wang, wei, wen, wu, xi, xiao, xin, xu, yan, yang, yi, ying, yong, yu, yuan, zedong, \
         zhang, zhao, zhou, zhu, hyun, jae, jong, jong-un, jong-il, ki-moon, kyung, moon, myung, park, seung, sung, un, \
         young, nguyen, tran, aung, htin, thein, min, prayuth, thaksin, yingluck, abhisit, mahathir, najib, anwar, joko, \
         susilo, megawati, prabowo, benigno, corazon, ferdinand, gloria, imelda, rodrigo, aleksandr, aleksei, alexei, \
         alexey, anatoly, andrei, andrej, andriy, boris, dmitri, dmitry, evgeny, igor, irina, konstantin, leonid, mikhail, \
         natalia, nikita, nikolai, oleg, olga, pavel, petro, roman, ruslan, sergei, sergey, svetlana, tatiana, valery, \
         viktor, vitaly, vladimir, volodymyr, vyacheslav, yelena, yevgeny, yulia, yuri, aleksandar, branko, dragan, \
         goran, jan, janos, jaroslaw, josef, józef, lech, marek, milan, milos, miroslav, pawel, petr, radovan, ratko, \
         slobodan, stanislaw, tomasz, vaclav, václav, wojciech, zdenek, zoran, angela, björn, carl, christoph, dieter, \
         erik, ernst, ferdinand, franz, friedrich, fritz, gerhard, günter, gunnar, gustav, hans, heinrich, heinz, helmut, \
         hermann, horst, ingrid, jens, joachim, johan, johann, johannes, jürgen, jurgen, kai, klaus, kurt, lars, lothar, \
         ludwig, magnus, manfred, markus, matthias, mette, michael, mikael, niels, nils, olaf, otto, per, rainer, rolf, \
         rudolf, stefan, sven, thorsten, torsten, ulrich, ursula, uwe, werner, wilhelm, wolfgang, alain, andré, antoine, \
         aurélie, bernard, brigitte, camille, cécile, christophe, didier, dominique, édouard, emile, émile, \
         étienne, eric, françois, francois, frédéric, gérard, guy, henri, hervé, jacques, jean-luc, \
         jean-marie, jean-pierre, jérôme, laurent, lionel, luc, marcel, marine, mathieu, maxime, michel, nicolas, \
         olivier, pascal, philippe, pierre, rené, ségolène, serge, sylvie, thierry, valéry, xavier, yves, alberto, \
         alessandro, andrea, angelo, beppe, carlo, dario, enrico, enzo, fabio, franco, giancarlo, gianni, giorgia, \
         giorgio, giovanni, giulio, giuseppe, lorenzo, luca, luciano, luigi, massimo, matteo, maurizio, michele, paolo, \
         pietro, renzo, romano, salvatore, silvio, umberto, vincenzo, abdullahi, adolf, aleksander, alexis, andreas, \
         antonis, costas, dimitris, giorgos, kyriakos, nikos, stavros, yanis, ahmet, abdullah, binali, bulent, ekrem, \
         kemal, mehmet, mesut, mustafa, necmettin, orhan, recep, selahattin, süleyman, tayyip, turgut, amos, ariel, \
         avi, avigdor, benny, benjamin, chaim, dov, ehud, eli, ezer, gadi, golda, isaac, itamar, menachem, moshe, \
         naftali, natan, reuven, shaul, shimon, tzipi, uri, yaakov, yair, yehuda, yisrael, yitzhak, yoav, yossi, ron, \
         sanna, sauli, tarja, jens, erna, jonas, gro, stefan, fredrik, ulf, olof, anders, ole, bjorn, odd, erling",
    ),
    (
        PARTICLE,
        "al, bin, bint, ben, da, das, de, del, della, der, di, do, dos, du, e, el, ibn, la, le, van, von, ter, ten, y, zu, \
         al-, abu, umm, ould, ap, mc, mac, st, san, santa, jr, jr., sr, sr., ii, iii, iv",
    ),
    (
        TITLE,
        "admiral, adm, adm., ambassador, archbishop, baron, baroness, bishop, brigadier, capt, capt., captain, cardinal, \
         chairman, chairperson, chairwoman, chancellor, chief, cmdr, col, col., colonel, commander, commissioner, \
         comrade, congressman, congresswoman, count, countess, crown prince, dame, deacon, deputy, director, doctor, \
         dr, dr., duke, duchess, emir, emperor, father, fr., gen, gen., general, gov, gov., governor, hon., imam, judge, \
         justice, king, lady, lieutenant, lord, lt, lt., lt. gen., maj, maj., maj. gen., major, mayor, messrs, minister, \
         miss, monsignor, mother, mp, mr, mr., mrs, mrs., ms, ms., mullah, officer, pastor, pope, premier, president, \
         prime minister, prince, princess, prof, prof., professor, queen, rabbi, rep, rep., representative, rev, rev., \
         reverend, saint, sec., secretary, secretary-general, sen, sen., senator, sergeant, sgt, sgt., shaikh, sheikh, \
         sheriff, sir, sister, sister, speaker, sultan, superintendent, supt, vice president, vice-president, viscount, \
         ayatollah, grand ayatollah, hajj, alhaji, chief executive, attorney general, foreign minister, defence minister, \
         defense minister, finance minister, interior minister, secretary general, field marshal, marshal, private, \
         corporal, cpl, detective, inspector, constable, president-elect, ex-president, vice-chancellor, vice chairman",
    ),
    (
        OFFICIAL,
        "activist, activists, adviser, advisers, advisor, advisors, agent, aide, aides, analyst, analysts, attorney, \
         attorneys, author, authorities, ceo, coach, candidate, candidates, columnist, co-founder, critic, critics, \
         defector, diplomat, diplomats, doctor, doctors, economist, economists, editor, envoy, executive, executives, \
         expert, experts, founder, head, historian, investigator, investigators, journalist, judge, lawmaker, lawmakers, \
         lawyer, lawyers, leader, leaders, manager, member, members, minister, ministers, negotiator, negotiators, \
         nominee, observer, observers, officer, officers, official, officials, operative, opponent, opponents, \
         organizer, owner, parliamentarian, participant, police, policeman, politician, politicians, pollster, pollsters, \
         president, professor, prosecutor, prosecutors, reporter, reporters, representative, representatives, researcher, \
         researchers, resident, residents, scholar, scientist, scientists, secretary, senator, senators, soldier, soldiers, \
         source, sources, spokesman, spokesmen, spokesperson, spokespeople, spokeswoman, staff, staffer, staffers, \
         strategist, strategists, student, students, supporter, supporters, survivor, teacher, teachers, veteran, veterans, \
         victim, victims, voter, voters, witness, witnesses, worker, workers, writer, billionaire, businessman, mogul, \
         congressman, delegate, delegates, donor, donors, governor, mayor, surrogate, surrogates, rival, rivals, person, \
         people, man, woman, men, women, husband, wife, father, mother, son, daughter, brother, sister, friend, friends, \
         colleague, colleagues, insider, insiders, host, anchor, moderator, commentator, pundit, pundits, democrats, \
         republicans, conservatives, liberals, skeptics, advocate, advocates, campaign, administration, team, group",
    ),
];
