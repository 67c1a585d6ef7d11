//! What the desk is set up with and what its cards hold at the beginning.

use super::*;
use desk_contract::deal::StageKind;
use desk_contract::history::Creation;
use desk_contract::payment::PaymentStatus;
use desk_contract::{MailProgram, Refusal, mail_program, ways_to_reach};
use std::collections::BTreeSet;

fn each(check: impl Fn(&Demo)) {
    for seed in [1, 2, 77, 2026, u64::MAX] {
        check(&Demo::begin(options(seed), at(NOON)));
    }
}

#[test]
fn everything_is_connected_but_facebook() {
    each(|demo| {
        let directory = demo.world().directory();
        assert!(directory.settings.has_payments && directory.settings.crm.is_some());
        assert_eq!(mail_program(directory), MailProgram::BuiltIn);
        for channel in Channel::ALL {
            let is_on = directory.is_connected(channel);
            assert_eq!(is_on, channel != Channel::Facebook && channel != Channel::Call, "{channel:?}");
        }
        let ways =
            demo.world().cards().contacts.values().flat_map(|it| ways_to_reach(directory, Some(&it.card)));
        let off: Vec<_> = ways.filter(|way| way.channel == Channel::Facebook).collect();
        let not_connected = Some(Refusal::NotConnected { channel: Channel::Facebook });
        assert!(off.iter().any(|way| way.refusal == not_connected && !way.addresses.is_empty()));
    });
}

#[test]
fn the_directory_is_full() {
    each(|demo| {
        let directory = demo.world().directory();
        assert!(directory.quick_replies.len() >= 12);
        let for_mine = directory.quick_replies.iter().filter(|reply| {
            reply.groups.is_empty()
                || directory.operator(demo.me()).unwrap().groups.iter().any(|it| reply.groups.contains(it))
        });
        assert!((8..directory.quick_replies.len()).contains(&for_mine.count()));
        assert_eq!((directory.scripts.len(), directory.forms.len(), directory.campaigns.len()), (3, 2, 2));
        let boxes: Vec<_> = directory.mailboxes.iter().map(|it| (it.owner, it.is_authorised)).collect();
        assert_eq!(boxes, [(None, true), (Some(demo.me()), false)]);
        assert_eq!(directory.rules.iter().map(|rule| rule.is_on).collect::<Vec<_>>(), [true, false]);
    });
}

#[test]
fn cards_look_like_those_of_a_company_that_works() {
    each(|demo| {
        let (cards, directory) = (demo.world().cards(), demo.world().directory());
        let deals: Vec<_> = cards.deals.values().collect();
        assert!((8..36).contains(&deals.len()), "{} deals", deals.len());
        let stages: BTreeSet<_> = deals.iter().map(|deal| deal.card.stage).collect();
        assert!(stages.len() >= 3, "{} stages", stages.len());
        let won = directory.deal_stages.iter().find(|stage| stage.kind == StageKind::Won).unwrap().id;
        assert!(stages.contains(&won));
        assert!(deals.iter().all(|deal| deal.card.amount.is_some() && !deal.card.title.contains('{')));
        let paid = cards.payments.values().filter(|it| it.status == PaymentStatus::Succeeded).count();
        assert!(paid > 1 && cards.payments.len() > paid, "{paid} of {}", cards.payments.len());
        assert!(cards.documents.len() > 3, "{} documents", cards.documents.len());
        assert!(cards.documents.values().all(|it| demo.file(it.file.id).is_some()));
        let numbers =
            |least| cards.contacts.values().filter(move |it| it.card.numbers.len() >= least).count();
        assert!(numbers(1) == cards.contacts.len() && numbers(2) > 5);
        for channel in [Channel::Telegram, Channel::Vk, Channel::Avito, Channel::Facebook] {
            let reached = cards.contacts.values().filter(|it| it.card.reached_by(channel).next().is_some());
            assert!(reached.count() > 2, "{channel:?}");
        }
        assert!(cards.organisations.values().all(|it| it.card.tax_number.is_some()));
    });
}

#[test]
fn tasks_are_due_today_overdue_and_done() {
    each(|demo| {
        let tasks: Vec<_> = demo.world().cards().tasks.values().collect();
        let (done, open): (Vec<_>, Vec<_>) = tasks.into_iter().partition(|task| task.done_at.is_some());
        let overdue = open.iter().filter(|task| task.card.due_at.unwrap() < at(NOON)).count();
        let today = open.iter().filter(|task| {
            let left = task.card.due_at.unwrap() - at(NOON);
            left > millis(0) && left < millis(12 * 3_600_000)
        });
        assert_eq!((done.len(), overdue, today.count()), (3, 2, 3));
    });
}

#[test]
fn the_past_knows_topics_ratings_letters_and_sms_after_calls() {
    each(|demo| {
        let world = demo.world();
        let closed: Vec<_> = world.appeals().filter(|appeal| appeal.closing().is_some()).collect();
        let count = |is_it: &dyn Fn(&Appeal) -> bool| closed.iter().filter(|appeal| is_it(appeal)).count();
        assert!(count(&|it| it.topic.is_some()) > 150);
        assert!(count(&|it| it.ratings[0].is_some()) > 60);
        assert!(count(&|it| it.channel == Channel::Email) > 15);
        assert!(count(&|it| it.channel == Channel::Sms) > 3);
        assert!(count(&|it| !it.acted_rules.is_empty()) > 15);
        assert!(closed.iter().all(|it| it.creation == Creation::Client));
    });
}

#[test]
fn what_is_open_at_the_beginning_is_chats() {
    each(|demo| {
        let open = demo.world().appeals().filter(|appeal| appeal.closing().is_none());
        let slow = [Channel::Call, Channel::Email, Channel::Sms];
        assert_eq!(open.filter(|appeal| slow.contains(&appeal.channel)).count(), 0);
    });
}
