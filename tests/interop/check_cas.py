"""UIMA CAS as XMI and JSON, read by dkpro-cassis: texts, and label and words of every piece of a mark."""

import collections

import cassis

from truth import same

ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
CLAIM = "webanno.custom.Claim"


def pieces(cas):
    text = cas.sofa_string
    found = collections.Counter()
    for kind, name in ((ENTITY, "value"), (CLAIM, "role")):
        for mark in cas.select(kind):
            words = mark.get_covered_text()
            assert words and words in text, (kind, mark.begin, mark.end)
            found[(getattr(mark, name), words)] += 1
    return text, found


def check(folder, truth):
    with open(folder / "uima-xmi" / "TypeSystem.xml", "rb") as file:
        types = cassis.load_typesystem(file)
    for name, end, load in (
        ("uima-xmi", "xmi", lambda file: cassis.load_cas_from_xmi(file, typesystem=types)),
        ("uima-json", "json", cassis.load_cas_from_json),
    ):
        texts, total = [], collections.Counter()
        for path in (folder / name).glob(f"*.{end}"):
            with open(path, "rb") as file:
                text, found = pieces(load(file))
            texts.append(text)
            total += found
        assert sorted(texts) == sorted(document.text for document in truth), f"{name}: texts differ"
        same(name, total, sum((document.pieces for document in truth), collections.Counter()))
