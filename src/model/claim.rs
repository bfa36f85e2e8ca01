//! Claims: who said what, by which words, how firmly, and what the analyst thinks of it.

use super::anchor::Anchor;
use super::ids::{ClaimId, DocumentId, EntityId};
use super::provenance::Provenance;
use super::vocabulary::vocabulary;

vocabulary! {
    /// What sort of source speaks.
    SourceKind {
        NamedPerson = "named_person", "Named person";
        NamedOrganisation = "named_organisation", "Named organisation";
        UnnamedOfficial = "unnamed_official", "Unnamed official";
        Anonymous = "anonymous", "Anonymous";
        Document = "document", "Document";
        Outlet = "outlet", "Outlet";
        /// The article itself.
        Narrator = "narrator", "Narrator";
    }
}

vocabulary! {
    /// What the reporting words do.
    CueClass {
        Say = "say", "Say";
        Claim = "claim", "Claim";
        Deny = "deny", "Deny";
        Confirm = "confirm", "Confirm";
        Report = "report", "Report";
        Estimate = "estimate", "Estimate";
        Warn = "warn", "Warn";
        Believe = "believe", "Believe";
        Intend = "intend", "Intend";
        Ask = "ask", "Ask";
    }
}

vocabulary! {
    /// How the content is quoted.
    QuoteKind {
        Direct = "direct", "Direct";
        Indirect = "indirect", "Indirect";
        Mixed = "mixed", "Mixed";
    }
}

vocabulary! {
    /// The source's own stance towards the content, as in FactBank (Saurí and Pustejovsky 2009).
    Commitment {
        CertainNegative = "certain_negative", "Surely not";
        ProbableNegative = "probable_negative", "Probably not";
        PossibleNegative = "possible_negative", "Possibly not";
        Uncommitted = "uncommitted", "Uncommitted";
        PossiblePositive = "possible_positive", "Possible";
        ProbablePositive = "probable_positive", "Probable";
        CertainPositive = "certain_positive", "Certain";
    }
}

vocabulary! {
    /// Words of estimative probability, with the ranges of US Intelligence Community Directive 203 (2015).
    Likelihood {
        AlmostNoChance = "almost_no_chance", "Almost no chance";
        VeryUnlikely = "very_unlikely", "Very unlikely";
        Unlikely = "unlikely", "Unlikely";
        RoughlyEven = "roughly_even", "Roughly even chance";
        Likely = "likely", "Likely";
        VeryLikely = "very_likely", "Very likely";
        AlmostCertain = "almost_certain", "Almost certain";
    }
}

impl Likelihood {
    /// The range in per cent, ICD 203.
    pub fn range(self) -> (u8, u8) {
        match self {
            Self::AlmostNoChance => (1, 5),
            Self::VeryUnlikely => (5, 20),
            Self::Unlikely => (20, 45),
            Self::RoughlyEven => (45, 55),
            Self::Likely => (55, 80),
            Self::VeryLikely => (80, 95),
            Self::AlmostCertain => (95, 99),
        }
    }
}

vocabulary! {
    /// The analyst's confidence in the judgement.
    Confidence {
        Low = "low", "Low";
        Moderate = "moderate", "Moderate";
        High = "high", "High";
    }
}

vocabulary! {
    /// Admiralty code, first place: reliability of the source (NATO AJP-2.1).
    SourceReliability {
        A = "A", "Completely reliable";
        B = "B", "Usually reliable";
        C = "C", "Fairly reliable";
        D = "D", "Not usually reliable";
        E = "E", "Unreliable";
        F = "F", "Reliability can’t be judged";
    }
}

vocabulary! {
    /// Admiralty code, second place: credibility of the information (NATO AJP-2.1).
    InformationCredibility {
        One = "1", "Confirmed by other sources";
        Two = "2", "Probably true";
        Three = "3", "Possibly true";
        Four = "4", "Doubtful";
        Five = "5", "Improbable";
        Six = "6", "Truth can’t be judged";
    }
}

vocabulary! {
    /// What the analyst found.
    Verdict {
        Unreviewed = "unreviewed", "Unreviewed";
        Supported = "supported", "Supported";
        Refuted = "refuted", "Refuted";
        NotEnoughEvidence = "not_enough_evidence", "Not enough evidence";
        Conflicting = "conflicting", "Conflicting evidence";
    }
}

/// The Admiralty code of a claim; either place may still be open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Admiralty {
    pub source: Option<SourceReliability>,
    pub information: Option<InformationCredibility>,
}

impl Admiralty {
    /// The code as written, such as `C3`, with a dash for an open place; `None` if both are open.
    pub fn code(self) -> Option<String> {
        if self == Self::default() {
            return None;
        }
        let source = self.source.map_or("–", SourceReliability::id);
        let information = self.information.map_or("–", InformationCredibility::id);
        Some(format!("{source}{information}"))
    }
}

/// The analyst's judgement of a claim. Never set by a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Judgement {
    pub likelihood: Option<Likelihood>,
    pub confidence: Option<Confidence>,
    pub admiralty: Admiralty,
    pub verdict: Verdict,
}

impl Default for Judgement {
    fn default() -> Self {
        Self {
            likelihood: None,
            confidence: None,
            admiralty: Admiralty::default(),
            verdict: Verdict::Unreviewed,
        }
    }
}

/// Who says it: the words that name the source, and usually an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub anchor: Option<Anchor>,
    pub entity: Option<EntityId>,
    pub kind: SourceKind,
}

/// The words that report it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    pub anchor: Option<Anchor>,
    pub class: CueClass,
}

/// What is claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    pub anchor: Anchor,
    pub quote_kind: QuoteKind,
    pub paraphrase: String,
}

/// An attributed statement. All its anchors are in one document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub id: ClaimId,
    pub document: DocumentId,
    pub source: Source,
    pub cue: Cue,
    pub content: Content,
    /// The claim through which this one reached the article.
    pub via: Option<ClaimId>,
    pub commitment: Commitment,
    pub judgement: Judgement,
    pub notes: String,
    pub provenance: Provenance,
}

impl Claim {
    /// The anchors that the claim has, content first.
    pub fn anchors(&self) -> impl Iterator<Item = &Anchor> {
        std::iter::once(&self.content.anchor)
            .chain(self.source.anchor.as_ref())
            .chain(self.cue.anchor.as_ref())
    }
}
