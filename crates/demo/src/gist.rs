//! What a case comes to: whose matter it is, how it ends, what is noted of it.
//!
//! Owns: what of a case can be told without its talk. Never: a word that client or operator says; `case` does, and who only
//! asks for the gist has none of the stories in his program (docs/decisions/0016).

use crate::chance::Chance;
use crate::staff::Ending;
use crate::stories::{self, About, Ways};
use crate::words;

/// The gist of a case.
#[derive(Clone, Copy)]
pub(crate) struct Gist {
    pub(crate) about: About,
    pub(crate) chance: Chance,
}

impl Gist {
    /// That of the case with that number, whoever tells it.
    pub(crate) fn of(seed: Chance, number: u64) -> Self {
        Self { about: stories::about(seed, number), chance: drawn_by(seed, number) }
    }

    /// How it ends; none for spam.
    pub(crate) fn ending(&self) -> Option<Ending> {
        let endings = self.about.endings;
        (!endings.is_empty()).then(|| self.chance.of("ending").pick(endings))
    }

    /// What is always noted of a call, which leaves no other trace.
    pub(crate) fn told_comment(&self) -> String {
        self.told(self.drawn("comment", 0, self.about.comments))
    }

    /// A template with the words of this case.
    pub(crate) fn told(&self, template: &str) -> String {
        words::filled(template, |word| words::drawn(self.chance, word))
    }

    /// One of several ways of saying something.
    pub(crate) fn drawn(&self, what: &str, place: usize, ways: Ways) -> &'static str {
        ways[self.way(what, place, ways)]
    }

    /// Its place.
    pub(crate) fn way(&self, what: &str, place: usize, ways: Ways) -> usize {
        self.chance.of((what, place as u64)).below(ways.len() as u64) as usize
    }
}

/// What all of a case is drawn by.
pub(crate) fn drawn_by(seed: Chance, number: u64) -> Chance {
    seed.of(("case", number))
}
