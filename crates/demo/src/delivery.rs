//! What the channels say of messages on their way.
//!
//! Owns: which message fails, and when one arrives and is read. Never: what is in it.

use crate::live::{Deed, Scene};
use desk_contract::command::ReportDelivery;
use desk_contract::message::{Author, Delivery, MessageKind, Thread};
use desk_contract::subject::Subject;
use desk_contract::{Appeal, Message, Timestamp};
use std::ops::Range;

/// Delays in milliseconds at lifelike pace.
const DELIVERED: Range<i64> = 400..1_200;
const READ_AFTER: Range<i64> = 1_000..4_000;
const FAILED: Range<i64> = 1_300..1_800;
/// One message in so many fails.
const FAILS_ONE_IN: u64 = 20;

/// What the channel will say of each message still on its way.
pub(crate) fn deeds(scene: &Scene<'_>, appeal: &Appeal, thread: &Thread) -> Vec<Deed> {
    let underway = thread.messages.iter().filter(|message| message.author != Author::Client);
    let report = |message: &Message| {
        let (delivery, due) = match message.delivery {
            Delivery::Sent if will_fail(scene, (appeal, thread), message) => {
                let chance = scene.seed.of(("failed", message.id));
                (Delivery::Failed, scene.due(message.at, chance, FAILED))
            }
            Delivery::Sent => (Delivery::Delivered, delivered_at(scene, message)),
            Delivery::Delivered => (Delivery::Read, read_at(scene, message)),
            Delivery::Read | Delivery::Failed => return None,
        };
        let report = ReportDelivery { appeal: appeal.id, message: message.id, delivery };
        Some(Deed::told(Subject::Appeal(appeal.id), due, report))
    };
    underway.filter_map(report).collect()
}

/// The first answer after an appeal is taken or opened again never fails, nor one tried again, nor a
/// colleague's, nor what the desk sends beside the talk.
pub(crate) fn will_fail(scene: &Scene<'_>, (appeal, thread): (&Appeal, &Thread), message: &Message) -> bool {
    let is_mine = |message: &&Message| message.author == Author::Operator { id: scene.me };
    let taken_at = appeal.taken().map(|taken| taken.at);
    scene.seed.of(("fails", message.id)).one_in(FAILS_ONE_IN)
        && is_mine(&message)
        && is_said(message)
        && scene.memory.retried_at(message.id).is_none()
        && {
            let mut since = thread.messages.iter().filter(|message| Some(message.at) >= taken_at);
            since.find(is_mine).is_some_and(|first| first.id != message.id)
        }
}

/// When the message was handed to the channel.
pub(crate) fn sent_at(scene: &Scene<'_>, message: &Message) -> Timestamp {
    scene.memory.retried_at(message.id).unwrap_or(message.at)
}

pub(crate) fn read_at(scene: &Scene<'_>, message: &Message) -> Timestamp {
    scene.due(delivered_at(scene, message), scene.seed.of(("read", message.id)), READ_AFTER)
}

fn delivered_at(scene: &Scene<'_>, message: &Message) -> Timestamp {
    scene.due(sent_at(scene, message), scene.seed.of(("delivered", message.id)), DELIVERED)
}

/// Whether it is talk between client and desk: words or a letter.
pub(crate) fn is_said(message: &Message) -> bool {
    matches!(message.kind, MessageKind::Talk | MessageKind::Mail { .. })
}

/// Whether somebody at the desk says it to the client.
pub(crate) fn is_answer(message: &Message) -> bool {
    message.author != Author::Client && is_said(message)
}
