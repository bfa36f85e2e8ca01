//! REFI-QDA and TEI files are as their schemas want them: elements in their order, attributes that must be
//! there, values of their types, ids that are distinct and found. `tests/interop` asks the schemas themselves.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use claimdesk::model::Project;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::random_project::random_project;
use crate::{export_all, random, text_of};

/// An element with its attributes, and with elements but no text inside it.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    inside: Vec<Element>,
}

impl Element {
    fn parse(xml: &str) -> Self {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Self::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(start) => open.push(Self::of(&start)),
                Event::Empty(start) => open.last_mut().unwrap().inside.push(Self::of(&start)),
                Event::End(_) => {
                    let closed = open.pop().unwrap();
                    open.last_mut().unwrap().inside.push(closed);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        open.pop().unwrap().inside.pop().unwrap()
    }

    fn of(start: &BytesStart<'_>) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        let attributes = start.attributes().map(|attribute| {
            let attribute = attribute.unwrap();
            (
                text(attribute.key.as_ref().as_ref()),
                text(attribute.value.as_ref().as_ref()),
            )
        });
        Self {
            name: text(start.name().as_ref().as_ref()),
            attributes: attributes.collect(),
            inside: Vec::new(),
        }
    }

    fn get(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    fn all<'a>(&'a self, found: &mut Vec<&'a Element>) {
        found.push(self);
        for element in &self.inside {
            element.all(found);
        }
    }
}

