//! XMI 1.1, and the type system's own XML.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::layers::{VIEW, layers};
use super::structures::{Cas, Structure};
use crate::formats::digits::put_number;
use crate::formats::xml::{Attribute, attributes};

// Writing to a string can't fail, so the results of `write!` are left alone.

pub(super) fn write(cas: &Cas) -> Vec<u8> {
    let mut prefixes: BTreeMap<&str, String> = BTreeMap::new();
    for structure in &cas.structures {
        let (package, _) = split(&structure.kind);
        if !prefixes.contains_key(package) {
            let number = prefixes.len() + 1;
            prefixes.insert(package, format!("t{number}"));
        }
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
        for part in ["<", prefix, ":", name, " sofa=\"1\""] {
            xml.push_str(part);
        }
        put_number_as("xmi:id", structure.id, &mut xml);
        if let Some((begin, end)) = structure.place {
            put_number_as("begin", begin, &mut xml);
            put_number_as("end", end, &mut xml);
        }
        for (name, value) in structure.strings.iter() {
            let _ = write!(xml, " {name}=\"{}\"", Attribute(value));
        }
        for (name, id) in structure.ends() {
            put_number_as(name, id, &mut xml);
        }
        xml.push_str("/>\n");
    }
    let _ = write!(
        xml,
        "<cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"{VIEW}\" mimeType=\"text\" sofaString=\"{}\"/>\n\
         <cas:View sofa=\"1\" members=\"",
        Attribute(&cas.text),
    );
    for (nth, structure) in cas.structures.iter().enumerate() {
        if nth > 0 {
            xml.push(' ');
        }
        put_number(structure.id as usize, &mut xml);
    }
    xml.push_str("\"/>\n</xmi:XMI>\n");
    xml.into_bytes()
}

/// An attribute that is a number.
fn put_number_as(name: &str, number: u64, xml: &mut String) {
    for part in [" ", name, "=\""] {
        xml.push_str(part);
    }
    put_number(number as usize, xml);
    xml.push('"');
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

pub(super) fn read(text: &str) -> Result<Cas, String> {
    let mut reader = Reader::from_str(text);
    let mut cas = Cas::default();
    let mut kinds = Kinds::default();
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
        let Some(kind) = kinds.of(&start)? else {
            continue;
        };
        if &*kind == "uima.cas.Sofa" {
            for attribute in attributes(&start) {
                let (name, value) = attribute?;
                if name == "sofaString" && !found_text {
                    cas.text = value.into_owned();
                    found_text = true;
                }
            }
        } else if !kind.starts_with("uima.cas.") && cas.wants(&kind) {
            let structure = structure(kind, &start)?;
            cas.keep(structure);
        }
    }
    match found_text {
        true => Ok(cas),
        false => Err("it has no text".to_owned()),
    }
}

/// The types of elements by their names in the file.
#[derive(Default)]
struct Kinds {
    packages: HashMap<String, String>,
    known: HashMap<String, Rc<str>>,
}

impl Kinds {
    /// The type of an element; `None` if its name has no prefix, as no structure's has.
    fn of(&mut self, start: &BytesStart<'_>) -> Result<Option<Rc<str>>, String> {
        let name = start.name().into_inner();
        if let Some(kind) = self.known.get(name) {
            return Ok(Some(kind.clone()));
        }
        // The first of each name may declare what prefixes mean; the root does.
        for attribute in attributes(start) {
            let (name, value) = attribute?;
            if let Some(prefix) = name.strip_prefix("xmlns:") {
                let path = value.trim_start_matches("http:///");
                let package = path.trim_end_matches(".ecore").replace('/', ".");
                self.packages.insert(prefix.to_owned(), package);
            }
        }
        let Some((prefix, local)) = name.split_once(':') else {
            return Ok(None);
        };
        let package = self.packages.get(prefix).map_or("", String::as_str);
        let kind: Rc<str> = format!("{package}.{local}").into();
        self.known.insert(name.to_owned(), kind.clone());
        Ok(Some(kind))
    }
}

/// A structure. XMI doesn't tell references from numbers, so those of relations are known by name.
fn structure(kind: Rc<str>, start: &BytesStart<'_>) -> Result<Structure, String> {
    let mut structure = Structure {
        kind,
        ..Structure::default()
    };
    let (mut begin, mut end) = (None, None);
    for attribute in attributes(start) {
        let (name, value) = attribute?;
        match name {
            "xmi:id" => structure.id = value.parse().unwrap_or_default(),
            "begin" => begin = value.parse().ok(),
            "end" => end = value.parse().ok(),
            "Governor" => structure.governor = value.parse().ok(),
            "Dependent" => structure.dependent = value.parse().ok(),
            "sofa" => {}
            _ if name.contains(':') => {}
            _ => {
                structure.strings.read(name, value);
            }
        }
    }
    structure.place = begin.zip(end);
    Ok(structure)
}
