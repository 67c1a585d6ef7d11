//! What colleagues do: take whoever has waited long, answer, and close.
//!
//! Owns: their delays and their judgement. Never: touches what the operator of this desk has in work.

use crate::directory;
use crate::live::{Deed, Scene, is_answer};
use crate::staff::Ending;
use desk_contract::appeal::{Stage, Taken};
use desk_contract::command::{CloseAppeal, MarkRead, MarkSpam, SendMessage, TakeAppeal};
use desk_contract::directory::Operator;
use desk_contract::id::{MessageId, OperatorId};
use desk_contract::message::{MessageKind, Thread};
use desk_contract::{Actor, Appeal, Command, Message, Slice, Timestamp};
use std::ops::Range;

/// Delays in milliseconds at lifelike pace.
const TAKE: Range<i64> = 180_000..360_000;
/// Nobody takes over at once when the page is opened after hours.
const SETTLE: Range<i64> = 25_000..90_000;
const LOOK: Range<i64> = 1_500..5_000;
const ANSWER: Range<i64> = 14_000..45_000;
const CLOSE: Range<i64> = 12_000..50_000;
const SPAM: Range<i64> = 8_000..20_000;

/// What a colleague does next in that appeal.
pub(crate) fn deed(scene: &Scene<'_>, appeal: &Appeal, thread: &Thread) -> Option<Deed> {
    match &appeal.stage {
        Stage::Waiting => take(scene, appeal),
        Stage::InWork { taken } if taken.by != scene.me => {
            look(scene, appeal, *taken).or_else(|| work(scene, appeal, thread, *taken))
        }
        Stage::InWork { .. } | Stage::Closed { .. } => None,
    }
}

/// A colleague of the group takes over what has waited for some minutes.
fn take(scene: &Scene<'_>, appeal: &Appeal) -> Option<Deed> {
    let directory = scene.world.directory();
    let mut colleagues = directory::colleagues(directory, directory::queue_of(directory, appeal)?);
    colleagues.retain(|colleague| colleague.id != scene.me);
    if colleagues.is_empty() {
        return None;
    }
    let chance = scene.seed.of(("taken over", directory::case_of(appeal.id)));
    let by = chance.of("by").pick(&colleagues).id;
    let due = scene.due(appeal.created_at, chance, TAKE);
    let due = due.max(scene.after_opening(chance, SETTLE));
    Some(deed_of(appeal, by, due, TakeAppeal { appeal: appeal.id }))
}

fn look(scene: &Scene<'_>, appeal: &Appeal, taken: Taken) -> Option<Deed> {
    if appeal.unread == 0 {
        return None;
    }
    let chance = scene.seed.of(("looks", appeal.id, appeal.version));
    let due = scene.due(appeal.last_action_at, chance, LOOK);
    Some(deed_of(appeal, taken.by, due, MarkRead { appeal: appeal.id, seen: None }))
}

/// Answers while the client has more to say, then closes.
fn work(scene: &Scene<'_>, appeal: &Appeal, thread: &Thread, taken: Taken) -> Option<Deed> {
    let case = scene.case(appeal);
    let operator = scene.world.directory().operator(taken.by)?;
    let chance = scene.seed.of(("works", appeal.id, appeal.version));
    let base = appeal.last_action_at;
    let beats = case.beats(scene.memory.reopened(appeal));
    let next = beats.get(Scene::beats_told(thread));
    let said = |message: &&Message| message.kind != MessageKind::Note;
    let is_answered = thread.messages.iter().rfind(said).is_some_and(is_answer);
    if next.is_some_and(|beat| is_answered || !beat.opens_turn) {
        return None;
    }
    if case.story.is_spam() {
        let due = scene.due(base, chance, SPAM);
        return Some(deed_of(appeal, taken.by, due, MarkSpam { appeal: appeal.id }));
    }
    if is_answered || next.is_none() && chance.of("no farewell").one_in(3) {
        let due = scene.due(base, chance, CLOSE);
        return Some(deed_of(appeal, taken.by, due, close(scene, appeal)));
    }
    let due = scene.due(base, chance, ANSWER);
    Some(deed_of(appeal, taken.by, due, answer(scene, appeal, (thread, operator))))
}

fn answer(scene: &Scene<'_>, appeal: &Appeal, (thread, by): (&Thread, &Operator)) -> SendMessage {
    let answered = thread.messages.iter().filter(|message| is_answer(message)).count();
    let chance = scene.seed.of(("answer", appeal.id, answered as u64));
    SendMessage {
        appeal: appeal.id,
        message: MessageId::new(appeal.last_action_at, chance.bytes()),
        text: scene.case(appeal).answer(answered, by),
        attachments: Vec::new(),
    }
}

fn close(scene: &Scene<'_>, appeal: &Appeal) -> CloseAppeal {
    let case = scene.case(appeal);
    let ending = case.ending().unwrap_or(Ending::Solved);
    let outcome = directory::outcome(scene.world.directory(), ending);
    CloseAppeal { appeal: appeal.id, outcome, comment: case.comment() }
}

fn deed_of(appeal: &Appeal, by: OperatorId, due: Timestamp, command: impl Into<Command>) -> Deed {
    Deed { appeal: appeal.id, due, actor: Actor::Operator { id: by }, command: command.into() }
}
