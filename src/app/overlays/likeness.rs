//! Which names may well mean the same thing: those that share a word, hold one another, or are another's initials.

/// Words shorter than this, in code points, are shared by chance.
const LEAST: usize = 3;

/// Whether two names look like names of one thing. It is asked of every entity of a project, so it only compares.
pub(super) fn are_alike(a: &str, b: &str) -> bool {
    let (a, b) = (Name::of(a), Name::of(b));
    a.shares_a_word(&b) || a.is_short_for(&b) || b.is_short_for(&a)
}

struct Name {
    /// In lower case.
    words: Vec<String>,
    /// First letters of the words that begin with a capital, in lower case.
    initials: String,
}

impl Name {
    fn of(name: &str) -> Self {
        let mut words = Vec::new();
        let mut initials = String::new();
        for word in name.split(|c: char| !c.is_alphanumeric()) {
            if let Some(first) = word.chars().next() {
                if first.is_uppercase() {
                    initials.extend(first.to_lowercase());
                }
                words.push(word.to_lowercase());
            }
        }
        Self { words, initials }
    }

    fn shares_a_word(&self, other: &Self) -> bool {
        let counts = |word: &&String| word.chars().count() >= LEAST && *word != "the";
        let mut mine = self.words.iter().filter(counts);
        mine.any(|word| other.words.contains(word))
    }

    /// “E.U.”, “EU” for “European Union”.
    fn is_short_for(&self, other: &Self) -> bool {
        let letters = self.words.concat();
        letters.chars().count() >= 2 && other.words.len() >= 2 && letters == other.initials
    }
}
