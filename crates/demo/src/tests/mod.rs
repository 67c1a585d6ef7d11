//! The demo as a whole: the past it begins with, an hour of its life, absence and return.

mod absence;
mod anything;
mod beside;
mod book;
mod hour;
mod load;
mod outgoing;
mod paces;
mod past;
mod telephone;

use crate::{Demo, DemoOptions, Noise, Tick};
use chrono::{DateTime, TimeDelta};
use desk_contract::appeal::Stage;
use desk_contract::command::{
    AcceptTransfer, CloseAppeal, MarkRead, MarkSpam, ReopenAppeal, RetryMessage, SendMessage, TakeAppeal,
    UndoSpam,
};
use desk_contract::id::{AppealId, MessageId};
use desk_contract::listing::{Place, place_of};
use desk_contract::message::{Author, Delivery, MessageKind};
use desk_contract::{Appeal, Channel, Command, Recorded, Slice, Timestamp};

/// Midday in Moscow on a Wednesday.
const NOON: &str = "2026-03-18T09:00:00Z";

fn at(text: &str) -> Timestamp {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn options(seed: u64) -> DemoOptions {
    DemoOptions { seed, ..DemoOptions::default() }
}

fn millis(millis: i64) -> TimeDelta {
    TimeDelta::milliseconds(millis)
}

/// An operator who answers everything after a few seconds, one thing a tick.
struct Bot {
    demo: Demo,
    now: Timestamp,
    journal: Vec<Recorded>,
    sent: u64,
    /// How many failed messages he sent again.
    retried: Vec<(AppealId, MessageId)>,
}

impl Bot {
    fn at(began: Timestamp, seed: u64) -> Self {
        Self::of(Demo::begin(options(seed), began), began)
    }

    fn of(demo: Demo, began: Timestamp) -> Self {
        Self { demo, now: began, journal: Vec::new(), sent: 0, retried: Vec::new() }
    }

    fn mine(&self, place: Place) -> Vec<Appeal> {
        let (me, directory) = (self.demo.me(), self.demo.world().directory());
        let is_there = |appeal: &&Appeal| place_of(appeal, me, directory) == Some(place);
        self.demo.world().appeals().filter(is_there).cloned().collect()
    }

    fn give(&mut self, command: impl Into<Command>) {
        let recorded = self.demo.execute(self.now, &command.into()).unwrap();
        self.journal.extend(recorded);
    }

    fn answer(&mut self, appeal: AppealId, text: &str) -> MessageId {
        self.sent += 1;
        let message = MessageId::new(self.now, crate::Chance::seeded(self.sent).bytes());
        let attachments = Vec::new();
        self.give(SendMessage { appeal, message, text: text.to_owned(), attachments });
        message
    }

    fn close(&mut self, appeal: AppealId) {
        let outcome = self.demo.world().directory().outcomes[0].id;
        self.give(CloseAppeal { appeal, outcome, comment: String::new() });
    }

    /// One tick of the clock.
    fn wait(&mut self, by: TimeDelta) -> Tick {
        self.now += by;
        let tick = self.demo.tick(self.now);
        self.journal.extend(tick.recorded.iter().cloned());
        tick
    }

    /// Looks at everything in work and does what a hasty operator would.
    fn work(&mut self) {
        let in_work = self.mine(Place::InWork);
        let talks = in_work.iter().any(|appeal| appeal.live_call().is_some());
        let queue = self.mine(Place::Queue);
        let next = queue.iter().find(|appeal| !(talks && appeal.live_call().is_some()));
        if let Some(next) = next.filter(|_| in_work.len() < 4) {
            match next.transfer {
                Some(_) => self.give(AcceptTransfer { appeal: next.id }),
                None => self.give(TakeAppeal { appeal: next.id }),
            }
        }
        for appeal in in_work {
            self.look_after(&appeal);
        }
    }

    fn look_after(&mut self, appeal: &Appeal) {
        if appeal.channel == Channel::Call {
            let is_over = appeal.live_call().is_none() && self.now - appeal.last_action_at > millis(6_000);
            is_over.then(|| self.close(appeal.id));
            return;
        }
        let messages = self.demo.world().thread(appeal.id).unwrap().messages.clone();
        if let Some(failed) = messages.iter().find(|message| message.delivery == Delivery::Failed) {
            self.retried.push((appeal.id, failed.id));
            self.give(RetryMessage { appeal: appeal.id, message: failed.id });
            return;
        }
        let quiet_for = self.now - appeal.last_action_at;
        let last = messages.iter().rfind(|message| message.kind != MessageKind::Note);
        let is_answered = last.is_some_and(|message| message.author != Author::Client);
        if is_answered && quiet_for > millis(40_000) {
            self.close(appeal.id);
        } else if !is_answered && quiet_for > millis(6_500) {
            self.give(MarkRead { appeal: appeal.id, seen: None });
            self.answer(appeal.id, "Здравствуйте! Сейчас проверю.");
        }
    }
}

fn is_waiting(appeal: &Appeal) -> bool {
    appeal.stage == Stage::Waiting
}
