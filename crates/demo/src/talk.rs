//! Talks that have already happened: one appeal played from its arrival as far as it has come.
//!
//! Owns: the steps of a past talk and the time between them. Never: what happens from now on
//! (`live` does), or who came when (`past` does).

use crate::arrival;
use crate::case::{Beat, Case};
use crate::chance::Chance;
use crate::directory;
use crate::staff::Ending;
use chrono::TimeDelta;
use desk_contract::command::RegisterAppeal;
use desk_contract::directory::{Directory, Operator};
use desk_contract::id::{ContactId, MessageId};
use desk_contract::message::Delivery;
use desk_contract::{Actor, Command, Timestamp};
use std::ops::Range;

/// How far a talk has come, and how it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Course {
    /// To its end, and closed.
    Closed,
    /// The client stopped answering, and it was closed.
    Silent,
    /// A telephone call, closed.
    Call,
    /// An advertisement, closed as such.
    Spam,
    /// Nobody has taken it yet.
    Waiting,
    /// In work; the client's answer has not been seen yet.
    Unread,
    /// In work; the client's answer has been seen.
    Answered,
    /// In work; everything has been said.
    Quiet,
}

/// An appeal of the past that is still to be played.
pub(crate) struct Talk<'a> {
    pub(crate) seed: Chance,
    pub(crate) directory: &'a Directory,
    pub(crate) number: u64,
    pub(crate) course: Course,
    pub(crate) operator: &'a Operator,
    pub(crate) from: Timestamp,
    /// When its last step happened, where that matters; the others move along.
    pub(crate) until: Option<Timestamp>,
    /// Contacts who are busy elsewhere.
    pub(crate) busy: &'a [ContactId],
}

/// A command of the past, with its moment.
pub(crate) type Timed = (Timestamp, Actor, Command);

#[derive(Clone, Copy)]
enum Step {
    Comes,
    Writes(usize),
    Taken,
    Looked,
    Answers(usize),
    Read(usize),
    Ends(Ending),
    Spam,
}

/// Steps with their distance from the first, in milliseconds.
struct Score {
    chance: Chance,
    clock: i64,
    steps: Vec<(i64, Step)>,
}

impl Score {
    fn after(&mut self, millis: Range<i64>, step: Step) {
        self.clock += self.chance.of(self.steps.len() as u64).between(millis);
        self.steps.push((self.clock, step));
    }
}

