//! Files of tokens and of codings as other tools write them: WebAnno TSV, CoNLL-2003, CoNLL-U and REFI-QDA.

use std::io::{Cursor, Write};

use claimdesk::formats::{ExportOptions, Flat, InFile, Nested, Tags, by_id, export, guess, import};
use claimdesk::model::{IdSource, Timestamp, doctor};

use crate::foreign::{mentions, pairs, read, says};
use crate::random;

const TSV: &str = "\u{feff}#FORMAT=WebAnno TSV 3.2\r\n\
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\r\n\
#T_CH=de.tudarmstadt.ukp.dkpro.core.api.coref.type.CoreferenceLink|referenceType|referenceRelation\r\n\
#T_RL=webanno.custom.Knows|since|BT_de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity\r\n\
\r\n\r\n\
#Text=🙂 Mira Holt met Dan Orr .\r\n\
1-1\t0-2\t🙂\t_\t_\t_\t_\t_\t_\r\n\
1-2\t3-7\tMira\t*[1]\tPER[1]\tnam\t*->1-1\t_\t_\r\n\
1-3\t8-12\tHolt\t*[1]\tPER[1]\tnam\t*->1-1\t_\t_\r\n\
1-4\t13-16\tmet\t_\t_\t_\t_\t_\t_\r\n\
1-5\t17-20\tDan\t*[2]|*[3]\tPER[2]|LOC\\_X[3]\t_\t_\t2001\t1-2[1_2]\r\n\
1-6\t21-24\tOrr\t*[2]\tPER[2]\t_\t_\t_\t_\r\n\
1-7\t25-26\t.\t_\t_\t_\t_\t_\t_\r\n\
\r\n\
#Text=She left Varn .\r\n\
#Text=Soon\r\n\
2-1\t29-32\tShe\t_\t_\tpro\t*->1-2\t_\t_\r\n\
2-2\t33-37\tleft\t_\t_\t_\t_\t_\t_\r\n\
2-2.1\t33-34\tl\t*\tMISC\t_\t_\t_\t_\r\n\
2-3\t38-42\tVarn\thttp://a.example/Varn\tLOC\t_\t_\t_\t_\r\n\
2-4\t43-44\t.\t_\t_\t_\t_\t_\t_\r\n\
2-5\tx\tSoon\t_\t_\t_\t_\t_\t_";

#[test]
fn webanno_tsv_with_stacks_chains_and_sub_tokens() {
    let imported = read("webanno-tsv", &[("a.tsv", TSV)]);
    let wanted = pairs(&[
        ("person", "Mira Holt"),
        ("person", "Dan Orr"),
        ("other", "Dan"),
        ("person", "She"),
        ("other", "l"),
        ("place", "Varn"),
    ]);
    let mut found = mentions(&imported.project);
    found.sort();
    let mut wanted = wanted;
    wanted.sort();
    assert_eq!(found, wanted);
    let text = imported.project.documents().next().unwrap().text.clone();
    assert_eq!(
        text.as_str(),
        "🙂 Mira Holt met Dan Orr .\n  She left Varn .\nSoon"
    );
    says(&imported, "no token with its offsets");
    says(&imported, "relation “Knows” means nothing here");
    // The chain makes “Mira Holt” and “She” one entity.
    let she = imported
        .project
        .mentions()
        .find(|m| m.anchor.quote(&text) == "She");
    let mira = imported
        .project
        .mentions()
        .find(|m| m.anchor.quote(&text) == "Mira Holt");
    assert_eq!(she.unwrap().entity, mira.unwrap().entity);
    assert_eq!(guess("a", TSV.as_bytes()).unwrap().id, "webanno-tsv");
    assert_eq!(doctor::examine(&imported.project), []);
}

#[test]
fn webanno_tsv_that_counts_code_points() {
    let tsv = "#FORMAT=WebAnno TSV 3.3\n#T_SP=x.Person|name\n\n\n#Text=🙂🙂🙂 Orr left.\n\
        1-1\t0-3\t🙂🙂🙂\t_\n1-2\t4-7\tOrr\t*\n1-3\t8-12\tleft\t_\n1-4\t12-13\t.\t_\n\n\
        #Text=Vale stayed.\n2-1\t14-18\tVale\t*\n2-2\t19-25\tstayed\t_\n2-3\t25-26\t.\t_\n";
    let imported = read("webanno-tsv", &[("a.tsv", tsv)]);
    assert_eq!(
        mentions(&imported.project),
        pairs(&[("person", "Orr"), ("person", "Vale")])
    );
    says(
        &imported,
        "offsets count Unicode code points, not UTF-16 code units",
    );
}

