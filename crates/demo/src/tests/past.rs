//! The past that every demo begins with.

use super::*;
use chrono::{FixedOffset, NaiveDate};
use desk_contract::address::Address;
use desk_contract::appeal::Outcome;
use desk_contract::message::MessageKind;
use desk_contract::operator::{Presence, Role};
use desk_contract::{Channel, World};
use std::collections::BTreeSet;

/// Five past midnight in Moscow, a Monday morning, midday, Sunday night, New Year.
const BEGINNINGS: [&str; 5] = [
    "2026-03-17T21:05:00Z",
    "2026-03-16T06:10:00Z",
    NOON,
    "2026-03-22T20:30:00Z",
    "2025-12-31T21:00:30.123456789Z",
];

fn each(check: impl Fn(&Demo, Timestamp)) {
    for began in BEGINNINGS {
        for seed in [1, 2, 77, u64::MAX] {
            check(&Demo::begin(options(seed), at(began)), at(began));
        }
    }
}

fn mine(demo: &Demo, place: Place) -> impl Iterator<Item = &Appeal> {
    let is_there =
        move |appeal: &&Appeal| place_of(appeal, demo.me(), demo.world().directory()) == Some(place);
    demo.world().appeals().filter(is_there)
}

fn messages(world: &World) -> impl Iterator<Item = &desk_contract::Message> {
    world.appeals().flat_map(|appeal| &world.thread(appeal.id).unwrap().messages)
}

#[test]
fn the_same_seed_and_moment_make_the_same_world() {
    let world = |seed, began| Demo::begin(options(seed), at(began)).world().clone();
    assert_eq!(world(1, NOON), world(1, NOON));
    assert_ne!(world(1, NOON), world(2, NOON));
    assert_ne!(world(1, NOON), world(1, BEGINNINGS[0]));
}

#[test]
fn three_months_are_behind_with_enough_closed_by_me() {
    each(|demo, began| {
        let closed = demo.world().appeals().filter(|appeal| appeal.closing().is_some()).count();
        assert!((310..410).contains(&closed), "{closed} at {began}");
        let my_closed = mine(demo, Place::Closed).count();
        assert!(my_closed >= 120, "{my_closed} at {began}");
        let first = demo.world().appeals().next().unwrap();
        assert_eq!((began - first.created_at).num_days() / 10, 9);
    });
}

#[test]
fn every_day_group_has_something_of_mine() {
    each(|demo, began| {
        let zone = FixedOffset::east_opt(3 * 3_600).unwrap();
        let day = |at: Timestamp| -> NaiveDate { at.with_timezone(&zone).date_naive() };
        let ages: Vec<_> =
            mine(demo, Place::Closed).map(|a| (day(began) - day(a.last_action_at)).num_days()).collect();
        for age in [1, 2] {
            let count = ages.iter().filter(|found| **found == age).count();
            assert!(count >= 3, "{count} of {age} days ago at {began}");
        }
        let lately = mine(demo, Place::Closed).filter(|a| began - a.last_action_at < millis(3 * 3_600_000));
        assert!(lately.count() >= 3);
    });
}

#[test]
fn work_and_queue_are_as_a_shift_would_find_them() {
    each(|demo, began| {
        let waits: Vec<_> = mine(demo, Place::Queue).map(|a| (began - a.created_at).num_seconds()).collect();
        assert_eq!(waits.len(), 4);
        assert!(waits.iter().all(|wait| (10..=240).contains(wait)), "{waits:?}");
        let in_work: Vec<_> = mine(demo, Place::InWork).collect();
        let from_client =
            |a: &&&Appeal| a.preview.as_ref().is_some_and(|preview| preview.author == Author::Client);
        assert_eq!(in_work.len(), 3);
        assert_eq!(in_work.iter().filter(|appeal| appeal.unread > 0).count(), 1);
        assert_eq!(in_work.iter().filter(from_client).count(), 2);
        let elsewhere: Vec<_> =
            demo.world().appeals().filter_map(Appeal::operator).filter(|by| *by != demo.me()).collect();
        assert_eq!(elsewhere.len(), 2);
        assert_eq!(elsewhere[0], elsewhere[1]);
    });
}

#[test]
fn nothing_is_later_than_the_beginning_and_numbers_grow() {
    each(|demo, began| {
        assert!(messages(demo.world()).all(|message| message.at <= began));
        let appeals: Vec<_> = demo.world().appeals().collect();
        assert!(appeals.iter().all(|appeal| appeal.last_action_at <= began));
        assert!(appeals.iter().zip(48_100..).all(|(appeal, number)| appeal.number == number));
        assert!(appeals.is_sorted_by_key(|appeal| appeal.created_at));
    });
}