/// What a schema says of an element: attributes, with `!` after those that must be there, and what may be
/// inside it, in order: `?` once or not, `*` as often as wanted, `+` once at least, nothing exactly once.
struct Rule(&'static str, &'static str, &'static str);

/// Of QDA-XML 1.0, Project, as far as it is used here.
const REFI: &[Rule] = &[
    Rule(
        "Project",
        "xmlns name! origin creatingUserGUID creationDateTime",
        "Users? CodeBook? Cases? Sources? Notes? Links?",
    ),
    Rule("Users", "", "User+"),
    Rule("User", "guid! name", ""),
    Rule("CodeBook", "", "Codes"),
    Rule("Codes", "", "Code+"),
    Rule(
        "Code",
        "guid! name! isCodable! color",
        "Description? NoteRef* Code*",
    ),
    Rule("Description", "", ""),
    Rule("Cases", "", "Case+"),
    Rule(
        "Case",
        "guid! name",
        "Description? CodeRef* SourceRef* SelectionRef*",
    ),
    Rule("SelectionRef", "targetGUID!", ""),
    Rule("Sources", "", "TextSource+"),
    Rule(
        "TextSource",
        "guid! name plainTextPath! creatingUser creationDateTime",
        "Description? PlainTextSelection* Coding* NoteRef*",
    ),
    Rule(
        "PlainTextSelection",
        "guid! name startPosition! endPosition! creatingUser creationDateTime",
        "Description? Coding* NoteRef*",
    ),
    Rule(
        "Coding",
        "guid! creatingUser creationDateTime",
        "CodeRef NoteRef*",
    ),
    Rule("CodeRef", "targetGUID!", ""),
    Rule("NoteRef", "targetGUID!", ""),
    Rule("Notes", "", "Note+"),
    Rule(
        "Note",
        "guid! name creatingUser creationDateTime",
        "PlainTextContent",
    ),
    Rule("PlainTextContent", "", ""),
    Rule("Links", "", "Link+"),
    Rule(
        "Link",
        "guid! name direction originGUID targetGUID",
        "NoteRef*",
    ),
];

/// Of TEI P5, any version: what stands off.
const TEI: &[Rule] = &[
    Rule("listPerson", "", "person+"),
    Rule("listOrg", "", "org+"),
    Rule("listPlace", "", "place+"),
    Rule("listEvent", "", "event+"),
    Rule("listObject", "", "object+"),
    Rule("person", "xml:id! n", "persName? idno* note?"),
    Rule("org", "xml:id! n", "orgName? idno* note?"),
    Rule("place", "xml:id! n", "placeName? idno* note?"),
    Rule("event", "xml:id! n", "label? idno* note?"),
    Rule("object", "xml:id! n", "objectIdentifier note?"),
    Rule("objectIdentifier", "", "objectName? idno*"),
    Rule("spanGrp", "type", "span+"),
];

impl Rule {
    /// Says what is wrong with an element.
    fn check(&self, element: &Element) -> Result<(), String> {
        let said = |what: String| Err(format!("{}: {what}", element.name));
        for (name, value) in &element.attributes {
            let mut known = self.1.split(' ').map(|known| known.trim_end_matches('!'));
            if !known.any(|known| known == name) {
                return said(format!("no attribute {name}"));
            }
            if !is_of_type(name, value) {
                return said(format!("{name} is “{value}”"));
            }
        }
        for needed in self.1.split(' ').filter_map(|name| name.strip_suffix('!')) {
            if element.get(needed).is_none() {
                return said(format!("{needed} is missing"));
            }
        }
        let mut inside = element.inside.iter().peekable();
        for wanted in self.2.split(' ').filter(|wanted| !wanted.is_empty()) {
            let name = wanted.trim_end_matches(['?', '*', '+']);
            let mut count = 0;
            while inside.next_if(|element| element.name == name).is_some() {
                count += 1;
            }
            let fits = match &wanted[name.len()..] {
                "?" => count <= 1,
                "*" => true,
                "+" => count > 0,
                _ => count == 1,
            };
            if !fits {
                return said(format!("{count} of {name}"));
            }
        }
        match inside.next() {
            Some(other) => said(format!("{} is in the wrong place", other.name)),
            None => Ok(()),
        }
    }
}

fn is_of_type(name: &str, value: &str) -> bool {
    let is_hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    match name {
        name if name.to_lowercase().ends_with("guid") || name == "creatingUser" => {
            let parts: Vec<&str> = value.split('-').collect();
            let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
            lengths == [8, 4, 4, 4, 12] && parts.iter().all(|part| is_hex(part))
        }
        "creationDateTime" => claimdesk::model::Timestamp::from_rfc3339(value).is_some(),
        "startPosition" | "endPosition" => value.parse::<u64>().is_ok(),
        "isCodable" => ["true", "false"].contains(&value),
        "color" => value.len() == 7 && value.strip_prefix('#').is_some_and(is_hex),
        "direction" => ["Associative", "OneWay", "Bidirectional"].contains(&value),
        _ => true,
    }
}

fn check(rules: &[Rule], must: bool, root: &Element) -> Result<(), String> {
    let mut elements = Vec::new();
    root.all(&mut elements);
    for element in elements {
        match rules.iter().find(|rule| rule.0 == element.name) {
            Some(rule) => rule.check(element)?,
            None if must => return Err(format!("{} is not known", element.name)),
            None => {}
        }
    }
    Ok(())
}

fn projects() -> impl Iterator<Item = Project> {
    (0..60).map(|seed| match seed % 2 {
        0 => random::project(seed),
        _ => random_project(seed),
    })
}

#[test]
fn refi_qda_is_as_its_schema_wants() {
    for (seed, project) in projects().enumerate() {
        let export = export_all("refi-qda", &project);
        let mut zip = ZipArchive::new(Cursor::new(&export.files[0].bytes)).unwrap();
        let mut xml = String::new();
        zip.by_name("project.qde")
            .unwrap()
            .read_to_string(&mut xml)
            .unwrap();
        let root = Element::parse(&xml);
        check(REFI, true, &root).unwrap_or_else(|why| panic!("seed {seed}: {why}"));
        let mut elements = Vec::new();
        root.all(&mut elements);
        let guids: Vec<&str> = elements.iter().filter_map(|e| e.get("guid")).collect();
        let distinct: BTreeSet<&str> = guids.iter().copied().collect();
        assert_eq!(guids.len(), distinct.len(), "seed {seed}");
        let references = [
            "targetGUID",
            "originGUID",
            "creatingUser",
            "creatingUserGUID",
        ];
        for (name, value) in elements.iter().flat_map(|element| &element.attributes) {
            let is_found = distinct.contains(value.as_str());
            assert!(
                is_found || !references.contains(&name.as_str()),
                "seed {seed}: {name} {value}"
            );
        }
        let paths = elements.iter().filter_map(|e| e.get("plainTextPath"));
        for path in paths.map(|path| path.replace("internal://", "sources/")) {
            assert!(zip.by_name(&path).is_ok(), "seed {seed}: {path}");
        }
    }
}

#[test]
fn tei_is_as_its_schema_wants() {
    for (seed, project) in projects().enumerate() {
        for file in &export_all("tei", &project).files {
            let root = Element::parse(text_of(file));
            check(TEI, false, &root).unwrap_or_else(|why| panic!("seed {seed}: {why}"));
            let mut elements = Vec::new();
            root.all(&mut elements);
            let ids: Vec<&str> = elements.iter().filter_map(|e| e.get("xml:id")).collect();
            let distinct: BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(ids.len(), distinct.len(), "seed {seed}");
            let pointers = ["from", "to", "corresp", "next", "ana", "target"];
            for (name, value) in elements.iter().flat_map(|element| &element.attributes) {
                let mut targets = value.split(' ').map(|target| target.strip_prefix('#'));
                let is_found = targets.all(|id| id.is_some_and(|id| distinct.contains(id)));
                assert!(
                    is_found || !pointers.contains(&name.as_str()),
                    "seed {seed}: {name} {value}"
                );
            }
        }
    }
}

#[test]
fn what_no_schema_allows_is_noticed() {
    let wrong = |xml: &str| check(REFI, true, &Element::parse(xml)).unwrap_err();
    assert!(wrong("<Code guid=\"1\" name=\"a\" isCodable=\"true\"/>").contains("guid is"));
    let guid = "01234567-89AB-CDEF-0123-456789ABCDEF";
    let code = format!("<Code guid=\"{guid}\" name=\"a\"/>");
    assert!(wrong(&code).contains("isCodable is missing"));
    assert!(wrong("<Project name=\"a\"><Sources/></Project>").contains("0 of TextSource"));
    assert!(wrong("<Project name=\"a\"><Notes/><Users/></Project>").contains("wrong place"));
}
