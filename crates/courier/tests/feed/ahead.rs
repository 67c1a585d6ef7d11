//! Answers that overtake the news of what they grant: what a command changed is shown from the click until its news was
//! heard, without a gap, and no longer.

use super::play::{News, Play, event, is_seen, noon};
use super::{Fate, befalls, fate};
use desk_contract::Actor;
use desk_contract::command::TakeAppeal;
use desk_contract::id::{AppealId, CommandId, OperatorId};
use desk_contract::optimism::Expectations;
use desk_courier::{Ahead, Sent};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn id(number: usize) -> CommandId {
    let mut chance = [0; 10];
    chance[2..].copy_from_slice(&number.to_be_bytes());
    CommandId::new(noon(), chance)
}

/// What the server says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    /// These are its events; none, where it had come true before.
    Granted {
        first: u64,
        last: u64,
    },
    Refused,
}

/// A command, from the click on.
#[derive(Clone, Copy, Debug, Default)]
struct Given {
    said: Option<Said>,
    is_answered: bool,
    has_desk_heard: bool,
}

/// A desk at the end of the line.
#[derive(Default)]
struct Desk {
    ahead: Ahead,
    given: Vec<Given>,
    /// Answers that the desk has not taken in.
    answers: Vec<(usize, Result<Sent, ()>)>,
    /// News that it has not taken in.
    incoming: Vec<News>,
    expected: Expectations,
    happened: BTreeSet<u64>,
    read_up_to: u64,
    /// How often it was told up to where everything was heard.
    told: u32,
}

impl Desk {
    fn gives(&mut self) {
        let actor = Actor::Operator { id: OperatorId::new(noon(), [1; 10]) };
        let take = TakeAppeal { appeal: AppealId::new(noon(), [1; 10]) };
        self.expected.begin(id(self.given.len()), actor, noon(), take.into());
        self.given.push(Given::default());
    }

    /// As the ears of the http backend.
    fn hears_line(&mut self, play: &mut Play) {
        for news in play.news.drain(..) {
            let is_told = !matches!(news, News::HeardUpTo(seq) if !self.ahead.heard(seq));
            self.incoming.extend(is_told.then_some(news));
        }
    }

    fn is_answered(&mut self, which: usize, play: &Play) {
        let Some(given) = self.given.get_mut(which).filter(|given| !given.is_answered) else { return };
        let Some(said) = given.said else { return };
        given.is_answered = true;
        let answer = match said {
            Said::Granted { last, .. } => Ok(self.ahead.answered(last, play.feed.heard())),
            Said::Refused => Err(()),
        };
        self.answers.push((which, answer));
    }

    /// As `Desk::send_as`.
    fn hears_answers(&mut self) {
        for (which, answer) in std::mem::take(&mut self.answers) {
            self.takes_in();
            self.given[which].has_desk_heard = true;
            self.hears(which, &answer);
        }
    }

    fn hears(&mut self, which: usize, answer: &Result<Sent, ()>) {
        if let Some(answer) = Sent::expected(answer) {
            self.expected.answered(id(which), answer);
        }
    }

    fn takes_in(&mut self) {
        for news in std::mem::take(&mut self.incoming) {
            match news {
                News::Happened(seq) => {
                    self.happened.insert(seq);
                    self.expected.heard(&event(seq));
                }
                News::Anew(seq) => self.read_up_to = seq,
                News::HeardUpTo(seq) => {
                    self.told += 1;
                    self.expected.confirmed(seq);
                }
            }
        }
    }

    fn expects(&self, which: usize) -> bool {
        self.expected.waiting().iter().any(|waiting| waiting.id == id(which))
    }

    fn has(&self, seq: u64) -> bool {
        seq <= self.read_up_to || !is_seen(seq) || self.happened.contains(&seq)
    }
}

/// What befalls line and commands.
#[derive(Clone, Debug)]
enum Step {
    Line(Fate),
    Gives,
    /// The server carries it out, with so many events.
    Does(usize, u64),
    Refuses(usize),
    Answers(usize),
    /// Whoever pressed has waited for long enough.
    IsKept(usize),
    HearsAnswers,
    TakesIn,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => fate().prop_map(Step::Line),
        2 => Just(Step::Gives),
        3 => (0usize..8, 0u64..4).prop_map(|(which, count)| Step::Does(which, count)),
        1 => (0usize..8).prop_map(Step::Refuses),
        3 => (0usize..8).prop_map(Step::Answers),
        1 => (0usize..8).prop_map(Step::IsKept),
        3 => Just(Step::HearsAnswers),
        2 => Just(Step::TakesIn),
    ]
}

