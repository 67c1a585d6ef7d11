//! What is an operator's own: drafts and preferences (U5, E7).

use super::{Decision, Rule, Scene};
use crate::command::{Actor, SaveDraft, SavePreferences};
use crate::event::{DraftSaved, PreferencesSaved};
use crate::history::Column;
use crate::needs::Need;
use crate::refusal::Refusal;

/// The most characters of a draft: as many as the longest message of any channel has.
const LONGEST_DRAFT: usize = 100_000;

impl Rule for SaveDraft {
    fn needs(&self, actor: Actor) -> Vec<Need> {
        match actor {
            Actor::Operator { id } => {
                vec![Need::Appeal(self.appeal), Need::Draft(id, self.appeal, self.kind)]
            }
            Actor::Connector => Vec::new(),
        }
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let (appeal, operator) = scene.seen_by(self.appeal)?;
        if self.text.chars().count() > LONGEST_DRAFT {
            return Err(Refusal::TextTooLong { limit: LONGEST_DRAFT });
        }
        let known = scene.slice.draft(operator, appeal.id, self.kind).unwrap_or_default();
        if known == self.text {
            return Ok(Vec::new());
        }
        let (kind, text) = (self.kind, self.text.clone());
        Ok(vec![DraftSaved { operator, appeal: appeal.id, kind, text }.into()])
    }
}

impl Rule for SavePreferences {
    fn needs(&self, actor: Actor) -> Vec<Need> {
        match actor {
            Actor::Operator { id } => vec![Need::Preferences(id)],
            Actor::Connector => Vec::new(),
        }
    }

    fn decide(&self, scene: &Scene<'_>) -> Decision {
        let operator = scene.operator()?.id;
        let is_minute = |minute: u16| minute < 24 * 60;
        let quiet = self.preferences.quiet_hours;
        if self.preferences.volume.is_some_and(|volume| volume > 100)
            || quiet.is_some_and(|quiet| !is_minute(quiet.from_min) || !is_minute(quiet.until_min))
            || self.preferences.history_columns.len() > Column::ALL.len()
        {
            return Err(Refusal::BadPreferences);
        }
        if scene.slice.preferences(operator) == Some(&self.preferences) {
            return Ok(Vec::new());
        }
        Ok(vec![PreferencesSaved { operator, preferences: self.preferences.clone() }.into()])
    }
}
