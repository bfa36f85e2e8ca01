//! The types that are written, with their features.

use crate::formats::graph::feature_names;

pub(super) const SOFA: &str = "uima.cas.Sofa";
pub(super) const VIEW: &str = "_InitialView";
pub(super) const DOCUMENT: &str =
    "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData";
pub(super) const TOKEN: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token";
pub(super) const SENTENCE: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence";
pub(super) const ENTITY: &str = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity";
pub(super) const CLAIM: &str = "webanno.custom.Claim";
pub(super) const LINK: &str = "webanno.custom.ClaimLink";
pub(super) const ORIGIN: &str = "webanno.custom.DocumentOrigin";

pub(super) const ANNOTATION: &str = "uima.tcas.Annotation";
pub(super) const STRING: &str = "uima.cas.String";

/// A type: its name, the one it is a sort of, and its features with their ranges.
pub(super) struct Layer {
    pub name: &'static str,
    pub above: &'static str,
    pub features: Vec<(&'static str, &'static str)>,
}

/// Every type that is written beside UIMA's own.
pub(super) fn layers() -> Vec<Layer> {
    let strings = |own: &[&'static str], more: Vec<&'static str>| {
        let own = own.iter().copied().chain(more);
        own.map(|name| (name, STRING)).collect::<Vec<_>>()
    };
    let layer = |name, above, features| Layer {
        name,
        above,
        features,
    };
    let (mention, claim, link, document) = feature_names();
    let mut links = vec![("Governor", ANNOTATION), ("Dependent", ANNOTATION)];
    links.extend(strings(&["label"], link));
    vec![
        layer(
            DOCUMENT,
            "uima.tcas.DocumentAnnotation",
            strings(&["documentTitle"], Vec::new()),
        ),
        layer(TOKEN, ANNOTATION, Vec::new()),
        layer(SENTENCE, ANNOTATION, Vec::new()),
        layer(
            ENTITY,
            ANNOTATION,
            strings(&["value", "identifier"], mention),
        ),
        layer(CLAIM, ANNOTATION, strings(&["role"], claim)),
        layer(LINK, ANNOTATION, links),
        layer(ORIGIN, ANNOTATION, strings(&[], document)),
    ]
}
