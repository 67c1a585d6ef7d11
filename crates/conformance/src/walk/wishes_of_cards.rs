//! What may be wished of what stands beside appeals, made up from rolls.

use super::cast::{Cast, one};
use super::wishes::{comment, made, wish, words};
use crate::dice::Dice;
use desk_contract::Timestamp;
use desk_contract::campaign::{CampaignTask, CampaignTaskState};
use desk_contract::command::*;
use desk_contract::contact::{ContactCard, NumberKind, OrganisationCard, TypedNumber};
use desk_contract::deal::{DealCard, DocumentOwner, TaskCard};
use desk_contract::form::Answer;
use desk_contract::id::*;
use desk_contract::money::Money;
use desk_contract::payment::PaymentStatus;

pub(super) fn cards(cast: &Cast, dice: &mut Dice, now: Timestamp) -> Command {
    let wish = wish! { dice:
        |cast, dice, _, appeal| {
            let numbers = dice.pick(&cast.numbers).map(|number| TypedNumber { kind: NumberKind::Mobile, number });
            let name = dice.mostly(cast.things.title("Мария"), &[" ".to_owned(), cast.things.title("Ольга")]);
            let organisation = dice.mostly(None, &cast.organisations.iter().copied().map(Some).collect::<Vec<_>>());
            let card = ContactCard { name, numbers: numbers.into_iter().collect(), organisation, ..ContactCard::default() };
            let from_appeal = dice.mostly(Some(appeal), &[None]);
            SaveContact { contact: one(dice, &cast.contacts, ContactId::new), version: version(dice), card, from_appeal }.into()
        },
        |cast, dice, _, appeal| BindContact { appeal, contact: one(dice, &cast.contacts, ContactId::new) }.into(),
        |cast, dice, _, _| {
            let (into, from) = (one(dice, &cast.contacts, ContactId::new), one(dice, &cast.contacts, ContactId::new));
            MergeContacts { merge: one(dice, &cast.merges, MergeId::new), into, from }.into()
        },
        |cast, dice, _, _| UndoMerge { merge: one(dice, &cast.merges, MergeId::new) }.into(),
        |cast, dice, _, _| {
            let title = dice.mostly(cast.things.title("Ромашка"), &[" ".to_owned(), cast.things.title("Лютик")]);
            let card = OrganisationCard { title, ..OrganisationCard::default() };
            let organisation = one(dice, &cast.organisations, OrganisationId::new);
            SaveOrganisation { organisation, version: version(dice), card }.into()
        },
        |cast, dice, _, appeal| {
            let card = DealCard {
                title: cast.things.title("диван"),
                contact: one(dice, &cast.contacts, ContactId::new),
                organisation: None,
                amount: dice.mostly(Some(Money::rub(100)), &[None]),
                stage: one(dice, &cast.things.stages, DealStageId::new),
                assignee: one(dice, &cast.operators, OperatorId::new),
                comment: comment(dice),
            };
            let from_appeal = dice.mostly(None, &[Some(appeal)]);
            SaveDeal { deal: one(dice, &cast.deals, DealId::new), version: version(dice), card, from_appeal }.into()
        },
    };
    made(cast, dice, now, wish)
}

fn version(dice: &mut Dice) -> Option<u64> {
    dice.pick(&[None, None, Some(1), Some(1), Some(2), Some(3), Some(7)]).flatten()
}

pub(super) fn beside(cast: &Cast, dice: &mut Dice, now: Timestamp) -> Command {
    let wish = wish! { dice:
        |cast, dice, now, appeal| {
            let card = TaskCard {
                title: cast.things.title("перезвонить"),
                contact: dice.mostly(None, &cast.contacts.iter().copied().map(Some).collect::<Vec<_>>()),
                deal: None,
                appeal: dice.mostly(None, &[Some(appeal)]),
                assignee: one(dice, &cast.operators, OperatorId::new),
                due_at: dice.mostly(Some(now + chrono::TimeDelta::days(1)), &[None]),
                comment: String::new(),
            };
            SaveTask { task: one(dice, &cast.tasks, TaskId::new), version: version(dice), card }.into()
        },
        |cast, dice, _, _| FinishTask { task: one(dice, &cast.tasks, TaskId::new), is_done: dice.once_in(2) }.into(),
        |cast, dice, _, appeal| {
            let owner = DocumentOwner::Contact { id: one(dice, &cast.contacts, ContactId::new) };
            let (document, message) = (one(dice, &cast.documents, DocumentId::new), one(dice, &cast.messages, MessageId::new));
            SaveDocument { document, appeal, message, attachment: one(dice, &cast.files, AttachmentId::new), owner }.into()
        },
        |cast, dice, _, _| RemoveDocument { document: one(dice, &cast.documents, DocumentId::new) }.into(),
        |cast, dice, _, appeal| {
            let (payment, deal) = (one(dice, &cast.payments, PaymentId::new), one(dice, &cast.deals, DealId::new));
            RequestPayment { payment, appeal, deal, amount: Money::rub(100), description: "Заказ".to_owned() }.into()
        },
        |cast, dice, _, _| {
            let (payment, message) = (one(dice, &cast.payments, PaymentId::new), one(dice, &cast.messages, MessageId::new));
            ProvidePaymentLink { payment, message, link: "https://pay.example/1".to_owned() }.into()
        },
        |cast, dice, _, _| {
            let status = dice.mostly(PaymentStatus::Succeeded, &PaymentStatus::ALL);
            ReportPayment { payment: one(dice, &cast.payments, PaymentId::new), status, reason: None }.into()
        },
        |cast, dice, _, appeal| {
            let (sent, message) = (one(dice, &cast.forms, SentFormId::new), one(dice, &cast.messages, MessageId::new));
            SendForm { sent, appeal, form: cast.things.form, message, text: words(dice) }.into()
        },
        |cast, dice, _, _| {
            let answer = |key: &str, value: &str| Answer { key: key.to_owned(), value: value.to_owned() };
            let answers = vec![answer("name", "Нина"), answer("phone", "8 999 000-00-08")];
            ReceiveAnswers { sent: one(dice, &cast.forms, SentFormId::new), answers }.into()
        },
        |cast, dice, _, _| {
            let (sent, contact) = (one(dice, &cast.forms, SentFormId::new), one(dice, &cast.contacts, ContactId::new));
            AcceptAnswers { sent, contact, without: Vec::new() }.into()
        },
        |cast, dice, _, _| DiscardAnswers { sent: one(dice, &cast.forms, SentFormId::new) }.into(),
        |cast, dice, _, appeal| {
            let number = dice.pick(&cast.numbers);
            let task = number.map(|number| CampaignTask {
                id: one(dice, &cast.campaign_tasks, CampaignTaskId::new),
                version: 1,
                campaign: cast.things.campaign,
                number,
                contact: None,
                state: CampaignTaskState::Planned { not_before: None },
                attempts: 0,
            });
            task.map_or(HangUp { appeal }.into(), |task| PlanCampaignTask { task }.into())
        },
    };
    made(cast, dice, now, wish)
}
