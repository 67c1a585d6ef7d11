//! What is true of any wish: it is granted or refused, and nothing happens by the way.

use super::steps::{histories, short};
use super::{Moment, config, ending, told};
use crate::command::Command;
use crate::decide::{allowed, decide};
use crate::event::Event;
use crate::given::nobody;
use crate::needs::needs;
use crate::refusal::{Language, Refusal};
use crate::subject::Subject;
use crate::world::{Slice, World};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;

/// Wishes that happen again each time they are said, and why.
const MEANT_TO_HAPPEN_AGAIN: &[&str] = &[
    // Each press of a key is heard.
    "press_keys",
];

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_wish_is_granted_or_refused_and_everything_shown_can_be_computed(history in histories()) {
        for Moment { at, answer, after, .. } in told(&history.0) {
            if let Err(refusal) = answer {
                prop_assert_ne!(refusal.sentence(Language::Ru, |id| id.to_string()), "");
            }
            for appeal in after.appeals() {
                let measured = [appeal.first_reply(), appeal.reaction(), appeal.handling(at)];
                let spans = measured.into_iter().flatten().chain([appeal.queue_wait(at), appeal.waits_for(at)]);
                prop_assert!(spans.into_iter().all(|span| span.num_milliseconds() >= 0), "{measured:?}");
                prop_assert_eq!(appeal.first_taken_at.is_some(), appeal.handling(at).is_some());
                prop_assert!(appeal.taken().is_none() || appeal.first_taken_at.is_some());
            }
        }
    }

    #[test]
    fn a_wish_from_which_nothing_follows_changes_nothing(history in histories()) {
        for Moment { at, actor, command, before, answer, after } in told(&history.0) {
            prop_assert_eq!(allowed(&*before, actor, at, &command), answer.clone().err());
            if answer.is_ok_and(|events| !events.is_empty()) {
                prop_assert_ne!(before, after, "something has happened");
            } else {
                prop_assert_eq!(before, after);
            }
        }
    }

    #[test]
    fn a_wish_repeated_at_once_has_come_true_already(history in histories()) {
        for Moment { at, actor, command, answer, after, .. } in told(&history.0) {
            if answer.is_err() || MEANT_TO_HAPPEN_AGAIN.contains(&command.name()) {
                continue;
            }
            let again = decide(&*after, actor, at, &command).unwrap_or_default();
            prop_assert_eq!(again, [], "{:?} came true twice", command);
        }
    }

    #[test]
    fn what_a_command_says_it_needs_is_enough_to_decide_it(history in histories()) {
        for Moment { at, actor, command, before, answer, .. } in told(&history.0) {
            let part = before.only(&needs(actor, &command));
            let events: Result<Vec<_>, _> =
                answer.map(|events| events.into_iter().map(|recorded| recorded.event).collect());
            prop_assert_eq!(decide(&part, actor, at, &command), events, "{:?}", command);
        }
    }

    #[test]
    fn a_wish_touches_only_what_its_events_are_about(history in histories()) {
        for moment in told(&history.0) {
            let about: BTreeSet<_> = moment.events().iter().map(|recorded| recorded.event.subject()).collect();
            let strays: Vec<_> = changes(&moment.before, &moment.after).difference(&about).copied().collect();
            prop_assert_eq!(strays, [], "{:?}", moment.command);
        }
    }

    #[test]
    fn what_travels_arrives_as_it_left(history in histories()) {
        for Moment { actor, command, answer, .. } in told(&history.0) {
            arrives(&actor)?;
            arrives(&command)?;
            match answer {
                Ok(events) => events.iter().try_for_each(arrives)?,
                Err(refusal) => arrives(&refusal)?,
            }
        }
        let (end, _) = ending(&history);
        for appeal in end.appeals() {
            arrives(appeal)?;
            arrives(end.thread(appeal.id).unwrap())?;
        }
        arrives(end.cards())?;
        arrives(end.directory())?;
    }
}

