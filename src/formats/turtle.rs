//! `turtle`: RDF with the vocabularies of Web Annotation, PROV, Dublin Core and schema.org. Written only.
//!
//! Every mark is an `oa:Annotation` whose target has, for each piece, an `oa:TextPositionSelector` (code
//! points) refined by nothing and an `oa:TextQuoteSelector`; its body is the entity, or for claims a
//! `cd:Claim` with its parts. Who made a mark is `prov:wasAttributedTo`, when `prov:generatedAtTime`. The
//! text of a document is its `rdf:value`. Terms of our own have the prefix `cd:`.

use std::fmt::Write;

use super::loss::Loss;
use super::names::export_stem;
use super::selection::View;
use super::table::{Format, FormatError, Layout, OutFile, RejectedMarks};
use crate::model::{
    Anchor, Claim, Document, Entity, LinkTarget, Maker, Mention, OffsetMap, OffsetUnit, Provenance,
    Span,
};

pub(super) const FORMAT: Format = Format {
    id: "turtle",
    name: "RDF Turtle",
    extensions: &["ttl"],
    media_type: "text/turtle",
    offset_unit: Some(OffsetUnit::CodePoints),
    layout: Layout::OneFile,
    losses: &[
        Loss::Title,
        Loss::Schema,
        Loss::Rules,
        Loss::History,
        Loss::UnmentionedEntities,
        Loss::Dangling,
        Loss::Review,
        Loss::Rejected,
    ],
    rejected: RejectedMarks::LeftOut,
    writer: Some(write),
    reader: None,
    sniff: None,
};

// Writing to a string can't fail, so the results of `write!` are left alone.

const PREFIXES: &str = "\
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix schema: <https://schema.org/> .
@prefix cd: <https://claimdesk.org/ns#> .
@prefix : <urn:claimdesk:> .

";

/// Characters of a quote's prefix and suffix.
const AROUND: usize = 32;

fn write(view: &View<'_>) -> Result<Vec<OutFile>, FormatError> {
    let mut out = PREFIXES.to_owned();
    let mut entities = std::collections::BTreeMap::new();
    for document in view.documents() {
        document_of(document, &mut out);
        let offsets = OffsetMap::new(&document.text, OffsetUnit::CodePoints);
        let place = Place { document, offsets };
        for mention in view.mentions(document.id) {
            if let Some(entity) = view.entity(mention.entity) {
                entities.insert(entity.id, entity);
                place.mention(mention, &mut out);
            }
        }
        for claim in view.claims(document.id) {
            entities.extend(view.source_entity(claim).map(|entity| (entity.id, entity)));
            for link in view.links(claim.id) {
                if let LinkTarget::Entity(to) = link.to {
                    entities.extend(view.entity(to).map(|entity| (entity.id, entity)));
                }
            }
            place.claim(view, claim, &mut out);
        }
    }
    for entity in entities.values() {
        entity_of(entity, &mut out);
    }
    Ok(vec![OutFile {
        name: format!("{}.ttl", export_stem(view)),
        bytes: out.into_bytes(),
    }])
}

/// `predicate "value" ;` unless the value is empty.
fn say(predicate: &str, value: &str, out: &mut String) {
    if !value.is_empty() {
        let _ = write!(out, " ;\n    {predicate} ");
        quote(value, out);
    }
}

