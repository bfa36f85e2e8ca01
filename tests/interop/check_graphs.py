"""JSON-LD by pyld (and rdflib for what it says then), Turtle by rdflib, STIX by stix2 and its validator."""

import collections
import json
import urllib.parse

import rdflib
import stix2
import stix2validator
from pyld import jsonld

from truth import all_pieces, same

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
CD = rdflib.Namespace("https://claimdesk.org/ns#")
AS = rdflib.Namespace("http://www.w3.org/ns/activitystreams#")
OWN = "urn:claimdesk:"

# What the context http://www.w3.org/ns/anno.jsonld says of the terms that pages here use, since readers know no
# network. A term that is missing here would be lost on the way to RDF, which `terms_known` notices.
ANNOTATION_TERMS = {
    "oa": str(OA),
    "dc": "http://purl.org/dc/elements/1.1/",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "AnnotationPage": str(AS.OrderedCollectionPage),
    "TextualBody": "oa:TextualBody",
    "TextPositionSelector": "oa:TextPositionSelector",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "tagging": "oa:tagging",
    "commenting": "oa:commenting",
    "linking": "oa:linking",
    "items": {"@id": str(AS["items"]), "@type": "@id", "@container": "@list"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "value": str(rdflib.RDF.value),
    "start": "oa:start",
    "end": "oa:end",
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
}


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
    """Read as the RDF that the JSON-LD means; the files of texts are found by the addresses of the sources."""
    (path,) = (folder / "web-annotation").glob("*.jsonld")
    page = json.loads(path.read_text(encoding="utf-8"))
    terms_known(page)
    loader = offline({"http://www.w3.org/ns/anno.jsonld": {"@context": ANNOTATION_TERMS}})
    base = "https://here.example/"
    quads = jsonld.to_rdf(page, {"documentLoader": loader, "base": base, "format": "application/n-quads"})
    data = rdflib.Dataset()
    data.parse(data=quads, format="nquads")
    graph = data.default_graph
    found, links = collections.Counter(), 0
    annotations = list(graph.subjects(rdflib.RDF.type, OA.Annotation))
    assert len(annotations) == len(set(annotations)) == len(page["items"]), "annotations are lost on the way to RDF"
    for annotation in annotations:
        if (annotation, OA.motivatedBy, OA.linking) in graph:
            links += 1
            ends = [graph.value(annotation, OA.hasBody), graph.value(annotation, OA.hasTarget)]
            assert all((end, rdflib.RDF.type, OA.Annotation) in graph for end in ends), ends
            continue
        bodies = graph.objects(annotation, OA.hasBody)
        (tag,) = (body for body in bodies if (body, OA.hasPurpose, OA.tagging) in graph)
        for target in graph.objects(annotation, OA.hasTarget):
            source = str(graph.value(target, OA.hasSource))
            assert source.startswith(base), source
            name = urllib.parse.unquote(source[len(base) :])
            text = (path.parent / name).read_bytes().decode("utf-8")
            found[(str(graph.value(tag, rdflib.RDF.value)), selected(graph, target, text))] += 1
    same(f"web-annotation, by pyld and rdflib, and {links} links", found, all_pieces(truth))


def selected(graph, target, text):
    """The words that both selectors of a target agree on."""
    selectors = {graph.value(s, rdflib.RDF.type): s for s in graph.objects(target, OA.hasSelector)}
    place, quote = selectors[OA.TextPositionSelector], selectors[OA.TextQuoteSelector]
    start, end = (graph.value(place, name).toPython() for name in (OA.start, OA.end))
    words = text[start:end]
    assert words == str(graph.value(quote, OA.exact)), words
    before, after = (str(graph.value(quote, name) or "") for name in (OA.prefix, OA.suffix))
    assert text[:start].endswith(before) and text[end:].startswith(after), (before, words, after)
    return words


def terms_known(value):
    """All names of a page but those within our own features are terms of the context, or have a prefix."""
    if isinstance(value, list):
        for one in value:
            terms_known(one)
    elif isinstance(value, dict):
        for name, inner in value.items():
            assert name in ANNOTATION_TERMS or name == "@context" or ":" in name, f"web-annotation: {name} means nothing"
            if name not in ("@context", "cd:features"):
                terms_known(inner)


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
