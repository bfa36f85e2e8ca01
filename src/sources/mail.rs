//! E-mails, and web pages that a browser saved in one file (MHTML), which are built like mails.

use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};

use super::limits::{Deadline, MAX_MAIL_PARTS, MAX_PAGE_BYTES};
use super::{Found, SourceError, html};

const MAIL: &str = "eml 1";
const MAIL_TYPE: &str = "message/rfc822";
const PAGE: &str = "mhtml 1";
const PAGE_TYPE: &str = "multipart/related";

/// Reads an e-mail: the subject, then the words of its body. Attachments are left out.
pub fn read(bytes: &[u8], deadline: Deadline) -> Result<Found, SourceError> {
    let message = parse(bytes)?;
    deadline.check()?;
    let mut text = String::new();
    for number in 0..message.text_body_count() {
        deadline.check()?;
        let Some(part) = message.text_part(u32::try_from(number).unwrap_or(u32::MAX)) else {
            continue;
        };
        let words = match &part.body {
            PartType::Text(words) => words.clone().into_owned(),
            PartType::Html(page) => html::plain_text(page, deadline)?,
            _ => continue,
        };
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(words.trim());
    }
    if text.trim().is_empty() {
        return Err(SourceError::Empty);
    }
    let title = one_line(message.subject().unwrap_or_default());
    if !title.is_empty() && text.lines().next().map(one_line).as_ref() != Some(&title) {
        text = format!("{title}\n\n{text}");
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

/// Reads a saved web page: its main part, as any web page.
pub fn read_page(bytes: &[u8], deadline: Deadline) -> Result<Found, SourceError> {
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
    let mut found = html::read_page(page, deadline)?;
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