fn quote(value: &str, out: &mut String) {
    out.push('"');
    for character in value.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Also what some readers take for an end of line.
            other
                if other.is_control() || matches!(other, '\u{2028}' | '\u{2029}' | '\u{feff}') =>
            {
                let _ = write!(out, "\\u{:04X}", u32::from(other));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

fn document_of(document: &Document, out: &mut String) {
    let origin = &document.origin;
    let _ = write!(out, ":{} a schema:NewsArticle, prov:Entity", document.id);
    say("dcterms:title", &document.title, out);
    say("dcterms:publisher", &origin.publisher, out);
    say("dcterms:creator", &origin.byline, out);
    say("dcterms:issued", &origin.published, out);
    say("schema:url", &origin.address, out);
    say("dcterms:language", &origin.language, out);
    say("cd:path", &origin.path, out);
    say("dcterms:format", &origin.media_type, out);
    say("cd:reader", &origin.reader, out);
    say("cd:sha256", &origin.bytes_sha256, out);
    say("rdfs:comment", &document.notes, out);
    if let Some(moment) = origin.retrieved {
        time("cd:retrieved", &moment.to_rfc3339(), out);
    }
    say("rdf:value", &document.text, out);
    out.push_str(" .\n\n");
}

fn time(predicate: &str, moment: &str, out: &mut String) {
    let _ = write!(out, " ;\n    {predicate} \"{moment}\"^^xsd:dateTime");
}

fn entity_of(entity: &Entity, out: &mut String) {
    let class = match entity.kind.as_str() {
        "person" => ", schema:Person",
        "organisation" | "government" | "military" | "armed_group" | "media" => {
            ", schema:Organization"
        }
        "place" | "facility" => ", schema:Place",
        "event" => ", schema:Event",
        _ => "",
    };
    let _ = write!(out, ":{} a cd:Entity{class}", entity.id);
    say("rdfs:label", &entity.name, out);
    say("cd:kind", entity.kind.as_str(), out);
    say("rdfs:comment", &entity.notes, out);
    for identifier in &entity.identifiers {
        let value = format!("{}:{}", identifier.scheme, identifier.value);
        say("dcterms:identifier", &value, out);
    }
    provenance(&entity.provenance, out);
    out.push_str(" .\n\n");
}

fn provenance(provenance: &Provenance, out: &mut String) {
    say("cd:state", provenance.state.id(), out);
    let (class, name) = match &provenance.maker {
        Maker::Annotator(name) => ("prov:Person", name.to_string()),
        Maker::Engine { name, rule } => ("prov:SoftwareAgent", format!("{name}, rule {rule}")),
        Maker::Import(format) => ("prov:SoftwareAgent", format!("import of {format}")),
    };
    let _ = write!(
        out,
        " ;\n    prov:wasAttributedTo [ a {class} ; rdfs:label "
    );
    quote(&name, out);
    out.push_str(" ]");
    time("prov:generatedAtTime", &provenance.made.to_rfc3339(), out);
}

/// A document with the way to its offsets.
struct Place<'a> {
    document: &'a Document,
    offsets: OffsetMap<'a>,
}

impl Place<'_> {
    fn mention(&self, mention: &Mention, out: &mut String) {
        let _ = write!(
            out,
            ":{} a oa:Annotation ;\n    oa:motivatedBy oa:identifying ;\n    oa:hasBody :{}",
            mention.id, mention.entity
        );
        self.targets("oa:hasTarget", &mention.anchor, out);
        say("rdfs:comment", &mention.notes, out);
        provenance(&mention.provenance, out);
        out.push_str(" .\n\n");
    }

    fn claim(&self, view: &View<'_>, claim: &Claim, out: &mut String) {
        let _ = write!(
            out,
            ":{} a oa:Annotation, cd:Claim ;\n    oa:motivatedBy oa:classifying",
            claim.id
        );
        self.targets("oa:hasTarget", &claim.content.anchor, out);
        if let Some(anchor) = &claim.source.anchor {
            self.targets("cd:source", anchor, out);
        }
        if let Some(anchor) = &claim.cue.anchor {
            self.targets("cd:cue", anchor, out);
        }
        if let Some(entity) = view.source_entity(claim) {
            let _ = write!(out, " ;\n    cd:speaker :{}", entity.id);
        }
        if let Some(via) = view.via(claim) {
            let _ = write!(out, " ;\n    cd:via :{via}");
        }
        say("cd:sourceKind", claim.source.kind.id(), out);
        say("cd:cueClass", claim.cue.class.id(), out);
        say("cd:quoteKind", claim.content.quote_kind.id(), out);
        say("cd:commitment", claim.commitment.id(), out);
        say("cd:paraphrase", &claim.content.paraphrase, out);
        let judgement = &claim.judgement;
        let term = |id: Option<&'static str>| id.unwrap_or_default();
        say(
            "cd:likelihood",
            term(judgement.likelihood.map(|t| t.id())),
            out,
        );
        say(
            "cd:confidence",
            term(judgement.confidence.map(|t| t.id())),
            out,
        );
        say(
            "cd:admiralty",
            &judgement.admiralty.code().unwrap_or_default(),
            out,
        );
        say("cd:verdict", judgement.verdict.id(), out);
        say("rdfs:comment", &claim.notes, out);
        provenance(&claim.provenance, out);
        out.push_str(" .\n\n");
        for link in view.links(claim.id) {
            let to = match link.to {
                LinkTarget::Claim(to) => to.to_string(),
                LinkTarget::Entity(to) => to.to_string(),
            };
            let kind = link.kind.id();
            let _ = writeln!(out, ":{} cd:{kind} :{to} .", link.from);
            let _ = write!(
                out,
                ":{} a oa:Annotation ;\n    oa:motivatedBy oa:linking ;\n    oa:hasTarget :{} ;\n    \
                 oa:hasBody :{to} ;\n    cd:linkKind \"{kind}\"",
                link.id, link.from
            );
            say("rdfs:comment", &link.notes, out);
            provenance(&link.provenance, out);
            out.push_str(" .\n\n");
        }
    }

    fn targets(&self, predicate: &str, anchor: &Anchor, out: &mut String) {
        for span in anchor.spans() {
            let _ = write!(
                out,
                " ;\n    {predicate} [ a oa:SpecificResource ; oa:hasSource :{} ;\n        oa:hasSelector ",
                self.document.id
            );
            self.selectors(*span, out);
            out.push_str(" ]");
        }
    }

    fn selectors(&self, span: Span, out: &mut String) {
        let text = &self.document.text;
        // Spans of a sound project lie in their text, so the offset is there.
        let offset = |byte| {
            self.offsets
                .from_byte(byte)
                .unwrap_or(self.offsets.length())
        };
        let _ = write!(
            out,
            "[ a oa:TextPositionSelector ; oa:start {} ; oa:end {} ],\n            \
             [ a oa:TextQuoteSelector ; oa:exact ",
            offset(span.start()),
            offset(span.end())
        );
        quote(text.get(span).unwrap_or_default(), out);
        let before: Vec<char> = text[..span.start()].chars().rev().take(AROUND).collect();
        let before: String = before.into_iter().rev().collect();
        let after: String = text[span.end()..].chars().take(AROUND).collect();
        for (predicate, words) in [("oa:prefix", before), ("oa:suffix", after)] {
            if !words.is_empty() {
                let _ = write!(out, " ; {predicate} ");
                quote(&words, out);
            }
        }
        out.push_str(" ]");
    }
}
