//! What the operator looks for in his lists, and which appeals come first (Q3, U8).
//!
//! Owns: the words, the channel, the order; the order is kept on this device. Never: what matches, which is
//! `contract::search`.

use crate::desk::{Desk, Keepsake, keep, kept};
use desk_contract::Channel;
use desk_contract::id::AppealId;
use desk_contract::listing::{Standing, Standings};
use desk_contract::search::Sought;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::collections::HashMap;

/// How long after the last key press a search begins, in milliseconds.
const SETTLES_MS: u32 = 200;

/// Which of the appeals in work come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arrangement {
    /// The latest action, by days.
    Latest,
    /// Whom an answer is owed, the most urgent first.
    Owed,
}

impl Arrangement {
    fn as_str(self) -> &'static str {
        match self {
            Self::Latest => "latest",
            Self::Owed => "owed",
        }
    }

    fn kept() -> Self {
        if kept(Keepsake::ListOrder).as_deref() == Some("owed") { Self::Owed } else { Self::Latest }
    }
}

/// What is looked for now.
#[derive(Clone, Copy)]
pub(super) struct LookedFor {
    /// What is typed.
    pub(super) typed: RwSignal<String>,
    /// The same a moment after the last key.
    pub(super) settled: Signal<String>,
    /// Only appeals of this channel.
    pub(super) channel: RwSignal<Option<Channel>>,
    /// Which come first.
    pub(super) arrangement: RwSignal<Arrangement>,
}

impl LookedFor {
    /// Nothing is looked for.
    pub(super) fn new() -> Self {
        let typed = RwSignal::new(String::new());
        Self {
            typed,
            settled: settled(typed),
            channel: RwSignal::new(None),
            arrangement: RwSignal::new(Arrangement::kept()),
        }
    }

    /// Whether anything is.
    pub(super) fn is_any(self) -> bool {
        !self.settled.read().is_empty() || self.channel.get().is_some()
    }

    /// Looks for nothing any more.
    pub(super) fn clear(self) {
        self.typed.set(String::new());
        self.channel.set(None);
    }

    /// Arranges the list otherwise, on this device from now on.
    pub(super) fn arrange(self, arrangement: Arrangement) {
        keep(Keepsake::ListOrder, arrangement.as_str());
        self.arrangement.set(arrangement);
    }

    /// Those of the rows that answer, in the order that was chosen. What was looked at once is looked at again only
    /// when it has changed.
    pub(super) fn among(self, desk: Desk, rows: &[Standing], seen: &mut Seen) -> Vec<Standing> {
        let found = if self.is_any() { self.found(desk, rows, seen) } else { rows.to_vec() };
        match self.arrangement.get() {
            Arrangement::Latest => found,
            Arrangement::Owed => Standings::owed_first(&found),
        }
    }

    fn found(self, desk: Desk, rows: &[Standing], seen: &mut Seen) -> Vec<Standing> {
        let (sought, channel) = (Sought::read(&self.settled.read()), self.channel.get());
        if seen.looked_for.as_ref() != Some(&(sought.clone(), channel)) {
            *seen = Seen { looked_for: Some((sought.clone(), channel)), answers: HashMap::new() };
        }
        let cards = desk.cards.read_untracked();
        let directory = desk.directory.read_untracked();
        let mut answers = |id: AppealId| {
            let known = desk.known_appeal(id)?;
            let appeal = known.read_untracked();
            let before = seen.answers.get(&id).filter(|(version, _)| *version == appeal.version);
            let is_found = before.map(|(_, is_found)| *is_found).unwrap_or_else(|| {
                channel.is_none_or(|channel| channel == appeal.channel)
                    && sought.is_in_appeal(
                        &appeal,
                        appeal.contact.and_then(|id| cards.contact(id)),
                        &directory,
                    )
            });
            seen.answers.insert(id, (appeal.version, is_found));
            is_found.then_some(())
        };
        rows.iter().filter(|row| answers(row.id).is_some()).copied().collect()
    }
}

/// What was looked at already.
#[derive(Default)]
pub(super) struct Seen {
    looked_for: Option<(Sought, Option<Channel>)>,
    answers: HashMap<AppealId, (u64, bool)>,
}

/// What is typed, once nothing more is typed for a moment; nothing at once.
fn settled(typed: RwSignal<String>) -> Signal<String> {
    let settled = RwSignal::new(String::new());
    let waiting = StoredValue::new_local(None::<Timeout>);
    Effect::new(move |_| {
        let text = typed.get().trim().to_owned();
        waiting.set_value(None);
        if text.is_empty() {
            settled.set(text);
        } else {
            let settles = Timeout::new(SETTLES_MS, move || _ = settled.try_set(text));
            waiting.set_value(Some(settles));
        }
    });
    settled.into()
}
