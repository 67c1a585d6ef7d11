//! Deals, tasks, payments, documents, the CRM.

use super::Play;
use super::talks::{asks, comes, stored, takes};
use crate::channel::Channel;
use crate::command::*;
use crate::deal::{DealCard, DocumentOwner, TaskCard};
use crate::given::*;
use crate::money::Money;
use crate::payment::PaymentStatus;

fn deal_card() -> DealCard {
    DealCard {
        title: "Диван с доставкой".to_owned(),
        contact: contact(1),
        organisation: Some(organisation(1)),
        amount: Some(Money::rub(4_500_000)),
        stage: deal_stage(1),
        assignee: anna(),
        comment: "Предоплата половина".to_owned(),
    }
}

fn comes_and_is_taken(play: &mut Play, id: u8) {
    play.then(CONNECTOR, comes(id, Channel::Telegram, account("kotova")));
    play.then(anna(), takes(id));
}

/// A deal made in an appeal, and brought to its end.
pub(super) fn a_deal(play: &mut Play, id: u8) {
    comes_and_is_taken(play, id);
    let whose = play.dice.mostly(contact(1), &[contact(2)]);
    let (deal, from_appeal) = (deal(2), Some(appeal(id)));
    let stage = play.dice.mostly(deal_stage(1), &[deal_stage(9)]);
    let card = DealCard { contact: whose, stage, ..deal_card() };
    play.then(anna(), SaveDeal { deal, version: None, card: card.clone(), from_appeal });
    let card = DealCard { stage: deal_stage(2), ..card };
    play.then(anna(), SaveDeal { deal, version: Some(1), card, from_appeal: None });
}

/// A task, done and not done after all.
pub(super) fn tasks(play: &mut Play, id: u8) {
    let card = TaskCard {
        title: "Перезвонить".to_owned(),
        contact: Some(contact(1)),
        deal: Some(deal(1)),
        appeal: Some(appeal(id)),
        assignee: anna(),
        due_at: Some(at(86_400)),
        comment: "После обеда".to_owned(),
    };
    let task = task(1);
    comes_and_is_taken(play, id);
    play.then(anna(), SaveTask { task, version: None, card: card.clone() });
    play.then(boris(), SaveTask { task, version: Some(1), card: TaskCard { assignee: boris(), ..card } });
    play.then(boris(), FinishTask { task, is_done: true });
    play.then(anna(), FinishTask { task, is_done: false });
}

pub(super) fn asks_for(id: u8, number: u8) -> RequestPayment {
    RequestPayment {
        payment: payment(number),
        appeal: appeal(id),
        deal: deal(1),
        amount: Money::rub(150_000),
        description: "Заказ 100".to_owned(),
    }
}

/// Money is asked for, and paid or not.
pub(super) fn a_payment(play: &mut Play, id: u8) {
    let number = if id < 10 { 1 + id % 2 } else { 1 };
    let payment = payment(number);
    let told =
        |status, reason: Option<&str>| ReportPayment { payment, status, reason: reason.map(str::to_owned) };
    comes_and_is_taken(play, id);
    let amount = play.dice.mostly(Money::rub(150_000), &[Money::rub(0)]);
    play.then(anna(), RequestPayment { amount, ..asks_for(id, number) });
    play.then(CONNECTOR, asks(id, 1, "Как оплатить?"));
    let (message, link) = (message(play.dice.mostly(4, &[1])), "https://pay.example/100".to_owned());
    play.then(CONNECTOR, ProvidePaymentLink { payment, message, link });
    play.then(CONNECTOR, told(PaymentStatus::WaitingForCapture, None));
    if play.dice.pick(&[true, false]) {
        play.then(CONNECTOR, told(PaymentStatus::Succeeded, None));
    }
    play.then(CONNECTOR, told(PaymentStatus::Canceled, Some("Истёк срок оплаты")));
}

/// The client goes to the CRM, which takes him the second time.
pub(super) fn the_crm(play: &mut Play, id: u8) {
    comes_and_is_taken(play, id);
    let told = |result| ReportCrm { appeal: appeal(id), result };
    play.then(anna(), SendToCrm { appeal: appeal(id) });
    play.then(CONNECTOR, told(CrmResult::Failed { reason: "Нет ответа".to_owned() }));
    play.then(anna(), SendToCrm { appeal: appeal(id) });
    let link = Some("https://crm.example/leads/100".to_owned());
    play.then(CONNECTOR, told(CrmResult::Sent { link }));
}

/// What the client sent goes into a card, and out of it.
pub(super) fn documents(play: &mut Play, id: u8) {
    comes_and_is_taken(play, id);
    play.then(CONNECTOR, stored(1, "Чек.pdf", 100_000));
    play.then(CONNECTOR, ReceiveMessage { attachments: vec![attachment(1)], ..asks(id, 1, "Вот чек") });
    let owners = [DocumentOwner::Contact { id: contact(1) }, DocumentOwner::Deal { id: deal(2) }];
    let owner = play.dice.mostly(DocumentOwner::Deal { id: deal(1) }, &owners);
    let (document, attachment) = (document(2), attachment(1));
    play.then(anna(), SaveDocument { document, appeal: appeal(id), message: message(1), attachment, owner });
    let by = play.dice.mostly(anna(), &[boris(), galina()]);
    play.then(by, RemoveDocument { document });
    play.then(galina(), RemoveDocument { document });
}
