//! An archived appeal played from its arrival to its close, by the rules of the contract.
//!
//! Owns: what was done in it and when. Always: its row is the one that was drawn.

use super::fate::{Course, Fate, fate};
use super::matter::as_it_was;
use super::{Archive, Entry};
use crate::case::{Beat, Case, Teller};
use crate::talk::Timed;
use crate::{directory, mail};
use chrono::{DateTime, TimeDelta};
use desk_contract::address::Address;
use desk_contract::appeal::Outcome;
use desk_contract::call::{CallEnd, Party};
use desk_contract::command::{
    CallReport, CloseAppeal, MarkRead, MarkSpam, PlaceCall, RateAppeal, ReceiveMessage, RegisterAppeal,
    ReportCall, ReportDelivery, SendMessage, SetTopic, StartAppeal, TakeAppeal, WalkScript,
};
use desk_contract::directory::{Directory, Operator};
use desk_contract::history::{Creation, Direction};
use desk_contract::id::{AppealId, MessageId};
use desk_contract::message::{Delivery, Thread};
use desk_contract::{Actor, Appeal, Channel, Command, Recorded, Slice, World};

/// What the desk says first to whom it writes first.
const FIRST_WORDS: [&str; 3] = [
    "Здравствуйте! Это «Домолад», пишем по вашему заказу. Удобно сейчас?",
    "Добрый день! «Домолад» на связи: есть новости по вашему обращению.",
    "Здравствуйте! Уточняем детали доставки. Подскажите, пожалуйста, когда удобно принять заказ?",
];
/// How long after an answer the client has read it, in milliseconds.
const READ_AFTER: i64 = 2_500;
/// So much of a call's handling is talk; the rest is notes.
const TALK: (i64, i64) = (85, 100);
/// The most steps of a script that are walked.
const MOST_STEPS: u64 = 5;

impl Archive {
    /// The whole appeal with its talk; none for any other appeal than an archived one.
    #[must_use]
    pub fn appeal(&self, id: AppealId) -> Option<(Appeal, Thread)> {
        let (world, _) = self.played(id)?;
        Some((world.appeal(id)?.clone(), world.thread(id).cloned().unwrap_or_default()))
    }

    /// All that happened in it, for a world in which it shall go on ([`Demo::takes_up`](crate::Demo::takes_up)); none for
    /// any other appeal than an archived one.
    #[must_use]
    pub fn past_of(&self, id: AppealId) -> Option<Vec<Recorded>> {
        let (_, mut past) = self.played(id)?;
        past.retain(|recorded| recorded.event.appeal() == Some(id));
        Some(past)
    }

    fn played(&self, id: AppealId) -> Option<(World, Vec<Recorded>)> {
        let place = self.place_of(id)?;
        let directory = directory::made(self.root, self.began);
        let world = World::new(as_it_was(&directory)).with_cards(self.clients.cards());
        let mut world = world.numbered_after(self.number(place) - 1);
        let mut past = Vec::new();
        for (at, actor, command) in Play::of((self, &directory), place)?.steps() {
            let done = world.execute(actor, at, &command);
            debug_assert!(done.is_ok(), "the archive was refused: {done:?} {command:?}");
            past.extend(done.unwrap_or_default());
        }
        Some((world, past))
    }
}

/// An archived appeal that is played.
struct Play<'a> {
    archive: &'a Archive,
    /// All of it, scripts and mailboxes too.
    directory: &'a Directory,
    fate: Fate<'a>,
    case: Case,
    operator: Option<&'a Operator>,
    id: AppealId,
    place: u32,
    /// When things happened, in milliseconds from the arrival.
    taken: i64,
    closed: i64,
    steps: Vec<(i64, Actor, Command)>,
}

impl<'a> Play<'a> {
    fn of((archive, directory): (&'a Archive, &'a Directory), place: u32) -> Option<Self> {
        let fate = fate(archive, place);
        let Entry { created_ms, queue_wait_ms, handling_ms, channel, direction, .. } = fate.entry;
        let teller = Teller { who: fate.comer.who, channel, is_ours: direction == Direction::Outgoing };
        let case = Case::of(archive.cast(), fate.matter.case, teller);
        let operator = fate.entry.operator.map(|place| directory.operators.get(usize::from(place)));
        let operator = match operator {
            Some(known) => Some(known?),
            None => None,
        };
        let taken = i64::from(queue_wait_ms);
        let closed = taken + i64::from(handling_ms.unwrap_or(0));
        let id = archive.id(place, created_ms);
        Some(Self { archive, directory, fate, case, operator, id, place, taken, closed, steps: Vec::new() })
    }