#[test]
fn chats_are_of_a_believable_length_and_wholly_filled_in() {
    each(|demo, _| {
        let (mut spam, mut calls, mut comments, mut guests) = (0, 0, 0, 0);
        for appeal in demo.world().appeals() {
            let count = demo.world().thread(appeal.id).unwrap().messages.len();
            assert!(count <= 17, "{count}");
            // After a call there is at most the SMS that thanks for it.
            assert!(if appeal.channel == Channel::Call { count <= 1 } else { count > 0 }, "{count}");
            let Some(closing) = appeal.closing() else { continue };
            assert_eq!(appeal.unread == 0, appeal.taken().is_some() || appeal.channel == Channel::Call);
            spam += usize::from(closing.outcome == Outcome::Spam);
            calls += usize::from(appeal.channel == Channel::Call);
            comments += usize::from(!appeal.comment.is_empty());
            guests += usize::from(appeal.contact.is_none());
            if appeal.channel == Channel::Call {
                assert_eq!(appeal.comment.is_empty(), closing.outcome == Outcome::Missed);
            }
        }
        assert!(spam > 8 && calls > 15 && comments > 60, "{spam} {calls} {comments}");
        assert!((80..180).contains(&guests), "{guests}");
        for message in messages(demo.world()) {
            assert_eq!(message.delivery, Delivery::Read);
            let MessageKind::Mail { envelope } = &message.kind else {
                assert!(!message.text.contains(['{', '}', '|']), "{}", message.text);
                assert!(!message.text.is_empty() && !message.text.contains("  "), "{}", message.text);
                continue;
            };
            assert!(!envelope.subject.contains(['{', '}', '|']) && !message.text.contains('|'));
        }
    });
}

#[test]
fn many_channels_and_people_take_part() {
    each(|demo, _| {
        let world = demo.world();
        let channels: BTreeSet<_> = world.appeals().map(|appeal| appeal.channel).collect();
        let contacts: BTreeSet<_> = world.appeals().filter_map(|appeal| appeal.contact).collect();
        assert_eq!(channels.len(), 9);
        assert!(contacts.len() > 30, "{}", contacts.len());
        assert!(messages(world).any(|message| message.text.contains("<b>")));
        assert!(messages(world).any(|message| message.text.contains("https://")));
        assert!(messages(world).any(|message| message.text.chars().count() > 250));
    });
}

#[test]
fn clients_are_known_by_where_they_come_from() {
    each(|demo, _| {
        let world = demo.world();
        for appeal in world.appeals() {
            let known = world.cards().contact_at(appeal.channel, &appeal.address);
            assert_eq!(appeal.contact, known.map(|contact| contact.id), "{:?}", appeal.address);
        }
        let guests = world.appeals().filter(|appeal| appeal.contact.is_none());
        let places: Vec<_> = guests.map(|appeal| (appeal.channel, &appeal.address)).collect();
        for (place, (channel, address)) in places.iter().enumerate() {
            let is_same = |other: &&(Channel, &Address)| other.0 == *channel && other.1.is_same(address);
            assert_eq!(places.iter().position(|other| is_same(&other)), Some(place), "{address:?}");
        }
    });
}

#[test]
fn every_call_was_answered_or_missed_and_is_over() {
    each(|demo, _| {
        let of_calls = demo.world().appeals().filter(|appeal| appeal.channel == Channel::Call);
        let (missed, taken): (Vec<_>, Vec<_>) = of_calls.partition(|appeal| appeal.taken().is_none());
        let call = |appeal: &Appeal| appeal.call.clone().unwrap();
        assert!(taken.iter().map(|it| call(it)).all(|call| call.answered_at.is_some() && !call.is_live()));
        assert!(
            missed.iter().all(|it| it.closing().unwrap().outcome == Outcome::Missed && !call(it).is_live())
        );
        assert!(taken.len() > 15 && !missed.is_empty(), "{} {}", taken.len(), missed.len());
    });
}

#[test]
fn the_desk_is_set_up_and_everybody_is_there() {
    each(|demo, _| {
        let directory = demo.world().directory();
        let has_role = |role| directory.operators.iter().any(|operator| operator.role == role);
        assert!(Role::ALL.into_iter().all(has_role));
        assert!(directory.operators.iter().all(|operator| operator.presence == Presence::Ready));
        assert_eq!(directory.operator(demo.me()).unwrap().role, Role::Operator);
        for line in &directory.entry_points {
            assert_eq!(directory.is_connected(line.channel), line.channel.carries_text());
        }
        let path_lengths = directory.topics.iter().map(|topic| directory.topic_path(topic.id).len());
        assert_eq!(path_lengths.collect::<BTreeSet<_>>(), BTreeSet::from([1, 2]));
        assert!(!directory.settings.company.is_empty() && !directory.deal_stages.is_empty());
    });
}
