//! What is true of any appeal: where it stands, what its chat tells, who is on its line.

use super::steps::histories;
use super::{Moment, config, told};
use crate::appeal::{Appeal, Link, Outcome, PREVIEW_CHARS, Stage};
use crate::call::{LegState, Party};
use crate::channel::Channel;
use crate::command::Command;
use crate::directory::Directory;
use crate::event::{AppealClosed, Event};
use crate::id::AppealId;
use crate::listing::{Place, place_of};
use crate::message::{Author, Message, MessageKind, Thread};
use crate::sight::is_for;
use crate::sms::SmsCount;
use crate::world::Slice;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

proptest! {
    #![proptest_config(config())]

    #[test]
    fn an_appeal_stands_where_it_should_and_nowhere_else(history in histories()) {
        for moment in told(&history.0) {
            for appeal in moment.after.appeals() {
                stands_where_it_should(appeal, moment.after.directory())?;
            }
        }
    }

    #[test]
    fn spam_taken_back_was_never_told(history in histories()) {
        let mut stood: BTreeMap<AppealId, Stage> = BTreeMap::new();
        for moment in told(&history.0) {
            for recorded in moment.events() {
                let Some(id) = recorded.event.appeal() else { continue };
                match &recorded.event {
                    Event::AppealClosed(AppealClosed { outcome: Outcome::Spam, .. }) => {
                        stood.extend(moment.before.appeal(id).map(|appeal| (id, appeal.stage.clone())));
                    }
                    Event::SpamUndone(_) => {
                        prop_assert_eq!(moment.after.appeal(id).map(|appeal| &appeal.stage), stood.get(&id));
                    }
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn the_list_and_the_chat_tell_the_same(history in histories()) {
        for moment in told(&history.0) {
            for appeal in moment.after.appeals() {
                let thread = moment.after.thread(appeal.id);
                prop_assert!(thread.is_some());
                agree(appeal, thread.unwrap())?;
            }
        }
    }

    #[test]
    fn nobody_talks_to_two_clients_and_nobody_in_a_closed_appeal(history in histories()) {
        for Moment { command, after, .. } in told(&history.0) {
            for operator in &after.directory().operators {
                let party = Party::Operator { id: operator.id };
                let calls = after.appeals().filter_map(|appeal| Some((appeal.id, appeal.live_call()?)));
                let talking = calls.filter(|(_, call)| {
                    matches!(call.leg(party), Some(LegState::Talking | LegState::Held))
                });
                let ids: Vec<_> = talking.map(|(id, _)| id).collect();
                prop_assert!(ids.len() < 2, "{} is in {ids:?} after {command:?}", operator.name);
                prop_assert_eq!(after.live_call_of(operator.id), ids.first().copied());
            }
            for appeal in after.appeals().filter(|appeal| appeal.closing().is_some()) {
                prop_assert_eq!(appeal.live_call(), None, "{:?}", command);
            }
        }
    }

    #[test]
    fn an_automatic_action_acts_once_in_an_appeal(history in histories()) {
        let (end, _) = super::ending(&history);
        for appeal in end.appeals() {
            let messages = end.thread(appeal.id).map(|thread| thread.messages.iter()).into_iter().flatten();
            let acted: Vec<_> = messages
                .filter_map(|message| match message.author {
                    Author::Rule { id } => Some(id),
                    Author::Client | Author::Operator { .. } => None,
                })
                .collect();
            prop_assert_eq!(acted.iter().collect::<BTreeSet<_>>().len(), acted.len());
            prop_assert_eq!(&appeal.acted_rules, &acted);
            prop_assert!(acted.is_empty() || appeal.channel == Channel::Call);
        }
    }

    #[test]
    fn an_appeal_is_linked_with_what_it_was_linked_with_last(history in histories()) {
        for moment in told(&history.0) {
            let Command::LinkAppeal(wish) = &moment.command else { continue };
            if moment.answer.is_err() {
                continue;
            }
            let links = |appeal: &Appeal| (appeal.contact, appeal.deal, appeal.organisation);
            let mut expected = links(moment.before.appeal(wish.appeal).unwrap());
            match wish.link {
                Link::Contact { id } => expected.0 = Some(id),
                Link::Deal { id } => expected.1 = Some(id),
                Link::Organisation { id } => expected.2 = Some(id),
            }
            prop_assert_eq!(links(moment.after.appeal(wish.appeal).unwrap()), expected);
        }
    }

    #[test]
    fn an_appeal_is_linked_only_with_what_there_is(history in histories()) {
        for Moment { command, after, .. } in told(&history.0) {
            let cards = after.cards();
            for appeal in after.appeals() {
                let (deal, company) = (appeal.deal, appeal.organisation);
                prop_assert!(appeal.contact.is_none_or(|id| cards.contact(id).is_some()), "{:?}", command);
                prop_assert!(deal.is_none_or(|id| cards.deals.contains_key(&id)), "{:?}", command);
                prop_assert!(company.is_none_or(|id| cards.organisations.contains_key(&id)), "{:?}", command);
            }
        }
    }
}

fn stands_where_it_should(appeal: &Appeal, directory: &Directory) -> Result<(), TestCaseError> {
    let people = || directory.operators.iter();
    let found: BTreeMap<_, _> =
        people().filter_map(|it| Some((it.id, place_of(appeal, it.id, directory)?))).collect();
    let expected: BTreeMap<_, _> = match &appeal.stage {
        Stage::Waiting => {
            let group = people().filter(|operator| operator.groups.contains(&appeal.group));
            group.map(|operator| (operator.id, Place::Queue)).collect()
        }
        Stage::InWork { taken } => {
            let to = appeal.transfer.as_ref().map(|transfer| transfer.to);
            let receivers = people().filter(|operator| to.is_some_and(|to| is_for(operator, to)));
            let offered = receivers.map(|operator| (operator.id, Place::Queue));
            offered.chain([(taken.by, Place::InWork)]).collect()
        }
        Stage::Closed { closing, .. } => closing.by.map(|by| (by, Place::Closed)).into_iter().collect(),
    };
    prop_assert_eq!(found, expected, "{:?}", appeal.stage);
    prop_assert!(appeal.offered.is_none() || appeal.stage == Stage::Waiting, "{:?}", appeal);
    prop_assert!(appeal.transfer.is_none() || appeal.operator().is_some(), "{:?}", appeal);
    Ok(())
}

fn agree(appeal: &Appeal, thread: &Thread) -> Result<(), TestCaseError> {
    prop_assert_eq!(appeal.version, thread.version);
    prop_assert!(!thread.has_earlier);
    prop_assert!(thread.messages.iter().all(|message| message.appeal == appeal.id));
    prop_assert!(thread.messages.is_sorted_by_key(|message| message.at));
    let ids: BTreeSet<_> = thread.messages.iter().map(|message| message.id).collect();
    prop_assert_eq!(ids.len(), thread.messages.len(), "one id for two messages");

    let is_talk = |message: &&Message| {
        message.kind != MessageKind::Note && !matches!(message.author, Author::Rule { .. })
    };
    let said: Vec<_> = thread.messages.iter().filter(is_talk).collect();
    let (clients, operators): (Vec<&Message>, Vec<&Message>) =
        said.iter().partition(|message| message.author == Author::Client);
    prop_assert!(usize::try_from(appeal.unread).unwrap() <= clients.len());
    if appeal.channel == Channel::Call {
        prop_assert_eq!(said, Vec::<&Message>::new(), "nothing is written in a call");
        let answered_at = appeal.call.as_ref().and_then(|call| call.answered_at);
        prop_assert!(answered_at.is_none_or(|at| appeal.first_reply_at.is_some_and(|first| first <= at)));
        return Ok(());
    }
    prop_assert_eq!(appeal.first_reply_at, operators.first().map(|message| message.at));
    for message in operators {
        prop_assert!(!message.text.is_empty() || !message.attachments.is_empty());
        prop_assert!(message.text.chars().count() <= appeal.channel.longest_text());
        prop_assert!(appeal.channel != Channel::Sms || SmsCount::of(&message.text).fits());
        prop_assert!(message.attachments.len() <= appeal.channel.most_files());
        prop_assert!(message.attachments.iter().all(|file| file.bytes <= appeal.channel.largest_file()));
    }

    let last = said.last();
    prop_assert!(last.is_none_or(|message| message.at <= appeal.last_action_at));
    let preview = appeal.preview.as_ref();
    prop_assert_eq!(preview.map(|preview| preview.author), last.map(|message| message.author));
    if let (Some(preview), Some(last)) = (preview, last) {
        let file = last.attachments.first().map_or("", |file| file.name.as_str());
        let words = if last.text.trim().is_empty() { file } else { &last.text };
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert!(line.starts_with(&preview.text));
        prop_assert_eq!(preview.text.chars().count(), line.chars().count().min(PREVIEW_CHARS));
        prop_assert!(!preview.text.contains('\n'));
    }
    Ok(())
}
