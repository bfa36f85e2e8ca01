//! E-mails, and web pages that a browser saved in one file (MHTML), which are built like mails.

use mail_parser::{Addr, Address, Message, MessageParser, MimeHeaders, PartType};

use super::limits::{Deadline, MAX_MAIL_PARTS, MAX_PAGE_BYTES};
use super::{Extent, Found, SourceError, html};

const MAIL: &str = "eml 1";
const MAIL_TYPE: &str = "message/rfc822";
const PAGE: &str = "mhtml 1";
const PAGE_TYPE: &str = "multipart/related";

/// Reads an e-mail: the subject, then the words of its body. Attachments are left out, and so is who got it and
/// how; all text has these too.
pub fn read(bytes: &[u8], extent: Extent, deadline: Deadline) -> Result<Found, SourceError> {
    let message = parse(bytes)?;
    deadline.check()?;
    let mut text = body(&message, deadline)?;
    if text.trim().is_empty() {
        return Err(SourceError::Empty);
    }
    let title = one_line(message.subject().unwrap_or_default());
    if !title.is_empty() && text.lines().next().map(one_line).as_ref() != Some(&title) {
        text = format!("{title}\n\n{text}");
    }
    if extent == Extent::All {
        text = format!(
            "{}\n\n{text}{}",
            head(&message),
            attached(&message, deadline)?
        );
    }
    Ok(Found {
        text,
        title,
        byline: message.from().map(sender).unwrap_or_default(),
        published: date(&message),
        media_type: MAIL_TYPE,
        reader: MAIL.to_owned(),
        ..Found::default()
    })
}

/// The words of the body.
fn body(message: &Message<'_>, deadline: Deadline) -> Result<String, SourceError> {
    let mut text = String::new();
    for number in 0..message.text_body_count() {
        deadline.check()?;
        let Some(part) = message.text_part(u32::try_from(number).unwrap_or(u32::MAX)) else {
            continue;
        };
        let Some(words) = part_text(&part.body, deadline)? else {
            continue;
        };
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(words.trim());
    }
    Ok(text)
}

fn part_text(part: &PartType<'_>, deadline: Deadline) -> Result<Option<String>, SourceError> {
    Ok(match part {
        PartType::Text(words) => Some(words.clone().into_owned()),
        PartType::Html(page) => Some(html::plain_text(page, deadline)?),
        _ => None,
    })
}

/// Who wrote to whom, and when, as lines.
fn head(message: &Message<'_>) -> String {
    let mut lines = Vec::new();
    let people = [
        ("From", message.from()),
        ("To", message.to()),
        ("Cc", message.cc()),
    ];
    for (name, people) in people {
        let people: Vec<String> = people.iter().flat_map(|p| p.iter()).map(person).collect();
        if !people.is_empty() {
            lines.push(format!("{name}: {}", people.join(", ")));
        }
    }
    let sent = date(message);
    if !sent.is_empty() {
        lines.push(format!("Date: {sent}"));
    }
    lines.join("\n")
}

fn person(person: &Addr<'_>) -> String {
    let words = match (person.name(), person.address()) {
        (Some(name), Some(address)) => format!("{name} <{address}>"),
        (one, other) => one.or(other).unwrap_or_default().to_owned(),
    };
    one_line(&words)
}

/// The words of attachments that are text, and the names of those that are not.
fn attached(message: &Message<'_>, deadline: Deadline) -> Result<String, SourceError> {
    let mut text = String::new();
    for part in message.attachments() {
        deadline.check()?;
        let name = one_line(part.attachment_name().unwrap_or("attachment"));
        text.push_str("\n\n");
        text.push_str(&name);
        if let Some(words) = part_text(&part.body, deadline)? {
            text.push_str("\n\n");
            text.push_str(words.trim());
        }
    }
    Ok(text)
}

/// Reads a saved web page: its main part, as any web page.
pub fn read_page(bytes: &[u8], extent: Extent, deadline: Deadline) -> Result<Found, SourceError> {
    let message = parse(bytes)?;
    deadline.check()?;
    let page = message.parts.iter().find_map(|part| match &part.body {
        PartType::Html(page) => Some((part, page)),
        _ => None,
    });
    let (part, page) = page.ok_or(SourceError::Empty)?;
    if page.len() > MAX_PAGE_BYTES {
        return Err(SourceError::TooLarge { bytes: page.len() });
    }
    let mut found = html::read_page(page, extent, deadline)?;
    let address = || {
        let header = message.header_raw("Snapshot-Content-Location");
        let address = header.or_else(|| part.content_location())?;
        let is_web = address.trim().starts_with("http");
        is_web.then(|| address.trim().to_owned())
    };
    if found.address.is_empty() {
        found.address = address().unwrap_or_default();
    }
    found.media_type = PAGE_TYPE;
    found.reader = PAGE.to_owned();
    Ok(found)
}

fn parse(bytes: &[u8]) -> Result<Message<'_>, SourceError> {
    let message = MessageParser::default().parse(bytes);
    let message = message.ok_or_else(|| SourceError::Damaged("no headers of a mail".into()))?;
    if message.headers().is_empty() {
        return Err(SourceError::Damaged("no headers of a mail".into()));
    }
    match message.parts.len() > MAX_MAIL_PARTS {
        true => Err(SourceError::TooMuch {
            what: "parts",
            max: MAX_MAIL_PARTS,
        }),
        false => Ok(message),
    }
}

fn sender(from: &Address<'_>) -> String {
    let first = from.first();
    let name = first.and_then(|from| from.name().or_else(|| from.address()));
    one_line(name.unwrap_or_default())
}

/// The moment it was sent, as RFC 3339; empty where the mail doesn't say.
fn date(message: &Message<'_>) -> String {
    let date = message.date().filter(|date| date.is_valid());
    date.map(mail_parser::DateTime::to_rfc3339)
        .unwrap_or_default()
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
