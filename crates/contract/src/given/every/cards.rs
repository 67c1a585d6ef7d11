//! Wishes about what is kept beside appeals.

use super::*;
use crate::campaign::{CampaignTask, CampaignTaskState};
use crate::contact::{Account, ContactCard, NumberKind, OrganisationCard, TypedNumber};
use crate::deal::{DealCard, DocumentOwner, TaskCard};
use crate::form::Answer;
use crate::money::Money;
use crate::payment::PaymentStatus;

pub(super) fn wish(name: &str, dice: &mut Dice) -> Option<Command> {
    let appeal = dice.appeal();
    Some(match name {
        "save_contact" => {
            let (contact, version) = (contact(dice.pick(&[3, 4, 1, 2, 3, 1])), dice.version());
            let from_appeal = dice.pick(&[Some(appeal), None]);
            SaveContact { contact, version, card: contact_card(dice), from_appeal }.into()
        }
        "bind_contact" => BindContact { appeal, contact: dice.contact() }.into(),
        "merge_contacts" => {
            let merge = merge(dice.pick(&[1, 2, 3]));
            MergeContacts { merge, into: dice.contact(), from: contact(dice.pick(&[2, 1, 3, 4])) }.into()
        }
        "undo_merge" => UndoMerge { merge: merge(dice.pick(&[1, 1, 2, 3, 9])) }.into(),
        "save_organisation" => {
            let (organisation, version) = (organisation(dice.pick(&[2, 1])), dice.version());
            SaveOrganisation { organisation, version, card: organisation_card(dice) }.into()
        }
        "save_deal" => {
            let (deal, version) = (deal(dice.pick(&[2, 1])), dice.version());
            let from_appeal = dice.pick(&[Some(appeal), None]);
            SaveDeal { deal, version, card: deal_card(dice), from_appeal }.into()
        }
        "save_task" => {
            let (task, version) = (task(dice.pick(&[1, 2])), dice.version());
            SaveTask { task, version, card: task_card(dice, appeal) }.into()
        }
        "finish_task" => {
            FinishTask { task: task(dice.pick(&[1, 2, 9])), is_done: dice.pick(&[true, false]) }.into()
        }
        "save_document" => {
            let (document, message) = (document(dice.pick(&[1, 2])), dice.message());
            SaveDocument { document, appeal, message, attachment: dice.file(), owner: owner(dice) }.into()
        }
        "remove_document" => RemoveDocument { document: document(dice.pick(&[1, 2, 9])) }.into(),
        "request_payment" => requested(dice, appeal).into(),
        "provide_payment_link" => {
            let pages =
                ["http://pay.example/100".to_owned(), format!("https://pay.example/{}", "1".repeat(5_000))];
            let link = dice.mostly("https://pay.example/100".to_owned(), &pages);
            ProvidePaymentLink { payment: a_payment(dice), message: dice.message(), link }.into()
        }
        "report_payment" => {
            let status = dice.pick(&PaymentStatus::ALL);
            let reason = dice.pick(&[None, Some("Истёк срок оплаты".to_owned())]);
            ReportPayment { payment: a_payment(dice), status, reason }.into()
        }
        "send_form" => {
            let (sent, message) = (a_sent_form(dice), dice.message());
            SendForm { sent, appeal, form: dice.mostly(form(1), &[form(9)]), message, text: dice.words() }
                .into()
        }
        "receive_answers" => ReceiveAnswers { sent: a_sent_form(dice), answers: answers(dice) }.into(),
        "accept_answers" => {
            AcceptAnswers { sent: a_sent_form(dice), contact: dice.contact(), without: Vec::new() }.into()
        }
        "discard_answers" => DiscardAnswers { sent: a_sent_form(dice) }.into(),
        "plan_campaign_task" => PlanCampaignTask { task: planned(dice) }.into(),
        _ => return None,
    })
}

