//! Which fonts the article's words take: the embedded faces first, the system's for all other scripts.
//!
//! Finding the system's fonts takes about a tenth of a second, so this is only done (by a worker, see
//! [`super::engine`]) when a character is met that the embedded faces lack.

use std::sync::Arc;

use fontique::{
    Blob, Collection, CollectionOptions, FallbackKey, FamilyId, FontInfoOverride, FontWeight,
    GenericFamily, Language, Script,
};
use parley::{FontContext, FontFamilyName};

use crate::app::fonts;

/// Names under which the embedded faces are registered, so that no font of the system can take their place.
const SERIF: &str = "claimdesk serif";
const NASKH: &str = "claimdesk naskh";
const SIGNS: &str = "claimdesk signs";
const INTERFACE: &str = "claimdesk interface";

/// Families of a plain stretch in the source's words and in ours, and of an Arabic one.
pub static PLAIN: [FontFamilyName<'static>; 2] =
    [FontFamilyName::named(SERIF), FontFamilyName::named(NASKH)];
pub static SANS: [FontFamilyName<'static>; 2] = [
    FontFamilyName::named(INTERFACE),
    FontFamilyName::named(NASKH),
];
pub static ARABIC: [FontFamilyName<'static>; 2] =
    [FontFamilyName::named(NASKH), FontFamilyName::named(SERIF)];

const EMBEDDED: [(&str, &str, FontWeight); 7] = [
    (SERIF, fonts::SERIF, FontWeight::NORMAL),
    (SERIF, fonts::SERIF_SEMIBOLD, FontWeight::SEMI_BOLD),
    (NASKH, fonts::ARABIC, FontWeight::NORMAL),
    (SIGNS, fonts::INTER, FontWeight::NORMAL),
    (INTERFACE, fonts::INTER, FontWeight::NORMAL),
    (INTERFACE, fonts::INTER_MEDIUM, FontWeight::MEDIUM),
    (INTERFACE, fonts::INTER_SEMIBOLD, FontWeight::SEMI_BOLD),
];

/// Families that we would rather have than the system's choice: serif always means the source's words.
/// Where one is not installed, its sister without serifs stands in.
const PREFERRED: [([u8; 4], Option<&str>, &str); 27] = [
    (*b"Hebr", None, "Noto Serif Hebrew"),
    (*b"Armn", None, "Noto Serif Armenian"),
    (*b"Geor", None, "Noto Serif Georgian"),
    (*b"Ethi", None, "Noto Serif Ethiopic"),
    (*b"Deva", None, "Noto Serif Devanagari"),
    (*b"Beng", None, "Noto Serif Bengali"),
    (*b"Guru", None, "Noto Serif Gurmukhi"),
    (*b"Gujr", None, "Noto Serif Gujarati"),
    (*b"Taml", None, "Noto Serif Tamil"),
    (*b"Telu", None, "Noto Serif Telugu"),
    (*b"Knda", None, "Noto Serif Kannada"),
    (*b"Mlym", None, "Noto Serif Malayalam"),
    (*b"Sinh", None, "Noto Serif Sinhala"),
    (*b"Thai", None, "Noto Serif Thai"),
    (*b"Laoo", None, "Noto Serif Lao"),
    (*b"Khmr", None, "Noto Serif Khmer"),
    (*b"Mymr", None, "Noto Serif Myanmar"),
    (*b"Tibt", None, "Noto Serif Tibetan"),
    (*b"Hani", None, "Noto Serif CJK SC"),
    (*b"Hani", Some("zh-TW"), "Noto Serif CJK TC"),
    (*b"Hani", Some("zh-HK"), "Noto Serif CJK HK"),
    (*b"Hani", Some("ja"), "Noto Serif CJK JP"),
    (*b"Hani", Some("ko"), "Noto Serif CJK KR"),
    (*b"Hira", None, "Noto Serif CJK JP"),
    (*b"Kana", None, "Noto Serif CJK JP"),
    (*b"Hang", None, "Noto Serif CJK KR"),
    (*b"Bopo", None, "Noto Serif CJK TC"),
];

/// Signs without a script: arrows, stars, mathematics.
const SIGN_FAMILIES: [&str; 5] = [
    SIGNS,
    "Noto Sans Symbols2",
    "Noto Sans Symbols",
    "Noto Sans Math",
    "DejaVu Sans",
];

/// Where fonts may come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Embedded,
    System,
}

/// The fonts for a layout. With [`Reach::System`] this asks the system, which takes about 80 ms.
pub fn load(reach: Reach) -> FontContext {
    let mut collection = Collection::new(CollectionOptions {
        shared: false,
        system_fonts: reach == Reach::System,
    });
    for (family, file, weight) in EMBEDDED {
        let names = FontInfoOverride {
            family_name: Some(family),
            weight: Some(weight),
            ..FontInfoOverride::default()
        };
        let blob = Blob::new(Arc::new(fonts::file(file)));
        collection.register_fonts(blob, Some(names));
    }
    if reach == Reach::System {
        for (script, language, family) in PREFERRED {
            let plain = family.replace("Serif", "Sans");
            prefer(&mut collection, script, language, &[family, &plain]);
        }
    }
    prefer(&mut collection, *b"Zyyy", None, &SIGN_FAMILIES);
    FontContext {
        collection,
        source_cache: fontique::SourceCache::default(),
    }
}

fn prefer(collection: &mut Collection, script: [u8; 4], language: Option<&str>, names: &[&str]) {
    let language = language.and_then(|tag| Language::parse(tag).ok());
    let key = FallbackKey::new(Script::from_bytes(script), language.as_ref());
    let mut families: Vec<FamilyId> = Vec::new();
    for name in names {
        families.extend(collection.family_id(name));
    }
    families.extend(collection.fallback_families(key));
    // Some signs are in no other font than the one of emoji.
    families.extend(collection.generic_families(GenericFamily::Emoji));
    collection.set_fallbacks(key, families.into_iter());
}

/// Ascent and descent of a face, as parts of its size, by the figures that browsers use too.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    pub ascent: f32,
    pub descent: f32,
}

/// Measures an embedded face by its egui family name.
pub fn extent(family: &str) -> Extent {
    let metrics = swash::FontRef::from_index(fonts::file(family), 0)
        .map(|font| font.metrics(&[]))
        .filter(|metrics| metrics.units_per_em > 0);
    // A file that can't be read is shown by the tests; any figure will do here.
    metrics.map_or(
        Extent {
            ascent: 0.9,
            descent: 0.3,
        },
        |metrics| {
            let em = f32::from(metrics.units_per_em);
            Extent {
                ascent: metrics.ascent / em,
                descent: metrics.descent / em,
            }
        },
    )
}
