//! Talks that have already happened: one appeal played from its arrival as far as it has come.
//!
//! Owns: the steps of a past talk and the time between them. Never: what happens from now on
//! (`live` does), or who came when (`past` does).

use crate::arrival;
use crate::case::{Beat, Case};
use crate::cast::Cast;
use crate::chance::Chance;
use crate::directory;
use crate::staff::Ending;
use chrono::TimeDelta;
use desk_contract::call::CallEnd;
use desk_contract::command::{
    CallReport, CloseAppeal, MarkRead, MarkSpam, ReceiveMessage, RegisterAppeal, ReportCall, ReportDelivery,
    SendMessage, TakeAppeal,
};
use desk_contract::directory::Operator;
use desk_contract::id::MessageId;
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
    pub(crate) cast: Cast<'a>,
    /// The number of the case.
    pub(crate) number: u64,
    pub(crate) course: Course,
    pub(crate) operator: &'a Operator,
    pub(crate) from: Timestamp,
    /// When its last step happened, where that matters; the others move along.
    pub(crate) until: Option<Timestamp>,
    /// Clients who are busy elsewhere, by their places.
    pub(crate) busy: &'a [usize],
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
    HangsUp,
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
    /// Everything that was done in it, in order; and the place of the client who came.
    pub(crate) fn played(&self) -> (Option<usize>, Vec<Timed>) {
        let moment = (self.number, self.from);
        let arriving = match self.course {
            Course::Call => arrival::by_call(self.cast, moment),
            _ => arrival::by_text(self.cast, moment, self.busy),
        };
        let case = Case::of(self.cast, self.number, arriving.who);
        let steps = self.score(&case);
        let natural = steps.last().map_or(0, |(clock, _)| *clock).max(1);
        let wanted = self.until.map_or(natural, |until| (until - self.from).num_milliseconds());
        let timed = |(clock, step): &(i64, Step)| {
            let at = self.from + TimeDelta::milliseconds(clock * wanted / natural);
            let (actor, command) = self.command(&case, &arriving.command, at, *step);
            (at, actor, command)
        };
        (arriving.who, steps.iter().map(timed).collect())
    }

    fn score(&self, case: &Case) -> Vec<(i64, Step)> {
        let chance = self.cast.seed.of(("score", self.number));
        let mut score = Score { chance, clock: 0, steps: vec![(0, Step::Comes)] };
        if self.course == Course::Call {
            score.after(4_000..45_000, Step::Taken);
            score.after(60_000..480_000, Step::HangsUp);
            score.after(4_000..40_000, Step::Ends(case.ending().unwrap_or(Ending::Consulted)));
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
            Step::Comes => (Actor::Connector, arriving.clone().into()),
            Step::Writes(place) => {
                let chance = self.cast.seed.of(("beat", self.number, place as u64));
                let message = MessageId::new(at, chance.bytes());
                let text = case.beats(0).get(place).map(|beat| case.line(*beat)).unwrap_or_default();
                let attachments = Vec::new();
                (Actor::Connector, ReceiveMessage { appeal, message, text, attachments, mail: None }.into())
            }
            Step::Taken => (operator, TakeAppeal { appeal }.into()),
            Step::Looked => (operator, MarkRead { appeal, seen: None }.into()),
            Step::Answers(turn) => {
                let (message, text) = (self.answer_id(turn), case.answer(turn, self.operator));
                (operator, SendMessage { appeal, message, text, attachments: Vec::new() }.into())
            }
            Step::Read(turn) => {
                let (message, delivery) = (self.answer_id(turn), Delivery::Read);
                (Actor::Connector, ReportDelivery { appeal, message, delivery }.into())
            }
            Step::HangsUp => {
                let report = CallReport::Ended { why: CallEnd::ByClient };
                (Actor::Connector, ReportCall { appeal, report }.into())
            }
            Step::Ends(ending) => {
                let comment = if self.course == Course::Call { case.told_comment() } else { case.comment() };
                let outcome = directory::outcome(self.cast.directory, ending);
                (operator, CloseAppeal { appeal, outcome, comment }.into())
            }
            Step::Spam => (operator, MarkSpam { appeal }.into()),
        }
    }

    /// Known before the answer is given a moment of its own.
    fn answer_id(&self, turn: usize) -> MessageId {
        MessageId::new(self.from, self.cast.seed.of(("answer", self.number, turn as u64)).bytes())
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
