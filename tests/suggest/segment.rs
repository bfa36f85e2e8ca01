use std::time::{Duration, Instant};

use claimdesk::suggest::segment::*;
use proptest::prelude::*;

use crate::fixture;

fn word(marked: &str) -> Option<String> {
    let (text, at) = fixture(marked);
    word_at(&text, at[0].start).map(|range| text[range].to_owned())
}

fn snap(marked: &str) -> String {
    let (text, ranges) = fixture(marked);
    text[snap_to_words(&text, ranges[0].clone())].to_owned()
}

fn sentence(marked: &str) -> String {
    let (text, at) = fixture(marked);
    text[sentence_at(&text, at[0].start)].to_owned()
}

#[test]
fn a_word_is_what_a_double_click_should_mark() {
    let cases = [
        ("the Pel‸lane quay", Some("Pellane")),
        ("the ‸Pellane quay", Some("Pellane")),
        ("the Pellane‸, and", Some("Pellane")),
        ("the Pellane,‸ and", None),
        ("Israel‸’s answer", Some("Israel")),
        ("Israel’‸s answer", Some("Israel")),
        ("Kerrosia'‸s answer", Some("Kerrosia")),
        ("they don’‸t know", Some("don’t")),
        ("and it’‸s late", Some("it’s")),
        ("the Dock‸workers’ League", Some("Dockworkers")),
        ("a cease-‸fire line", Some("cease-fire")),
        ("the U.S‸.-led plan", Some("U.S.-led")),
        ("the ‸U.S. fleet", Some("U.S.")),
        ("about 4‸.2 million", Some("4.2")),
        ("— ‸—", None),
        ("‸", None),
    ];
    for (marked, expected) in cases {
        assert_eq!(word(marked).as_deref(), expected, "{marked}");
    }
}

#[test]
fn words_are_found_where_no_spaces_stand() {
    let cases = [
        ("部长昨天在北‸京宣布了计划", "北京"),
        ("部长昨‸天在北京宣布了计划", "昨天"),
        ("首相は東‸京で発表した。", "東京"),
        ("会社はカメ‸ラを売る", "カメラ"),
        ("รัฐมนตรีกล่าวว่าประเท‸ศพร้อม", "ประเทศ"),
        ("in 北‸京 today", "北京"),
        ("to‸day in 北京", "today"),
    ];
    for (marked, expected) in cases {
        assert_eq!(word(marked).as_deref(), Some(expected), "{marked}");
    }
    assert_eq!(snap("部长在北⟦京宣⟧布了计划"), "北京宣布");
    let text = "部长昨天在北京";
    let start = text.find("昨").unwrap();
    assert_eq!(next_word(text, start), start + "昨天".len());
    assert_eq!(prev_word(text, text.len()), text.find("北").unwrap());
}

#[test]
fn a_sloppy_drag_snaps_to_whole_words() {
    let cases = [
        ("said D⟦ag Ostre⟧l, of", "Dag Ostrel"),
        ("said⟦ Dag Ostrel, ⟧of", "Dag Ostrel"),
        ("by (C⟦N⟧N) on", "CNN"),
        ("by ⟦(CNN)⟧ on", "(CNN)"),
        ("⟦“No deal,”⟧ he said", "“No deal,”"),
        ("“⟦No deal,⟧” he said", "No deal"),
        ("⟦The ship left. ⟧Then", "The ship left"),
        ("in the ⟦U.S.⟧ fleet", "U.S."),
        ("saw ⟦Ostrel’s⟧ ship", "Ostrel"),
        ("saw ⟦Ostr⟧el’s ship", "Ostrel"),
        ("saw Ostrel⟦’s sh⟧ip", "Ostrel’s ship"),
        ("a ⟦—⟧ b", "—"),
        ("a wo‸rd", "word"),
    ];
    for (marked, expected) in cases {
        assert_eq!(snap(marked), expected, "{marked}");
    }
}

#[test]
fn a_sentence_runs_to_its_real_end() {
    let cases = [
        (
            "It was Gen. Hal‸lam who left. He is gone.",
            "It was Gen. Hallam who left.",
        ),
        (
            "One. Mr. J. T. Os‸trel left the U.S. Navy in May. Two.",
            "Mr. J. T. Ostrel left the U.S. Navy in May.",
        ),
        ("He left the ‸U.S. The fleet stayed.", "He left the U.S."),
        ("“We wait.” ‸He sat. “Go!” she said.", "He sat."),
        ("He sat. “G‸o!” she said. It ended.", "“Go!” she said."),
        ("“We ‸wait. We stay.” He sat.", "“We wait."),
        ("It cost 4.2 mil‸lion. Then", "It cost 4.2 million."),
        ("A line\nanother ‸line\nlast", "another line"),
        (
            "A soft\nwr‸ap here. Next.\n\nAnother one.",
            "A soft\nwrap here.",
        ),
        ("One.‸ Two.", "One."),
        ("One. ‸Two.", "Two."),
    ];
    for (marked, expected) in cases {
        assert_eq!(sentence(marked), expected, "{marked}");
    }
}

