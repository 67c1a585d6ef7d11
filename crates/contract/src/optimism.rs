//! What a browser shows before the backend has answered.
//!
//! Owns: the commands that are under way, and what is shown because of them. Never: sends a command,
//! keeps one on disk, or tells a person of a refusal.
//!
//! An operator who presses «Взять» sees the appeal among his own at once, on a line of any length. The
//! browser may do that because it has the law itself: it asks [`decide`] what will follow, and shows it.
//! Now and then the backend decides otherwise, for somebody was faster. Then what was shown must go, and
//! must take nothing along that is true.
//!
//! # Why nothing is ever undone
//!
//! To undo, one would remember what stood in every field before, and that is wrong as soon as two commands
//! touch one field, or a real event comes between: the old value is put back over news. So nothing is
//! remembered but the commands. The browser keeps two things apart:
//!
//! - the *confirmed* state, into which real, numbered events are folded and nothing else;
//! - the *waiting* commands, in the order in which they were given ([`Expectations`]).
//!
//! What is shown is the confirmed state and, on top of it, what follows from the waiting commands,
//! decided anew over every confirmed state ([`Expectations::shown`]). A refused command is not taken back;
//! it is just not decided again.
//!
//! # Why that is right
//!
//! - Nothing waits: the confirmed state is shown, and it is the backend's own, late at most. Every command
//!   leaves the list in the end, so whatever was expected wrongly is gone in the end, in any order of
//!   answers, refusals, repeats and events.
//! - The answer is first: the command stays until the confirmed state has reached its last event, so
//!   nothing flickers between the two.
//! - The event is first: the command is decided over a state that has it already. That is a repeat, from
//!   which nothing follows, or which is refused; either way it is shown once.
//! - Something else is first: a colleague took the appeal. The taking is refused here already, and so is
//!   the message written after it; both are gone from the screen before the refusal arrives.
//!
//! # What it cannot know
//!
//! Whether an event is that of its own command, unless the backend says so ([`Recorded::command`]). A comment
//! would be written again over what a colleague has put in its place since, keys pressed once more: for a
//! moment, or until a lost answer was asked for again. So an event that names a command of this browser is
//! its answer too ([`Expectations::heard`]); the events of one command travel together.

mod overlay;

pub use overlay::Overlay;

use crate::Timestamp;
use crate::command::{Actor, Command};
use crate::decide::decide;
use crate::event::Recorded;
use crate::id::CommandId;
use crate::world::Slice;

/// What the backend said to a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It happens.
    Granted {
        /// The number of its last event. Where nothing followed, since it had come true before, the number
        /// of the last event of all that was recorded by then: what made it true is among those.
        last_seq: u64,
    },
    /// It does not.
    Refused,
}

/// A command that is under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Under which it travels.
    pub id: CommandId,
    /// Who wishes it.
    pub actor: Actor,
    /// When, by this browser's clock.
    pub at: Timestamp,
    /// What.
    pub command: Command,
    /// The number of its last event, once it is granted.
    pub granted: Option<u64>,
}

/// The commands that are under way, in the order in which they were given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expectations {
    waiting: Vec<Waiting>,
    confirmed: u64,
}

impl Expectations {
    /// A command leaves. One that is under way already, such as after a restart, keeps its place.
    pub fn begin(&mut self, id: CommandId, actor: Actor, at: Timestamp, command: Command) {
        if self.waiting.iter().all(|waiting| waiting.id != id) {
            self.waiting.push(Waiting { id, actor, at, command, granted: None });
        }
    }

    /// The backend has answered. Only the first answer counts, and only to a command that is under way.
    pub fn answered(&mut self, id: CommandId, answer: Answer) {
        let first = |waiting: &Waiting| waiting.id == id && waiting.granted.is_none();
        let Some(place) = self.waiting.iter().position(first) else { return };
        match answer {
            Answer::Refused => _ = self.waiting.remove(place),
            Answer::Granted { last_seq } => {
                if let Some(waiting) = self.waiting.get_mut(place) {
                    waiting.granted = Some(last_seq);
                }
                self.let_go();
            }
        }
    }

    /// A real event was folded into the confirmed state. One that names a command under way has granted it.
    pub fn heard(&mut self, recorded: &Recorded) {
        if let Some(command) = recorded.command {
            self.answered(command, Answer::Granted { last_seq: recorded.seq });
        }
        self.confirmed(recorded.seq);
    }

    /// The confirmed state has every event up to this number of which this browser is told.
    pub fn confirmed(&mut self, seq: u64) {
        self.confirmed = self.confirmed.max(seq);
        self.let_go();
    }

    /// The commands under way, as they were given: the words of a message that will be refused are here when
    /// they are shown no more.
    #[must_use]
    pub fn waiting(&self) -> &[Waiting] {
        &self.waiting
    }

    /// What is to be shown over this confirmed state. Costs nothing while nothing waits.
    #[must_use]
    pub fn shown<'a>(&self, base: &'a dyn Slice) -> Overlay<'a> {
        let mut shown = Overlay::over(base);
        for Waiting { actor, at, command, .. } in &self.waiting {
            let expected = decide(&shown, *actor, *at, command).unwrap_or_default();
            expected.into_iter().for_each(|event| shown.fold(event, *at));
        }
        shown
    }

    /// A command whose events are all confirmed has nothing more to expect.
    fn let_go(&mut self) {
        let confirmed = self.confirmed;
        self.waiting.retain(|waiting| waiting.granted.is_none_or(|last_seq| last_seq > confirmed));
    }
}
