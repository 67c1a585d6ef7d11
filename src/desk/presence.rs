//! Who looks at which appeal and writes in it: true for a moment, and gone when it is not said again (U3, W1).
//!
//! Owns: colleagues' whispers until they run out, and telling them one's own. Never: what is recorded.

use super::Desk;
use desk_contract::id::{AppealId, OperatorId};
use desk_contract::message::Author;
use desk_contract::whisper::WHISPER_HOLDS_MS;
use desk_contract::{Timestamp, Whisper};
use gloo_timers::callback::Interval;
use leptos::prelude::*;

/// How often one says again that one looks, in milliseconds: twice while a whisper holds.
const AGAIN_MS: u32 = WHISPER_HOLDS_MS / 2;

/// What a colleague does in an appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doing {
    Looks,
    Writes,
}

/// A colleague at an appeal.
#[derive(Clone, Copy, Debug)]
struct Colleague {
    appeal: AppealId,
    who: OperatorId,
    doing: Doing,
    until: Timestamp,
}

/// Colleagues at appeals, as far as they whispered.
#[derive(Clone, Copy)]
pub(super) struct Presences(RwSignal<Vec<Colleague>>);

impl Presences {
    pub(super) fn new() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    fn are(self, appeal: AppealId, doing: Doing, now: Timestamp) -> Vec<OperatorId> {
        let all = self.0.read();
        let these = all.iter().filter(|it| it.appeal == appeal && it.doing == doing && now < it.until);
        these.map(|it| it.who).collect()
    }

    /// Until when somebody does something there; no time ends it now.
    fn say(
        self,
        appeal: AppealId,
        who: OperatorId,
        doing: Doing,
        (now, until): (Timestamp, Option<Timestamp>),
    ) {
        self.0.update(|all| {
            let is_same = |it: &Colleague| (it.appeal, it.who, it.doing) == (appeal, who, doing);
            all.retain(|it| !is_same(it) && now < it.until);
            all.extend(until.map(|until| Colleague { appeal, who, doing, until }));
        });
    }
}

impl Desk {
    /// Colleagues who have this appeal open now; asked with every tick.
    pub(crate) fn viewers(self, appeal: AppealId) -> Vec<OperatorId> {
        self.inner.with_value(|inner| inner.presences).are(appeal, Doing::Looks, self.clock.get())
    }

    /// Colleagues who write in this appeal now; asked with every tick.
    pub(crate) fn writers(self, appeal: AppealId) -> Vec<OperatorId> {
        self.inner.with_value(|inner| inner.presences).are(appeal, Doing::Writes, self.clock.get())
    }

    /// Tells colleagues that one looks at this appeal, until the part of the screen that asked is gone or unseen.
    pub(crate) fn look_at(self, appeal: AppealId) {
        let operator = self.me();
        let say = move || {
            if !document().hidden() {
                self.backend().whisper(Whisper::Viewing { appeal, operator });
            }
        };
        say();
        let again = StoredValue::new_local(Some(Interval::new(AGAIN_MS, say)));
        on_cleanup(move || {
            again.try_set_value(None);
            self.backend().whisper(Whisper::StoppedViewing { appeal, operator });
        });
    }

    /// Tells colleagues and, where the channel can, the client that an answer is being written.
    pub(crate) fn whisper_typing(self, appeal: AppealId) {
        let author = Author::Operator { id: self.me() };
        self.backend().whisper(Whisper::Typing { appeal, author });
    }

    pub(super) fn hear_whisper(self, whisper: Whisper) {
        let now = self.clock.get_untracked();
        let until = Some(now + chrono::TimeDelta::milliseconds(i64::from(WHISPER_HOLDS_MS)));
        match whisper {
            Whisper::Typing { appeal, author } => self.hear_typing(appeal, author, (now, until)),
            Whisper::StoppedTyping { appeal, author } => self.hear_typing(appeal, author, (now, None)),
            Whisper::Viewing { appeal, operator } => {
                self.hear_of(appeal, operator, Doing::Looks, (now, until))
            }
            Whisper::StoppedViewing { appeal, operator } => {
                self.hear_of(appeal, operator, Doing::Looks, (now, None));
            }
        }
    }

    fn hear_typing(self, appeal: AppealId, author: Author, (now, until): (Timestamp, Option<Timestamp>)) {
        match author {
            Author::Client => {
                if let Some(chat) = self.opened_chat(appeal) {
                    chat.typing_until.set(until);
                }
            }
            Author::Operator { id } => self.hear_of(appeal, id, Doing::Writes, (now, until)),
            Author::Rule { .. } => {}
        }
    }

    fn hear_of(self, appeal: AppealId, who: OperatorId, doing: Doing, when: (Timestamp, Option<Timestamp>)) {
        // What one does oneself is heard of from one's other devices.
        if who != self.me() {
            self.inner.with_value(|inner| inner.presences).say(appeal, who, doing, when);
        }
    }
}
