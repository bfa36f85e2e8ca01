//! XMI 1.1, and the type system's own XML.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, escape::unescape};

use super::layers::{VIEW, layers};
use super::structures::{Cas, Structure};
use crate::formats::loss::is_control;

// Writing to a string can't fail, so the results of `write!` are left alone.

pub(super) fn write(cas: &Cas) -> Vec<u8> {
    let mut prefixes: BTreeMap<String, String> = BTreeMap::new();
    for structure in &cas.structures {
        let (package, _) = split(&structure.kind);
        let number = prefixes.len() + 1;
        prefixes
            .entry(package.to_owned())
            .or_insert_with(|| format!("t{number}"));
    }
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xmi:XMI");
    xml.push_str(" xmlns:xmi=\"http://www.omg.org/XMI\" xmlns:cas=\"http:///uima/cas.ecore\"");
    for (package, prefix) in &prefixes {
        let path = package.replace('.', "/");
        let _ = write!(xml, " xmlns:{prefix}=\"http:///{path}.ecore\"");
    }
    xml.push_str(" xmi:version=\"2.0\">\n<cas:NULL xmi:id=\"0\"/>\n");
    for structure in &cas.structures {
        let (package, name) = split(&structure.kind);
        let prefix = &prefixes[package];
        let _ = write!(
            xml,
            "<{prefix}:{name} xmi:id=\"{}\" sofa=\"1\"",
            structure.id
        );
        if let Some((begin, end)) = structure.place {
            let _ = write!(xml, " begin=\"{begin}\" end=\"{end}\"");
        }
        for (name, value) in &structure.strings {
            let _ = write!(xml, " {name}=\"{}\"", escape(value));
        }
        for (name, id) in &structure.references {
            let _ = write!(xml, " {name}=\"{id}\"");
        }
        xml.push_str("/>\n");
    }
    let members: Vec<String> = cas.structures.iter().map(|s| s.id.to_string()).collect();
    let _ = write!(
        xml,
        "<cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"{VIEW}\" mimeType=\"text\" sofaString=\"{}\"/>\n\
         <cas:View sofa=\"1\" members=\"{}\"/>\n</xmi:XMI>\n",
        escape(&cas.text),
        members.join(" ")
    );
    xml.into_bytes()
}

pub(super) fn type_system() -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">\n<types>\n",
    );
    for layer in layers() {
        let _ = writeln!(
            xml,
            "<typeDescription><name>{}</name><description/>\
             <supertypeName>{}</supertypeName><features>",
            layer.name, layer.above
        );
        for (name, range) in layer.features {
            let _ = writeln!(
                xml,
                "<featureDescription><name>{name}</name><description/>\
                 <rangeTypeName>{range}</rangeTypeName></featureDescription>"
            );
        }
        xml.push_str("</features></typeDescription>\n");
    }
    xml.push_str("</types>\n</typeSystemDescription>\n");
    xml
}

/// Package and short name of a type.
fn split(kind: &str) -> (&str, &str) {
    kind.rsplit_once('.').unwrap_or(("", kind))
}

/// A value for an attribute. Line ends and tabs are references, or readers make them spaces.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\r' | '\t' => {
                let _ = write!(escaped, "&#{};", u32::from(character));
            }
            other if is_control(other) => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

pub(super) fn read(text: &str) -> Result<Cas, String> {
    let mut reader = Reader::from_str(text);
    let mut cas = Cas::default();
    let mut packages = HashMap::new();
    let mut found_text = false;
    loop {
        let event = reader.read_event().map_err(|error| {
            let at = reader.error_position();
            format!("it is no XML at byte {}: {error}", at + 1)
        })?;
        let start = match event {
            Event::Start(start) | Event::Empty(start) => start,
            Event::Eof => break,
            _ => continue,
        };
        let attributes = attributes(&start)?;
        for (name, value) in &attributes {
            if let Some(prefix) = name.strip_prefix("xmlns:") {
                let path = value
                    .trim_start_matches("http:///")
                    .trim_end_matches(".ecore");
                packages.insert(prefix.to_owned(), path.replace('/', "."));
            }
        }
        let name = start.name();
        let Some((prefix, local)) = name.as_ref().split_once(':') else {
            continue;
        };
        let package = packages.get(prefix).map_or("", String::as_str);
        match (package, local) {
            ("uima.cas", "Sofa") => {
                let text = attributes.iter().find(|(name, _)| name == "sofaString");
                if let Some((_, text)) = text.filter(|_| !found_text) {
                    cas.text = text.clone();
                    found_text = true;
                }
            }
            ("uima.cas", _) => {}
            _ => cas
                .structures
                .push(structure(format!("{package}.{local}"), attributes)),
        }
    }
    match found_text {
        true => Ok(cas),
        false => Err("it has no text".to_owned()),
    }
}

/// Names and values of an element's attributes, references in them resolved.
fn attributes(start: &BytesStart<'_>) -> Result<Vec<(String, String)>, String> {
    let mut found = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| format!("it is no XML: {error}"))?;
        let name = attribute.key.as_ref().to_owned();
        let value = unescape(&attribute.value).map_err(|error| format!("it is no XML: {error}"))?;
        found.push((name, value.into_owned()));
    }
    Ok(found)
}

/// A structure. XMI doesn't tell references from numbers, so those of relations are known by name.
fn structure(kind: String, attributes: Vec<(String, String)>) -> Structure {
    let mut structure = Structure {
        kind,
        ..Structure::default()
    };
    let (mut begin, mut end) = (None, None);
    for (name, value) in attributes {
        match name.as_str() {
            "xmi:id" => structure.id = value.parse().unwrap_or_default(),
            "begin" => begin = value.parse().ok(),
            "end" => end = value.parse().ok(),
            "Governor" | "Dependent" => {
                let id = value.parse().ok();
                structure.references.extend(id.map(|id| (name, id)));
            }
            "sofa" => {}
            _ if name.contains(':') => {}
            _ => {
                structure.strings.insert(name, value);
            }
        }
    }
    structure.place = begin.zip(end);
    structure
}