#[test]
fn paragraphs_go_by_blank_lines_where_there_are_any() {
    let parts = |text: &str| -> Vec<String> {
        paragraphs(text)
            .into_iter()
            .map(|range| text[range].to_owned())
            .collect()
    };
    assert_eq!(parts("one\n two \nthree\n"), ["one", "two", "three"]);
    assert_eq!(parts("one\ntwo\n \t\nthree\n\n\n"), ["one\ntwo", "three"]);
    assert_eq!(parts("one\ntwo\n\n"), ["one", "two"]);
    assert!(parts(" \n\n ").is_empty());
    let text = "one\ntwo\n\nthree";
    assert_eq!(&text[paragraph_at(text, 5)], "one\ntwo");
    assert_eq!(paragraph_at(text, 10).end, text.len());
}

#[test]
fn steps_go_by_words_and_graphemes() {
    let text = "a cease-fire, 👨‍👩‍👧 now";
    assert_eq!(next_word(text, 0), 1);
    assert_eq!(next_word(text, 1), "a cease-fire".len());
    assert_eq!(next_word_start(text, 0), 2);
    assert_eq!(prev_word(text, text.len()), text.len() - 3);
    assert_eq!(prev_word_end(text, text.len()), "a cease-fire".len());
    let family = text.find('👨').expect("the family");
    assert_eq!(next_grapheme(text, family), text.len() - 4);
    assert_eq!(prev_grapheme(text, text.len() - 4), family);
    assert_eq!(next_grapheme(text, text.len()), text.len());
    assert_eq!(prev_grapheme(text, 0), 0);
    assert_eq!(prev_word(text, 0), 0);
}

/// Asking for one offset of a 10 MB line costs what it costs in a short one.
#[test]
fn a_huge_line_is_read_only_near_the_offset() {
    for unit in ["word, and. ", "x", "”", "\u{301}", "\u{1f1e6}", "\n \u{0}"] {
        let text = unit.repeat((10 << 20) / unit.len());
        let started = Instant::now();
        for offset in [0, 1, text.len() / 2, text.len() / 2 + 1, text.len()] {
            word_at(&text, offset);
            snap_to_words(&text, offset..offset + 50);
            assert!(next_word(&text, offset) > offset || offset == text.len());
            assert!(prev_word(&text, offset) < offset || offset == 0);
            assert!(next_grapheme(&text, offset) > offset || offset == text.len());
            assert!(prev_grapheme(&text, offset) < offset || offset == 0);
            sentence_at(&text, offset);
        }
        assert!(started.elapsed() < Duration::from_secs(3), "{unit:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gives_ranges_on_boundaries(
        text in "[a-cA-C .,’'“”\"\n()\\-é👩\u{200d}\u{301}0-9]{0,80}",
        a in 0usize..120,
        b in 0usize..120,
    ) {
        let whole = |range: std::ops::Range<usize>| text.get(range).is_some();
        prop_assert!(word_at(&text, a).is_none_or(|word| whole(word.clone()) && !word.is_empty()));
        let snapped = snap_to_words(&text, a..b);
        prop_assert!(whole(snapped.clone()));
        if snapped.is_empty() {
            // Only where there is no word to take; an empty range itself would mean the word beside it.
            let end = text.ceil_char_boundary(b.min(text.len()));
            let start = text.floor_char_boundary(a.min(text.len())).min(end);
            prop_assert!(!text[start..end].contains(|c: char| c.is_ascii_alphanumeric()));
        } else {
            prop_assert_eq!(snap_to_words(&text, snapped.clone()), snapped);
        }
        prop_assert!(whole(sentence_at(&text, a)));
        prop_assert!(whole(paragraph_at(&text, a)));
        for step in [next_word, prev_word, next_word_start, prev_word_end, next_grapheme, prev_grapheme] {
            prop_assert!(text.is_char_boundary(step(&text, a)));
        }
        let mut last = 0;
        for paragraph in paragraphs(&text) {
            prop_assert!(paragraph.start >= last && whole(paragraph.clone()) && !paragraph.is_empty());
            for sentence in sentences(&text, paragraph.clone()) {
                prop_assert!(sentence.start >= last && !sentence.is_empty() && sentence.end <= paragraph.end);
                last = sentence.end;
            }
            prop_assert_eq!(last, paragraph.end);
        }
    }
}