/// Everything that is not as it was.
fn changes(before: &World, after: &World) -> BTreeSet<Subject> {
    let ids: BTreeSet<_> = before.appeals().chain(after.appeals()).map(|appeal| appeal.id).collect();
    let has_changed =
        |id: &_| before.appeal(*id) != after.appeal(*id) || before.thread(*id) != after.thread(*id);
    let mut changed: BTreeSet<_> = ids.into_iter().filter(has_changed).map(Subject::Appeal).collect();
    if before.directory() != after.directory() {
        changed.insert(Subject::Directory);
    }
    let (one, two) = (before.cards(), after.cards());
    changed.extend(differing(&one.contacts, &two.contacts, Subject::Contact));
    changed.extend(differing(&one.organisations, &two.organisations, Subject::Organisation));
    changed.extend(differing(&one.merges, &two.merges, Subject::Merge));
    changed.extend(differing(&one.deals, &two.deals, Subject::Deal));
    changed.extend(differing(&one.tasks, &two.tasks, Subject::Task));
    changed.extend(differing(&one.documents, &two.documents, Subject::Document));
    changed.extend(differing(&one.payments, &two.payments, Subject::Payment));
    changed.extend(differing(&one.forms, &two.forms, Subject::Form));
    changed.extend(differing(&one.campaign_tasks, &two.campaign_tasks, Subject::CampaignTask));
    changed
}

fn differing<K: Ord + Copy, V: PartialEq>(
    before: &BTreeMap<K, V>,
    after: &BTreeMap<K, V>,
    subject: fn(K) -> Subject,
) -> Vec<Subject> {
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).copied().collect();
    keys.into_iter().filter(|key| before.get(key) != after.get(key)).map(subject).collect()
}

fn arrives<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) -> Result<(), TestCaseError> {
    let wire = serde_json::to_string(value).unwrap();
    let read = serde_json::from_str::<T>(&wire).ok();
    prop_assert_eq!(read.as_ref(), Some(value), "{}", wire);
    Ok(())
}

/// The properties are worth something only if the histories come everywhere.
#[test]
fn histories_come_to_every_event_and_every_refusal() {
    let (mut granted, mut happened, mut refused) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    let mut runner = TestRunner::deterministic();
    for _ in 0..1_000 {
        let history = histories().new_tree(&mut runner).unwrap().current();
        let (mut world, mut millis) = (nobody(), 0);
        for step in history.0 {
            millis += step.pause_ms;
            match world.execute(step.who, crate::given::at_ms(millis), &step.command) {
                Ok(events) => {
                    *granted.entry(step.command.name()).or_insert(0) += usize::from(!events.is_empty());
                    let names = events.iter().map(|recorded| recorded.event.name());
                    names.for_each(|name| *happened.entry(name).or_insert(0) += 1);
                }
                Err(refusal) => *refused.entry(refusal.code()).or_insert(0) += 1,
            }
        }
    }
    assert_eq!(missing(Event::NAMES, &happened), [""; 0], "never happened: {happened:#?}");
    assert_eq!(missing(Command::NAMES, &granted), [""; 0], "never granted: {granted:#?}");
    assert_eq!(missing(Refusal::CODES, &refused), [""; 0], "never said: {refused:#?}");
}

fn missing<'a>(names: &[&'a str], counted: &BTreeMap<&str, usize>) -> Vec<&'a str> {
    names.iter().copied().filter(|name| counted.get(name).copied().unwrap_or(0) == 0).collect()
}

/// The day of the samples goes as it should.
#[test]
fn scenes_played_plainly_come_to_every_event() {
    let moments = told(&super::a_day());
    let happened: BTreeSet<_> =
        moments.iter().flat_map(Moment::events).map(|recorded| recorded.event.name()).collect();
    let missing: Vec<_> = Event::NAMES.iter().filter(|name| !happened.contains(*name)).collect();
    assert!(missing.is_empty(), "never happened: {missing:?}");
}

#[test]
fn a_history_is_printed_with_numbers_for_ids() {
    let told = short(&format!("{:?}", crate::given::take()));
    assert_eq!(told, "TakeAppeal(TakeAppeal { appeal: AppealId(1) })");
    assert_eq!(short(&"Ж".repeat(601)), format!("{}…", "Ж".repeat(600)));
}
