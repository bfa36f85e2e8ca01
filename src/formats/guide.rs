//! The guide to the formats, in Markdown: what `claimdesk formats --guide` prints and `docs/formats.md` has.

use std::fmt::Write;

use super::table::{FORMATS, Format, Layout};
use crate::model::OffsetUnit;

// Writing to a string can't fail, so the results of `write!` are left alone.

/// How a format tells a project.
struct Mapping {
    id: &'static str,
    documents: &'static str,
    mentions: &'static str,
    claims: &'static str,
}

const fn row(
    id: &'static str,
    documents: &'static str,
    mentions: &'static str,
    claims: &'static str,
) -> Mapping {
    Mapping {
        id,
        documents,
        mentions,
        claims,
    }
}

const GRAPH_CLAIMS: &str = "A mark `Claim` on the content, with relations `Source` and `Cue` to marks of these labels, `Via` to the claim it came through, `Speaker` to a mention of who says it, and one named after each link. Judgement, commitment, classes and paraphrase are features";
const TABLE_CLAIMS: &str = "A row a claim in the table `claims`: source, cue and content with quotes and spans, classes, commitment, judgement, chain and links by id";

const MAPPINGS: [Mapping; 23] = [
    row(
        "jsonl",
        "A line: `id`, `text`, `meta`",
        "`entities`: label, place, id of the entity, state; entities themselves in `register`",
        "`attributions`: lists of spans for source, cue and content, the quote kind, and fields for all else; chains and links by id",
    ),
    row(
        "brat",
        "`NAME.txt` and `NAME.ann`, with `annotation.conf`, `visual.conf` and `kb_shortcuts.conf` made of the label schema",
        "`T` lines, in fragments where there are gaps or line ends; one entity is an equivalence `*`; identifiers are `N`, the rest `A` and `#` lines",
        "An event `E` of type Claim whose trigger is the cue (or the content), with roles Source and Content; commitment and judgement are attributes `A`, chains and links relations `R`",
    ),
    row(
        "spacy",
        "A line with `text`, `tokens` and `meta`",
        "`spans` with `token_start` and an inclusive `token_end`; `features` has the rest; relations `Same` join the mentions of one entity",
        GRAPH_CLAIMS,
    ),
    row(
        "doccano",
        "A line with `text`; the origin is metadata",
        "`entities` with `start_offset` and `end_offset`; relations `Same` join the mentions of one entity",
        "Entities Claim, Source and Cue, joined by `relations` of these names; nothing else is told of a claim",
    ),
    row(
        "label-studio",
        "A task; `NAME-labels.xml` is the labelling configuration",
        "Regions of type `labels` in `annotations`; `textarea` and `choices` have the rest, the review state too. Tasks that have only `predictions` are read as suggestions",
        GRAPH_CLAIMS,
    ),
    row(
        "web-annotation",
        "`DOCUMENT.txt` beside one `AnnotationPage`",
        "An annotation with `TextPositionSelector` and `TextQuoteSelector` for each piece, its kind a tag",
        "Annotations tagged Claim, Source and Cue; annotations with the motivation `linking` lead from one to another",
    ),
    row(
        "gate",
        "A bdoc document; its features are the origin",
        "Annotations typed by kind in the set `Claimdesk`",
        "Annotations of type Claim, Source and Cue; a relation is an annotation of type Relation, whose features have its name and the ids of both ends",
    ),
    row(
        "uima-xmi",
        "A CAS; `TypeSystem.xml` goes with them all",
        "DKPro `NamedEntity` with `value` and further features",
        "`webanno.custom.Claim`, told apart by `role` (Claim, Source, Cue), joined by relations `webanno.custom.ClaimLink`",
    ),
    row(
        "uima-json",
        "A CAS with its types in it",
        "As in `uima-xmi`",
        "As in `uima-xmi`",
    ),
    row(
        "webanno-tsv",
        "A table of tokens; sentences cover the text, white space included",
        "The layer `NamedEntity`, every mark with its number; mentions of one entity are a coreference chain",
        "The layer `webanno.custom.Claim`, joined by `webanno.custom.ClaimLink`; a mention at the end of a relation has a stand-in with the role Mention there",
    ),
    row(
        "conll2003",
        "`-DOCSTART-`, then a line a token and an empty line a sentence",
        "The last column: IOB2, IOB1 or BIOES; of mentions that share words the outermost or the innermost",
        "Not told",
    ),
    row(
        "conllu",
        "`# newdoc`, then sentences with `# text`; `SpaceAfter`, `SpacesAfter` and `TokenRange` keep the text whole",
        "MISC `Entity=(eid-etype-head-other`, brackets as in CorefUD, named after entities; `other` has the rest as `name:value`",
        "Brackets of the kinds Claim, Source and Cue; `other` has their relations as `~Label:target`",
    ),
    row(
        "refi-qda",
        "A `TextSource` with its text beside it in the zip file",
        "A `PlainTextSelection` coded with the kind; an entity is a `Case` with its selections",
        "Selections coded Claim, Source and Cue, joined by `Link`s; what else is said of a claim is a note, a line `name: value` each",
    ),
    row(
        "tei",
        "One `ab` with `anchor` elements where marks begin and end",
        "`span` from anchor to anchor in `standOff`, `corresp` to `person`, `org`, `place`, `event` or `object`",
        "`span`s of the types Claim, Source and Cue, joined by `link`; a feature structure `fs` has the rest",
    ),
    row(
        "csv",
        "Named in every row",
        "A row a mention in the table `entities`",
        TABLE_CLAIMS,
    ),
    row(
        "tsv",
        "Named in every row",
        "A row a mention in the table `entities`",
        TABLE_CLAIMS,
    ),
    row(
        "xlsx",
        "Named in every row",
        "The sheets `entities` and `mentions`",
        "The sheets `claims` and `links`; columns as in `csv`",
    ),
    row(
        "parquet",
        "Named in every row",
        "`NAME-mentions.parquet`, columns as in `csv`",
        "`NAME-claims.parquet`, columns as in `csv`",
    ),
    row(
        "claimreview",
        "The `NewsArticle` in which a claim appeared",
        "Only speakers, as `author`",
        "A `ClaimReview` for each claim with a verdict: `claimReviewed` is the paraphrase or the words; the rating is 5 supported, 3 conflicting, 1 refuted, none for not enough evidence",
    ),
    row(
        "stix",
        "A `report` that refers to all that is in it",
        "`identity` for people and groups, `location` for places and facilities",
        "A `note`; its `confidence` is the Admiralty code’s second place (1 is 90, 2 is 70, 3 is 50, 4 is 30, 5 is 10, 6 is none); a verdict is an `opinion`, chains and links are `relationship`s",
    ),
    row(
        "turtle",
        "A `schema:NewsArticle` with its text in `rdf:value`",
        "An `oa:Annotation` with position and quote selectors whose body is the entity; `prov:` says who made it and when",
        "An `oa:Annotation` that is a `cd:Claim`: its target is the content, `cd:source` and `cd:cue` lead to the parts, `cd:speaker`, `cd:via` and links to others",
    ),
    row(
        "html",
        "A part of the report, its text with marks; laid out for paper, so a browser prints it to PDF",
        "Tinted words and a list of entities",
        "A table of claims under who makes them, with quotes, commitments and judgements",
    ),
    row(
        "markdown",
        "Named with the claims",
        "Not told",
        "Claims grouped by who makes them, with quotes, judgements and links",
    ),
];

