//! What is true of the events of any history: numbered without a hole, enough to know all, safe to hear twice.

use super::steps::histories;
use super::{config, ending};
use crate::appeal::{Appeal, Folded};
use crate::event::{AppealRegistered, Event, Recorded};
use crate::given::nobody;
use crate::message::Thread;
use crate::world::Slice;
use proptest::prelude::*;
use proptest::sample::Index;
use std::collections::{BTreeMap, BTreeSet};

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_same_events_make_the_same_world(history in histories()) {
        let (end, events) = ending(&history);
        let mut again = nobody();
        for recorded in &events {
            prop_assert_eq!(again.fold(recorded), Folded::Applied);
        }
        prop_assert_eq!(&again, &*end);
    }

    #[test]
    fn a_desk_that_follows_one_appeal_sees_what_the_world_holds(history in histories()) {
        let (end, events) = ending(&history);
        for appeal in end.appeals() {
            let own = events.iter().filter(|recorded| recorded.event.appeal() == Some(appeal.id));
            let (followed, thread) = follow(own);
            prop_assert_eq!(followed.as_ref(), Some(appeal));
            prop_assert_eq!(Some(&thread), end.thread(appeal.id));
        }
    }

    #[test]
    fn an_event_that_comes_again_changes_nothing(
        history in histories(),
        earlier in proptest::collection::vec(any::<Index>(), 1..8),
    ) {
        let (end, events) = ending(&history);
        let mut world = nobody();
        for (place, (recorded, earlier)) in events.iter().zip(earlier.iter().cycle()).enumerate() {
            world.fold(recorded);
            let before = world.clone();
            for again in [Some(recorded), events.get(earlier.index(place + 1))].into_iter().flatten() {
                prop_assert_eq!(world.fold(again), Folded::Repeated);
            }
            prop_assert_eq!(&world, &before, "{:?} happened twice", recorded);
        }
        for appeal in end.appeals() {
            let own = || events.iter().filter(|recorded| recorded.event.appeal() == Some(appeal.id));
            let twice = own().flat_map(|recorded| [recorded, recorded]).chain(own());
            let (followed, thread) = follow(twice);
            prop_assert_eq!(followed.as_ref(), Some(appeal));
            prop_assert_eq!(Some(&thread), end.thread(appeal.id));
        }
    }

    #[test]
    fn an_event_that_got_lost_is_missed_at_once(history in histories(), lost in any::<Index>()) {
        let (_, mut events) = ending(&history);
        if events.is_empty() {
            return Ok(());
        }
        let later = events.split_off(lost.index(events.len()));
        let mut world = nobody();
        for recorded in &events {
            world.fold(recorded);
        }
        let before = world.clone();
        for recorded in later.iter().skip(1) {
            prop_assert_eq!(world.fold(recorded), Folded::Gap);
        }
        prop_assert_eq!(world, before);

        let lost = later.first().and_then(|recorded| recorded.event.appeal());
        let own = |recorded: &&Recorded| lost.is_some() && recorded.event.appeal() == lost;
        if let (Some(mut appeal), mut thread) = follow(events.iter().filter(own)) {
            let before = (appeal.clone(), thread.clone());
            for recorded in later.iter().filter(own).skip(1) {
                prop_assert_eq!(appeal.fold(recorded), Folded::Gap);
                prop_assert_eq!(thread.fold(recorded), Folded::Gap);
            }
            prop_assert_eq!((appeal, thread), before);
        }
    }

    #[test]
    fn numbers_and_versions_leave_no_hole(history in histories()) {
        let (end, events) = ending(&history);
        let start = nobody();
        let (mut ids, mut versions) = (BTreeSet::new(), BTreeMap::new());
        for (seq, recorded) in (1..).zip(&events) {
            prop_assert_eq!(recorded.seq, seq);
            prop_assert!(ids.insert(recorded.id), "{} names two events", recorded.id);
            let subject = recorded.event.subject();
            let version = versions.entry(subject).or_insert(start.version_of(subject));
            *version += 1;
            prop_assert_eq!(recorded.version, *version, "{:?}", subject);
        }
        prop_assert_eq!(end.seq(), u64::try_from(events.len()).unwrap());
        prop_assert!(events.is_sorted_by_key(|recorded| recorded.at));
        for (subject, version) in versions {
            prop_assert_eq!(end.version_of(subject), version);
        }
        let numbers: BTreeSet<_> = end.appeals().map(|appeal| appeal.number).collect();
        prop_assert!(numbers.iter().copied().eq((start.next_number()..).take(end.appeals().count())));
        prop_assert!(numbers.last().is_none_or(|last| end.next_number() == last + 1));
    }
}

/// What somebody holds who hears only the events of one appeal.
fn follow<'a>(events: impl Iterator<Item = &'a Recorded>) -> (Option<Appeal>, Thread) {
    let (mut followed, mut thread) = (None::<Appeal>, Thread::default());
    for recorded in events {
        match (&mut followed, &recorded.event) {
            (None, Event::AppealRegistered(AppealRegistered { appeal })) => {
                followed = Some((**appeal).clone())
            }
            (None, _) => {}
            (Some(appeal), _) => _ = appeal.fold(recorded),
        }
        thread.fold(recorded);
    }
    (followed, thread)
}
