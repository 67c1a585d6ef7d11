//! Made-up histories: who wishes what, how long after the last wish.
//!
//! Owns: how scenes and single wishes make a history, and how one is printed. The wishes themselves are
//! made up in [`given`](crate::given) and in [`scenes`](super::scenes).
//!
//! Always: few appeals, people and words, so that ids meet again; a clock that now and then stands still.

use super::scenes::{self, SCENES};
use crate::command::{Actor, Command};
use crate::given::{CONNECTOR, Dice, anna, any_wish, boris, dmitry, galina, stranger, vera};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use std::fmt;

/// What people wish in the course of a day, from the first to the last.
#[derive(Clone)]
pub(super) struct History(pub(super) Vec<Step>);

/// One wish.
#[derive(Clone)]
pub(crate) struct Step {
    /// How long after the one before.
    pub(crate) pause_ms: i64,
    pub(crate) who: Actor,
    pub(crate) command: Command,
}

/// Histories that end anywhere. Most wishes follow from each other, or hardly any would be granted; some
/// scenes play at once, and in between anybody wishes anything.
pub(super) fn histories() -> impl Strategy<Value = History> {
    let rolls = |many| vec(any::<u8>(), many);
    let anything = (select(Command::NAMES), rolls(24)).prop_map(|(name, rolls)| vec![anything(name, rolls)]);
    let scene = || {
        let made = (select(SCENES), 1..=3_u8, rolls(96));
        made.prop_map(|(scene, appeal, rolls)| scenes::played(scene, appeal, Dice::new(rolls)))
    };
    let two = (scene(), scene(), rolls(32)).prop_map(|(one, two, rolls)| at_once(one, two, rolls));
    vec(prop_oneof![4 => anything, 2 => scene(), 1 => two], 0..=9).prop_map(|parts| History(parts.concat()))
}

/// Two scenes in turns, as the dice fall; all of the one and then the other while they show nothing.
fn at_once(one: Vec<Step>, two: Vec<Step>, rolls: Vec<u8>) -> Vec<Step> {
    let (mut dice, mut both) = (Dice::new(rolls), Vec::new());
    let (mut one, mut two) = (one.into_iter().peekable(), two.into_iter().peekable());
    while one.peek().is_some() || two.peek().is_some() {
        let next = if dice.roll() < 128 {
            one.next().or_else(|| two.next())
        } else {
            two.next().or_else(|| one.next())
        };
        both.extend(next);
    }
    both
}

/// A wish of that name by whoever may have it, and now and then by somebody else.
fn anything(name: &str, rolls: Vec<u8>) -> Step {
    let mut dice = Dice::new(rolls);
    let pause_ms = dice.pick(&[1_000, 0, 0, 1, 1_000, 15_000, 30_001]);
    let operators = [
        anna(),
        anna(),
        anna(),
        boris(),
        boris(),
        vera(),
        galina(),
        galina(),
        dmitry(),
        dmitry(),
        stranger(),
    ];
    let operator = Actor::from(dice.pick(&operators));
    let stray = dice.mostly(false, &[true]);
    let command = any_wish(name, &mut dice);
    let who = if command.is_connectors() != stray { CONNECTOR } else { operator };
    Step { pause_ms, who, command }
}

impl fmt::Debug for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("nothing at all");
        }
        let mut steps = self.0.iter().enumerate();
        steps.try_for_each(|(place, step)| write!(f, "\n  {:2}. {step:?}", place + 1))
    }
}

impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { pause_ms, who, command } = self;
        let wish = short(&format!("{command:?}"));
        write!(f, "after {pause_ms:5} ms  {:9}  {wish}", named(*who))
    }
}

fn named(who: Actor) -> &'static str {
    let cast =
        [(anna(), "Anna"), (boris(), "Boris"), (vera(), "Vera"), (galina(), "Galina"), (dmitry(), "Dmitry")];
    let known = cast.into_iter().find(|(id, _)| Actor::from(*id) == who);
    known.map_or(if who == CONNECTOR { "Connector" } else { "Stranger" }, |(_, name)| name)
}

/// The ids of the stories by their number: `019cadc6-…-0c0c0c0c0c0c` is 12. A long text by its beginning.
pub(super) fn short(told: &str) -> String {
    let beginning = anna().to_string()[..14].to_owned();
    let mut parts = told.split(&beginning);
    let mut short = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (id, rest) = part.split_at(22);
        let number = u8::from_str_radix(&id[20..], 16).unwrap_or_default();
        short.push_str(&format!("{number}{rest}"));
    }
    if let Some((end, _)) = short.char_indices().nth(600) {
        short.replace_range(end.., "…");
    }
    short
}
