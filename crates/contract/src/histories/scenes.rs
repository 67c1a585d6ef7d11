//! Scenes: a few wishes that follow from each other, as people have them in one go.
//!
//! Owns: what happens in which order when nothing comes between. Never: says that it is granted; whether it
//! is depends on what was before, and the dice let a scene go astray: somebody forgets a step, does it
//! twice, or another does it in his place.
//!
//! Played plainly one after another they are [`a_day`] that comes to every event.

mod book;
mod calls;
mod deals;
mod desk;
mod talks;

use super::steps::Step;
use crate::command::{Actor, Command};
use crate::given::{CONNECTOR, Dice, anna, boris, dmitry, galina, vera};
use crate::id::OperatorId;

/// A scene in the appeal of that number.
pub(super) type Scene = fn(&mut Play, u8);

/// Every scene, in the order of [`a_day`].
pub(super) const SCENES: &[Scene] = &[
    talks::a_question,
    talks::files,
    talks::letters,
    talks::by_hand,
    talks::first_words,
    talks::spam,
    talks::slips,
    desk::an_offer,
    desk::a_transfer,
    calls::a_call,
    calls::two_calls,
    calls::calling_out,
    calls::the_dialer,
    calls::back_to_the_dialer,
    book::binding,
    book::merging,
    book::cards_of_all_kinds,
    book::a_form,
    deals::a_deal,
    deals::tasks,
    deals::a_payment,
    deals::the_crm,
    deals::documents,
    desk::own_things,
    desk::setting_up,
    desk::disconnected,
];

/// A scene as it is put together.
pub(super) struct Play {
    pub(super) dice: Dice,
    /// Who plays the part of Анна.
    lead: OperatorId,
    steps: Vec<Step>,
    pause_ms: i64,
}

/// The steps of a scene.
pub(super) fn played(scene: Scene, appeal: u8, mut dice: Dice) -> Vec<Step> {
    let lead = dice.mostly(anna(), &[boris(), vera(), galina(), dmitry()]);
    let mut play = Play { dice, lead, steps: Vec::new(), pause_ms: 0 };
    scene(&mut play, appeal);
    play.steps
}

/// Every scene as it should go, each in an appeal of its own.
pub(crate) fn a_day() -> Vec<Step> {
    let scenes = (10_u8..).zip(SCENES);
    scenes.flat_map(|(appeal, scene)| played(*scene, appeal, Dice::plain())).collect()
}

impl Play {
    /// The next step: somebody wishes something.
    pub(super) fn then(&mut self, who: impl Into<Actor>, wish: impl Into<Command>) {
        let (mut who, command) = (who.into(), wish.into());
        if who == Actor::from(anna()) {
            who = self.lead.into();
        }
        let pause_ms = self.pause_ms + self.dice.pick(&[1_000, 0, 0, 1, 1_000, 15_000]);
        let astray = self.dice.roll();
        match astray {
            230..238 => return,
            238..242 => {
                let others = [anna(), boris(), vera(), galina(), dmitry()].map(Actor::from);
                let other = self.dice.pick(&others);
                who = self.dice.mostly(other, &[CONNECTOR]);
            }
            242..246 => self.steps.push(Step { pause_ms: 0, who, command: command.clone() }),
            _ => {}
        }
        self.pause_ms = 0;
        self.steps.push(Step { pause_ms, who, command });
    }

    /// So much time goes by before the next step.
    pub(super) fn later(&mut self, seconds: i64) {
        self.pause_ms = seconds * 1_000;
    }
}
