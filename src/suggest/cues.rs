//! The words that report what somebody says, and how firmly they make the source stand behind it.
//!
//! A lexicon of English; other languages have none yet. It knows forms, not grammar.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::model::{Commitment, CueClass};

/// Forms of each class, separated by commas.
const LEXICON: &[(CueClass, &str)] = &[
    (
        CueClass::Say,
        "say, says, said, saying, tell, tells, told, telling, according to, in the words of, state, states, stated, \
         stating, add, adds, added, adding, announce, announces, announced, announcing, declare, declares, declared, \
         explain, explains, explained, explaining, reply, replies, replied, answer, answers, answered, respond, \
         responds, responded, remark, remarks, remarked, comment, commented, note, notes, noted, noting, point out, \
         points out, pointed out, stress, stresses, stressed, emphasise, emphasised, emphasize, emphasized, \
         underline, underlined, mention, mentions, mentioned, describe, describes, described, called, \
         write, writes, wrote, tweeted, posted, recall, recalls, recalled, continued, conclude, concluded, \
         quip, quipped, joke, joked, cite, cites, cited, in a statement, admonished, urge, urges, urged, \
         blame, blames, blamed, accuse, accuses, accused, criticise, criticised, criticized, condemn, condemns, \
         condemned, praised, read, reads",
    ),
    (
        CueClass::Claim,
        "claim, claims, claimed, claiming, allege, alleges, alleged, alleging, assert, asserts, asserted, maintain, \
         maintains, maintained, insist, insists, insisted, insisting, argue, argues, argued, arguing, contend, \
         contends, contended, suggest, suggests, suggested, boast, boasted",
    ),
    (
        CueClass::Deny,
        "deny, denies, denied, denying, reject, rejects, rejected, rejecting, dispute, disputes, disputed, dismiss, \
         dismisses, dismissed, refute, refuted, repudiated, ruled out, rules out",
    ),
    (
        CueClass::Confirm,
        "confirm, confirms, confirmed, confirming, acknowledge, acknowledges, acknowledged, admit, admits, admitted, \
         concede, concedes, conceded, verified, verify, verifies, affirm, affirmed, agreed that",
    ),
    (
        CueClass::Report,
        "report, reports, reported, reporting, reveal, reveals, revealed, disclose, discloses, disclosed, show, \
         shows, showed, find that, found that, indicate, indicates, indicated, publish, learned that, broadcast",
    ),
    (
        CueClass::Estimate,
        "estimate, estimates, estimated, estimating, calculate, calculates, calculated, reckon, reckons, reckoned, \
         predict, predicts, predicted, forecast, forecasts, project that, projects that, assess, assesses, assessed",
    ),
    (
        CueClass::Warn,
        "warn, warns, warned, warning, caution, cautions, cautioned, fear, fears, feared, threaten, threatens, \
         threatened, alerted",
    ),
    (
        CueClass::Believe,
        "believe, believes, believed, think, thinks, thought, suspect, suspects, suspected, expect, expects, \
         expected, assume, assumes, assumed, consider, considers, considered, hope, hopes, hoped, doubt, doubts, \
         feel that, felt that, is confident, are confident",
    ),
    (
        CueClass::Intend,
        "plan to, plans to, planned to, intend to, intends to, intended to, intend, intends, vow, vows, vowed, \
         pledge, pledges, pledged, promise, promises, promised, promising, swear, swore, commit to, committed to, \
         offered to, agreed to, aims to, undertook to",
    ),
    (
        CueClass::Ask,
        "ask, asks, asked, asking, inquire, inquired, enquired, wonder, wonders, wondered, question, questioned, \
         questions whether, demand, demands, demanded, request, requests, requested",
    ),
];

/// Words that are nouns at least as often as verbs: a cue only where no article or the like comes before them.
const ALSO_NOUNS: &[&str] = &[
    "answer",
    "answers",
    "broadcast",
    "caution",
    "claim",
    "claims",
    "comment",
    "demand",
    "demands",
    "dispute",
    "disputes",
    "doubt",
    "doubts",
    "estimate",
    "estimates",
    "fear",
    "fears",
    "forecast",
    "forecasts",
    "hope",
    "hopes",
    "joke",
    "mention",
    "mentions",
    "note",
    "notes",
    "pledge",
    "pledges",
    "promise",
    "promises",
    "question",
    "read",
    "remark",
    "remarks",
    "replies",
    "reply",
    "report",
    "reporting",
    "reports",
    "request",
    "requests",
    "show",
    "shows",
    "state",
    "states",
    "stress",
    "stresses",
    "suspect",
    "suspects",
    "thought",
    "warning",
];

/// Words after which one of [`ALSO_NOUNS`] is a noun.
const BEFORE_NOUNS: &[&str] = &[
    "a", "an", "and", "any", "by", "each", "every", "for", "from", "her", "his", "in", "its",
    "more", "my", "new", "no", "of", "on", "our", "some", "such", "that", "the", "their", "these",
    "this", "those", "to", "under", "with", "your",
];

/// What turns the words after it into no claim.
const SILENT: &[&str] = &[
    "declined to",
    "declines to",
    "refused to",
    "refuses to",
    "did not",
    "does not",
    "do not",
    "would not",
    "will not",
    "never",
    "unable to",
];

