//! How what a refusal knows is put into its sentence.
//!
//! Owns: the words for a number, a person, a channel. Never: the sentence.

use super::Language;
use crate::channel::Channel;
use crate::id::OperatorId;

/// Something that a sentence can say.
pub(super) trait Said {
    /// Its words. `name_of` tells the name behind an operator's id.
    fn said(&self, language: Language, name_of: &dyn Fn(OperatorId) -> String) -> String;
}

impl Said for usize {
    fn said(&self, _: Language, _: &dyn Fn(OperatorId) -> String) -> String {
        self.to_string()
    }
}

impl Said for u64 {
    fn said(&self, _: Language, _: &dyn Fn(OperatorId) -> String) -> String {
        self.to_string()
    }
}

impl Said for String {
    fn said(&self, _: Language, _: &dyn Fn(OperatorId) -> String) -> String {
        self.clone()
    }
}

impl Said for OperatorId {
    fn said(&self, _: Language, name_of: &dyn Fn(OperatorId) -> String) -> String {
        name_of(*self)
    }
}

impl Said for Channel {
    fn said(&self, language: Language, _: &dyn Fn(OperatorId) -> String) -> String {
        self.title(language).to_owned()
    }
}
