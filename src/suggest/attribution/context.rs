//! What the models of attribution know of every token before they look at one: its part of speech, its name, the
//! quotation that it is in, its stem, and the reporting words of the lexicon.

use crate::suggest::crf::hash;
use crate::suggest::cues as lexicon;
use crate::suggest::names::Found;
use crate::suggest::quotes::{self, Quotation};
use crate::suggest::reading::Reading;
use crate::suggest::tagger::{self, Tag};

/// Forms of verbs that endings don't tell.
const IRREGULAR: &[(&str, &str)] = &[
    ("said", "say"),
    ("told", "tell"),
    ("wrote", "write"),
    ("written", "write"),
    ("thought", "think"),
    ("knew", "know"),
    ("known", "know"),
    ("saw", "see"),
    ("seen", "see"),
    ("felt", "feel"),
    ("found", "find"),
    ("held", "hold"),
    ("gave", "give"),
    ("given", "give"),
    ("made", "make"),
    ("put", "put"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("went", "go"),
    ("gone", "go"),
    ("came", "come"),
    ("heard", "hear"),
    ("meant", "mean"),
    ("understood", "understand"),
    ("swore", "swear"),
    ("sworn", "swear"),
    ("taught", "teach"),
    ("took", "take"),
    ("taken", "take"),
    ("shown", "show"),
    ("foresaw", "foresee"),
    ("forecast", "forecast"),
    ("read", "read"),
    ("sought", "seek"),
    ("stood", "stand"),
    ("has", "have"),
    ("had", "have"),
    ("is", "be"),
    ("was", "be"),
    ("were", "be"),
    ("are", "be"),
    ("been", "be"),
    ("says", "say"),
    ("does", "do"),
    ("did", "do"),
    ("done", "do"),
    ("replied", "reply"),
    ("denied", "deny"),
    ("implied", "imply"),
    ("testified", "testify"),
    ("tried", "try"),
    ("cried", "cry"),
    ("worried", "worry"),
    ("called", "call"),
    ("telling", "tell"),
    ("wanna", "want"),
    ("sent", "send"),
    ("shot", "shoot"),
    ("got", "get"),
    ("insisted", "insist"),
    ("kept", "keep"),
    ("laid", "lay"),
    ("led", "lead"),
    ("left", "leave"),
    ("let", "let"),
    ("drew", "draw"),
    ("drawn", "draw"),
    ("chose", "choose"),
    ("chosen", "choose"),
    ("forgot", "forget"),
];

/// The stem of a word in lower case.
fn stem(word: &str) -> String {
    if let Some((_, stem)) = IRREGULAR.iter().find(|(form, _)| *form == word) {
        return (*stem).to_owned();
    }
    for (ending, with) in [
        ("ying", "y"),
        ("ies", "y"),
        ("ied", "y"),
        ("ing", ""),
        ("ed", ""),
        ("es", ""),
        ("s", ""),
        ("e", ""),
    ] {
        if let Some(base) = word.strip_suffix(ending)
            && base.len() >= 3
            && !(ending == "s" && base.ends_with('s'))
        {
            let mut base = format!("{base}{with}");
            let doubled = base.len() > 3
                && base.as_bytes()[base.len() - 1] == base.as_bytes()[base.len() - 2];
            if doubled && !base.ends_with('l') && !base.ends_with('s') && base.is_ascii() {
                base.pop();
            }
            return base;
        }
    }
    word.to_owned()
}

/// See the module.
pub(crate) struct Context<'r, 'a> {
    pub reading: &'r Reading<'a>,
    pub tags: &'r [Tag],
    /// Hash of each token's stem.
    pub stems: Vec<u32>,
    /// Class of each token in the lexicon, from 1; 0 for none.
    pub classes: Vec<u8>,
    /// Sort of the name that each token is in, from 1; 0 for none.
    pub sorts: Vec<u8>,
    /// Number of the outermost quotation that each token is in, its marks included, from 1; 0 for none.
    pub quoted: Vec<u32>,
    /// The outermost quotations.
    pub quotations: Vec<Quotation>,
    /// For each token the number of its sentence.
    pub sentence: Vec<u32>,
}

impl<'r, 'a> Context<'r, 'a> {
    pub(crate) fn new(reading: &'r Reading<'a>, tags: &'r [Tag], names: &[Found]) -> Self {
        let mut stems_by_form = Vec::new();
        let mut class_by_form = Vec::new();
        for form in reading.forms.iter() {
            stems_by_form.push(hash::of_str(&stem(&form.lower)));
            let class = lexicon::class_of_form(&form.lower);
            class_by_form.push(class.map_or(0, |class| class as u8 + 1));
        }
        let number = reading.tokens.len();
        let mut sorts = vec![0; number];
        for name in names {
            sorts[name.run.clone()].fill(name.sort as u8 + 1);
        }
        let mut quotations = quotes::quotations(reading.text);
        quotations.retain(|quotation| quotation.depth == 0);
        let mut quoted = vec![0; number];
        for (at, quotation) in quotations.iter().enumerate() {
            quoted[reading.run_of(&quotation.outer)].fill(at as u32 + 1);
        }
        let mut sentence = vec![0; number];
        for (at, run) in reading.sentences.iter().enumerate() {
            sentence[run.clone()].fill(at as u32);
        }
        let form = |by: &[u32]| {
            reading
                .tokens
                .iter()
                .map(|token| by[token.form as usize])
                .collect()
        };
        Self {
            reading,
            tags,
            stems: form(&stems_by_form),
            classes: reading
                .tokens
                .iter()
                .map(|token| class_by_form[token.form as usize])
                .collect(),
            sorts,
            quoted,
            quotations,
            sentence,
        }
    }

    /// The head of a group of words: its last verb, else its last word with letters, else its last token.
    pub(crate) fn head(&self, run: &std::ops::Range<usize>) -> usize {
        let verb = run
            .clone()
            .rev()
            .find(|at| tagger::is_verb(self.tags[*at]) && self.classes[*at] > 0);
        let any = || run.clone().rev().find(|at| tagger::is_verb(self.tags[*at]));
        let noun = || {
            run.clone()
                .find(|at| self.tags[*at] < 20 && self.tags[*at] != tagger::IN)
        };
        verb.or_else(any).or_else(noun).unwrap_or(run.end - 1)
    }
}