/// Words of the longest phrase in the lexicon.
const LONGEST_PHRASE: usize = 4;

static FORMS: LazyLock<HashMap<&'static str, CueClass>> = LazyLock::new(|| {
    let entries = LEXICON.iter();
    entries
        .flat_map(|(class, forms)| forms.split(',').map(|form| (form.trim(), *class)))
        .collect()
});

/// A reporting word or phrase in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundCue {
    pub range: Range<usize>,
    pub class: CueClass,
}

/// How many forms the lexicon has.
pub fn lexicon_size() -> usize {
    FORMS.len()
}

/// The class of one word in lower case, if the lexicon has it as a form of its own.
pub(crate) fn class_of_form(word: &str) -> Option<CueClass> {
    FORMS.get(word).copied()
}

/// The class of reporting words: of the first form of the lexicon among them, longest phrase first. `None` if there
/// is none, or if the words say that somebody declined to speak.
pub fn class_of(words: &str) -> Option<CueClass> {
    let words = words.to_lowercase();
    let words: Vec<&str> = words
        .split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'' && c != '-')
        .filter(|word| !word.is_empty())
        .collect();
    (0..words.len()).find_map(|at| {
        if at > 0 && is_silent(words[at - 1], words.get(at.wrapping_sub(2)).copied()) {
            return None;
        }
        phrase_at(words.len() - at, |n| words[at + n].to_owned()).map(|(_, class)| class)
    })
}

/// The longest phrase of the lexicon that begins here: how many words, and its class.
fn phrase_at(left: usize, word: impl Fn(usize) -> String) -> Option<(usize, CueClass)> {
    let mut phrase = String::new();
    let mut longest = None;
    for length in 1..=LONGEST_PHRASE.min(left) {
        if length > 1 {
            phrase.push(' ');
        }
        phrase.push_str(&word(length - 1));
        if let Some(class) = FORMS.get(phrase.as_str()) {
            longest = Some((length, *class));
        }
    }
    longest
}

/// The reporting words among `words` (ranges of `text`, in order). Words with a capital count only where `text` has
/// one for another reason: “According to”.
pub fn find_cues(text: &str, words: &[Range<usize>]) -> Vec<FoundCue> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let length = cue_length(text, words, at);
        if let Some((length, class)) = length {
            found.push(FoundCue {
                range: words[at].start..words[at + length - 1].end,
                class,
            });
            at += length;
        } else {
            at += 1;
        }
    }
    found
}

fn cue_length(text: &str, words: &[Range<usize>], at: usize) -> Option<(usize, CueClass)> {
    let word = &text[words[at].clone()];
    let lower = |at: usize| text[words[at].clone()].to_lowercase();
    let capital = word.starts_with(char::is_uppercase);
    if word.len() > 24 || capital && !matches!(word, "According" | "In") {
        return None;
    }
    let left = (at..words.len() - 1)
        .take(LONGEST_PHRASE)
        .take_while(|n| text[words[*n].end..words[n + 1].start].trim().is_empty())
        .count();
    let (length, class) = phrase_at(left + 1, |n| lower(at + n))?;
    let before = at.checked_sub(1).map(lower);
    if let Some(before) = &before {
        let noun =
            length == 1 && ALSO_NOUNS.contains(&word) && BEFORE_NOUNS.contains(&before.as_str());
        let earlier = at.checked_sub(2).map(lower);
        if noun || is_silent(before, earlier.as_deref()) {
            return None;
        }
    }
    Some((length, class))
}

fn is_silent(before: &str, earlier: Option<&str>) -> bool {
    SILENT.iter().any(|silent| match silent.split_once(' ') {
        Some((first, second)) => before == second && earlier == Some(first),
        None => before == *silent,
    })
}

/// Words of the content that are read for hedges.
const HEDGE_WORDS: usize = 60;

/// The source's stance that a cue of this class gives to this content: the class decides, and hedges in the content
/// (may, could, probably, unlikely) weaken what would be certain.
pub fn commitment_for(class: CueClass, content: &str) -> Commitment {
    match class {
        CueClass::Deny => return Commitment::CertainNegative,
        CueClass::Ask => return Commitment::Uncommitted,
        CueClass::Warn => return Commitment::PossiblePositive,
        _ => {}
    }
    let base = match class {
        CueClass::Estimate | CueClass::Believe | CueClass::Intend => Commitment::ProbablePositive,
        _ => Commitment::CertainPositive,
    };
    let words: Vec<&str> = content
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(HEDGE_WORDS)
        .collect();
    let negated = |at: usize| words.get(at + 1) == Some(&"not");
    for (at, word) in words.iter().enumerate() {
        match *word {
            "may" | "might" if negated(at) => return Commitment::PossibleNegative,
            "could" if negated(at) => {}
            "may" | "might" | "could" | "possibly" | "perhaps" | "Perhaps" => {
                return Commitment::PossiblePositive;
            }
            "unlikely" => return Commitment::ProbableNegative,
            "likely" | "probably" | "presumably" => return Commitment::ProbablePositive,
            _ => {}
        }
    }
    base
}
