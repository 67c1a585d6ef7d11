//! A walk at random: everybody wishes all sorts of things, sound and unsound, and each answer is foretold.
//!
//! Owns: who wishes, and how often what was read is held against the world beside. Never: what is wished (`wishes`).
//!
//! Always: only about the kit's own things, so that nothing else on the desk is touched.

mod cast;
mod wishes;
mod wishes_of_cards;

use crate::check::{Broken, Held};
use crate::kit::Kit;
use crate::person::Person;
use cast::Cast;
use desk_contract::command::HangUp;
use desk_contract::{Actor, Slice};

impl Kit {
    /// So many steps.
    pub(crate) async fn walks(&mut self, steps: u32) -> Held {
        let cast = Cast::of(self).await?;
        let seed = self.options.seed;
        for step in 1..=steps {
            let told = |broken| at_step(broken, (step, seed));
            let wish = cast.wishes(&mut self.dice, self.model.now());
            let who = self.whoever(wish.is_connectors())?;
            self.model.wish(&who, wish).await.map_err(told)?.ok();
            if step.is_multiple_of(25) || step == steps {
                for appeal in cast.appeals() {
                    self.reads_alike(appeal).await.map_err(told)?;
                }
                self.model.settles().await.map_err(told)?;
            }
        }
        self.all_hang_up().await
    }

    /// Whoever walked into a call leaves it: the next run finds him free.
    async fn all_hang_up(&mut self) -> Held {
        for who in self.operators() {
            let Actor::Operator { id } = who.actor else { continue };
            if let Some(appeal) = self.model.world.live_call_of(id) {
                // A colleague's call is his to end.
                self.model.wish(&who, HangUp { appeal }).await?.ok();
            }
        }
        self.model.settles().await
    }

    /// Mostly whoever may; now and then anybody.
    fn whoever(&mut self, is_connectors: bool) -> Result<Person, Broken> {
        let mut all = self.operators();
        all.push(self.connector.clone());
        let usual = if is_connectors { self.connector.clone() } else { self.anna.clone() };
        Ok(self.dice.mostly(usual, &all))
    }
}

/// A finding is found again by its step.
fn at_step(broken: Broken, (step, seed): (u32, u64)) -> Broken {
    match broken {
        Broken::Otherwise { expected, came } => {
            Broken::Otherwise { expected: format!("step {step} of seed {seed}: {expected}"), came }
        }
        other => other,
    }
}
