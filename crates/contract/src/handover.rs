//! What an operator sent, on its way to the client by a channel's connector.
//!
//! Owns: the shape in which it is handed over, what a connector answers, which messages go this way, and when it is tried
//! again. Never: sends, signs, or waits.

use crate::Timestamp;
use crate::address::Address;
use crate::appeal::Appeal;
use crate::channel::Channel;
use crate::directory::{Directory, EntryPoint};
use crate::id::AppealId;
use crate::message::{Author, Delivery, Message, MessageKind};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// A message handed over to a connector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Handover {
    /// The number of the event by which it was sent, or sent again.
    pub seq: u64,
    /// Which try this is, from 1 on.
    pub attempt: u32,
    /// By which line it goes.
    pub line: EntryPoint,
    /// Where the client is.
    pub to: Address,
    /// In which appeal.
    pub appeal: AppealId,
    /// What to send. Its files are read under their ids (`read_file`).
    pub message: Message,
}

/// What a connector answers; it may say nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Taken {
    /// What it calls the message; deliveries may be told of by it.
    #[serde(default)]
    pub id: Option<String>,
    /// How far the message has come already.
    #[serde(default)]
    pub delivery: Option<Delivery>,
}

/// A message as it is handed over; `None` for one that goes another way: a note goes nowhere, the site's own chat needs no
/// connector, and what is not told to the client is not sent.
#[must_use]
pub fn handed_over(directory: &Directory, appeal: &Appeal, message: &Message, seq: u64) -> Option<Handover> {
    if message.author == Author::Client
        || matches!(message.kind, MessageKind::Note)
        || (appeal.channel == Channel::SiteChat && !matches!(message.kind, MessageKind::Sms { .. }))
    {
        return None;
    }
    let line = directory.entry_point(appeal.entry_point)?.clone();
    let (to, message) = (appeal.address.clone(), message.clone());
    Some(Handover { seq, attempt: 1, line, to, appeal: appeal.id, message })
}

/// When it is tried again after so many tries, or that it is given up: whoever sent it must know.
#[must_use]
pub fn next_try(since: Timestamp, now: Timestamp, tries: u32, patience: TimeDelta) -> Option<Timestamp> {
    let pause = TimeDelta::seconds(1_i64 << tries.saturating_sub(1).min(6));
    let next = now.checked_add_signed(pause)?;
    let last = since.checked_add_signed(patience)?;
    // The last try falls on the end of the patience, not short of it.
    if now >= last { None } else { Some(next.min(last)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::WriteNote;
    use crate::given::*;
    use crate::world::{Slice, World};

    fn goes(world: &World, number: usize) -> Option<Handover> {
        let message = world.the_thread().messages.get(number).unwrap();
        handed_over(world.directory(), world.the_appeal(), message, 7)
    }

    #[test]
    fn what_an_operator_sends_is_handed_over_and_nothing_else() {
        let note = WriteNote { appeal: appeal(1), message: message(3), text: "Сложный".to_owned() };
        let world = answered().and(80, anna(), note);
        assert_eq!(goes(&world, 0), None, "the client's own words");
        let handover = goes(&world, 1).unwrap();
        assert_eq!((handover.to, handover.line.id, handover.seq), (guest(), line(), 7));
        assert_eq!(goes(&world, 2), None, "a note is for colleagues");
    }

    #[test]
    fn the_sites_own_chat_needs_no_connector() {
        let world =
            waiting_by(Channel::SiteChat).and(30, anna(), take()).and(40, anna(), send(message(2), "Да"));
        assert_eq!(goes(&world, 0), None);
    }

    #[test]
    fn it_is_tried_later_each_time_until_patience_ends() {
        let patience = TimeDelta::minutes(15);
        let next = |now, tries| next_try(at(0), at(now), tries, patience);
        assert_eq!(next(0, 1), Some(at(1)));
        assert_eq!(next(1, 2), Some(at(3)));
        assert_eq!(next(300, 40), Some(at(364)));
        assert_eq!(next(890, 40), Some(at(900)), "the last try");
        assert_eq!(next(900, 41), None);
    }
}
