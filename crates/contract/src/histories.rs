//! Random histories: whatever people wish, in whatever order, the desk stays in order.
//!
//! Owns: how a history happens. What is true after any wish stands below by what it is about: [`wishes`],
//! [`appeals`], [`book`], [`folding`], [`framed`], [`sight`]. The wishes are made up in [`steps`] and [`scenes`].
//!
//! A failure prints the shortest history that shows it, a line a step; the same history is kept in
//! `proptest-regressions/` and tried first from then on. `PROPTEST_CASES=5000` searches longer.

mod appeals;
mod book;
mod folding;
mod framed;
mod scenes;
mod sight;
mod steps;
mod wishes;

pub(crate) use scenes::a_day;

use crate::Timestamp;
use crate::command::{Actor, Command};
use crate::event::Recorded;
use crate::given::{at_ms, nobody};
use crate::refusal::Refusal;
use crate::world::World;
use proptest::prelude::ProptestConfig;
use std::rc::Rc;
use steps::{History, Step};

/// One wish of a history, and what became of it.
struct Moment {
    at: Timestamp,
    actor: Actor,
    command: Command,
    before: Rc<World>,
    answer: Result<Vec<Recorded>, Refusal>,
    after: Rc<World>,
}

impl Moment {
    /// What was recorded; nothing where it was refused.
    fn events(&self) -> &[Recorded] {
        self.answer.as_deref().unwrap_or_default()
    }
}

/// Lets the steps happen at a desk to which nobody has come yet.
fn told(steps: &[Step]) -> Vec<Moment> {
    let (mut world, mut millis) = (Rc::new(nobody()), 0);
    let moments = steps.iter().map(|step| {
        millis += step.pause_ms;
        let (at, actor, command) = (at_ms(millis), step.who, step.command.clone());
        let before = Rc::clone(&world);
        let mut after = (*before).clone();
        let answer = after.execute(actor, at, &command);
        world = Rc::new(after);
        Moment { at, actor, command, before, answer, after: Rc::clone(&world) }
    });
    moments.collect()
}

/// The end of a history and all that was recorded on the way.
fn ending(history: &History) -> (Rc<World>, Vec<Recorded>) {
    let moments = told(&history.0);
    let end = moments.last().map_or_else(|| Rc::new(nobody()), |moment| Rc::clone(&moment.after));
    (end, moments.into_iter().flat_map(|moment| moment.answer.unwrap_or_default()).collect())
}

/// So many histories for each property: what a test run has time for, unless more are asked for.
fn config() -> ProptestConfig {
    let is_asked_for = std::env::var_os("PROPTEST_CASES").is_some();
    let config = ProptestConfig::default();
    if is_asked_for { config } else { ProptestConfig { cases: 48, ..config } }
}