    /// Everything that was done, in order.
    fn steps(mut self) -> Vec<Timed> {
        self.comes();
        match (self.fate.course, self.fate.entry.channel) {
            (Course::Missed, _) => {
                self.outside(self.closed, CallReport::Ended { why: CallEnd::ByClient });
            }
            (Course::Spam { is_taken }, _) => self.is_thrown_out(is_taken),
            (_, Channel::Call) => self.is_called(),
            _ => self.is_written(),
        }
        self.ends();
        self.steps.sort_by_key(|(at, ..)| *at);
        let from = DateTime::from_timestamp_millis(self.fate.entry.created_ms).unwrap_or_default();
        let timed = |(at, actor, command)| (from + TimeDelta::milliseconds(at), actor, command);
        self.steps.into_iter().map(timed).collect()
    }

    fn by_operator(&mut self, at: i64, command: impl Into<Command>) {
        if let Some(operator) = self.operator {
            self.steps.push((at, Actor::Operator { id: operator.id }, command.into()));
        }
    }

    fn outside(&mut self, at: i64, report: CallReport) {
        self.connector(at, ReportCall { appeal: self.id, report });
    }

    fn connector(&mut self, at: i64, command: impl Into<Command>) {
        self.steps.push((at, Actor::Connector, command.into()));
    }

    fn comes(&mut self) {
        let Entry { channel, direction, creation, line, group, .. } = self.fate.entry;
        let (directory, tables) = (self.directory, &self.archive.tables);
        let entry_point = tables.lines[usize::from(line)].id;
        let group = directory.groups[usize::from(group)].id;
        let address = self.fate.comer.address.clone();
        let is_begun =
            (channel, direction, creation) == (Channel::Call, Direction::Outgoing, Creation::Operator);
        let contact = self.fate.comer.who.and_then(|who| self.archive.clients.id(who));
        if let Some(contact) = contact.filter(|_| is_begun) {
            let (appeal, entry_point) = (self.id, Some(entry_point));
            let started =
                StartAppeal { appeal, channel, contact, address, entry_point, mailbox: None, group };
            return self.by_operator(0, started);
        }
        self.connector(
            0,
            RegisterAppeal {
                appeal: self.id,
                channel,
                direction,
                creation,
                entry_point,
                group,
                contact: None,
                address,
                campaign_task: None,
            },
        );
    }

    fn is_thrown_out(&mut self, is_taken: bool) {
        let beats = self.case.beats(0);
        let opening = beats.first().copied();
        opening.into_iter().for_each(|beat| self.writes(0, 0, beat));
        if is_taken {
            self.by_operator(self.taken, TakeAppeal { appeal: self.id });
        }
        self.by_operator(self.closed, MarkSpam { appeal: self.id });
    }

    fn is_called(&mut self) {
        let Entry { creation, first_reply_ms, .. } = self.fate.entry;
        let is_begun = self.fate.course == Course::Begun;
        if !is_begun {
            self.by_operator(self.taken, TakeAppeal { appeal: self.id });
        }
        if let (Creation::CallBack, Address::Phone { number }) = (creation, self.fate.comer.address.clone()) {
            let entry_point = None;
            self.by_operator(self.taken, PlaceCall { appeal: self.id, number, entry_point });
        }
        let Some(reply) = first_reply_ms else {
            let why = CallEnd::NoAnswer;
            return self.outside(self.taken + (self.closed - self.taken) / 2, CallReport::Ended { why });
        };
        let answered = self.taken + i64::from(reply);
        if is_begun || creation == Creation::CallBack {
            self.outside(answered, CallReport::Answered { party: Party::Client });
        }
        let hung_up = answered + (self.closed - answered) * TALK.0 / TALK.1;
        self.walks(answered, hung_up);
        self.outside(hung_up, CallReport::Ended { why: CallEnd::ByClient });
    }

    /// Through a script, as the client's answers led.
    fn walks(&mut self, from: i64, until: i64) {
        let chance = self.archive.chance(self.place).of("script");
        if chance.of("is walked").one_in(3) || self.directory.scripts.is_empty() {
            return;
        }
        let nth = chance.of("which").below(self.directory.scripts.len() as u64) as usize;
        let script = &self.directory.scripts[nth];
        let mut here = script.steps.first();
        for walked in 0..MOST_STEPS {
            let Some(step) = here else { return };
            let at = from + (until - from) * walked as i64 / MOST_STEPS as i64;
            self.by_operator(at, WalkScript { appeal: self.id, script: script.id, step: step.id });
            let next = (!step.transitions.is_empty()).then(|| {
                let nth = chance.of(walked).below(step.transitions.len() as u64) as usize;
                step.transitions[nth].to
            });
            here = next.and_then(|next| script.step(next));
        }
    }

