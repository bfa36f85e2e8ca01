"""Reads exported CAS documents with dkpro-cassis, an independent reader, and compares them with the
jsonl export of the same project: texts, the words and label of every mention and the words of every
claim's content. Usage: check_cas.py FOLDER-XMI FOLDER-JSON FILE.jsonl"""

import collections
import json
import pathlib
import sys

import cassis

ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
CLAIM = "webanno.custom.Claim"
LINK = "webanno.custom.ClaimLink"


def of_cas(cas):
    """The text, and how often each piece of a mark is there, by label and words."""
    text = cas.sofa_string
    continued = set()
    for link in cas.select(LINK):
        if link.label == "Continues":
            continued.add(link.Governor.xmiID)
    pieces = collections.Counter()
    for kind, name in ((ENTITY, "value"), (CLAIM, "role")):
        for mark in cas.select(kind):
            words = mark.get_covered_text()
            assert words and words in text, (kind, mark.begin, mark.end)
            pieces[(getattr(mark, name), words)] += 1
    return text, pieces


def of_jsonl(record):
    text = record["text"]
    pieces = collections.Counter()
    for mention in record["entities"]:
        for start, end in mention.get("spans") or [[mention["start"], mention["end"]]]:
            pieces[(mention["label"], text[start:end])] += 1
    for claim in record["attributions"]:
        for label, part in (("Claim", "content"), ("Source", "source"), ("Cue", "cue")):
            for start, end in claim[part]:
                pieces[(label, text[start:end])] += 1
    return text, pieces


def main(xmi, as_json, jsonl):
    with open(pathlib.Path(xmi) / "TypeSystem.xml", "rb") as file:
        types = cassis.load_typesystem(file)
    found = {"xmi": [], "json": []}
    for path in sorted(pathlib.Path(xmi).glob("*.xmi")):
        with open(path, "rb") as file:
            found["xmi"].append(of_cas(cassis.load_cas_from_xmi(file, typesystem=types)))
    for path in sorted(pathlib.Path(as_json).glob("*.json")):
        with open(path, "rb") as file:
            found["json"].append(of_cas(cassis.load_cas_from_json(file)))
    with open(jsonl, encoding="utf-8") as file:
        wanted = [of_jsonl(json.loads(line)) for line in file]
    for name, documents in found.items():
        assert len(documents) == len(wanted), (name, len(documents), len(wanted))
        key = lambda document: (document[0], sorted(document[1].items()))
        for here, there in zip(sorted(documents, key=key), sorted(wanted, key=key)):
            assert here[0] == there[0], f"{name}: texts differ"
            assert here[1] == there[1], f"{name}: {here[1] - there[1]} {there[1] - here[1]}"
        pieces = sum(sum(document[1].values()) for document in documents)
        print(f"{name}: {len(documents)} documents, {pieces} marks agree")


if __name__ == "__main__":
    main(*sys.argv[1:])