#[test]
fn conll_of_all_schemes_and_columns() {
    let wanted = pairs(&[
        ("person", "Mira Holt"),
        ("person", "Orr"),
        ("place", "Varn"),
    ]);
    for tags in [
        ["I-PER", "I-PER", "B-PER", "O", "I-LOC"],
        ["B-PER", "I-PER", "B-PER", "O", "B-LOC"],
        ["B-PER", "E-PER", "S-PER", "O", "S-LOC"],
        ["B-PER", "L-PER", "U-PER", "O", "U-LOC"],
    ] {
        for (space, middle) in [(" ", "NNP I-NP "), ("\t", "")] {
            let words = ["Mira", "Holt", "Orr", "left", "Varn"];
            let rows = words.iter().zip(tags);
            let rows: String = rows
                .map(|(word, tag)| format!("{word}{space}{middle}{tag}\r\n"))
                .collect();
            let file = format!(
                "\u{feff}-DOCSTART- -X- O O\r\n\r\n{rows}\r\n-DOCSTART- -X- O O\r\n\r\nEnd O"
            );
            let imported = read("conll2003", &[("a.conll", &file)]);
            assert_eq!(mentions(&imported.project), wanted, "{file}");
            let texts: Vec<&str> = imported
                .project
                .documents()
                .map(|d| d.text.as_str())
                .collect();
            assert_eq!(texts, ["Mira Holt Orr left Varn", "End"]);
            assert_eq!(guess("a.txt", file.as_bytes()).unwrap().id, "conll2003");
        }
    }
    let faulty = read(
        "conll2003",
        &[("a.conll", "# one\nMira X-PER\nalone\n\nleft O\n")],
    );
    says(&faulty, "“X-PER” is no tag");
    says(&faulty, "a token without a tag");
    says(&faulty, "a comment");
}

