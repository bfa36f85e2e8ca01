//! Which kind a name may have, by the words in it and beside it.

/// Titles and offices, in lower case, that stand before a person's name.
const TITLES: &[&str] = &[
    "admiral",
    "ambassador",
    "aide",
    "archbishop",
    "bishop",
    "captain",
    "chairman",
    "chairwoman",
    "chancellor",
    "chief",
    "colonel",
    "commander",
    "commissioner",
    "congressman",
    "congresswoman",
    "deputy",
    "director",
    "doctor",
    "dr",
    "envoy",
    "general",
    "gen",
    "governor",
    "imam",
    "judge",
    "justice",
    "king",
    "leader",
    "lieutenant",
    "lt",
    "major",
    "manager",
    "master",
    "mayor",
    "minister",
    "mr",
    "mrs",
    "ms",
    "negotiator",
    "officer",
    "pope",
    "premier",
    "president",
    "prime",
    "prince",
    "princess",
    "professor",
    "prof",
    "queen",
    "rabbi",
    "rep",
    "representative",
    "secretary",
    "sen",
    "senator",
    "sergeant",
    "sheriff",
    "sir",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "sultan",
    "adviser",
    "advisor",
    "analyst",
    "col",
    "capt",
    "maj",
    "adm",
    "gov",
    "sgt",
    "cardinal",
    "chairperson",
    "coach",
    "economist",
    "editor",
    "lawyer",
    "researcher",
    "scientist",
];

/// Last words of names, in lower case, by kind.
const HEADS: &[(&str, &[&str])] = &[
    (
        "government",
        &[
            "administration",
            "cabinet",
            "congress",
            "department",
            "government",
            "ministry",
            "office",
            "parliament",
            "presidency",
            "senate",
            "treasury",
            "assembly",
        ],
    ),
    (
        "organisation",
        &[
            "academy",
            "agency",
            "alliance",
            "association",
            "authority",
            "bank",
            "board",
            "bureau",
            "club",
            "college",
            "commission",
            "committee",
            "company",
            "conservancy",
            "corp",
            "corporation",
            "council",
            "court",
            "federation",
            "foundation",
            "fund",
            "group",
            "inc",
            "institute",
            "institution",
            "league",
            "ltd",
            "mission",
            "nations",
            "organisation",
            "organization",
            "party",
            "school",
            "society",
            "trust",
            "union",
            "university",
        ],
    ),
    (
        "military",
        &[
            "army",
            "battalion",
            "brigade",
            "command",
            "corps",
            "fleet",
            "force",
            "forces",
            "guard",
            "guards",
            "navy",
            "regiment",
            "squadron",
        ],
    ),
    (
        "armed group",
        &[
            "brigades",
            "column",
            "front",
            "insurgents",
            "militia",
            "rebels",
        ],
    ),
    (
        "media",
        &[
            "broadcasting",
            "chronicle",
            "daily",
            "gazette",
            "herald",
            "journal",
            "ledger",
            "magazine",
            "news",
            "newspaper",
            "post",
            "press",
            "radio",
            "telegraph",
            "television",
            "times",
            "tribune",
            "tv",
        ],
    ),
    (
        "place",
        &[
            "avenue",
            "bay",
            "city",
            "coast",
            "county",
            "desert",
            "district",
            "gulf",
            "island",
            "islands",
            "lake",
            "mountain",
            "mountains",
            "ocean",
            "peninsula",
            "province",
            "region",
            "republic",
            "river",
            "road",
            "sea",
            "sound",
            "strait",
            "street",
            "valley",
            "village",
        ],
    ),
    (
        "facility",
        &[
            "airport",
            "base",
            "bridge",
            "cathedral",
            "centre",
            "center",
            "church",
            "harbour",
            "hospital",
            "hotel",
            "house",
            "mosque",
            "museum",
            "palace",
            "plant",
            "port",
            "prison",
            "stadium",
            "station",
            "terminal",
            "tower",
        ],
    ),
    (
        "event",
        &[
            "championship",
            "conference",
            "congress",
            "cup",
            "election",
            "festival",
            "games",
            "olympics",
            "summit",
            "war",
        ],
    ),
];

/// First words of names, in lower case, by kind.
const FIRSTS: &[(&str, &[&str])] = &[
    ("media", &["radio"]),
    ("vehicle", &["hms", "mv", "uss"]),
    ("place", &["lake", "mount"]),
    ("facility", &["port", "fort"]),
];

/// Words in lower case directly before a vessel's name.
const VESSELS: &[&str] = &[
    "aircraft",
    "boat",
    "destroyer",
    "ferry",
    "freighter",
    "frigate",
    "ship",
    "submarine",
    "tanker",
    "trawler",
    "vessel",
    "yacht",
];

/// Words before the name of a place, if the name itself says nothing else.
const TO_PLACES: &[&str] = &["in", "near", "outside", "across", "inside", "throughout"];

pub(super) fn is_title(word: &str) -> bool {
    word.len() <= 16 && TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
}

/// The kind that the last or first word of a name speaks for, as in “Ministry” or “Radio”.
pub(super) fn by_words(words: &[&str]) -> Option<&'static str> {
    let (first, last) = (words.first()?, words.last()?);
    let find = |table: &'static [(&str, &[&str])], word: &str| {
        let word = word.to_lowercase();
        table
            .iter()
            .find(|(_, list)| list.contains(&word.as_str()))
            .map(|(kind, _)| *kind)
    };
    let lead = if words.len() > 1 {
        find(FIRSTS, first)
    } else {
        None
    };
    lead.or_else(|| find(HEADS, last))
        // “Ministry of Defence”: the head stands before “of”.
        .or_else(|| {
            let of = words
                .iter()
                .position(|word| matches!(*word, "of" | "for"))?;
            find(HEADS, words.get(of.checked_sub(1)?)?)
        })
}

/// Whether a name may go on with “of” after this word.
pub(super) fn is_head(word: &str) -> bool {
    by_words(&[word]).is_some()
}

/// The kind that the words directly before the name speak for, with the reason.
pub(super) fn by_context(before: &[&str]) -> Option<(&'static str, &'static str)> {
    let last = before.last()?.to_lowercase();
    let earlier = before
        .len()
        .checked_sub(2)
        .map(|at| before[at].to_lowercase());
    if is_title(&last) {
        Some(("person", "title or office before it"))
    } else if VESSELS.contains(&last.as_str()) {
        Some(("vehicle", "word for a vessel before it"))
    } else if TO_PLACES.contains(&last.as_str())
        || last == "the" && earlier.as_deref() == Some("across")
    {
        Some(("place", "word of place before it"))
    } else {
        None
    }
}

/// The id of a kind in the default schema.
pub(super) fn id(kind: &str) -> crate::model::KindId {
    crate::model::KindId::from_name(kind)
}
