//! Reads Rust far enough for the rules: code without comments, strings and test modules, and the paths in it.

/// The source with comments, strings, characters and test modules blanked; lines stay where they are.
pub fn code_only(source: &str) -> String {
    let mut code = without_words(source);
    while let Some(at) = code.find("#[cfg(test)]") {
        let end = end_of_item(&code, at);
        let blank = blanked(&code[at..end]);
        code.replace_range(at..end, &blank);
    }
    code
}

/// Where the item after an attribute ends: at its closing brace, or at a semicolon before any brace.
fn end_of_item(code: &str, from: usize) -> usize {
    let mut depth = 0;
    for (at, character) in code[from..].char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 1 => return from + at + 1,
            '}' => depth -= 1,
            ';' if depth == 0 => return from + at + 1,
            _ => {}
        }
    }
    code.len()
}

/// As many lines, nothing on them.
fn blanked(text: &str) -> String {
    let blank = |c: char| if c == '\n' { '\n' } else { ' ' };
    text.chars().map(blank).collect()
}

fn without_words(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    let mut last = ' ';
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => block_comment(rest),
            '"' => string(rest),
            'r' | 'b' if !is_word(last) => prefixed_string(rest).unwrap_or(0),
            '\'' => character(rest).unwrap_or(0),
            _ => 0,
        };
        if length > 0 {
            code.push_str(&blanked(&rest[..length]));
            last = ' ';
            rest = &rest[length..];
        } else {
            code.push(first);
            last = first;
            rest = &rest[first.len_utf8()..];
        }
    }
    code
}

pub fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, character) in rest.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// `b"…"`, `r"…"`, `r#"…"#`, `br#"…"#`, `b'…'`; none for a name that begins so.
fn prefixed_string(rest: &str) -> Option<usize> {
    let (prefix, raw) = match rest {
        _ if rest.starts_with("br") => (2, true),
        _ if rest.starts_with('r') => (1, true),
        _ => (1, false),
    };
    let after = &rest[prefix..];
    if !raw {
        return match after.chars().next()? {
            '"' => Some(prefix + string(after)),
            '\'' => Some(prefix + character(after)?),
            _ => None,
        };
    }
    let hashes = after.len() - after.trim_start_matches('#').len();
    let quoted = after[hashes..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(hashes));
    let end = quoted
        .find(&close)
        .map_or(quoted.len(), |at| at + close.len());
    Some(prefix + hashes + 1 + end)
}

/// A character literal; none for a lifetime.
fn character(rest: &str) -> Option<usize> {
    let inside = &rest[1..];
    let first = inside.chars().next()?;
    if first == '\\' {
        // The escaped character may itself be a quotation mark.
        let close = inside[2..].find('\'')?;
        return Some(1 + 2 + close + 1);
    }
    let after = &inside[first.len_utf8()..];
    after.starts_with('\'').then_some(1 + first.len_utf8() + 1)
}

/// Every path in the code, trees of `use` spread out, with the line (from 1) on which each begins.
pub fn paths(code: &str) -> Vec<(usize, Vec<String>)> {
    let tokens = tokens(code);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if is_name(&tokens[at].1) {
            at = path(&tokens, at, &[], &mut found);
        } else {
            at += 1;
        }
    }
    found
}

type Token = (usize, String);

fn is_name(token: &str) -> bool {
    token.chars().next().is_some_and(is_word)
}

fn tokens(code: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for (number, line) in code.lines().enumerate() {
        let mut rest = line;
        while let Some(first) = rest.chars().next() {
            let length = if is_word(first) {
                rest.find(|c| !is_word(c)).unwrap_or(rest.len())
            } else if rest.starts_with("::") {
                2
            } else {
                first.len_utf8()
            };
            if !first.is_whitespace() {
                tokens.push((number + 1, rest[..length].to_owned()));
            }
            rest = &rest[length..];
        }
    }
    tokens
}

/// Reads one path, or a tree of them; returns the place after it.
fn path(
    tokens: &[Token],
    mut at: usize,
    stem: &[String],
    found: &mut Vec<(usize, Vec<String>)>,
) -> usize {
    let line = tokens[at].0;
    let mut names = stem.to_vec();
    let token = |at: usize| tokens.get(at).map_or("", |token| token.1.as_str());
    loop {
        names.push(token(at).to_owned());
        at += 1;
        if token(at) != "::" {
            break;
        }
        at += 1;
        if token(at) == "{" {
            at += 1;
            while at < tokens.len() && token(at) != "}" {
                at = match token(at) {
                    // Another name for what was just read.
                    "as" => at + 2,
                    name if is_name(name) => path(tokens, at, &names, found),
                    _ => at + 1,
                };
            }
            return at + 1;
        }
        if !is_name(token(at)) {
            break;
        }
    }
    found.push((line, names));
    at
}
