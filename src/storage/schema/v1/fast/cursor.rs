//! Steps through text of exactly the layout that `ron_text` writes. Whatever differs from it is `None`.

use std::borrow::Cow;

use memchr::{memchr2, memmem};

use super::super::{Places, Quotes, Words};

/// What is left to read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a>(pub(super) &'a str);

impl<'a> Cursor<'a> {
    pub(super) fn is_at_end(self) -> bool {
        self.0.is_empty()
    }

    /// Steps over these characters, which must be next.
    pub(super) fn take(&mut self, literal: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(literal)?;
        Some(())
    }

    /// Steps over these characters if they are next.
    pub(super) fn takes(&mut self, literal: &str) -> bool {
        self.take(literal).is_some()
    }

    /// A string after `lead`.
    pub(super) fn text(&mut self, lead: &str) -> Option<Words<'a>> {
        self.take(lead)?;
        self.quoted()
    }

    /// A string after `lead`; empty where `lead` isn't next.
    pub(super) fn optional(&mut self, lead: &str) -> Option<Words<'a>> {
        match self.takes(lead) {
            true => self.quoted(),
            false => Some(Cow::Borrowed("")),
        }
    }

    /// A string after `lead`, if it is next.
    pub(super) fn maybe(&mut self, lead: &str) -> Option<Option<Words<'a>>> {
        match self.takes(lead) {
            true => self.quoted().map(Some),
            false => Some(None),
        }
    }

    fn quoted(&mut self) -> Option<Words<'a>> {
        let rest = self.0.strip_prefix('"')?;
        let end = memchr2(b'"', b'\\', rest.as_bytes())?;
        let (words, after) = rest.split_at(end);
        if let Some(after) = after.strip_prefix('"') {
            self.0 = after;
            return Some(Cow::Borrowed(words));
        }
        self.escaped(words.to_owned(), after).map(Cow::Owned)
    }

    /// The rest of a string that has escapes, after what there is before the first one.
    fn escaped(&mut self, mut words: String, mut rest: &'a str) -> Option<String> {
        loop {
            let end = memchr2(b'"', b'\\', rest.as_bytes())?;
            words.push_str(&rest[..end]);
            rest = &rest[end..];
            if let Some(after) = rest.strip_prefix('"') {
                self.0 = after;
                return Some(words);
            }
            let mut next = rest[1..].chars();
            words.push(match next.next()? {
                '"' => '"',
                '\\' => '\\',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'u' => {
                    let (digits, after) = next.as_str().strip_prefix('{')?.split_once('}')?;
                    let are_digits = digits.bytes().all(|b| b.is_ascii_hexdigit());
                    let code = Some(digits).filter(|d| are_digits && (1..=6).contains(&d.len()))?;
                    next = after.chars();
                    char::from_u32(u32::from_str_radix(code, 16).ok()?)?
                }
                _ => return None,
            });
            rest = next.as_str();
        }
    }

    /// A string between `r#"` and `"#`, or with more of `#`; else a quoted one.
    pub(super) fn raw(&mut self) -> Option<Words<'a>> {
        let Some(rest) = self.0.strip_prefix('r') else {
            return self.quoted();
        };
        let hashes = rest.bytes().take_while(|byte| *byte == b'#').count();
        let (fence, rest) = rest.split_at(hashes);
        let rest = rest.strip_prefix('"')?;
        let end = memmem::find(rest.as_bytes(), format!("\"{fence}").as_bytes())?;
        self.0 = &rest[end + 1 + hashes..];
        Some(Cow::Borrowed(&rest[..end]))
    }

    /// A number without a sign.
    pub(super) fn number(&mut self) -> Option<u32> {
        let digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.0.split_at(digits);
        if digits.len() > 1 && digits.starts_with('0') {
            return None;
        }
        self.0 = rest;
        digits.parse().ok()
    }

    /// A small number that may be negative.
    pub(super) fn small(&mut self) -> Option<i16> {
        let sign = if self.takes("-") { -1 } else { 1 };
        let number = i32::try_from(self.number()?).ok()?;
        i16::try_from(sign * number).ok()
    }

    /// `(1, 2), (3, 4)]`, after `lead`.
    pub(super) fn places(&mut self, lead: &str) -> Option<Places> {
        self.take(lead)?;
        self.row(|c| {
            c.take("(")?;
            let start = c.number()?;
            c.take(", ")?;
            let end = c.number()?;
            c.take(")")?;
            Some((start, end))
        })
    }

    /// `"one", "two"]`, after `lead`.
    pub(super) fn quotes(&mut self, lead: &str) -> Option<Quotes<'a>> {
        self.take(lead)?;
        self.row(Self::quoted)
    }

    /// `("one", "two")`.
    pub(super) fn pair(&mut self) -> Option<(Words<'a>, Words<'a>)> {
        let first = self.text("(")?;
        let second = self.text(", ")?;
        self.take(")")?;
        Some((first, second))
    }

    /// The items of a list on one line, after its opening bracket.
    pub(super) fn row<T, L: Default + Extend<T>>(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<L> {
        let mut list = L::default();
        if self.takes("]") {
            return Some(list);
        }
        loop {
            list.extend([item(self)?]);
            if self.takes("]") {
                return Some(list);
            }
            self.take(", ")?;
        }
    }

    /// What lies before `end`, which is stepped over too.
    pub(super) fn until(&mut self, end: &str) -> Option<&'a str> {
        let at = memmem::find(self.0.as_bytes(), end.as_bytes())?;
        let before = &self.0[..at];
        self.0 = &self.0[at + end.len()..];
        Some(before)
    }
}
