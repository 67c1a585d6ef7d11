//! Calls the operator: the queue's sound, the count in the tab's title and icon, notices of the system (Q1, U4).
//!
//! Owns: when he is called and how often. Never: what counts as waiting, which is `contract::listing`.
//!
//! Always: who is not ready, or talks, hears no queue; what rings at his own desk is heard until it is answered.

mod badge;
mod notice;
mod sound;

pub(crate) use notice::Permission;
pub(crate) use sound::Sound;

use super::Desk;
use crate::backend::keepsakes::{self, Keepsake};
use chrono::TimeDelta;
use desk_contract::Timestamp;
use desk_contract::id::AppealId;
use desk_contract::operator::Presence;
use leptos::prelude::*;

/// How often the queue is heard while somebody waits, in seconds.
const AGAIN_SECONDS: i64 = 20;
/// How often the telephone rings, in seconds.
const RING_SECONDS: i64 = 3;

/// How this desk calls its operator.
#[derive(Clone, Copy)]
pub(crate) struct Attention {
    /// What he hears.
    pub(crate) sound: Sound,
    /// Whether the system may show notices of this page.
    pub(crate) permission: RwSignal<Permission>,
    /// The appeal that he asked for by pressing a notice.
    pub(crate) asked_for: RwSignal<Option<AppealId>>,
    queue_heard_at: RwSignal<Option<Timestamp>>,
    rang_at: RwSignal<Option<Timestamp>>,
}

impl Attention {
    pub(super) fn new(sound: Sound) -> Self {
        Self {
            sound,
            permission: RwSignal::new(Permission::now()),
            asked_for: RwSignal::new(None),
            queue_heard_at: RwSignal::new(None),
            rang_at: RwSignal::new(None),
        }
    }

    /// Asks whether the system may show notices; browsers allow the question on a press only.
    pub(crate) fn ask_permission(self) {
        leptos::task::spawn_local(async move {
            let answer = Permission::ask().await;
            self.permission.try_set(answer);
        });
    }
}

/// Whether it is time again.
fn is_due(last: Option<Timestamp>, now: Timestamp, seconds: i64) -> bool {
    // Ticks come a little before or after their second.
    last.is_none_or(|last| now - last >= TimeDelta::milliseconds(seconds * 1_000 - 300))
}

impl Desk {
    /// How this desk calls its operator.
    pub(crate) fn attention(self) -> Attention {
        self.inner.with_value(|inner| inner.attention)
    }

    /// The queue's sound.
    pub(crate) fn sound(self) -> Sound {
        self.attention().sound
    }

    /// What the operator is now (Q5).
    pub(crate) fn presence(self) -> Presence {
        self.directory.read().operator(self.me()).map(|me| me.presence).unwrap_or_default()
    }

    /// Switches the queue's sound, on this device at once and on every other one of the operator's soon; on, it is
    /// heard, so that he knows that it works.
    pub(crate) fn switch_sound(self) {
        let is_on = !untrack(|| self.sound().is_on());
        keepsakes::keep(Keepsake::Sound, if is_on { "on" } else { "off" });
        self.prefer(|preferences| preferences.has_sound = Some(is_on));
        if is_on {
            self.sound().test();
        }
    }

    /// Begins to call; for as long as the page lives.
    pub(super) fn begin_to_call(self) {
        badge::keep(self.queue(), self.ringing());
        let (queue, ringing) = (self.queue(), self.ringing());
        let Attention { sound, queue_heard_at, rang_at, .. } = self.attention();
        Effect::new(move |_| {
            let now = self.clock.get();
            let (rings, waits) = (!ringing.read().is_empty(), queue.len() > 0);
            if !rings {
                rang_at.set(None);
            } else if is_due(rang_at.get_untracked(), now, RING_SECONDS) {
                rang_at.set(Some(now));
                sound.ring(now);
            }
            if !waits {
                queue_heard_at.set(None);
            } else if rings || self.presence() != Presence::Ready || self.is_on_the_line() {
            } else if queue_heard_at.get_untracked().is_none() {
                // Those who wait when the page opens are seen; they are heard if they go on waiting.
                queue_heard_at.set(Some(now));
            } else if is_due(queue_heard_at.get_untracked(), now, AGAIN_SECONDS) {
                queue_heard_at.set(Some(now));
                sound.chime(now);
            }
        });
    }

    /// Somebody came into the queue.
    pub(super) fn somebody_came(self, id: AppealId) {
        if untrack(|| self.presence()) != Presence::Ready || self.is_on_the_line() {
            return;
        }
        let now = self.clock.get_untracked();
        self.attention().queue_heard_at.set(Some(now));
        self.sound().chime(now);
        notice::show(self, id, notice::Kind::Waits);
    }

    /// Something rings at this desk; the sound follows from that it does.
    pub(super) fn it_rings(self, id: AppealId) {
        notice::show(self, id, notice::Kind::Rings);
    }
}
