//! Random histories: whatever people wish, in whatever order, the desk stays in order.
//!
//! Owns: what is true after any wish. The wishes themselves are made up in [`steps`].
//!
//! A failure prints the shortest history that shows it, a line a step; the same history is kept in
//! `proptest-regressions/` and tried first from then on.

mod steps;

use crate::appeal::{Appeal, Folded, Outcome, PREVIEW_CHARS, Stage};
use crate::command::{Actor, Command};
use crate::decide::{allowed, decide};
use crate::event::{Event, Recorded};
use crate::given::{anna, at_ms, boris, directory, nobody, vera};
use crate::listing::{Place, place_of};
use crate::message::{Author, Thread};
use crate::refusal::{Language, Refusal};
use crate::world::{Slice, World};
use crate::{Timestamp, id::AppealId};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use steps::{History, histories};

/// One wish of a history, and what became of it.
struct Moment {
    at: Timestamp,
    actor: Actor,
    command: Command,
    before: World,
    answer: Result<Vec<Recorded>, Refusal>,
    after: World,
}

/// Lets the history happen at a desk to which nobody has come yet.
fn told(history: &History) -> Vec<Moment> {
    let (mut world, mut millis) = (nobody(), 0);
    let moments = history.0.iter().map(|step| {
        millis += step.pause_ms;
        let (at, actor, command) = (at_ms(millis), step.who.actor(), step.wish.command());
        let before = world.clone();
        let answer = world.execute(actor, at, &command);
        Moment { at, actor, command, before, answer, after: world.clone() }
    });
    moments.collect()
}

/// The end of a history and all that was recorded on the way.
fn ending(history: &History) -> (World, Vec<Recorded>) {
    let moments = told(history);
    let end = moments.last().map_or_else(nobody, |moment| moment.after.clone());
    (end, moments.into_iter().flat_map(|moment| moment.answer.unwrap_or_default()).collect())
}

