"""Label Studio by its own SDK: the labelling configuration and every result are valid, and its converter gives
the marks of the project as JSON, JSON_MIN and CoNLL-2003."""

import collections
import json
import pathlib
import tempfile

from label_studio_sdk.converter.converter import Converter
from label_studio_sdk.label_interface import LabelInterface
from nltk.tokenize.treebank import TreebankWordTokenizer

from truth import all_pieces, same


def check(folder, truth):
    (config,) = (folder / "label-studio").glob("*-labels.xml")
    (tasks,) = (folder / "label-studio").glob("*.json")
    valid(config, tasks)
    with tempfile.TemporaryDirectory() as work:
        json_min(config, tasks, pathlib.Path(work), truth)
        conll(config, tasks, pathlib.Path(work), truth)


def valid(config, tasks):
    interface = LabelInterface(config.read_text(encoding="utf-8"))
    interface.validate()
    results = 0
    for task in json.loads(tasks.read_text(encoding="utf-8")):
        for annotation in task["annotations"]:
            assert interface.validate_annotation(annotation), f"label-studio: task {task['id']} is not valid"
            results += len(annotation["result"])
            broken = dict(annotation, result=[broken_label(result) for result in annotation["result"]])
            assert not annotation["result"] or not interface.validate_annotation(broken)
    print(f"label-studio, by label_studio_sdk: {results} results are valid")


def broken_label(result):
    """The validator has to notice a label that the configuration doesn't know."""
    value = dict(result.get("value", {}))
    if "labels" in value:
        value["labels"] = ["not a label of ours"]
    return dict(result, value=value)


def converted(config, tasks, into, format):
    into.mkdir()
    converter = Converter(str(config), str(into), download_resources=False)
    assert format in converter.supported_formats, (format, converter.supported_formats)
    converter.convert(str(tasks), str(into), format, is_dir=False)
    return next(path for path in into.iterdir() if path.is_file())


def json_min(config, tasks, work, truth):
    copied = converted(config, tasks, work / "json", "JSON")
    assert json.loads(copied.read_text()) == json.loads(tasks.read_text(encoding="utf-8"))
    found = collections.Counter()
    records = json.loads(converted(config, tasks, work / "min", "JSON_MIN").read_text(encoding="utf-8"))
    assert sorted(record["text"] for record in records) == sorted(document.text for document in truth)
    for record in records:
        for region in record.get("label", []):
            assert record["text"][region["start"] : region["end"]] == region["text"], region
            (label,) = region["labels"]
            found[(label, region["text"])] += 1
    same("label-studio, JSON_MIN by its converter", found, all_pieces(truth))


def conll(config, tasks, work, truth):
    """The converter's tags are flat, so it gets the tasks with the marks that touch no other; what it makes of
    them is compared token by token with the project."""
    texts = {document.text: document for document in truth}
    records = json.loads(tasks.read_text(encoding="utf-8"))
    for record in records:
        apart = set(marks_apart(texts[record["data"]["text"]]))
        for annotation in record["annotations"]:
            annotation["result"] = [result for result in annotation["result"] if place_of(result) in apart]
            assert len(annotation["result"]) == len(apart), "label-studio: marks are missing"
    few = work / "few.json"
    few.write_text(json.dumps(records), encoding="utf-8")
    said = converted(config, few, work / "conll", "CONLL2003").read_text(encoding="utf-8")
    rows = [row_of(line) for line in said.split("\n")[1:] if line]
    wanted = []
    for record in records:
        wanted.extend(tags_of(record["data"]["text"], marks_apart(texts[record["data"]["text"]])))
    assert rows == wanted, next(pair for pair in zip(rows, wanted) if pair[0] != pair[1])
    begun = sum(tag.startswith("B-") for _, tag in rows)
    print(f"label-studio, CONLL2003 by its converter: {len(rows)} tokens, {begun} marks agree")


def place_of(result):
    if result["type"] == "labels":
        value = result["value"]
        return value["start"], value["end"], value["labels"][0]


def row_of(line):
    word, _, _, tag = line.rsplit(" ", 3)
    return word, tag


def marks_apart(document):
    """Marks that share no token with another, by the converter's own tokens."""
    tokens = list(TreebankWordTokenizer().span_tokenize(document.text))
    touched = {}
    for start, end, label in document.places:
        touched[(start, end, label)] = {nth for nth, (b, e) in enumerate(tokens) if b < end and e > start}
    counts = collections.Counter(nth for nths in touched.values() for nth in nths)
    places = collections.Counter(document.places)
    return sorted(
        place
        for place, nths in touched.items()
        if nths and places[place] == 1 and all(counts[nth] == 1 for nth in nths)
    )


def tags_of(text, marks):
    """Every token with its tag: the first that a mark touches begins it."""
    begun = set()
    for begin, end in TreebankWordTokenizer().span_tokenize(text):
        tag = "O"
        for mark in marks:
            if mark[0] < end and mark[1] > begin:
                tag = ("I-" if mark in begun else "B-") + mark[2]
                begun.add(mark)
        yield text[begin:end], tag
