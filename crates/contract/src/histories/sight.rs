//! What an operator is told of is enough for his lists: nothing in them is stale, and nothing stays that
//! is no longer for him to see (E6).

use super::steps::histories;
use super::{config, told};
use crate::appeal::{Appeal, Folded};
use crate::directory::Entry;
use crate::event::{Event, Recorded};
use crate::given::{anna, boris, dmitry, galina, nobody, vera};
use crate::id::{AppealId, OperatorId};
use crate::sight::{is_told, may_see};
use crate::world::{Slice, World};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// What an operator's desk holds.
struct Desk {
    operator: OperatorId,
    held: BTreeMap<AppealId, Appeal>,
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_an_operator_is_told_is_enough_to_know_all_that_he_may_see(history in histories()) {
        let mut desks = [anna(), boris(), vera(), galina(), dmitry()]
            .map(|operator| Desk { operator, held: BTreeMap::new() });
        let mut world = nobody();
        for moment in told(&history.0) {
            for recorded in moment.events() {
                world.fold(recorded);
                for desk in &mut desks {
                    if is_told(&world, desk.operator, &recorded.event) {
                        desk.hears(recorded, &world)?;
                    }
                    let expected: BTreeMap<_, _> = in_sight(&world, desk.operator);
                    prop_assert_eq!(&desk.held, &expected, "{} after {:?}", desk.operator, recorded.event);
                }
            }
        }
    }
}

impl Desk {
    /// Folds what it holds, reads what is new to it, lets go of what went out of sight. What happens to
    /// the operator himself, his groups or his role, makes it read all anew.
    fn hears(&mut self, recorded: &Recorded, world: &World) -> Result<(), TestCaseError> {
        if let Event::EntrySaved(it) = &recorded.event
            && matches!(&it.entry, Entry::Operator(operator) if operator.id == self.operator)
        {
            self.held = in_sight(world, self.operator);
            return Ok(());
        }
        let Some(id) = recorded.event.appeal() else { return Ok(()) };
        let known = world.directory().operator(self.operator).unwrap();
        match self.held.get_mut(&id) {
            Some(held) => {
                prop_assert_eq!(held.fold(recorded), Folded::Applied);
                if !may_see(known, held) {
                    self.held.remove(&id);
                }
            }
            None => {
                let read = world.appeal(id).filter(|appeal| may_see(known, appeal));
                self.held.extend(read.map(|appeal| (id, appeal.clone())));
            }
        }
        Ok(())
    }
}

fn in_sight(world: &World, operator: OperatorId) -> BTreeMap<AppealId, Appeal> {
    let known = world.directory().operator(operator).unwrap();
    let seen = world.appeals().filter(|appeal| may_see(known, appeal));
    seen.map(|appeal| (appeal.id, appeal.clone())).collect()
}