impl Talk<'_> {
    /// Everything that was done in it, in order; and who came.
    pub(crate) fn played(&self) -> (RegisterAppeal, Vec<Timed>) {
        let arriving = match self.course {
            Course::Call => arrival::by_call(self.seed, self.directory, (self.number, self.from)),
            _ => arrival::by_text(self.seed, self.directory, (self.number, self.from), self.busy),
        };
        let case = Case::of(self.seed, self.number, arriving.contact, self.directory);
        let steps = self.score(&case);
        let natural = steps.last().map_or(0, |(clock, _)| *clock).max(1);
        let wanted = self.until.map_or(natural, |until| (until - self.from).num_milliseconds());
        let timed = |(clock, step): &(i64, Step)| {
            let at = self.from + TimeDelta::milliseconds(clock * wanted / natural);
            let (actor, command) = self.command(&case, &arriving, at, *step);
            (at, actor, command)
        };
        let played = steps.iter().map(timed).collect();
        (arriving, played)
    }

    fn score(&self, case: &Case) -> Vec<(i64, Step)> {
        let chance = self.seed.of(("score", self.number));
        let mut score = Score { chance, clock: 0, steps: vec![(0, Step::Comes)] };
        if self.course == Course::Call {
            score.after(4_000..45_000, Step::Taken);
            score.after(60_000..480_000, Step::Ends(case.ending().unwrap_or(Ending::Consulted)));
            return score.steps;
        }
        let beats = case.beats(0);
        let mut told = writes(&mut score, &beats, 0, 0..1);
        match self.course {
            Course::Waiting => return score.steps,
            Course::Spam => {
                if chance.of("from work").one_in(2) {
                    score.after(9_000..90_000, Step::Taken);
                    score.after(1_000..4_000, Step::Looked);
                }
                score.after(5_000..40_000, Step::Spam);
                return score.steps;
            }
            _ => {}
        }
        let was_busy = chance.of("busy").one_in(9);
        score.after(if was_busy { 150_000..340_000 } else { 8_000..110_000 }, Step::Taken);
        score.after(1_000..3_000, Step::Looked);
        let breaks_at = chance.of("breaks").below(case.turns() as u64) as usize;
        for turn in 0..case.turns() {
            score.after(12_000..60_000, Step::Answers(turn));
            score.after(1_500..9_000, Step::Read(turn));
            if self.course == Course::Silent && turn == breaks_at {
                score.after(200_000..420_000, Step::Ends(Ending::NoAnswer));
                return score.steps;
            }
            told = writes(&mut score, &beats, told, 8_000..80_000);
            if self.course == Course::Unread {
                return score.steps;
            }
            score.after(1_000..4_000, Step::Looked);
            if self.course == Course::Answered {
                return score.steps;
            }
        }
        if self.course == Course::Quiet || !chance.of("no farewell").one_in(3) {
            score.after(6_000..30_000, Step::Answers(case.turns()));
            score.after(1_500..9_000, Step::Read(case.turns()));
        }
        if self.course != Course::Quiet {
            score.after(9_000..70_000, Step::Ends(case.ending().unwrap_or(Ending::Solved)));
        }
        score.steps
    }

    fn command(&self, case: &Case, arriving: &RegisterAppeal, at: Timestamp, step: Step) -> (Actor, Command) {
        let (appeal, operator) = (arriving.appeal, Actor::Operator { id: self.operator.id });
        match step {
            Step::Comes => (Actor::Connector, Command::RegisterAppeal(arriving.clone())),
            Step::Writes(place) => {
                let message = MessageId::new(at, self.seed.of(("beat", self.number, place as u64)).bytes());
                let text = case.beats(0).get(place).map(|beat| case.line(*beat)).unwrap_or_default();
                (Actor::Connector, Command::ReceiveMessage { appeal, message, text })
            }
            Step::Taken => (operator, Command::TakeAppeal { appeal }),
            Step::Looked => (operator, Command::MarkRead { appeal }),
            Step::Answers(turn) => {
                let text = case.answer(turn, self.operator);
                (operator, Command::SendMessage { appeal, message: self.answer_id(turn), text })
            }
            Step::Read(turn) => {
                let (message, delivery) = (self.answer_id(turn), Delivery::Read);
                (Actor::Connector, Command::ReportDelivery { appeal, message, delivery })
            }
            Step::Ends(ending) => {
                let comment = if self.course == Course::Call { case.told_comment() } else { case.comment() };
                let outcome = directory::outcome(self.directory, ending);
                (operator, Command::CloseAppeal { appeal, outcome, comment })
            }
            Step::Spam => (operator, Command::MarkSpam { appeal }),
        }
    }

    /// Known before the answer is given a moment of its own.
    fn answer_id(&self, turn: usize) -> MessageId {
        MessageId::new(self.from, self.seed.of(("answer", self.number, turn as u64)).bytes())
    }
}

/// One whole turn of the client; answers how many messages he has written then.
fn writes(score: &mut Score, beats: &[Beat], told: usize, first: Range<i64>) -> usize {
    let rest = beats.iter().skip(told + 1).take_while(|beat| !beat.opens_turn).count();
    let end = beats.len().min(told + 1 + rest);
    for place in told..end {
        let pause = if place == told { first.clone() } else { 4_000..15_000 };
        score.after(pause, Step::Writes(place));
    }
    end
}
