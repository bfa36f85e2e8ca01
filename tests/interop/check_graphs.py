"""JSON-LD by pyld and rdflib, Turtle by rdflib, STIX by stix2 and its validator."""

import collections
import json

import rdflib
import stix2
import stix2validator
from pyld import jsonld

from truth import all_pieces, same

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
CD = rdflib.Namespace("https://claimdesk.org/ns#")


def check(folder, truth):
    turtle(folder, truth)
    web_annotation(folder, truth)
    claim_review(folder, truth)
    stix(folder, truth)


def turtle(folder, truth):
    graph = rdflib.Graph().parse(folder / "turtle", format="turtle")
    found = collections.Counter()
    parts = {OA.hasTarget: "Claim", CD.source: "Source", CD.cue: "Cue"}
    for predicate, part in parts.items():
        for annotation, target in graph.subject_objects(predicate):
            source = graph.value(target, OA.hasSource)
            if source is None:
                continue
            text = str(graph.value(source, rdflib.RDF.value))
            selectors = {graph.value(s, rdflib.RDF.type): s for s in graph.objects(target, OA.hasSelector)}
            place, quote = selectors[OA.TextPositionSelector], selectors[OA.TextQuoteSelector]
            words = text[int(graph.value(place, OA.start)) : int(graph.value(place, OA.end))]
            assert words == str(graph.value(quote, OA.exact)), words
            is_claim = (annotation, rdflib.RDF.type, CD.Claim) in graph
            label = part if is_claim else str(graph.value(graph.value(annotation, OA.hasBody), CD.kind))
            found[(label, words)] += 1
    same("turtle, by rdflib", found, all_pieces(truth))


def offline(contexts):
    """A loader that knows no network: what it doesn't have is an empty context."""
    return lambda url, options=None: {
        "contextUrl": None,
        "documentUrl": url,
        "document": contexts.get(url, {"@context": {}}),
    }


def web_annotation(folder, truth):
    (path,) = (folder / "web-annotation").glob("*.jsonld")
    page = json.loads(path.read_text(encoding="utf-8"))
    found = collections.Counter()
    for item in page["items"]:
        target = item["target"]
        for one in target if isinstance(target, list) else [target]:
            if not isinstance(one, dict) or "selector" not in one:
                continue
            text = (path.parent / one["source"]).read_bytes().decode("utf-8")
            selectors = one["selector"]
            selectors = selectors if isinstance(selectors, list) else [selectors]
            by_type = {selector["type"]: selector for selector in selectors}
            place, quote = by_type["TextPositionSelector"], by_type["TextQuoteSelector"]
            words = text[place["start"] : place["end"]]
            assert words == quote["exact"], words
            before, after = quote.get("prefix", ""), quote.get("suffix", "")
            assert text[: place["start"]].endswith(before) and text[place["end"] :].startswith(after)
            body = item["body"]
            bodies = body if isinstance(body, list) else [body]
            label = next(b["value"] for b in bodies if b.get("purpose") == "tagging")
            found[(label, words)] += 1
    same("web-annotation", found, all_pieces(truth))


def claim_review(folder, truth):
    page = json.loads((folder / "claimreview").read_text(encoding="utf-8"))
    context = {"@context": {"@vocab": "https://schema.org/"}}
    loader = offline({"https://schema.org": context, "https://schema.org/": context})
    graph = jsonld.to_rdf(page, {"documentLoader": loader})
    kinds = [
        triple["object"]["value"]
        for triple in graph.get("@default", [])
        if triple["predicate"]["value"].endswith("#type")
    ]
    judged = [c for document in truth for c in document.claims if c.get("judgement", {}).get("verdict", "unreviewed") != "unreviewed"]
    reviews = [kind for kind in kinds if kind == "https://schema.org/ClaimReview"]
    assert len(reviews) == len(judged) == len(page["@graph"]), (len(reviews), len(judged))
    print(f"claimreview, by pyld: {len(reviews)} reviews agree")


def stix(folder, truth):
    text = (folder / "stix").read_text(encoding="utf-8")
    result = stix2validator.validate_string(text, stix2validator.ValidationOptions(version="2.1"))
    errors = [str(error) for error in getattr(result, "errors", []) or []]
    assert result.is_valid, errors
    bundle = stix2.parse(text, allow_custom=False)
    kinds = collections.Counter(thing["type"] for thing in bundle.objects)
    claims = sum(len(document.claims) for document in truth)
    assert kinds["note"] == claims, (kinds, claims)
    ids = {thing["id"] for thing in bundle.objects}
    assert len(ids) == len(bundle.objects)
    for thing in bundle.objects:
        for name in ("object_refs",):
            assert set(thing.get(name, [])) <= ids, thing["id"]
        for name in ("source_ref", "target_ref"):
            assert thing.get(name) is None or thing[name] in ids, thing["id"]
    print(f"stix: valid, {claims} claims are notes; {dict(kinds)}")
