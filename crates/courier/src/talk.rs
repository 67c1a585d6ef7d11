//! The messages of a chat as far as they are loaded.
//!
//! Owns: that a message keeps its place when older ones are put before it and newer ones after, so that a screen
//! may show a part of them; and that what was told is not taken back by a reading that comes late. Never: their order or
//! delivery, which is `contract::message`.

use desk_contract::appeal::Folded;
use desk_contract::id::MessageId;
use desk_contract::message::Thread;
use desk_contract::{Message, Recorded};
use std::ops::Range;

/// The loaded messages with their places: the first one that was ever read has place 0, older ones less.
#[derive(Clone, Debug, Default)]
pub struct Talk {
    thread: Thread,
    /// How many stand before place 0.
    before: usize,
    /// Grows when the places were given anew: the messages were read again and nothing of the old ones was among them.
    readings: u32,
}

impl Talk {
    /// What was read first.
    #[must_use]
    pub fn read(thread: Thread) -> Self {
        Self { thread, ..Self::default() }
    }

    /// The newest messages were read again: what stands before them stays, if it joins. A reading that was overtaken by
    /// what has been told since says nothing new.
    pub fn reread(&mut self, newest: Thread) {
        if newest.version < self.thread.version {
            return;
        }
        let joins = newest.messages.first().and_then(|first| self.index_of(first.id));
        match joins {
            Some(joint) => {
                self.thread.messages.truncate(joint);
                self.thread.messages.extend(newest.messages);
                self.thread.version = newest.version;
            }
            None => *self = Self { thread: newest, before: 0, readings: self.readings.wrapping_add(1) },
        }
    }

    /// An older page, if it ends where these begin.
    pub fn put_before(&mut self, page: Thread, oldest: MessageId) {
        if self.oldest() == Some(oldest) {
            self.before += page.messages.len();
            self.thread.messages.splice(0..0, page.messages);
            self.thread.has_earlier = page.has_earlier;
        }
    }

    /// Takes in one event; answers whether events before it are missing.
    pub fn fold(&mut self, recorded: &Recorded) -> Folded {
        self.thread.fold(recorded)
    }

    /// The places that are taken.
    #[allow(clippy::cast_possible_wrap, reason = "nobody loads 2^63 messages")]
    #[must_use]
    pub fn places(&self) -> Range<i64> {
        let first = -(self.before as i64);
        first..first + self.thread.messages.len() as i64
    }

    /// The message at a place.
    #[must_use]
    pub fn at(&self, place: i64) -> Option<&Message> {
        let index = place.checked_sub(self.places().start)?;
        self.thread.messages.get(usize::try_from(index).ok()?)
    }

    /// Those in a range of places, as far as they are loaded.
    #[must_use]
    pub fn within(&self, places: &Range<i64>) -> &[Message] {
        let taken = self.places();
        let index =
            |place: i64| usize::try_from(place.clamp(taken.start, taken.end) - taken.start).unwrap_or(0);
        self.thread.messages.get(index(places.start)..index(places.end)).unwrap_or_default()
    }

    /// All of them, oldest first.
    #[must_use]
    pub fn messages(&self) -> &[Message] {
        &self.thread.messages
    }

    /// The message with this id; looked for from the end.
    #[must_use]
    pub fn message(&self, id: MessageId) -> Option<&Message> {
        self.thread.message(id)
    }

    /// Whether older ones exist that are not loaded.
    #[must_use]
    pub fn has_earlier(&self) -> bool {
        self.thread.has_earlier
    }

    /// Changes when all places were given anew.
    #[must_use]
    pub fn readings(&self) -> u32 {
        self.readings
    }

    /// The oldest that is loaded.
    #[must_use]
    pub fn oldest(&self) -> Option<MessageId> {
        self.thread.messages.first().map(|message| message.id)
    }

    fn index_of(&self, id: MessageId) -> Option<usize> {
        self.thread.messages.iter().rposition(|message| message.id == id)
    }
}
