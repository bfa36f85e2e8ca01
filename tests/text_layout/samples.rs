//! Sentences in many scripts, and a context whose engine has the system's fonts.

use claimdesk::app::article::text::{Setting, TextLayout, generation};
use claimdesk::app::theme::Weight;
use eframe::egui::Context;
use std::time::{Duration, Instant};

pub struct Sample {
    pub name: &'static str,
    pub text: &'static str,
    /// A family of the system that holds the script; empty if the app carries the letters itself.
    pub family: &'static str,
}

const fn sample(name: &'static str, family: &'static str, text: &'static str) -> Sample {
    Sample { name, text, family }
}

pub const SAMPLES: [Sample; 15] = [
    sample(
        "Latin",
        "",
        "The harbour office said on Tuesday that eleven ships may leave; the final waffle was “offered” at 9:45.",
    ),
    sample(
        "Cyrillic",
        "",
        "Министерство транспорта сообщило, что одиннадцать судов могут выйти из порта во вторник.",
    ),
    sample(
        "Greek",
        "",
        "Το υπουργείο ανακοίνωσε ότι έντεκα πλοία μπορούν να αποπλεύσουν την Τρίτη.",
    ),
    sample(
        "Vietnamese with combining marks",
        "",
        "Bo\u{323}\u{302} Giao thong cho bie\u{302}\u{301}t mu\u{31b}o\u{31b}\u{300}i mo\u{302}\u{323}t ta\u{300}u co\u{301} the\u{302}\u{309} ro\u{31b}\u{300}i ca\u{309}ng.",
    ),
    sample(
        "Arabic",
        "",
        "قالت وزارة النقل يوم الثلاثاء إن إحدى عشرة سفينة حبوب محتجزة في الميناء سيُسمح لها بالمغادرة، 7 منها غدًا.",
    ),
    sample(
        "Arabic with English",
        "",
        "وقال مسؤول كبير لصحيفة Meridian Dispatch إن الزورق Kestrel 4 غادر الرصيف 7 مساء الاثنين.",
    ),
    sample(
        "Hebrew",
        "Noto Serif Hebrew",
        "משרד התחבורה הודיע ביום שלישי כי אחת עשרה אוניות יוכלו לעזוב את הנמל.",
    ),
    sample(
        "English with Hebrew",
        "Noto Serif Hebrew",
        "The minister said שלום לכולם to reporters at 10:30, then (ברוכים 42 הבאים) twice.",
    ),
    sample(
        "Chinese",
        "Noto Serif CJK SC",
        "运输部星期二表示，十一艘货船可以离开港口。“最后一艘”将于2026年11月3日启航。",
    ),
    sample(
        "Japanese",
        "Noto Serif CJK JP",
        "運輸省は火曜日、貨物船１１隻が港を出られると発表した。「最後の１隻」は11月3日に出港する。",
    ),
    sample(
        "Korean",
        "Noto Serif CJK KR",
        "교통부는 화요일 화물선 11척이 항구를 떠날 수 있다고 밝혔다. “마지막 배”는 11월 3일 출항한다.",
    ),
    sample(
        "Mixed",
        "Noto Serif Hebrew",
        "Edda met محمد علي and דוד לוי (42) in Πειραιάς; порт 7 opens, said 金さん 👍🏽 of समाचार “ทำไม”.",
    ),
    sample(
        "Devanagari",
        "Noto Serif Devanagari",
        "परिवहन मंत्रालय ने मंगलवार को कहा कि ग्यारह जहाज़ बंदरगाह छोड़ सकते हैं।",
    ),
    sample(
        "Thai",
        "Noto Serif Thai",
        "กระทรวงคมนาคมกล่าวเมื่อวันอังคารว่าเรือสิบเอ็ดลำสามารถออกจากท่าเรือได้",
    ),
    sample(
        "Emoji",
        "Noto Color Emoji",
        "A family 👨‍👩‍👧‍👦 waved 👋🏽 the flag 🇳🇴 and left ❤️ at 10 → 11 ✓.",
    ),
];

pub const ARTICLE: Setting = Setting {
    size: 18.0,
    line_height: 33.0,
    weight: Weight::Regular,
};

/// A context whose engine has loaded the system's fonts, whatever they are.
pub fn context() -> Context {
    let context = Context::default();
    wait_for_fonts(&context);
    context
}

/// Asks for letters that no embedded face has, and waits for the fonts.
pub fn wait_for_fonts(context: &Context) {
    TextLayout::new(context, "ก中א", ARTICLE, f32::INFINITY);
    let start = Instant::now();
    while generation(context) == 0 {
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "the system's fonts did not come"
        );
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Whether a sample's family is installed here; says so if it isn't.
pub fn is_installed(sample: &Sample) -> bool {
    sample.family.is_empty() || is_family_installed(sample.name, sample.family)
}

/// Whether a family is installed here; says so if it isn't. Where `CLAIMDESK_REQUIRE_FONTS` is `1`, it must be.
pub fn is_family_installed(what: &str, family: &str) -> bool {
    let mut fonts = fontique::Collection::new(fontique::CollectionOptions::default());
    let installed = fonts.family_id(family).is_some();
    let required = std::env::var("CLAIMDESK_REQUIRE_FONTS").as_deref() == Ok("1");
    assert!(installed || !required, "{family} is not installed");
    if !installed {
        println!("Skipped {what}: the font {family} is not installed.");
    }
    installed
}