#[test]
fn one_tag_a_token_is_outermost_or_innermost_by_choice() {
    let line = r#"{"text":"The Bank of Varn rose.","spans":[{"start":4,"end":16,"label":"ORG"},{"start":12,"end":16,"label":"GPE"}]}"#;
    let project = read("spacy", &[("a.jsonl", line)]).project;
    let tagged = |tags, nested| {
        let options = ExportOptions {
            flat: Flat { tags, nested },
            ..ExportOptions::default()
        };
        let files = export(by_id("conll2003").unwrap(), &project, &options)
            .unwrap()
            .files;
        let text = String::from_utf8(files[0].bytes.clone()).unwrap();
        let rows = text
            .lines()
            .skip(2)
            .filter_map(|line| line.split(' ').next_back());
        rows.filter(|tag| !tag.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let org = "O B-organisation I-organisation I-organisation O O";
    assert_eq!(tagged(Tags::Iob2, Nested::Outermost), org);
    assert_eq!(
        tagged(Tags::Iob1, Nested::Outermost),
        org.replace("B-", "I-")
    );
    assert_eq!(tagged(Tags::Bioes, Nested::Innermost), "O O O S-place O O");
}

#[test]
fn conllu_of_other_tools() {
    let file = "# newdoc id = a.txt\n# global.Entity = eid-etype-head-other\n# newpar\n# sent_id = 1\n# text = Mira Holt's dog ran.\n\
        1\tMira\t_\tPROPN\t_\t_\t0\troot\t_\tEntity=(e1-person-1-\n\
        2-3\tHolt's\t_\t_\t_\t_\t_\t_\t_\t_\n\
        2\tHolt\t_\t_\t_\t_\t_\t_\t_\t_\n3\t's\t_\t_\t_\t_\t_\t_\t_\tEntity=e1)\n\
        4\tdog\t_\t_\t_\t_\t_\t_\t_\tEntity=(e2--1-x)\n\
        4.1\tgone\t_\t_\t_\t_\t_\t_\t_\t_\n\
        5\tran\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|Entity=e9)\n6\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n\
        # newpar\n# sent_id = 2\n1\tVarn\t_\t_\t_\t_\t_\t_\t_\tner=S-GPE\r\n2\tfell\t_\t_\nbroken\n";
    let imported = read("conllu", &[("a.conllu", file)]);
    let text = imported.project.documents().next().unwrap().text.clone();
    // Words of a range have the range's text, so the mark that ends at one of them is not closed.
    assert_eq!(text.as_str(), "Mira Holt's dog ran.\nVarn");
    assert_eq!(
        mentions(&imported.project),
        pairs(&[("other", "dog"), ("place", "Varn")])
    );
    says(&imported, "brackets are not closed");
    says(&imported, "closes what was not opened");
    says(&imported, "not a row of ten columns");
    assert_eq!(guess("a", file.as_bytes()).unwrap().id, "conllu");
}

/// A zip file of a project and one text.
fn qdpx(selections: &str, text: &[u8]) -> Vec<u8> {
    let project = format!(
        "\u{feff}<?xml version=\"1.0\"?><Project name=\"x\" xmlns=\"urn:QDA-XML:project:1.0\"><CodeBook><Codes>\
         <Code guid=\"C1\" name=\"Person\"><Code guid=\"C2\" name=\"Boat\"/></Code></Codes></CodeBook>\
         <Sources><TextSource guid=\"S\" name=\"Talks\" plainTextPath=\"internal://t.txt\">{selections}</TextSource>\
         <TextSource guid=\"S2\" name=\"Gone\" plainTextPath=\"internal://gone.txt\"/></Sources>\
         <Notes><Note guid=\"N\" name=\"Memo\"><PlainTextContent>Who &amp; why?</PlainTextContent></Note></Notes></Project>"
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("project.qde", options).unwrap();
    zip.write_all(project.as_bytes()).unwrap();
    zip.start_file("Sources/t.txt", options).unwrap();
    zip.write_all(text).unwrap();
    zip.finish().unwrap().into_inner()
}

fn read_qdpx(bytes: Vec<u8>) -> claimdesk::formats::Imported {
    let files = [InFile {
        name: "a.qdpx".to_owned(),
        bytes,
    }];
    let mut ids = IdSource::from_seed(1);
    import(by_id("refi-qda").unwrap(), &files, &mut ids, Timestamp(0)).unwrap()
}

fn selection(start: usize, end: usize, code: &str) -> String {
    format!(
        "<PlainTextSelection guid=\"P{start}\" startPosition=\"{start}\" endPosition=\"{end}\">\
         <Description>of &lt;note&gt;</Description><Coding guid=\"x\"><CodeRef targetGUID=\"{code}\"/></Coding>\
         <NoteRef targetGUID=\"N\"/></PlainTextSelection>"
    )
}

#[test]
fn refi_qda_with_crlf_counted_as_one_and_as_two() {
    let text =
        "One line.\r\nTwo lines.\r\nMira Holt met Dan Orr at sea.\r\nVale stayed, Tor left.\r\n";
    let marked = format!("\u{feff}{text}");
    let words = [
        ("One", "C1", "person"),
        ("Mira Holt", "C1", "person"),
        ("Dan Orr", "C1", "person"),
        ("sea", "C2", "other"),
        ("Vale", "C2", "other"),
        ("stayed", "C2", "other"),
        ("Tor", "C1", "person"),
        ("left", "C2", "other"),
    ];
    // Code points with every line end as one character, and as two.
    for (counted, converted) in [(text.replace("\r\n", "\n"), true), (text.to_owned(), false)] {
        let selections: String = words
            .iter()
            .map(|(words, code, _)| {
                let start = counted.find(words).unwrap();
                selection(start, start + words.len(), code)
            })
            .collect();
        let imported = read_qdpx(qdpx(&selections, marked.as_bytes()));
        let wanted: Vec<(&str, &str)> = words.iter().map(|(w, _, kind)| (*kind, *w)).collect();
        assert_eq!(mentions(&imported.project), pairs(&wanted));
        says(&imported, "“Gone”: it has no “Sources/gone.txt”");
        says(&imported, "“Boat” is no kind here");
        let told = imported
            .notes
            .iter()
            .any(|note| note.message.contains("by the edges of words"));
        assert_eq!(told, converted);
        let notes = imported.project.mentions().next().unwrap().notes.clone();
        assert_eq!(notes, "Who & why?\nof <note>");
    }
}

#[test]
fn workbooks_and_columns_are_written_alike_twice() {
    for format in ["xlsx", "parquet", "refi-qda", "stix", "turtle"] {
        let project = random::project(7);
        let first = crate::export_all(format, &project);
        assert_eq!(
            first.files,
            crate::export_all(format, &project).files,
            "{format}"
        );
        assert!(first.files.iter().all(|file| !file.bytes.is_empty()));
    }
}
