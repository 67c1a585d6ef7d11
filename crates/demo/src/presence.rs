//! Colleagues who go on a break and come back.
//!
//! Owns: whose turn it is and for how long. Never: the presence of this desk's operator.

use crate::live::{Deed, Scene};
use desk_contract::Slice;
use desk_contract::command::SetPresence;
use desk_contract::operator::Presence;
use desk_contract::subject::Subject;
use std::ops::Range;

/// Delays in milliseconds at lifelike pace.
const WORKS: Range<i64> = 180_000..480_000;
const RESTS: Range<i64> = 90_000..240_000;

/// Who comes back, or else who goes next: one at a time.
pub(crate) fn deed(scene: &Scene<'_>) -> Option<Deed> {
    let directory = scene.world.directory();
    let since = scene.memory.presence_from.max(scene.opened_at);
    let chance = scene.seed.of(("break", since.timestamp_millis()));
    let others = directory.operators.iter().filter(|it| it.id != scene.me && !it.groups.is_empty());
    let (resting, working): (Vec<_>, Vec<_>) = others.partition(|it| it.presence != Presence::Ready);
    let (who, presence, range) = match resting.first() {
        Some(resting) => (resting.id, Presence::Ready, RESTS),
        None if working.is_empty() => return None,
        None => (chance.of("who").pick(&working).id, Presence::OnBreak, WORKS),
    };
    let due = scene.due(since, chance, range);
    Some(Deed::done(Subject::Directory, due, who, SetPresence { operator: who, presence }))
}
