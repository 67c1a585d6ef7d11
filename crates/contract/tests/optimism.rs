//! Whatever the network does, a browser that shows what it expects ends where the backend is.

// All of it is test, which clippy knows only where it is said.
#[cfg(test)]
#[path = "optimism/cast.rs"]
mod cast;
#[cfg(test)]
#[path = "optimism/checks.rs"]
mod checks;
#[cfg(test)]
#[path = "optimism/examples.rs"]
mod examples;
#[cfg(test)]
#[path = "optimism/network.rs"]
mod network;
#[cfg(test)]
#[path = "optimism/scenes.rs"]
mod scenes;
#[cfg(test)]
#[path = "optimism/wishes.rs"]
mod wishes;

use cast::{ANNA, BORIS, VERA, actor, at, morning};
use desk_contract::optimism::Answer;
use desk_contract::{Actor, Command, decide};
use network::{Network, steps};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, FileFailurePersistence, TestRunner};
use scenes::scenes;
use std::collections::{BTreeMap, BTreeSet};
use wishes::as_seen;

/// What failed once is kept beside this file, and tried first from then on.
fn config() -> Config {
    let failure_persistence = Some(Box::new(FileFailurePersistence::WithSource("proptest-regressions")) as _);
    Config { failure_persistence, ..Config::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_order_of_answers_refusals_repeats_and_late_events_ends_in_the_backends_state(steps in steps()) {
        let mut network = Network::new();
        for step in &steps {
            let concerned = network.happens(step).and_then(|browser| network.browsers.get(browser));
            concerned.map(checks::shows_what_is_expected).transpose()?;
        }
        network.settles();
        checks::all_agree(&network)?;
    }

    /// Its events came before its answer. What goes on from where things stand is the exception that the
    /// module tells of.
    #[test]
    fn a_command_that_is_confirmed_already_is_not_expected_again(scenes in vec(scenes(), 0..=30)) {
        let mut world = morning();
        for (second, (browser, wish)) in (1_i64..).zip(scenes.concat()) {
            let operator = browser.and_then(|browser| [ANNA, BORIS, VERA].get(browser).copied());
            let who = operator.map_or(Actor::Connector, actor);
            let (at, wish) = (at(second * 1_000), as_seen(wish, &world));
            if world.execute(who, at, &wish).is_ok() {
                let again = decide(&world, who, at, &wish).unwrap_or_default();
                let goes_on = matches!(wish, Command::StepBack(_) | Command::PressKeys(_));
                prop_assert!(again.is_empty() || goes_on, "{:?} would be shown twice: {:?}", wish, again);
            }
        }
    }
}

/// The properties above are worth something only if every kind of wish is granted somewhere, and if browser
/// and backend are now and then of different minds.
#[test]
fn histories_come_to_every_wish_and_every_surprise() {
    let (mut granted, mut wished, mut minds) = (BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
    let mut runner = TestRunner::deterministic();
    for _ in 0..500 {
        let mut network = Network::new();
        for step in steps().new_tree(&mut runner).unwrap().current() {
            network.happens(&step);
        }
        network.settles();
        for (id, (name, is_expected)) in &network.wished {
            let is_granted = network.server.answers.get(id).is_some_and(|it| *it != Answer::Refused);
            *minds.entry((*is_expected, is_granted)).or_insert(0) += 1;
            wished.insert(*name);
            granted.extend(is_granted.then_some(*name));
        }
    }
    assert_eq!(granted, wished, "some wish is never granted");
    for mind in [(true, true), (true, false), (false, true), (false, false)] {
        assert!(minds.get(&mind).is_some_and(|times| *times > 100), "expected, granted: {minds:?}");
    }
}
