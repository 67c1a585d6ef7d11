//! What the client of a chat writes next, and when he is seen typing.
//!
//! Owns: his delays and whose turn it is. Never: his words (`case` has them).

use crate::delivery::{is_answer, read_at, sent_at, will_fail};
use crate::directory::case_of;
use crate::live::{Deed, Scene, Sign};
use crate::{asides, files, mail};
use desk_contract::appeal::Stage;
use desk_contract::command::{ReceiveMessage, StoreAttachment};
use desk_contract::history::Creation;
use desk_contract::id::MessageId;
use desk_contract::message::{Author, Delivery, Thread};
use desk_contract::subject::Subject;
use desk_contract::{Appeal, Channel, Message, Timestamp, Whisper};
use std::ops::Range;

/// Delays in milliseconds at lifelike pace.
const SECOND_LINE_WAITING: Range<i64> = 5_000..15_000;
const SECOND_LINE_TALKING: Range<i64> = 2_500..6_000;
const REPLY: Range<i64> = 4_000..10_000;
const REPLY_TO_COLLEAGUE: Range<i64> = 9_000..28_000;
const TYPING_BEFORE: Range<i64> = 2_000..5_000;
const READ_TO_REPLY: i64 = 400;

/// What the client writes next, if it is his turn.
pub(crate) fn next(scene: &Scene<'_>, appeal: &Appeal, thread: &Thread) -> Option<(Deed, Option<Sign>)> {
    if matches!(appeal.stage, Stage::Closed { .. }) || !appeal.channel.carries_text() {
        return None;
    }
    let case = scene.case(appeal);
    let told = asides::beats_told(scene, thread);
    let beat = *case.beats(scene.memory.reopened(appeal)).get(told)?;
    let chance = scene.seed.of(("beat", case_of(appeal.id), told as u64));
    let last = thread.messages.iter().rposition(|message| message.author == Author::Client);
    let (base, due) = match last {
        None if appeal.creation != Creation::Operator => {
            (appeal.created_at, scene.not_missed(appeal.created_at, chance))
        }
        Some(last) if !beat.opens_turn => {
            let waits = appeal.stage == Stage::Waiting;
            let range = if waits { SECOND_LINE_WAITING } else { SECOND_LINE_TALKING };
            let base = thread.messages[last].at;
            (base, scene.due(base, chance, range))
        }
        _ => {
            let since = &thread.messages[last.unwrap_or(0)..];
            let heard = since.iter().filter(|message| is_heard(scene, (appeal, thread), message));
            reply_after(scene, heard.max_by_key(|message| sent_at(scene, message))?, appeal)
        }
    };
    let file = beat.file.map(|kind| files::file(kind, appeal.created_at, chance.of("file")));
    let text = case.line(beat);
    let mail = (appeal.channel == Channel::Email).then(|| mail::received(&case, thread, &text));
    let written = ReceiveMessage {
        appeal: appeal.id,
        message: MessageId::new(due, chance.bytes()),
        attachments: file.iter().map(|file| file.id).collect(),
        text,
        mail,
    };
    let before = file.map(|attachment| StoreAttachment { attachment }.into());
    let deed = Deed { before, ..Deed::told(Subject::Appeal(appeal.id), due, written) };
    let types = Whisper::Typing { appeal: appeal.id, author: Author::Client };
    // Nobody is seen writing a letter.
    let is_seen = !matches!(appeal.channel, Channel::Email | Channel::Sms);
    let sign = scene.sign(types, (base, due), (chance, TYPING_BEFORE)).filter(|_| is_seen);
    Some((deed, sign))
}

fn reply_after(scene: &Scene<'_>, message: &Message, appeal: &Appeal) -> (Timestamp, Timestamp) {
    let chance = scene.seed.of(("reply", message.id));
    let range = if appeal.operator() == Some(scene.me) { REPLY } else { REPLY_TO_COLLEAGUE };
    let sent = sent_at(scene, message);
    let due = scene.due(sent, chance, range);
    (sent, due.max(read_at(scene, message) + scene.paced(READ_TO_REPLY)))
}

/// Whether the client will have seen this answer.
fn is_heard(scene: &Scene<'_>, talk: (&Appeal, &Thread), message: &Message) -> bool {
    is_answer(message)
        && message.delivery != Delivery::Failed
        && !(message.delivery == Delivery::Sent && will_fail(scene, talk, message))
}
