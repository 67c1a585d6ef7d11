//! Scripts: the steps of a talk, with quick transitions between them (W4).
//!
//! Owns: a script, the walk through it, and the search over its words. Never: draws.

use crate::id::{ScriptId, StepId};
use serde::{Deserialize, Serialize};

/// A script of a talk.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Script {
    /// Identity.
    pub id: ScriptId,
    /// Its name on screen.
    pub title: String,
    /// Its steps; the first one begins it.
    pub steps: Vec<Step>,
}

/// What the operator says at one point of a talk.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Step {
    /// Identity.
    pub id: StepId,
    /// Its name in the list of quick transitions.
    pub title: String,
    /// The words for the operator to say.
    pub text: String,
    /// Where the talk may go from here.
    pub transitions: Vec<Transition>,
}

/// A quick transition (быстрый переход).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Transition {
    /// What the client said or wants.
    pub title: String,
    /// The step that answers it.
    pub to: StepId,
}

/// The steps of a script that were passed in an appeal, in order; the last one is where the talk is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScriptWalk {
    /// Through which script.
    pub script: ScriptId,
    /// The way so far; never empty.
    pub path: Vec<StepId>,
}

impl ScriptWalk {
    /// Where the talk is.
    #[must_use]
    pub fn here(&self) -> Option<StepId> {
        self.path.last().copied()
    }

    /// Whether a step was passed.
    #[must_use]
    pub fn has_passed(&self, step: StepId) -> bool {
        self.path.contains(&step)
    }
}

/// Something that a search found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// The step to go to.
    pub step: &'a Step,
    /// The transition whose name was found; none where the words of the step were.
    pub transition: Option<&'a Transition>,
}

impl Script {
    /// The step with this id.
    #[must_use]
    pub fn step(&self, id: StepId) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// Whether every transition leads to a step of this script and no two steps share an id.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let leads = |transition: &Transition| self.step(transition.to).is_some();
        let is_only = |step: &Step| self.steps.iter().filter(|other| other.id == step.id).count() == 1;
        !self.steps.is_empty()
            && self.steps.iter().all(|step| is_only(step) && step.transitions.iter().all(leads))
    }

    /// Steps whose words or name, and transitions whose name, hold every word looked for, as a part, in
    /// any order and case; `ё` is `е`. In the order of the script; nothing looked for finds nothing.
    #[must_use]
    pub fn search(&self, sought: &str) -> Vec<Found<'_>> {
        let sought = plain(sought);
        let words: Vec<_> = sought.split_whitespace().collect();
        if words.is_empty() {
            return Vec::new();
        }
        let holds = |text: &str| {
            let text = plain(text);
            words.iter().all(|word| text.contains(word))
        };
        let mut found = Vec::new();
        for step in &self.steps {
            if holds(&format!("{} {}", step.title, step.text)) {
                found.push(Found { step, transition: None });
            }
            for transition in step.transitions.iter().filter(|transition| holds(&transition.title)) {
                if let Some(step) = self.step(transition.to) {
                    found.push(Found { step, transition: Some(transition) });
                }
            }
        }
        found
    }
}

fn plain(text: &str) -> String {
    text.to_lowercase().replace('ё', "е")
}

#[cfg(test)]
mod tests;
