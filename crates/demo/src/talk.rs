//! Talks that have already happened: one appeal played from its arrival as far as it has come.
//!
//! Owns: the steps of a past talk and the time between them. Never: what happens from now on
//! (`live` does), or who came when (`past` does).

mod deal;
mod steps;

use crate::arrival;
use crate::case::{Beat, Case, Teller};
use crate::cast::Cast;
use crate::chance::Chance;
use crate::ratings;
use crate::staff::Ending;
use chrono::TimeDelta;
use deal::Bargain;
use desk_contract::directory::Operator;
use desk_contract::{Actor, Command, Timestamp};
use std::ops::Range;
use steps::Play;

/// How far a talk has come, and how it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Course {
    /// To its end, and closed.
    Closed,
    /// The client stopped answering, and it was closed.
    Silent,
    /// A telephone call, closed.
    Call,
    /// A caller who gave up in the queue.
    Missed,
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
    /// A file of that message goes into the client's card.
    Keeps(usize),
    /// Something happens to the deal that the talk is about.
    Deals(deal::Step),
    /// The operator says why the client came.
    Sorts,
    /// The client says what he thinks of it.
    Rates,
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
            Course::Call | Course::Missed => arrival::by_call(self.cast, moment),
            // What is open at the beginning is chats.
            _ if self.until.is_some() || self.course == Course::Waiting => {
                arrival::by_messenger(self.cast, moment, self.busy)
            }
            _ => arrival::by_text(self.cast, moment, self.busy),
        };
        let teller = Teller { who: arriving.who, channel: arriving.command.channel, is_ours: false };
        let case = Case::of(self.cast, self.number, teller);
        let play = Play { talk: self, case: &case, who: arriving.who, arriving: &arriving.command };
        let steps = self.score(&play);
        let natural = steps.last().map_or(0, |(clock, _)| *clock).max(1);
        let wanted = self.until.map_or(natural, |until| (until - self.from).num_milliseconds());
        let mut timed = Vec::new();
        for (clock, step) in &steps {
            let at = self.from + TimeDelta::milliseconds(clock * wanted / natural);
            play.commands(at, *step, |actor, command| timed.push((at, actor, command)));
        }
        (arriving.who, timed)
    }

    /// The deal that comes of it, if one does.
    fn bargain(&self, play: &Play<'_>) -> Option<Bargain> {
        let is_told = self.course == Course::Closed && play.arriving.channel.carries_text();
        Bargain::drawn(self, play.case, play.who?).filter(|_| is_told)
    }

    fn score(&self, play: &Play<'_>) -> Vec<(i64, Step)> {
        let chance = self.cast.seed.of(("score", self.number));
        let mut score = Score { chance, clock: 0, steps: vec![(0, Step::Comes)] };
        if self.course == Course::Missed {
            score.after(60_000..120_000, Step::HangsUp);
            return score.steps;
        }
        if self.course == Course::Call {
            score.after(4_000..45_000, Step::Taken);
            score.after(60_000..480_000, Step::HangsUp);
            return self.ended(play, score);
        }
        let beats = play.case.beats(0);
        let told = writes(&mut score, &beats, 0, 0..1);
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
        self.talked(play, score, (&beats, told))
    }

    /// Question and answer, from the first answer on.
    fn talked(&self, play: &Play<'_>, mut score: Score, (beats, told): (&[Beat], usize)) -> Vec<(i64, Step)> {
        let (case, chance, mut told) = (play.case, score.chance, told);
        let breaks_at = chance.of("breaks").below(case.turns() as u64) as usize;
        let mut bargain = self.bargain(play);
        for turn in 0..case.turns() {
            score.after(12_000..60_000, Step::Answers(turn));
            score.after(1_500..9_000, Step::Read(turn));
            if self.course == Course::Silent && turn == breaks_at {
                score.after(200_000..420_000, Step::Ends(Ending::NoAnswer));
                return score.steps;
            }
            let from = told;
            told = writes(&mut score, beats, told, 8_000..80_000);
            if self.course == Course::Unread {
                return score.steps;
            }
            score.after(1_000..4_000, Step::Looked);
            if self.course == Course::Answered {
                return score.steps;
            }
            if self.course == Course::Closed && play.who.is_some() && chance.of("keeps").one_in(2) {
                let file = (from..told).find(|place| beats[*place].file.is_some());
                file.into_iter().for_each(|place| score.after(2_000..9_000, Step::Keeps(place)));
            }
            for step in bargain.take().map(Bargain::steps).unwrap_or_default() {
                score.after(3_000..20_000, Step::Deals(step));
            }
        }
        if self.course == Course::Quiet || !chance.of("no farewell").one_in(3) {
            score.after(6_000..30_000, Step::Answers(case.turns()));
            score.after(1_500..9_000, Step::Read(case.turns()));
        }
        if self.course == Course::Quiet { score.steps } else { self.ended(play, score) }
    }

    /// It is sorted and closed, and rated sometimes.
    fn ended(&self, play: &Play<'_>, mut score: Score) -> Vec<(i64, Step)> {
        let chance = score.chance;
        let solved = if self.course == Course::Call { Ending::Consulted } else { Ending::Solved };
        score.after(1_000..4_000, Step::Sorts);
        score.after(4_000..60_000, Step::Ends(play.case.ending().unwrap_or(solved)));
        if ratings::given(chance, play.arriving.channel).is_some() {
            score.after(8_000..90_000, Step::Rates);
        }
        score.steps
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