/// The guide as a page of Markdown.
pub fn guide() -> String {
    let mut page = String::from(
        "# Exchange formats\n\n\
         Printed by `claimdesk formats --guide`. Every export that can be read is read back and compared with \
         the project; what a format can’t hold is told before and after.\n\n\
         | id | name | reads | writes | offsets count |\n|---|---|---|---|---|\n",
    );
    for format in FORMATS {
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {} | {} |",
            format.id,
            format.name,
            yes_no(format.reads()),
            yes_no(format.writes()),
            format.offset_unit.map_or("–", OffsetUnit::label)
        );
    }
    page.push_str(
        "\nMarks, relations and features: formats that know no claims hold each as a mark on its content, \
         marks on its source and cue, and relations between them. Names of features and their values are \
         those of the project file.\n",
    );
    for format in FORMATS {
        section(format, &mut page);
    }
    page
}

fn yes_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}

fn section(format: &Format, page: &mut String) {
    let files = match format.layout {
        Layout::OneFile => "one file",
        Layout::Folder => "a folder of files",
    };
    let endings: Vec<String> = format.extensions.iter().map(|e| format!(".{e}")).collect();
    let _ = write!(
        page,
        "\n## {} (`{}`)\n\n{}, {}, {files}.\n",
        format.name,
        format.id,
        endings.join(" "),
        format.media_type
    );
    if let Some(mapping) = MAPPINGS.iter().find(|mapping| mapping.id == format.id) {
        let _ = write!(
            page,
            "\n- **Documents:** {}.\n- **Mentions:** {}.\n- **Claims:** {}.\n",
            mapping.documents, mapping.mentions, mapping.claims
        );
    }
    let losses: Vec<&str> = format.losses.iter().map(|loss| loss.label()).collect();
    match losses.is_empty() {
        true => page.push_str("\nHolds everything.\n"),
        false => {
            let _ = write!(page, "\nCan’t hold: {}.\n", losses.join("; "));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_its_mapping() {
        for format in FORMATS {
            let found = MAPPINGS.iter().filter(|mapping| mapping.id == format.id);
            assert_eq!(found.count(), 1, "{}", format.id);
        }
        assert_eq!(MAPPINGS.len(), FORMATS.len());
    }
}
