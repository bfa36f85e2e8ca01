//! Rules about names: their kind, which of them are one, and those that the engine missed.

use std::collections::HashMap;

use super::{LearnedRules, RULE, Ready, Says, Taken, is_whole_words, quote};
use crate::model::{
    Anchor, Reason, Score, Span, SuggestedEntity, SuggestedMention, Suggestions, same_words,
};

impl LearnedRules {
    /// Mentions of what isn't that entity become an entity of their own.
    pub(super) fn take_apart(&self, text: &str, suggestions: &mut Suggestions) {
        let mut parts: Vec<SuggestedEntity> = Vec::new();
        for entity in &mut suggestions.entities {
            let mut kept = Vec::with_capacity(entity.mentions.len());
            for mut mention in std::mem::take(&mut entity.mentions) {
                let words = quote(text, &mention.anchor);
                let apart = self.about(&words).find(|rule| match &rule.says {
                    Says::Apart(from) => same_words(from, &entity.name),
                    _ => false,
                });
                let Some(rule) = apart else {
                    kept.push(mention);
                    continue;
                };
                mention.reasons.push(rule.reason.clone());
                match parts.iter_mut().find(|part| part.name == *rule.words) {
                    Some(part) => part.mentions.push(mention),
                    None => parts.push(SuggestedEntity {
                        kind: entity.kind.clone(),
                        name: rule.words.to_string(),
                        identifiers: Vec::new(),
                        rule: entity.rule.clone(),
                        mentions: vec![mention],
                    }),
                }
            }
            entity.mentions = kept;
        }
        suggestions.entities.extend(parts);
    }

    /// Entities that are one become one, under the name that the rule gives.
    pub(super) fn put_together(&self, suggestions: &mut Suggestions) {
        let same = |name: &str| {
            let mut about = self.about(name);
            about.find_map(|rule| match &rule.says {
                Says::Same(entity) => Some((entity.clone(), rule.reason.clone())),
                _ => None,
            })
        };
        let mut moved: HashMap<usize, usize> = HashMap::new();
        for at in 0..suggestions.entities.len() {
            let Some((name, reason)) = same(&suggestions.entities[at].name) else {
                continue;
            };
            for mention in &mut suggestions.entities[at].mentions {
                mention.reasons.push(reason.clone());
            }
            let is_it = |entity: &SuggestedEntity| same_words(&name, &entity.name);
            let to = suggestions.entities.iter().position(is_it);
            match to.filter(|to| *to != at) {
                Some(to) => {
                    let mentions = std::mem::take(&mut suggestions.entities[at].mentions);
                    suggestions.entities[to].mentions.extend(mentions);
                    moved.insert(at, to);
                }
                None => suggestions.entities[at].name = name.to_string(),
            }
        }
        for entity in &mut suggestions.entities {
            entity
                .mentions
                .sort_by_key(|mention| mention.anchor.start());
        }
        for claim in &mut suggestions.claims {
            if let Some(to) = claim.source_entity.and_then(|at| moved.get(&at)) {
                claim.source_entity = Some(*to);
            }
        }
    }

    /// Names take the kind that was learned for them: by the entity's name, or by the words that all its mentions have.
    pub(super) fn set_kinds(&self, text: &str, suggestions: &mut Suggestions) {
        let kind_of = |words: &str| {
            let mut about = self.about(words);
            about.find_map(|rule| match &rule.says {
                Says::Kind(kind) => Some((kind.clone(), rule.reason.clone(), rule.score)),
                _ => None,
            })
        };
        for entity in &mut suggestions.entities {
            let by_name = kind_of(&entity.name);
            let learned = by_name.or_else(|| {
                let words = quote(text, &entity.mentions.first()?.anchor);
                let mut mentions = entity.mentions.iter();
                let alike = mentions.all(|m| same_words(&words, &quote(text, &m.anchor)));
                alike.then(|| kind_of(&words)).flatten()
            });
            let Some((kind, reason, score)) = learned else {
                continue;
            };
            entity.kind = kind;
            for mention in &mut entity.mentions {
                // The weights of the reasons add up to the score.
                let gain = (score.0 - mention.score.0).max(0);
                mention.score.0 += gain;
                mention.reasons.push(Reason {
                    weight: Score(gain),
                    ..reason.clone()
                });
            }
        }
    }

    /// Names that have a kind and that the engine didn't find.
    pub(super) fn add_names(&self, text: &str, suggestions: &mut Suggestions) {
        let Some((finder, names)) = &self.names else {
            return;
        };
        let mentions = suggestions.entities.iter().flat_map(|e| &e.mentions);
        let spans = mentions.flat_map(|m| m.anchor.spans().iter());
        let taken = Taken::new(spans.map(|span| span.range()));
        let mut by_name: HashMap<String, usize> = HashMap::new();
        for (at, entity) in suggestions.entities.iter().enumerate() {
            by_name.entry(entity.name.to_lowercase()).or_insert(at);
        }
        for found in finder.find_iter(text) {
            let range = found.range();
            if taken.touches(&range) || !is_whole_words(text, &range) {
                continue;
            }
            let name = &names[found.pattern().as_usize()];
            let is_kind = |rule: &&Ready| matches!(rule.says, Says::Kind(_));
            let Some(rule) = self.about(name).find(is_kind) else {
                continue;
            };
            let Some(span) = Span::new(text, range) else {
                continue;
            };
            let mention = SuggestedMention {
                anchor: Anchor::single(span),
                score: rule.score,
                reasons: vec![Reason {
                    weight: rule.score,
                    ..rule.reason.clone()
                }],
            };
            self.add_mention(suggestions, &mut by_name, rule, mention);
        }
    }

    fn add_mention(
        &self,
        suggestions: &mut Suggestions,
        by_name: &mut HashMap<String, usize>,
        rule: &Ready,
        mention: SuggestedMention,
    ) {
        let Says::Kind(kind) = &rule.says else {
            return;
        };
        let mut about = self.about(&rule.words);
        let whole = about.find_map(|other| match &other.says {
            Says::Same(entity) => Some(entity.clone()),
            _ => None,
        });
        let name = whole.unwrap_or_else(|| rule.words.clone());
        let at = *by_name.entry(name.to_lowercase()).or_insert_with(|| {
            suggestions.entities.push(SuggestedEntity {
                kind: kind.clone(),
                name: name.to_string(),
                identifiers: Vec::new(),
                rule: RULE.to_owned(),
                mentions: Vec::new(),
            });
            suggestions.entities.len() - 1
        });
        let mentions = &mut suggestions.entities[at].mentions;
        let place = mentions.partition_point(|m| m.anchor.start() < mention.anchor.start());
        mentions.insert(place, mention);
    }
}
