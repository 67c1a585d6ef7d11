//! Automatic actions: an SMS to the client when a call ends (A1 to A3).
//!
//! Owns: the rule, its conditions, and which appeals match them. Never: sends, or counts parts (`sms` does).
//!
//! A rule without a result among its conditions acts when the call ends. One with a result can act only
//! when the result is known, so it waits for the close. Either acts once in an appeal.

use crate::appeal::{Appeal, Outcome};
use crate::channel::Channel;
use crate::history::Direction;
use crate::id::{EntryPointId, GroupId, OutcomeId, RuleId};
use crate::template::Template;
use serde::{Deserialize, Serialize};

/// A rule of automatic actions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rule {
    /// Identity.
    pub id: RuleId,
    /// Its name on screen.
    pub title: String,
    /// Whether it acts.
    pub is_on: bool,
    /// When it acts; an empty list of a condition is no condition.
    pub conditions: Conditions,
    /// What the client reads, with variables.
    pub text: Template,
}

/// Which calls a rule concerns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Conditions {
    /// Began by one of these.
    #[serde(default)]
    pub directions: Vec<Direction>,
    /// Of one of these groups.
    #[serde(default)]
    pub groups: Vec<GroupId>,
    /// Came by one of these lines.
    #[serde(default)]
    pub entry_points: Vec<EntryPointId>,
    /// Closed with one of these results.
    #[serde(default)]
    pub outcomes: Vec<OutcomeId>,
    /// Whether only calls count in which somebody answered.
    #[serde(default)]
    pub only_answered: bool,
}

impl Rule {
    /// Whether the rule acts now that the call of `appeal` has ended or the appeal was closed with
    /// `outcome`; `None` before it is closed.
    #[must_use]
    pub fn acts_on(&self, appeal: &Appeal, outcome: Option<Outcome>) -> bool {
        let Conditions { directions, groups, entry_points, outcomes, only_answered } = &self.conditions;
        let Some(call) = &appeal.call else { return false };
        let at_its_hour = match outcome {
            None => outcomes.is_empty(),
            Some(Outcome::Listed { id }) => outcomes.contains(&id),
            Some(_) => false,
        };
        self.is_on
            && at_its_hour
            && appeal.channel == Channel::Call
            && !appeal.acted_rules.contains(&self.id)
            && (directions.is_empty() || directions.contains(&appeal.direction))
            && (groups.is_empty() || groups.contains(&appeal.group))
            && (entry_points.is_empty() || entry_points.contains(&appeal.entry_point))
            && (!only_answered || call.answered_at.is_some())
    }
}

#[cfg(test)]
mod tests;
