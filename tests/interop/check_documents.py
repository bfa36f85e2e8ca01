"""TEI and REFI-QDA by lxml and their schemas, tables by pandas, DuckDB, pyarrow and
openpyxl."""

import collections
import csv
import io
import json
import os
import zipfile

import duckdb
import lxml.etree as etree
import openpyxl
import pandas
import pyarrow.parquet

from truth import all_pieces, same

TEI = "{http://www.tei-c.org/ns/1.0}"
QDA = "{urn:QDA-XML:project:1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"


def check(folder, truth):
    tei(folder, truth)
    qdpx(folder, truth)
    tables(folder, truth)


def tei(folder, truth):
    schema = etree.RelaxNG(etree.parse(os.environ["TEI_SCHEMA"]))
    found, texts = collections.Counter(), []
    for path in (folder / "tei").glob("*.xml"):
        tree = etree.parse(path)
        schema.assertValid(tree)
        block = tree.find(f".//{TEI}ab")
        text, anchors = block.text or "", {}
        for anchor in block:
            anchors["#" + anchor.get(ID)] = len(text)
            text += anchor.tail or ""
        texts.append(text)
        for span in tree.iter(f"{TEI}span"):
            words = text[anchors[span.get("from")] : anchors[span.get("to")]]
            assert words == span.text, words
            found[(span.get("type"), words)] += 1
    assert sorted(texts) == sorted(document.text for document in truth), "tei: texts differ"
    tree.find(f".//{TEI}standOff").append(etree.Element(f"{TEI}nothing"))
    assert not schema.validate(tree), "the schema of TEI takes anything"
    same("tei, valid", found, all_pieces(truth))


def qdpx(folder, truth):
    """As QualCoder reads it: positions are those of Python's strings."""
    schema = etree.XMLSchema(etree.parse(os.environ["REFI_SCHEMA"]))
    found = collections.Counter()
    with zipfile.ZipFile(folder / "refi-qda") as archive:
        tree = etree.fromstring(archive.read("project.qde"))
        schema.assertValid(tree)
        codes = {code.get("guid"): code.get("name") for code in tree.iter(f"{QDA}Code")}
        guids = [element.get("guid") for element in tree.iter() if element.get("guid")]
        assert len(guids) == len(set(guids)), "guids are not distinct"
        targets = {element.get("targetGUID") for element in tree.iter() if element.get("targetGUID")}
        assert targets <= set(guids), targets - set(guids)
        for source in tree.iter(f"{QDA}TextSource"):
            name = source.get("plainTextPath").replace("internal://", "sources/")
            text = archive.read(name).decode("utf-8")
            for selection in source.iter(f"{QDA}PlainTextSelection"):
                words = text[int(selection.get("startPosition")) : int(selection.get("endPosition"))]
                assert words[:200] == selection.get("name"), words
                code = selection.find(f"{QDA}Coding/{QDA}CodeRef").get("targetGUID")
                found[(codes[code], words)] += 1
    del tree.find(f".//{QDA}Code").attrib["isCodable"]
    assert not schema.validate(tree), "the schema of REFI-QDA takes anything"
    same("refi-qda, valid", found, all_pieces(truth))


def rows_of(name, rows, truth):
    """Rows of mentions: every piece stands on its words."""
    texts = {}
    for document in truth:
        for mention in document.mentions:
            texts[mention["id"]] = document.text
    found = collections.Counter()
    for row in rows:
        text = texts[row["mention"]]
        spans = json.loads(row["spans_code_points"])
        words = [text[start:end] for start, end in spans]
        assert [int(row["start_code_points"]), int(row["end_code_points"])] == [spans[0][0], spans[-1][1]]
        quote = row["quote"]
        quote = quote[1:] if quote.startswith("'") and " … ".join(words) != quote else quote
        assert " … ".join(words) == quote, (words, quote)
        found.update((row["kind"], one) for one in words)
    same(name, found, all_pieces(truth, "mentions"))


def tables(folder, truth):
    claims = sum(len(document.claims) for document in truth)
    for name, separator in (("csv", ","), ("tsv", "\t")):
        (path,) = (folder / name).glob(f"*-entities.{name}")
        text = path.read_bytes().decode("utf-8-sig")
        rows_of(f"{name}, by Python", list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)), truth)
        frame = pandas.read_csv(path, sep=separator, keep_default_na=False, encoding="utf-8-sig")
        rows_of(f"{name}, by pandas", frame.to_dict("records"), truth)
        (path,) = (folder / name).glob(f"*-claims.{name}")
        frame = pandas.read_csv(path, sep=separator, keep_default_na=False, encoding="utf-8-sig")
        assert len(frame) == claims, (len(frame), claims)
    (mentions,) = (folder / "parquet").glob("*-mentions.parquet")
    (of_claims,) = (folder / "parquet").glob("*-claims.parquet")
    rows_of("parquet, by pyarrow", pyarrow.parquet.read_table(mentions).to_pylist(), truth)
    frame = pandas.read_parquet(mentions)
    rows_of("parquet, by pandas", frame.to_dict("records"), truth)
    query = f"select * from read_parquet('{mentions}')"
    relation = duckdb.sql(query)
    names = [column[0] for column in relation.description]
    rows_of("parquet, by DuckDB", [dict(zip(names, row)) for row in relation.fetchall()], truth)
    ((count,),) = duckdb.sql(f"select count(*) from read_parquet('{of_claims}')").fetchall()
    assert count == claims, (count, claims)
    book = openpyxl.load_workbook(io.BytesIO((folder / "xlsx").read_bytes()))
    assert book.sheetnames == ["entities", "mentions", "claims", "links"]
    head, *rows = book["mentions"].iter_rows(values_only=True)
    rows_of("xlsx, by openpyxl", [dict(zip(head, row)) for row in rows], truth)
    assert len(list(book["claims"].iter_rows())) - 1 == claims
