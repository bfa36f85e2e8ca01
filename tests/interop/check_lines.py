"""Formats of lines: spaCy by Doc.char_span, CoNLL-U by conllu, and brat, doccano, Label Studio, CoNLL-2003 and
WebAnno TSV by their documented rules in a few lines each."""

import collections
import json
import re

import conllu
import spacy

from truth import all_pieces, same


def check(folder, truth):
    spacy_lines(folder, truth)
    doccano(folder, truth)
    label_studio(folder, truth)
    brat(folder, truth)
    universal(folder, truth)
    tags(folder, truth)
    webanno(folder, truth)


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def spacy_lines(folder, truth):
    nlp = spacy.blank("en")
    found = collections.Counter()
    for line in lines(folder / "spacy"):
        text = line["text"]
        words = [token["text"] for token in line["tokens"]]
        doc = spacy.tokens.Doc(nlp.vocab, words=words, spaces=[token["ws"] for token in line["tokens"]])
        assert doc.text == text
        for span in line["spans"]:
            found[(span["label"], text[span["start"] : span["end"]])] += 1
            of_doc = doc.char_span(span["start"], span["end"], label=span["label"])
            assert of_doc is not None and of_doc.text == text[span["start"] : span["end"]], span
            assert (of_doc.start, of_doc.end - 1) == (span["token_start"], span["token_end"]), span
    same("spacy, every span a char_span", found, all_pieces(truth))


def doccano(folder, truth):
    found = collections.Counter()
    for line in lines(folder / "doccano"):
        ids = {entity["id"] for entity in line["entities"]}
        for entity in line["entities"]:
            found[(entity["label"], line["text"][entity["start_offset"] : entity["end_offset"]])] += 1
        for relation in line["relations"]:
            assert {relation["from_id"], relation["to_id"]} <= ids, relation
    same("doccano", found, all_pieces(truth))


def label_studio(folder, truth):
    found = collections.Counter()
    for path in (folder / "label-studio").glob("*.json"):
        for task in json.loads(path.read_text(encoding="utf-8")):
            text = task["data"]["text"]
            for result in (task.get("annotations") or []) + (task.get("predictions") or []):
                for region in result["result"]:
                    value = region.get("value", {})
                    if region["type"] == "labels":
                        assert text[value["start"] : value["end"]] == value["text"], value
                        found[(value["labels"][0], value["text"])] += 1
    same("label-studio", found, all_pieces(truth))


def brat(folder, truth):
    """https://brat.nlplab.org/standoff.html: `T1<tab>Label 0 5;8 10<tab>words`; words of pieces are joined by
    a space, and a line end inside a mark splits it."""
    types = brat_types(folder / "brat")
    count = 0
    for path in (folder / "brat").glob("*.ann"):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.startswith("T"):
                _, place, words = line.split("\t")
                assert place.split(" ", 1)[0] in types, line
                pieces = [tuple(map(int, piece.split())) for piece in place.split(" ", 1)[1].split(";")]
                assert " ".join(text[start:end] for start, end in pieces) == words, line
                assert "\n" not in words
                count += 1
    wanted = sum(len(document.mentions) for document in truth)
    assert count >= wanted, (count, wanted)
    print(f"brat: {count} text-bound annotations stand on their words")


def brat_types(folder):
    """The types of `annotation.conf`, which `visual.conf` and `kb_shortcuts.conf` name."""
    sections = collections.defaultdict(list)
    for line in (folder / "annotation.conf").read_text(encoding="utf-8").split("\n"):
        if line.startswith("["):
            section = line.strip("[]")
        elif line.strip():
            sections[section].append(re.split(r"[ \t]", line)[0])
    types = set(sections["entities"]) | set(sections["events"])
    shortcuts = [line.split("\t") for line in (folder / "kb_shortcuts.conf").read_text().split("\n") if line]
    assert shortcuts and all(len(key) == 1 and name in types for key, name in shortcuts), shortcuts
    assert len({key for key, _ in shortcuts}) == len(shortcuts), shortcuts
    drawing = (folder / "visual.conf").read_text(encoding="utf-8").split("[drawing]")[1]
    drawn = {line.split("\t")[0] for line in drawing.split("\n") if line}
    assert {name for _, name in shortcuts} <= drawn, drawn
    return types


