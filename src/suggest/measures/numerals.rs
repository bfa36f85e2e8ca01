//! Numbers in words, in lower case.

const UNITS: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// “twenty” to “ninety”.
pub(crate) fn tens(word: &str) -> Option<i32> {
    let at = TENS.iter().position(|known| *known == word)?;
    Some(10 * (at as i32 + 2))
}

/// A number of one word below a hundred.
pub(crate) fn number(word: &str) -> Option<i32> {
    let unit = UNITS.iter().position(|known| *known == word);
    unit.map(|at| at as i32).or_else(|| tens(word))
}

/// What a word multiplies the number before it by.
pub(crate) fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" | "dozens" => 12.0,
        "hundred" | "hundreds" => 1e2,
        "thousand" | "thousands" | "k" => 1e3,
        "lakh" | "lakhs" => 1e5,
        "million" | "millions" | "m" | "mn" | "mln" => 1e6,
        "crore" | "crores" => 1e7,
        "billion" | "billions" | "bn" | "bln" => 1e9,
        "trillion" | "trillions" | "tn" => 1e12,
        _ => return None,
    })
}
