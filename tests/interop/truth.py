"""What the jsonl export of a project says: per document its text, its pieces of marks by label and words, the
places of these pieces, and counts. Offsets count code points, which is what Python counts too."""

import collections
import json
import pathlib

Document = collections.namedtuple("Document", "text title pieces places mentions claims")


def read(path):
    documents = []
    for line in pathlib.Path(path).read_text(encoding="utf-8").split("\n"):
        if line.strip():
            documents.append(document(json.loads(line)))
    return documents


def document(record):
    text = record["text"]
    places = []
    mentions = [m for m in record["entities"] if m.get("state") != "rejected"]
    claims = [c for c in record["attributions"] if c.get("state") != "rejected"]
    for mention in mentions:
        for start, end in mention.get("spans") or [[mention["start"], mention["end"]]]:
            places.append((start, end, mention["label"]))
    for claim in claims:
        for label, part in (("Claim", "content"), ("Source", "source"), ("Cue", "cue")):
            for start, end in claim[part]:
                places.append((start, end, label))
    pieces = collections.Counter((label, text[start:end]) for start, end, label in places)
    return Document(text, record["meta"].get("title"), pieces, places, mentions, claims)


def all_pieces(documents, labels=None):
    total = collections.Counter()
    for found in documents:
        for (label, words), count in found.pieces.items():
            if labels is None or label in labels or (labels == "mentions" and label not in ("Claim", "Source", "Cue")):
                total[(label, words)] += count
    return total


def same(name, found, wanted):
    """Two counters agree."""
    missing, added = wanted - found, found - wanted
    assert not missing and not added, f"{name}: lost {dict(missing)}, new {dict(added)}"
    print(f"{name}: {sum(found.values())} agree")