    fn is_written(&mut self) {
        let is_ours = self.fate.entry.direction == Direction::Outgoing;
        let beats = self.case.beats(0);
        let opens = |place: usize| beats.get(place).is_some_and(|beat| beat.opens_turn);
        let mut told = 0;
        if !is_ours {
            told = (1..=beats.len()).find(|place| *place == beats.len() || opens(*place)).unwrap_or(0);
            for (place, beat) in beats.iter().enumerate().take(told) {
                self.writes(place as i64 * self.taken.min(8_000) / told as i64, place, *beat);
            }
        }
        self.by_operator(self.taken, TakeAppeal { appeal: self.id });
        self.by_operator(self.taken, MarkRead { appeal: self.id, seen: None });
        let Some(reply) = self.fate.entry.first_reply_ms else { return };
        let first = self.taken + i64::from(reply);
        let chance = self.archive.chance(self.place).of("first words");
        let words = match self.fate.entry.channel {
            Channel::Sms => return self.answers(first, 0, self.fate.matter.sms.clone()),
            _ if is_ours => chance.pick(&FIRST_WORDS).to_owned(),
            _ => self.operator.map(|by| self.case.answer(0, by)).unwrap_or_default(),
        };
        self.answers(first, 0, words);
        self.goes_on(first, &beats, told, usize::from(!is_ours));
    }

    /// Client and operator take turns until it is closed.
    fn goes_on(&mut self, first: i64, beats: &[Beat], told: usize, answered: usize) {
        let rest = beats.get(told..).unwrap_or_default();
        let many = (rest.len() + self.case.turns() + 1) as i64;
        let mut done = 0;
        let mut next = || {
            done += 1;
            first + (self.closed - first) * done / (many + 1)
        };
        let mut moments: Vec<i64> = (0..many).map(|_| next()).collect();
        moments.reverse();
        let mut turn = answered;
        for (place, beat) in (told..).zip(rest) {
            if beat.opens_turn && place > told {
                let words = self.operator.map(|by| self.case.answer(turn, by)).unwrap_or_default();
                self.answers(moments.pop().unwrap_or(self.closed), turn + 1, words);
                turn += 1;
            }
            let at = moments.pop().unwrap_or(self.closed);
            self.writes(at, place, *beat);
            self.by_operator(at, MarkRead { appeal: self.id, seen: None });
        }
        let words = self.operator.map(|by| self.case.answer(turn, by)).unwrap_or_default();
        self.answers(moments.pop().unwrap_or(self.closed), turn + 1, words);
    }

    fn writes(&mut self, at: i64, place: usize, beat: Beat) {
        let text = self.case.line(beat);
        let is_letter = self.fate.entry.channel == Channel::Email;
        let subject = if place == 0 { self.case.subject() } else { mail::answered(self.case.subject()) };
        let mail = is_letter.then(|| mail::first(&self.case, subject, &text));
        let message = self.message(at, ("client", place as u64));
        self.connector(at, ReceiveMessage { appeal: self.id, message, text, attachments: Vec::new(), mail });
    }

    fn answers(&mut self, at: i64, turn: usize, text: String) {
        let message = self.message(at, ("operator", turn as u64));
        let said = SendMessage { appeal: self.id, message, text, attachments: Vec::new() };
        let from = (self.fate.entry.channel, &self.fate.comer.address);
        let subject = mail::answered(self.case.subject());
        let command = mail::letter(self.directory, from, subject, said);
        self.by_operator(at, command);
        let read = (at + READ_AFTER).min(self.closed);
        self.connector(read, ReportDelivery { appeal: self.id, message, delivery: Delivery::Read });
    }

    fn message(&self, at: i64, which: (&str, u64)) -> MessageId {
        let at = DateTime::from_timestamp_millis(self.fate.entry.created_ms + at).unwrap_or_default();
        MessageId::new(at, self.archive.chance(self.place).of(which).bytes())
    }

    fn ends(&mut self) {
        let (tables, entry, appeal) = (&self.archive.tables, self.fate.entry, self.id);
        let Outcome::Listed { id: outcome } = tables.outcomes[usize::from(entry.outcome)] else { return };
        if let Some(topic) = entry.topic.map(|place| tables.topics[usize::from(place)]) {
            self.by_operator(self.closed, SetTopic { appeal, topic: Some(topic) });
        }
        let comment = tables.comments[entry.comment as usize].clone();
        self.by_operator(self.closed, CloseAppeal { appeal, outcome, comment });
        for (place, rating) in (1_u8..).zip(entry.ratings) {
            if let Some(rating) = rating {
                let at = self.closed + i64::from(place) * 4_000;
                self.connector(at, RateAppeal { appeal, place, rating });
            }
        }
    }
}