def universal(folder, truth):
    """Brackets as CorefUD has them, offsets from TokenRange."""
    text_of = iter(document.text for document in truth)
    found, text, opened, ranges = collections.Counter(), None, collections.defaultdict(list), []
    for sentence in conllu.parse((folder / "conllu").read_text(encoding="utf-8")):
        if "newdoc id" in sentence.metadata:
            text = next(text_of)
        said = sentence.metadata["text"]
        start = int(sentence[0]["misc"]["TokenRange"].split(":")[0])
        assert re.sub(r"\s", " ", text[start : start + len(said)]) == re.sub(r"\s", " ", said)
        for token in sentence:
            begin, end = map(int, token["misc"]["TokenRange"].split(":"))
            assert text[begin:end] == token["form"], token
            for bracket in re.findall(r"\([^()]*\)?|[^()]+\)", token["misc"].get("Entity", "")):
                if bracket.startswith("("):
                    key, label = bracket[1:].rstrip(")").split("-")[:2]
                    if bracket.endswith(")"):
                        found[(label, text[begin:end])] += 1
                    else:
                        opened[key].append((label, begin))
                else:
                    label, from_ = opened[bracket[:-1]].pop()
                    found[(label, text[from_:end])] += 1
    assert not any(opened.values()), opened
    same("conllu", found, all_pieces(truth))


def tags(folder, truth):
    """IOB2: as many B as mentions that don't lie inside or across others."""
    begun = 0
    for line in (folder / "conll2003").read_text(encoding="utf-8").split("\n"):
        if line and not line.startswith("-DOCSTART-"):
            word, _, _, tag = line.split(" ")
            assert tag == "O" or re.fullmatch(r"[BI]-\w+", tag), line
            begun += tag.startswith("B-")
    wanted = 0
    for document in truth:
        hulls = [(m["start"], m["end"]) for m in document.mentions]
        hulls.sort(key=lambda hull: (hull[0] - hull[1], hull[0]))
        kept = []
        for start, end in hulls:
            if all(end <= other[0] or start >= other[1] for other in kept):
                kept.append((start, end))
        wanted += len(kept)
    assert begun == wanted, (begun, wanted)
    print(f"conll2003: {begun} outermost mentions agree")


def webanno(folder, truth):
    """Offsets count UTF-16 units; marks of several tokens repeat their number in brackets."""
    wanted = collections.Counter()
    for document in truth:
        for (label, words), count in document.pieces.items():
            wanted[(label, words.strip())] += count
    found = collections.Counter()
    texts = {document.text for document in truth}
    for path in (folder / "webanno-tsv").glob("*.tsv"):
        columns, tokens, marks, said = [], [], {}, []
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.startswith("#T_"):
                layer, *names = line.split("=", 1)[1].split("|")
                columns += [(layer.rsplit(".", 1)[-1], name) for name in names]
            elif line.startswith("#Text="):
                said.append(line[len("#Text=") :])
            elif line and not line.startswith("#"):
                _, place, word, *cells = line.split("\t")
                begin, end = map(int, place.split("-"))
                tokens.append((begin, end, word))
                for (layer, name), cell in zip(columns, cells):
                    if (layer, name) in (("NamedEntity", "value"), ("Claim", "role")) and cell != "_":
                        for value in re.split(r"(?<!\\)\|", cell):
                            label, number = value[:-1].rsplit("[", 1)
                            mark = marks.setdefault(number, [label.replace("\\", ""), begin, end])
                            mark[2] = end
        fits = [text for text in texts if all(u16(text, b, e) == unescape(w) for b, e, w in tokens)]
        assert len(fits) == 1, path
        for label, begin, end in marks.values():
            if label != "Mention":
                found[(label, u16(fits[0], begin, end))] += 1
    same("webanno-tsv", found, wanted)


def u16(text, begin, end):
    return text.encode("utf-16-le")[2 * begin : 2 * end].decode("utf-16-le", "replace")


def unescape(text):
    names = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}
    return re.sub(r"\\(.)", lambda match: names.get(match[1], match[1]), text)