fn takes(step: Step, play: &mut Play, desk: &mut Desk) {
    let is_open = |desk: &Desk, which: usize| desk.given.get(which).is_some_and(|given| given.said.is_none());
    match step {
        Step::Line(fate) => befalls(play, fate),
        Step::Gives => desk.gives(),
        Step::Does(which, count) if is_open(desk, which) => {
            let first = play.last + 1;
            play.last += count;
            desk.given[which].said = Some(Said::Granted { first, last: play.last });
        }
        Step::Refuses(which) if is_open(desk, which) => desk.given[which].said = Some(Said::Refused),
        Step::Answers(which) => desk.is_answered(which, play),
        Step::IsKept(which) => desk.hears(which, &Ok(Sent::Kept)),
        Step::HearsAnswers => desk.hears_answers(),
        Step::TakesIn => desk.takes_in(),
        Step::Does(..) | Step::Refuses(_) => {}
    }
    desk.hears_line(play);
}

proptest! {
    #[test]
    fn what_was_done_is_shown_until_it_was_heard_and_no_longer(steps in proptest::collection::vec(step(), 0..160)) {
        let (mut play, mut desk) = (Play::new(), Desk::default());
        for step in steps {
            takes(step, &mut play, &mut desk);
            for (which, given) in desk.given.iter().enumerate() {
                let heard = given.has_desk_heard.then_some(given.said).flatten();
                match heard {
                    None => prop_assert!(desk.expects(which), "nobody has answered {which}"),
                    Some(Said::Refused) => prop_assert!(!desk.expects(which), "{which} was refused"),
                    Some(Said::Granted { first, last }) => {
                        let is_there = (first..=last).all(|seq| desk.has(seq));
                        prop_assert!(is_there || desk.expects(which), "{which} flickers");
                        let is_heard = desk.incoming.is_empty() && play.feed.heard() >= last;
                        prop_assert!(!is_heard || !desk.expects(which), "{which} is shown twice");
                    }
                }
            }
        }
        // The line is whole, and everybody answers.
        play.flows();
        desk.hears_line(&mut play);
        for which in 0..desk.given.len() {
            desk.given[which].said.get_or_insert(Said::Refused);
            desk.is_answered(which, &play);
        }
        desk.hears_answers();
        desk.takes_in();
        prop_assert_eq!(desk.expected.waiting(), []);
    }
}

/// A heartbeat tells it where no event does: what followed is nothing that this operator may see.
#[test]
fn what_nobody_here_may_see_is_waited_for_all_the_same() {
    let (mut play, mut desk) = (Play::new(), Desk::default());
    desk.gives();
    play.last = 2;
    play.flows();
    desk.hears_line(&mut play);
    desk.takes_in();
    assert_eq!(desk.told, 0, "nobody waits for it");
    takes(Step::Does(0, 1), &mut play, &mut desk);
    takes(Step::Answers(0), &mut play, &mut desk);
    assert_eq!(desk.answers, [(0, Ok(Sent::Ahead(3)))]);
    desk.hears_answers();
    assert!(desk.expects(0), "no news of it yet");
    play.flows();
    desk.hears_line(&mut play);
    desk.takes_in();
    assert_eq!((desk.expects(0), desk.told), (false, 1));
    play.last += 6;
    play.flows();
    desk.hears_line(&mut play);
    desk.takes_in();
    assert_eq!(desk.told, 1, "nobody waits any more");
}

/// The later one is waited for, whichever answer comes first.
#[test]
fn of_two_answers_the_later_number_counts() {
    let mut ahead = Ahead::default();
    assert_eq!(ahead.answered(9, 4), Sent::Ahead(9));
    assert_eq!(ahead.answered(7, 4), Sent::Ahead(7));
    assert_eq!(ahead.answered(4, 4), Sent::Done, "it was heard before its answer");
    assert!(ahead.heard(8));
    assert!(ahead.heard(9));
    assert!(!ahead.heard(10));
}

#[test]
fn what_is_kept_is_not_done() {
    assert!(Sent::Done.is_done() && Sent::Ahead(1).is_done());
    assert!(!Sent::Kept.is_done());
}