proptest! {
    #[test]
    fn every_wish_is_granted_or_refused_and_everything_shown_can_be_computed(history in histories()) {
        for Moment { at, answer, after, .. } in told(&history) {
            if let Err(refusal) = answer {
                prop_assert_ne!(refusal.sentence(Language::Ru, |id| id.to_string()), "");
            }
            for appeal in after.appeals() {
                let measured = [appeal.first_reply(), appeal.reaction(), appeal.handling(at)];
                let spans = measured.into_iter().flatten().chain([appeal.queue_wait(at)]);
                prop_assert!(spans.into_iter().all(|span| span.num_milliseconds() >= 0), "{measured:?}");
                prop_assert_eq!(appeal.taken().is_some(), appeal.handling(at).is_some());
            }
        }
    }

    #[test]
    fn an_appeal_stands_in_one_list_of_one_operator_or_in_the_queue_of_its_group(history in histories()) {
        for moment in told(&history) {
            for appeal in moment.after.appeals() {
                stands_in_one_place(appeal)?;
            }
        }
    }

    #[test]
    fn a_wish_from_which_nothing_follows_changes_nothing(history in histories()) {
        for Moment { at, actor, command, before, answer, after } in told(&history) {
            prop_assert_eq!(allowed(&before, actor, at, &command), answer.clone().err());
            if answer.is_ok_and(|events| !events.is_empty()) {
                prop_assert_ne!(before, after, "something has happened");
            } else {
                prop_assert_eq!(before, after);
            }
        }
    }

    #[test]
    fn a_wish_repeated_at_once_has_come_true_already(history in histories()) {
        for Moment { at, actor, command, answer, after, .. } in told(&history) {
            let again = decide(&after, actor, at, &command);
            match (answer, &command) {
                (Err(refusal), _) => prop_assert_eq!(again, Err(refusal), "{:?}", command),
                (
                    Ok(_),
                    Command::TakeAppeal { .. }
                    | Command::SendMessage { .. }
                    | Command::ReceiveMessage { .. }
                    | Command::MarkRead { .. }
                    | Command::ReportDelivery { .. },
                ) => prop_assert_eq!(again, Ok(Vec::new()), "{:?}", command),
                (Ok(_), _) => prop_assert!(again.is_err(), "{command:?} came true twice: {again:?}"),
            }
        }
    }

    #[test]
    fn a_wish_touches_no_appeal_but_its_own(history in histories()) {
        for Moment { command, before, answer, after, .. } in told(&history) {
            let own = command.appeal();
            prop_assert!(answer.iter().flatten().all(|recorded| recorded.event.appeal() == own));
            for other in after.appeals().filter(|appeal| appeal.id != own) {
                prop_assert_eq!(Some(other), before.appeal(other.id));
                prop_assert_eq!(after.thread(other.id), before.thread(other.id));
            }
        }
    }

    #[test]
    fn spam_taken_back_was_never_told(history in histories()) {
        let mut stood: BTreeMap<AppealId, Stage> = BTreeMap::new();
        for Moment { before, answer, after, .. } in told(&history) {
            for recorded in answer.iter().flatten() {
                let id = recorded.event.appeal();
                match &recorded.event {
                    Event::AppealClosed { outcome: Outcome::Spam, .. } => {
                        stood.extend(before.appeal(id).map(|appeal| (id, appeal.stage.clone())));
                    }
                    Event::SpamUndone { .. } => {
                        prop_assert_eq!(after.appeal(id).map(|appeal| &appeal.stage), stood.get(&id));
                    }
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn the_same_events_make_the_same_world(history in histories()) {
        let (end, events) = ending(&history);
        let mut again = nobody();
        for recorded in &events {
            prop_assert_eq!(again.fold(recorded), Folded::Applied);
        }
        prop_assert_eq!(again, end);
    }

    #[test]
    fn a_desk_that_follows_one_appeal_sees_what_the_world_holds(history in histories()) {
        let (end, events) = ending(&history);
        for appeal in end.appeals() {
            let own = events.iter().filter(|recorded| recorded.event.appeal() == appeal.id);
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
                prop_assert_eq!(&world, &before, "{:?} happened twice", again);
            }
        }
        for appeal in end.appeals() {
            let own = || events.iter().filter(|recorded| recorded.event.appeal() == appeal.id);
            let twice = own().flat_map(|recorded| [recorded, recorded]).chain(own());
            let (followed, thread) = follow(twice);
            prop_assert_eq!(followed.as_ref(), Some(appeal));
            prop_assert_eq!(Some(&thread), end.thread(appeal.id));
        }
    }

    #[test]
    fn an_event_that_got_lost_is_missed_at_once(history in histories(), lost in any::<Index>()) {
        let (_, mut events) = ending(&history);
        prop_assume!(!events.is_empty());
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

        let lost = later.first().map(|recorded| recorded.event.appeal());
        let own = |recorded: &&Recorded| Some(recorded.event.appeal()) == lost;
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
        let (mut ids, mut versions) = (BTreeSet::new(), BTreeMap::new());
        for (seq, recorded) in (1..).zip(&events) {
            prop_assert_eq!(recorded.seq, seq);
            prop_assert!(ids.insert(recorded.id), "{} names two events", recorded.id);
            let version = versions.entry(recorded.event.appeal()).or_insert(0);
            *version += 1;
            prop_assert_eq!(recorded.version, *version);
        }
        prop_assert_eq!(end.seq(), u64::try_from(events.len()).unwrap());
        prop_assert!(events.is_sorted_by_key(|recorded| recorded.at));
        for appeal in end.appeals() {
            prop_assert_eq!(Some(&appeal.version), versions.get(&appeal.id));
        }
    }

    #[test]
    fn the_list_and_the_chat_tell_the_same(history in histories()) {
        for moment in told(&history) {
            for appeal in moment.after.appeals() {
                let thread = moment.after.thread(appeal.id);
                prop_assert!(thread.is_some());
                agree(appeal, thread.unwrap())?;
            }
        }
    }

    #[test]
    fn what_travels_arrives_as_it_left(history in histories()) {
        for Moment { actor, command, answer, .. } in told(&history) {
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
    }
}

/// The properties above are worth something only if the histories come everywhere.
#[test]
fn histories_come_to_every_event_and_every_refusal() {
    let (mut happened, mut refused) = (BTreeMap::new(), BTreeMap::new());
    let mut runner = TestRunner::deterministic();
    for _ in 0..runner.config().cases {
        let history = histories().new_tree(&mut runner).unwrap().current();
        for moment in told(&history) {
            match moment.answer {
                Ok(events) => {
                    events.iter().for_each(|event| *happened.entry(tag_of(event)).or_insert(0) += 1)
                }
                Err(refusal) => *refused.entry(refusal.code()).or_insert(0) += 1,
            }
        }
    }
    let events: Vec<Recorded> = serde_json::from_str(include_str!("../samples/events.json")).unwrap();
    let never = events.iter().map(tag_of).find(|tag| !happened.contains_key(tag));
    assert_eq!(never, None, "never happened: {happened:#?}");
    let refusals: Vec<Refusal> = serde_json::from_str(include_str!("../samples/refusals.json")).unwrap();
    let never = refusals.iter().map(Refusal::code).find(|code| !refused.contains_key(code));
    assert_eq!(never, None, "never said: {refused:#?}");
}

fn tag_of(recorded: &Recorded) -> String {
    let wire = serde_json::to_value(recorded).unwrap();
    wire.get("type").and_then(|tag| tag.as_str()).unwrap().to_owned()
}

fn stands_in_one_place(appeal: &Appeal) -> Result<(), TestCaseError> {
    let directory = directory();
    let found: Vec<_> = [anna(), boris(), vera()]
        .into_iter()
        .filter_map(|id| Some((id, place_of(appeal, id, &directory)?)))
        .collect();
    let expected: Vec<_> = match &appeal.stage {
        Stage::Waiting => {
            let group = directory.operators.iter().filter(|operator| operator.groups.contains(&appeal.group));
            group.map(|operator| (operator.id, Place::Queue)).collect()
        }
        Stage::InWork { taken } => vec![(taken.by, Place::InWork)],
        Stage::Closed { closing, .. } => vec![(closing.by, Place::Closed)],
    };
    prop_assert_eq!(found, expected, "{:?}", appeal.stage);
    Ok(())
}

/// What somebody holds who hears only the events of one appeal.
fn follow<'a>(events: impl Iterator<Item = &'a Recorded>) -> (Option<Appeal>, Thread) {
    let (mut followed, mut thread) = (None::<Appeal>, Thread::default());
    for recorded in events {
        match (&mut followed, &recorded.event) {
            (None, Event::AppealRegistered { appeal }) => followed = Some((**appeal).clone()),
            (None, _) => {}
            (Some(appeal), _) => _ = appeal.fold(recorded),
        }
        thread.fold(recorded);
    }
    (followed, thread)
}

fn agree(appeal: &Appeal, thread: &Thread) -> Result<(), TestCaseError> {
    prop_assert_eq!(appeal.version, thread.version);
    prop_assert!(!thread.has_earlier);
    prop_assert!(thread.messages.iter().all(|message| message.appeal == appeal.id));
    prop_assert!(thread.messages.is_sorted_by_key(|message| message.at));
    let ids: BTreeSet<_> = thread.messages.iter().map(|message| message.id).collect();
    prop_assert_eq!(ids.len(), thread.messages.len(), "one id for two messages");

    let (clients, operators): (Vec<_>, Vec<_>) =
        thread.messages.iter().partition(|message| message.author == Author::Client);
    prop_assert!(usize::try_from(appeal.unread).unwrap() <= clients.len());
    prop_assert_eq!(appeal.first_reply_at, operators.first().map(|message| message.at));
    prop_assert!(operators.iter().all(|message| !message.text.is_empty()));
    prop_assert!(
        operators.iter().all(|message| message.text.chars().count() <= appeal.channel.longest_text())
    );

    let last = thread.messages.last();
    prop_assert!(last.is_none_or(|message| message.at <= appeal.last_action_at));
    let preview = appeal.preview.as_ref();
    prop_assert_eq!(preview.map(|preview| preview.author), last.map(|message| message.author));
    if let (Some(preview), Some(last)) = (preview, last) {
        let line = last.text.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert!(line.starts_with(&preview.text));
        prop_assert_eq!(preview.text.chars().count(), line.chars().count().min(PREVIEW_CHARS));
        prop_assert!(!preview.text.contains('\n'));
    }
    Ok(())
}

fn arrives<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) -> Result<(), TestCaseError> {
    let wire = serde_json::to_string(value).unwrap();
    let read = serde_json::from_str::<T>(&wire).ok();
    prop_assert_eq!(read.as_ref(), Some(value), "{}", wire);
    Ok(())
}
