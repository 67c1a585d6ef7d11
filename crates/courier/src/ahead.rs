//! Answers that are faster than the news of what they grant: the line was broken in between.
//!
//! Owns: what has become of a command that was sent, up to which number answers are ahead of the feed, and what an
//! answer says of what is shown before it is confirmed. Never: waits, or shows.
//!
//! Always: what a command changed is shown from the click until the news of it was heard, without a gap between the
//! answer and the news, and no longer.

use desk_contract::optimism::Answer;

/// What has become of a command that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// It is carried out.
    Done,
    /// The same, and what followed from it, up to this number, is still to be told: the line has broken in between.
    Ahead(u64),
    /// Nobody answers yet; it lies safely on this device until somebody does.
    Kept,
}

impl Sent {
    /// Whether it is carried out, whoever has heard of it.
    #[must_use]
    pub fn is_done(self) -> bool {
        matches!(self, Self::Done | Self::Ahead(_))
    }

    /// What an answer says of what is expected from its command; nothing where that is still to come. What is done and
    /// heard, and what is refused, is expected no more.
    #[must_use]
    pub fn expected<E>(answer: &Result<Self, E>) -> Option<Answer> {
        match answer {
            Ok(Self::Kept) => None,
            Ok(Self::Ahead(last_seq)) => Some(Answer::Granted { last_seq: *last_seq }),
            Ok(Self::Done) | Err(_) => Some(Answer::Refused),
        }
    }
}

/// Up to which number the answers to commands are ahead of what was heard, where they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ahead(u64);

impl Ahead {
    /// What became of a command whose last event has that number, where everything up to `heard` was heard.
    pub fn answered(&mut self, seq: u64, heard: u64) -> Sent {
        if heard >= seq {
            return Sent::Done;
        }
        self.0 = self.0.max(seq);
        Sent::Ahead(seq)
    }

    /// Everything up to this number was heard. Whether somebody waits to be told: for most news nobody does.
    pub fn heard(&mut self, seq: u64) -> bool {
        let is_awaited = self.0 > 0;
        if self.0 <= seq {
            self.0 = 0;
        }
        is_awaited
    }
}
