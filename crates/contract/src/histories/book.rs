//! What is true of the cards beside appeals: nothing is lost in a merge, money goes forward.

use super::steps::histories;
use super::{Moment, config, told};
use crate::event::Event;
use crate::form::FormState;
use crate::payment::Payment;
use crate::world::Slice;
use proptest::prelude::*;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_merge_moves_every_appeal_deal_and_task_of_the_client(history in histories()) {
        for moment in told(&history.0) {
            let merge = moment.events().iter().find_map(|recorded| match &recorded.event {
                Event::ContactsMerged(it) => Some(&it.merge),
                _ => None,
            });
            let Some(merge) = merge else { continue };
            let Moment { before, after, .. } = &moment;
            let (from, into) = (merge.from, merge.into);
            prop_assert_eq!(after.cards().contacts.get(&from).and_then(|it| it.merged_into), Some(into));
            prop_assert_eq!(after.appeals_of(from), []);
            prop_assert_eq!(after.cards().deals_of(from).count() + after.cards().tasks_of(from).count(), 0);
            let both = before.appeals_of(from).len() + before.appeals_of(into).len();
            prop_assert_eq!(after.appeals_of(into).len(), both);
            let deals = before.cards().deals_of(from).count() + before.cards().deals_of(into).count();
            prop_assert_eq!(after.cards().deals_of(into).count(), deals);
            let tasks = before.cards().tasks_of(from).count() + before.cards().tasks_of(into).count();
            prop_assert_eq!(after.cards().tasks_of(into).count(), tasks);
        }
    }

    #[test]
    fn a_merge_undone_gives_back_all_that_has_not_moved_on(history in histories()) {
        for moment in told(&history.0) {
            let merge = moment.events().iter().find_map(|recorded| match &recorded.event {
                Event::MergeUndone(it) => Some(&it.merge),
                _ => None,
            });
            let Some(merge) = merge else { continue };
            let Moment { before, after, .. } = &moment;
            prop_assert!(after.cards().contact(merge.from).is_some());
            prop_assert!(after.cards().contact(merge.into).is_some());
            for appeal in before.appeals() {
                let goes_back = merge.appeals.contains(&appeal.id) && appeal.contact == Some(merge.into);
                let whose = if goes_back { Some(merge.from) } else { appeal.contact };
                prop_assert_eq!(after.appeal(appeal.id).and_then(|appeal| appeal.contact), whose);
            }
            for deal in before.cards().deals.values() {
                let goes_back = merge.deals.contains(&deal.id) && deal.card.contact == merge.into;
                let whose = if goes_back { merge.from } else { deal.card.contact };
                prop_assert_eq!(after.cards().deals.get(&deal.id).map(|deal| deal.card.contact), Some(whose));
            }
            for task in before.cards().tasks.values() {
                let goes_back = merge.tasks.contains(&task.id) && task.card.contact == Some(merge.into);
                let whose = if goes_back { Some(merge.from) } else { task.card.contact };
                prop_assert_eq!(after.cards().tasks.get(&task.id).map(|task| task.card.contact), Some(whose));
            }
        }
    }

    #[test]
    fn a_guest_who_is_bound_takes_all_his_appeals_along(history in histories()) {
        for moment in told(&history.0) {
            for recorded in moment.events() {
                let Event::AppealBound(bound) = &recorded.event else { continue };
                let appeal = moment.before.appeal(bound.appeal).unwrap();
                prop_assert_eq!(moment.after.appeal(appeal.id).and_then(|it| it.contact), Some(bound.contact));
                if appeal.contact.is_none() {
                    let left = moment.after.guest_appeals_at(appeal.channel, &appeal.address);
                    prop_assert_eq!(left, [], "{:?}", moment.command);
                }
            }
        }
    }

    #[test]
    fn a_card_knows_the_version_under_which_it_was_recorded(history in histories()) {
        for moment in told(&history.0) {
            for recorded in moment.events() {
                let known = match &recorded.event {
                    Event::AppealRegistered(it) => it.appeal.version,
                    Event::ContactSaved(it) => it.contact.version,
                    Event::OrganisationSaved(it) => it.organisation.version,
                    Event::DealSaved(it) => it.deal.version,
                    Event::TaskSaved(it) => it.task.version,
                    Event::PaymentSaved(it) => it.payment.version,
                    Event::FormSaved(it) => it.form.version,
                    Event::CampaignTaskSaved(it) => it.task.version,
                    _ => recorded.version,
                };
                prop_assert_eq!(known, recorded.version, "{:?}", recorded.event);
            }
        }
    }

    #[test]
    fn money_only_goes_forward(history in histories()) {
        for moment in told(&history.0) {
            for recorded in moment.events() {
                let Event::PaymentSaved(it) = &recorded.event else { continue };
                let Some(before) = moment.before.cards().payments.get(&it.payment.id) else { continue };
                goes_forward(before, &it.payment)?;
            }
            let (before, after) = (&moment.before.cards().payments, &moment.after.cards().payments);
            prop_assert!(before.keys().all(|id| after.contains_key(id)), "a payment got lost");
        }
    }

    #[test]
    fn what_a_client_answered_is_dealt_with_once(history in histories()) {
        for moment in told(&history.0) {
            for recorded in moment.events() {
                let Event::FormSaved(it) = &recorded.event else { continue };
                let before = moment.before.cards().forms.get(&it.form.id).map(|form| &form.state);
                let fits = match (before, &it.form.state) {
                    (None, FormState::Sent) => true,
                    (Some(FormState::Sent | FormState::Answered { .. }), FormState::Answered { .. }) => true,
                    (Some(FormState::Answered { answers, .. }), FormState::Accepted { answers: kept, .. }) => {
                        answers == kept
                    }
                    (Some(FormState::Answered { .. }), FormState::Discarded) => true,
                    _ => false,
                };
                prop_assert!(fits, "{before:?} became {:?}", it.form.state);
            }
        }
    }
}

fn goes_forward(before: &Payment, after: &Payment) -> Result<(), TestCaseError> {
    let asked_for =
        |it: &Payment| (it.deal, it.appeal, it.amount, it.description.clone(), it.by, it.created_at);
    prop_assert_eq!(asked_for(before), asked_for(after));
    prop_assert!(before.changed_at <= after.changed_at);
    prop_assert!(!before.status.is_final(), "{:?} became {:?}", before, after);
    if before.status == after.status {
        prop_assert_eq!(&before.link, &None);
        prop_assert!(after.link.is_some());
    } else {
        prop_assert!(before.status.may_become(after.status));
        prop_assert_eq!(&before.link, &after.link);
    }
    Ok(())
}
