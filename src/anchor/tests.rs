//! Marks written as brackets in an old text, and where they are in the new one.

use super::{Alignment, Kinship};
use crate::model::{Anchor, Span, Text};

fn text(words: &str) -> Text {
    Text::canonical(words).unwrap()
}

/// Where the words marked by brackets go; brackets mark them in the result.
fn moved(old: &str, new: &str, kinship: Kinship) -> Option<String> {
    let (start, end) = (old.find('[').unwrap(), old.find(']').unwrap() - 1);
    let plain = text(&old.replace(['[', ']'], ""));
    let new = text(new);
    let anchor = Anchor::single(Span::new(&plain, start..end).unwrap());
    let placed = Alignment::new(&plain, &new, kinship).place(&anchor)?;
    let span = placed.spans()[0];
    let (head, rest) = new.split_at(span.start());
    let (words, tail) = rest.split_at(span.bytes());
    Some(format!("{head}[{words}]{tail}"))
}

fn words(old: &str, new: &str) -> Option<String> {
    moved(old, new, Kinship::Words)
}

#[test]
fn marks_follow_words_that_moved() {
    let place = words(
        "The pier opens on Monday, said [Marta Lindqvist] of the port.",
        "Menu\n\nThe pier opens on Monday,\nsaid Marta Lindqvist of the port.",
    );
    let is = "Menu\n\nThe pier opens on Monday,\nsaid [Marta Lindqvist] of the port.";
    assert_eq!(place.as_deref(), Some(is));
}

#[test]
fn a_part_of_a_word_stays_that_part() {
    let place = words(
        "The [Kessin]-based office said no.",
        "Top. The Kessin-based office said no.",
    );
    assert_eq!(
        place.as_deref(),
        Some("Top. The [Kessin]-based office said no.")
    );
    let place = words(
        "All the [port]folio was sold off.",
        "Now all the portfolio was sold off.",
    );
    assert_eq!(
        place.as_deref(),
        Some("Now all the [port]folio was sold off.")
    );
}

#[test]
fn removed_words_have_no_place_even_if_they_stand_elsewhere() {
    let old = "The mayor of Kessin spoke for an hour. Boats wait at the quay. The harbour of [Kessin] is closed.";
    let new = "The mayor of Kessin spoke for an hour. Boats wait at the quay.";
    assert_eq!(words(old, new), None);
}

#[test]
fn of_a_sentence_that_stood_twice_the_one_that_went_has_no_place() {
    let said = "The port office said no to the plan today.";
    let (first, last) = (
        "Boats wait at the northern quay for the tide.",
        "Nobody was hurt in the storm of last week.",
    );
    let new = format!("{said} {first} {last}");
    let gone = said.replace("port office", "[port office]");
    assert_eq!(words(&format!("{said} {first} {gone} {last}"), &new), None);
    let stays = format!("{gone} {first} {last}");
    assert_eq!(
        words(&format!("{gone} {first} {said} {last}"), &new),
        Some(stays)
    );
}

#[test]
fn a_moved_paragraph_keeps_its_marks() {
    let first = "The mayor of Kessin spoke for an hour in the old hall by the sea.";
    let second = "Boats wait at the [northern quay] until the storm has gone by.";
    let old = format!("{first}\n\n{second}");
    let new = format!("{}\n\n{first}", second.replace(['[', ']'], ""));
    assert_eq!(words(&old, &new), Some(format!("{second}\n\n{first}")));
}

#[test]
fn a_long_mark_outlives_a_changed_word_and_a_short_one_does_not() {
    let place = words(
        "The office said that [the old pier would open again for all boats on Monday] at noon, local time.",
        "The office said that the old pier would open again for all ships on Monday at noon, local time.",
    );
    let is = "The office said that [the old pier would open again for all ships on Monday] at noon, local time.";
    assert_eq!(place.as_deref(), Some(is));
    let old = "It was closed, said [Marta Lindqvist] of the port office.";
    let new = "It was closed, said Anna Lindqvist of the port office.";
    assert_eq!(words(old, new), None);
}

#[test]
fn another_decoding_pairs_words_whatever_their_letters() {
    let old = "“It closes”, said [GĂ©rard Dupré], the mayor.";
    let new = "»It closes«, said Gérard Dupré, the mayor.";
    let place = moved(old, new, Kinship::Bytes);
    assert_eq!(
        place.as_deref(),
        Some("»It closes«, said [Gérard Dupré], the mayor.")
    );
    assert_eq!(words(old, new), None);
}

#[test]
fn scripts_without_spaces_go_by_characters() {
    let place = words(
        "记者在[北京]报道了这件事情。",
        "首页。记者在北京报道了这件事情。",
    );
    assert_eq!(place.as_deref(), Some("首页。记者在[北京]报道了这件事情。"));
}
