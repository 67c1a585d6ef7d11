//! What colleagues do: take whoever has waited long, answer, hand over, and close.
//!
//! Owns: their delays and their judgement. Never: touches what the operator of this desk has in work.

use crate::delivery::{is_answer, is_said};
use crate::live::{Deed, Scene, Sign};
use crate::staff::Ending;
use crate::{asides, directory, mail, transfers};
use desk_contract::appeal::{Stage, Taken};
use desk_contract::command::{CloseAppeal, MarkRead, MarkSpam, SendMessage, SetTopic, TakeAppeal};
use desk_contract::directory::Operator;
use desk_contract::id::MessageId;
use desk_contract::message::{Author, Thread};
use desk_contract::subject::Subject;
use desk_contract::{Appeal, Channel, Slice, Whisper};
use std::ops::Range;

/// Delays in milliseconds at lifelike pace.
const TAKE: Range<i64> = 180_000..360_000;
/// Nobody takes over at once when the page is opened after hours.
const SETTLE: Range<i64> = 25_000..90_000;
const LOOK: Range<i64> = 1_500..5_000;
const ANSWER: Range<i64> = 14_000..45_000;
const CLOSE: Range<i64> = 12_000..50_000;
const CLOSE_CALL: Range<i64> = 6_000..25_000;
const SPAM: Range<i64> = 8_000..20_000;
/// How long a colleague looks at who waits before he takes him.
const LOOKS_ON: Range<i64> = 3_000..8_000;
/// How long he thinks before he types.
const TYPES: Range<i64> = 6_000..16_000;

/// What a colleague does next in that appeal, and by what he is seen to be about it.
pub(crate) fn next(scene: &Scene<'_>, appeal: &Appeal, thread: &Thread) -> Option<(Deed, Option<Sign>)> {
    match &appeal.stage {
        Stage::Waiting if appeal.live_call().is_none() => take(scene, appeal),
        Stage::InWork { taken } if taken.by != scene.me && appeal.transfer.is_none() => {
            look(scene, appeal, *taken).or_else(|| work(scene, appeal, thread, *taken))
        }
        _ => None,
    }
}

/// A colleague of the group takes over what has waited for some minutes, after he has looked at it.
fn take(scene: &Scene<'_>, appeal: &Appeal) -> Option<(Deed, Option<Sign>)> {
    let directory = scene.world.directory();
    let mut colleagues = scene.ready_colleagues(appeal.group);
    if colleagues.is_empty() {
        let all = directory::colleagues(directory, directory::queue_of(directory, appeal)?);
        colleagues.extend(all.iter().map(|colleague| colleague.id).filter(|id| *id != scene.me));
    }
    if colleagues.is_empty() {
        return None;
    }
    let chance = scene.seed.of(("taken over", directory::case_of(appeal.id)));
    let by = chance.of("by").pick(&colleagues);
    let due = scene.due(appeal.queued_at, chance, TAKE);
    let due = due.max(scene.after_opening(chance, SETTLE));
    let looks = Whisper::Viewing { appeal: appeal.id, operator: by };
    let sign = Sign { whisper: looks, from: due - scene.span(chance.of("looks on"), LOOKS_ON), until: due };
    Some((Deed::done(Subject::Appeal(appeal.id), due, by, TakeAppeal { appeal: appeal.id }), Some(sign)))
}

fn look(scene: &Scene<'_>, appeal: &Appeal, taken: Taken) -> Option<(Deed, Option<Sign>)> {
    if appeal.unread == 0 {
        return None;
    }
    let chance = scene.seed.of(("looks", appeal.id, appeal.version));
    let due = scene.due(appeal.last_action_at, chance, LOOK);
    let read = MarkRead { appeal: appeal.id, seen: None };
    Some((Deed::done(Subject::Appeal(appeal.id), due, taken.by, read), None))
}

/// Answers while the client has more to say, then closes.
fn work(scene: &Scene<'_>, appeal: &Appeal, thread: &Thread, taken: Taken) -> Option<(Deed, Option<Sign>)> {
    let case = scene.case(appeal);
    let operator = scene.world.directory().operator(taken.by)?;
    let (of, base) = (Subject::Appeal(appeal.id), appeal.last_action_at);
    let chance = scene.seed.of(("works", appeal.id, appeal.version));
    let closed = |due| {
        let topic =
            directory::topic(scene.world.directory(), case.story, scene.seed.of(("topic", appeal.id)));
        let sorted = topic.map(|topic| SetTopic { appeal: appeal.id, topic: Some(topic) }.into());
        let before = sorted.filter(|_| appeal.topic.is_none());
        let deed = Deed::done(of, due, taken.by, close(scene, appeal));
        Some((Deed { before, ..deed }, None))
    };
    if appeal.channel == Channel::Call {
        let is_over = appeal.live_call().is_none();
        return if is_over { closed(scene.due(base, chance, CLOSE_CALL)) } else { None };
    }
    let beats = case.beats(scene.memory.reopened(appeal));
    let next = beats.get(asides::beats_told(scene, thread));
    let is_answered = thread.messages.iter().rfind(|message| is_said(message)).is_some_and(is_answer);
    if next.is_some_and(|beat| is_answered || !beat.opens_turn) {
        return None;
    }
    if case.story.is_spam() {
        let due = scene.due(base, chance, SPAM);
        return Some((Deed::done(of, due, taken.by, MarkSpam { appeal: appeal.id }), None));
    }
    if is_answered || next.is_none() && chance.of("no farewell").one_in(3) {
        return closed(scene.due(base, chance, CLOSE));
    }
    let answered = thread.messages.iter().filter(|message| is_answer(message)).count();
    if let Some(handed) = transfers::handed_to_me(scene, appeal, taken.by).filter(|_| answered == 1) {
        return Some((handed, None));
    }
    let due = scene.due(base, chance, ANSWER);
    let command =
        mail::said(scene.world.directory(), appeal, thread, answer(scene, appeal, (answered, operator)));
    let types = Whisper::Typing { appeal: appeal.id, author: Author::Operator { id: taken.by } };
    let sign = scene.sign(types, (base, due), (chance, TYPES));
    Some((Deed::done(of, due, taken.by, command), sign))
}

fn answer(scene: &Scene<'_>, appeal: &Appeal, (answered, by): (usize, &Operator)) -> SendMessage {
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
    let comment = if appeal.channel == Channel::Call { case.told_comment() } else { case.comment() };
    CloseAppeal { appeal: appeal.id, outcome, comment }
}
