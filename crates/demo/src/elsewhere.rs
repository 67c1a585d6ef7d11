//! The same people in a world that somebody else keeps: they say what they wish and hear what happened.
//!
//! Owns: what [`Demo::tick`] does at once, in its steps. Never: changes the world but by what is heard.
//!
//! Always: a wish that was asked for is settled before the next one is.

use crate::live::Deed;
use crate::{BrokenJournal, Demo, files};
use desk_contract::appeal::Folded;
use desk_contract::id::AttachmentId;
use desk_contract::subject::Subject;
use desk_contract::{Actor, Command, Recorded, Timestamp, Whisper};

/// What somebody wishes of his own accord.
#[derive(Clone, Debug)]
pub struct Wish {
    of: Subject,
    /// Who.
    pub actor: Actor,
    /// What must be there first: the file that comes with a message.
    pub before: Option<Command>,
    /// What.
    pub command: Command,
}

/// What came of a wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It happened, and was heard.
    Done,
    /// It was refused, or nothing followed from it.
    InVain,
}

impl Demo {
    /// Takes in what happened, whoever wished it.
    ///
    /// # Errors
    /// [`BrokenJournal`] when something before it was not heard.
    pub fn hears(&mut self, recorded: &Recorded) -> Result<(), BrokenJournal> {
        let expected = self.world.seq() + 1;
        match self.world.fold(recorded) {
            Folded::Gap => return Err(BrokenJournal::Gap { expected, found: recorded.seq }),
            Folded::Repeated => return Ok(()),
            Folded::Applied => {}
        }
        self.memory.note(recorded, &self.world);
        self.plan_anew_after(&recorded.event);
        Ok(())
    }

    /// What is due by now and comes first; nothing where nobody acts by himself.
    pub fn next_wish(&mut self, now: Timestamp) -> Option<Wish> {
        if !(self.pace > 0.0 && self.pace.is_finite()) {
            return None;
        }
        let Deed { of, actor, before, command, .. } = self.next_deed(now)?;
        Some(Wish { of, actor, before, command })
    }

    /// The bytes of a file that a simulated client sends, before it has come or after.
    #[must_use]
    pub fn bytes_of(&self, file: AttachmentId) -> Option<Vec<u8>> {
        files::bytes(file)
    }

    /// What came of a wish. One that came to nothing is not tried again: what stands next in the plan is.
    pub fn settles(&mut self, wish: &Wish, outcome: Outcome) {
        match outcome {
            Outcome::Done => _ = self.plans.remove(&wish.of),
            Outcome::InVain => self.passes_over(wish.of),
        }
    }

    /// Who is seen typing or looking on by now and was not yet, and who is seen no more after what was heard.
    pub fn whispers(&mut self, now: Timestamp, heard: &[Recorded]) -> Vec<Whisper> {
        let mut whispers: Vec<_> = heard.iter().filter_map(|recorded| self.stopped(recorded)).collect();
        if self.pace > 0.0 && self.pace.is_finite() {
            whispers.extend(self.seen_by(now));
            self.ticked_at = self.ticked_at.max(now);
        }
        whispers
    }
}
