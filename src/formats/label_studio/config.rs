//! The labelling configuration: every label, feature and relation that tasks may use.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::{LABELS, TEXT};
use crate::formats::graph::{CLAIM, CUE, Page, SOURCE, VOCABULARIES};
use crate::formats::palette;
use crate::formats::xml::Attribute;
use crate::model::LabelSchema;

// Writing to a string can't fail, so the results of `writeln!` are left alone.

/// The configuration for these pages.
pub(super) fn config(schema: &LabelSchema, pages: &[Page]) -> String {
    let mut xml = String::from("<View>\n");
    let _ = writeln!(xml, "  <Labels name=\"{LABELS}\" toName=\"{TEXT}\">");
    for kind in &schema.kinds {
        let value = Attribute(kind.id.as_str());
        let (alias, colour) = (Attribute(&kind.name), palette::of(kind).mark);
        let _ = writeln!(
            xml,
            "    <Label value=\"{value}\" hint=\"{alias}\" background=\"{colour}\"/>"
        );
    }
    for part in [CLAIM, SOURCE, CUE] {
        let _ = writeln!(xml, "    <Label value=\"{part}\"/>");
    }
    xml.push_str("  </Labels>\n  <Relations>\n");
    let relations = pages.iter().flat_map(|page| &page.relations);
    let relations: BTreeSet<&str> = relations.map(|relation| relation.label.as_str()).collect();
    for relation in relations {
        let _ = writeln!(xml, "    <Relation value=\"{}\"/>", Attribute(relation));
    }
    let _ = writeln!(
        xml,
        "  </Relations>\n  <Text name=\"{TEXT}\" value=\"$text\"/>"
    );
    let marks = pages.iter().flat_map(|page| &page.marks);
    let features: BTreeSet<&str> = marks.flat_map(|mark| mark.features.names()).collect();
    for (name, values) in VOCABULARIES {
        let _ = writeln!(
            xml,
            "  <Choices name=\"{name}\" toName=\"{TEXT}\" perRegion=\"true\" choice=\"single\">"
        );
        for value in values() {
            let _ = writeln!(xml, "    <Choice value=\"{value}\"/>");
        }
        xml.push_str("  </Choices>\n");
    }
    for name in features {
        if !is_choice(name) {
            let name = Attribute(name);
            let _ = writeln!(
                xml,
                "  <TextArea name=\"{name}\" toName=\"{TEXT}\" perRegion=\"true\"/>"
            );
        }
    }
    xml.push_str("</View>\n");
    xml
}

/// Whether a feature has a closed vocabulary.
pub(super) fn is_choice(name: &str) -> bool {
    VOCABULARIES.iter().any(|(known, _)| *known == name)
}
