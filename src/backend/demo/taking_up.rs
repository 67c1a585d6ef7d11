//! An archived appeal that somebody acts upon: from then on it is part of the demo's world, and goes on like any other.
//!
//! Owns: when that is, and that the journal and the history's worker know of it. Never: what happened in it.

use super::Shared;
use super::archive::past_of;
use crate::backend::Failure;
use desk_contract::id::AppealId;
use desk_contract::needs::{Need, needs};
use desk_contract::{Actor, Command, Event, Recorded, Slice, Timestamp};

impl Shared {
    /// Takes up what a command is about, where that is archived.
    pub(super) async fn take_up(&self, command: &Command) -> Result<(), Failure> {
        let Some(began) = self.began.get().filter(|_| self.config.history > 0) else { return Ok(()) };
        let (named, who) = self.look(|demo| {
            let is_unknown = |id: &AppealId| is_before(*id, began) && demo.world().appeal(*id).is_none();
            let needed = needs(Actor::Operator { id: demo.me() }, command);
            let named: Vec<_> = needed.iter().filter_map(appeal_of).filter(is_unknown).collect();
            (named, demo.world().directory().operator(demo.me()).cloned())
        })?;
        for id in named {
            let Some(who) = who.clone() else { break };
            let past = past_of(self.beginning(began), who, id).await?.unwrap_or_default();
            let taken_up =
                self.demo.borrow_mut().as_mut().map(|demo| demo.takes_up(past)).unwrap_or_default();
            self.note_taken_up(&taken_up);
            if self.journal.append(&taken_up).await.is_err() {
                self.warn_not_kept();
            }
        }
        Ok(())
    }

    /// Of a journal: which archived appeals were taken up, so that they stand no more among the archive's rows.
    pub(super) fn note_taken_up(&self, journal: &[Recorded]) {
        let Some(began) = self.began.get() else { return };
        let registered = |recorded: &Recorded| match &recorded.event {
            Event::AppealRegistered(it) if recorded.at < began => Some(it.appeal.id),
            _ => None,
        };
        self.taken_up.borrow_mut().extend(journal.iter().filter_map(registered));
    }
}

fn appeal_of(need: &Need) -> Option<AppealId> {
    match need {
        Need::Appeal(id) | Need::Message(id, _) | Need::Draft(_, id, _) | Need::GuestsLike(id) => Some(*id),
        _ => None,
    }
}

/// Whether an id was made before a moment, as the archive's all are (RFC 9562, section 5.7): an appeal that is begun now
/// need not be looked for there.
fn is_before(id: AppealId, moment: Timestamp) -> bool {
    let [a, b, c, d, e, f, ..] = *id.as_bytes();
    i64::from_be_bytes([0, 0, a, b, c, d, e, f]) < moment.timestamp_millis()
}