fn contact_card(dice: &mut Dice) -> ContactCard {
    let number = dice.pick(&["+79990000001", "+79161234567", "+74951112233"]).parse().unwrap();
    let kind = dice.pick(&NumberKind::ALL);
    let channel = dice.pick(&[Channel::Vk, Channel::Telegram, Channel::Facebook]);
    let account = Account { channel, id: "ivanova".to_owned(), name: Some("@ivanova".to_owned()) };
    ContactCard {
        name: dice.mostly(
            "Ольга Иванова".to_owned(),
            &["Мария Котова".to_owned(), " ".to_owned(), "Ж".repeat(201)],
        ),
        numbers: dice.mostly(vec![TypedNumber { kind, number }], &[Vec::new()]),
        accounts: dice.mostly(vec![account], &[Vec::new()]),
        mails: vec![dice.mail()],
        organisation: dice.mostly(Some(organisation(1)), &[None, Some(organisation(9))]),
        comment: dice.comment(),
    }
}

fn organisation_card(dice: &mut Dice) -> OrganisationCard {
    OrganisationCard {
        title: dice.title(),
        tax_number: Some("7700000000".to_owned()),
        site: Some("https://romashka.example".to_owned()),
        comment: dice.comment(),
    }
}

fn deal_card(dice: &mut Dice) -> DealCard {
    DealCard {
        title: dice.title(),
        contact: dice.contact(),
        organisation: dice.mostly(Some(organisation(1)), &[None, Some(organisation(9))]),
        amount: dice.pick(&[Some(Money::rub(150_000)), None]),
        stage: dice.mostly(deal_stage(1), &[deal_stage(2), deal_stage(9)]),
        assignee: dice.mostly(anna(), &[boris(), stranger()]),
        comment: dice.comment(),
    }
}

fn task_card(dice: &mut Dice, appeal: AppealId) -> TaskCard {
    TaskCard {
        title: dice.title(),
        contact: dice.mostly(Some(contact(1)), &[None, Some(contact(2)), Some(contact(9))]),
        deal: dice.mostly(Some(deal(1)), &[None, Some(deal(9))]),
        appeal: dice.pick(&[Some(appeal), None]),
        assignee: dice.mostly(anna(), &[boris(), stranger()]),
        due_at: Some(at(86_400)),
        comment: dice.comment(),
    }
}

fn owner(dice: &mut Dice) -> DocumentOwner {
    match dice.roll() % 2 {
        0 => DocumentOwner::Contact { id: dice.contact() },
        _ => DocumentOwner::Deal { id: dice.deal() },
    }
}

fn a_payment(dice: &mut Dice) -> PaymentId {
    payment(dice.pick(&[1, 1, 2, 9]))
}

fn a_sent_form(dice: &mut Dice) -> SentFormId {
    sent_form(dice.pick(&[1, 1, 2, 9]))
}

fn requested(dice: &mut Dice, appeal: AppealId) -> RequestPayment {
    RequestPayment {
        payment: a_payment(dice),
        appeal,
        deal: dice.deal(),
        amount: dice.mostly(Money::rub(150_000), &[Money::rub(0), Money::rub(100)]),
        description: dice.mostly("Заказ 100".to_owned(), &[" ".to_owned(), "Ж".repeat(129)]),
    }
}

fn answers(dice: &mut Dice) -> Vec<Answer> {
    let answer = |key: &str, value: &str| Answer { key: key.to_owned(), value: value.to_owned() };
    let name = dice.mostly("Ольга Иванова", &["", "Мария"]);
    let phone = dice.mostly("8 999 000-00-01", &["потом", " "]);
    vec![answer("name", name), answer("phone", phone), answer("wish", "Звоните после шести")]
}

fn planned(dice: &mut Dice) -> CampaignTask {
    CampaignTask {
        id: campaign_task(dice.pick(&[3, 1, 2])),
        version: 1,
        campaign: dice.mostly(campaign(1), &[campaign(9)]),
        number: "+79160000010".parse().unwrap(),
        contact: dice.mostly(None, &[Some(contact(1)), Some(contact(9))]),
        state: CampaignTaskState::Planned { not_before: Some(at(3_600)) },
        attempts: 0,
    }
}
