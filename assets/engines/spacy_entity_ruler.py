#!/usr/bin/env python3
"""Suggests entities to Claimdesk by patterns of your own, with spaCy's EntityRuler.

    pip install spacy
    python3 spacy_entity_ruler.py patterns.jsonl

Reads documents as JSON lines on standard input ({"id", "text", "meta"}) and writes a line for each on standard output,
with the entities that the patterns find. Offsets count Unicode code points, which is what Python counts too. The
patterns are spaCy's own: one JSON object a line, such as

    {"label": "ORG", "pattern": "Norlane"}
    {"label": "GPE", "pattern": [{"LOWER": "port"}, {"LOWER": "of"}, {"IS_TITLE": true}], "id": "port"}

A pattern's "id" becomes the name of the rule that Claimdesk shows. What goes wrong is said on standard error.
"""

import json
import os
import sys

SCORE = 0.8


def suggested(document, pipeline):
    """The answer to one document."""
    entities = []
    for entity in pipeline(document["text"]).ents:
        rule = entity.ent_id_ or "pattern"
        entities.append(
            {
                "start": entity.start_char,
                "end": entity.end_char,
                "label": entity.label_,
                "score": SCORE,
                "made": {"engine": "spaCy EntityRuler", "rule": rule},
                "reasons": [[f"{entity.label_} by {rule}", SCORE]],
            }
        )
    return {"id": document["id"], "entities": entities}


def main():
    if len(sys.argv) != 2:
        sys.exit("Give the file of patterns: spacy_entity_ruler.py patterns.jsonl")
    try:
        import spacy
    except ImportError:
        sys.exit("spaCy is not installed. Install it with: pip install spacy")
    if not os.path.isfile(sys.argv[1]):
        sys.exit(f"There is no file of patterns {sys.argv[1]}")
    languages = {}

    def pipeline_for(language):
        """A tokeniser of the language with the patterns; the blank one where spaCy has none."""
        if language not in languages:
            try:
                pipeline = spacy.blank(language or "xx")
            except (ImportError, OSError):
                pipeline = spacy.blank("xx")
            pipeline.add_pipe("entity_ruler").from_disk(sys.argv[1])
            languages[language] = pipeline
        return languages[language]

    for line in sys.stdin:
        document = json.loads(line)
        language = (document.get("meta") or {}).get("language", "").split("-")[0]
        answer = suggested(document, pipeline_for(language))
        # Each answer goes out at once, so that Claimdesk sees how far the work is.
        print(json.dumps(answer, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
