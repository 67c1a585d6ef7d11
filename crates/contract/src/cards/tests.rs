//! What the cards remember, and how they are found.

use super::*;
use crate::Timestamp;
use crate::campaign::CampaignTaskState;
use crate::contact::{ContactCard, OrganisationCard};
use crate::deal::TaskCard;
use crate::event::*;
use crate::form::FormState;
use crate::given::*;
use crate::message::Attachment;
use crate::money::Money;
use crate::payment::PaymentStatus;

#[test]
fn a_card_is_from_now_on_what_the_event_says() {
    let mut cards = Cards::default();
    let contact = maria();
    fold(&mut cards, ContactSaved { contact: contact.clone() });
    assert_eq!(cards.contacts.get(&contact.id).map(AsRef::as_ref), Some(&contact));
    let contact = Contact { version: 2, ..contact };
    fold(&mut cards, ContactSaved { contact: contact.clone() });
    assert_eq!(cards.contacts.get(&contact.id).map(AsRef::as_ref), Some(&contact));

    let card = OrganisationCard::default();
    let organisation = Organisation { id: organisation(1), version: 1, card, created_at: at(0) };
    fold(&mut cards, OrganisationSaved { organisation: organisation.clone() });
    assert_eq!(cards.organisations.get(&organisation.id).map(AsRef::as_ref), Some(&organisation));

    let deal = given_deal(1, 1);
    fold(&mut cards, DealSaved { deal: deal.clone() });
    assert_eq!(cards.deals.get(&deal.id).map(AsRef::as_ref), Some(&deal));

    let task = a_task(1, 1);
    fold(&mut cards, TaskSaved { task: task.clone() });
    assert_eq!(cards.tasks.get(&task.id).map(AsRef::as_ref), Some(&task));

    let payment = a_payment(1, 1);
    fold(&mut cards, PaymentSaved { payment: payment.clone() });
    assert_eq!(cards.payments.get(&payment.id).map(AsRef::as_ref), Some(&payment));

    let (state, by) = (FormState::Sent, anna());
    let (id, appeal, sent_at) = (sent_form(1), appeal(1), at(0));
    let form = SentForm { id, version: 1, form: a_form(), appeal, by, sent_at, state };
    fold(&mut cards, FormSaved { form: form.clone() });
    assert_eq!(cards.forms.get(&form.id).map(AsRef::as_ref), Some(&form));

    let task = crate::given::cards().campaign_tasks.into_values().next().unwrap();
    let task = CampaignTask { state: CampaignTaskState::Done, ..(*task).clone() };
    fold(&mut cards, CampaignTaskSaved { task: task.clone() });
    assert_eq!(cards.campaign_tasks.get(&task.id).map(AsRef::as_ref), Some(&task));
}

#[test]
fn a_merge_is_remembered_with_what_became_of_it() {
    let mut cards = Cards::default();
    let merge = Merge {
        id: merge(1),
        into: contact(1),
        from: contact(2),
        card_before: ContactCard::default(),
        appeals: Vec::new(),
        deals: Vec::new(),
        tasks: Vec::new(),
        documents: Vec::new(),
        by: anna(),
        at: at(0),
        is_undone: false,
    };
    fold(&mut cards, ContactsMerged { merge: merge.clone() });
    assert_eq!(cards.merges.get(&merge.id).map(AsRef::as_ref), Some(&merge));
    let merge = Merge { is_undone: true, ..merge };
    fold(&mut cards, MergeUndone { merge: merge.clone() });
    assert_eq!(cards.merges.get(&merge.id).map(AsRef::as_ref), Some(&merge));
}

#[test]
fn a_document_is_in_its_card_until_it_is_taken_out() {
    let mut cards = Cards::default();
    let owners = [
        DocumentOwner::Contact { id: contact(1) },
        DocumentOwner::Contact { id: contact(2) },
        DocumentOwner::Deal { id: deal(1) },
    ];
    for (number, owner) in (1..).zip(owners) {
        fold(&mut cards, DocumentSaved { document: a_document(number, owner) });
    }
    for (number, owner) in (1..).zip(owners) {
        assert_eq!(cards.documents_of(owner).map(|it| it.id).collect::<Vec<_>>(), [document(number)]);
    }
    fold(&mut cards, DocumentRemoved { document: document(1), by: anna() });
    assert_eq!(cards.documents_of(owners[0]).count(), 0);
    assert_eq!(cards.documents.len(), 2);
}

#[test]
fn what_is_about_no_card_changes_none() {
    let mut cards = cards();
    fold(&mut cards, MessagesRead { appeal: appeal(1) });
    assert_eq!(cards, crate::given::cards());
}

#[test]
fn a_client_whose_card_went_into_another_is_not_found() {
    let mut cards = cards();
    assert_eq!(cards.contact(contact(1)), Some(&maria()));
    assert_eq!(cards.contact(contact(9)), None);
    let contact = Contact { merged_into: Some(contact(2)), ..maria() };
    fold(&mut cards, ContactSaved { contact });
    assert_eq!(cards.contact(crate::given::contact(1)), None);
}

#[test]
fn of_several_who_hold_a_number_the_oldest_card_that_stands_is_the_client() {
    let shared = phone("+79161234567");
    let mut cards = cards();
    let found = |cards: &Cards| cards.contact_at(Channel::Call, &shared).map(|contact| contact.id);
    assert_eq!(found(&cards), Some(contact(1)));

    let holder = |number, created_at: Timestamp| Contact { id: contact(number), created_at, ..maria() };
    fold(&mut cards, ContactSaved { contact: holder(3, at(-10)) });
    fold(&mut cards, ContactSaved { contact: holder(4, at(-5)) });
    assert_eq!(found(&cards), Some(contact(3)), "the oldest by its day, not by its id");

    let merged = Contact { merged_into: Some(contact(2)), ..holder(3, at(-10)) };
    fold(&mut cards, ContactSaved { contact: merged });
    assert_eq!(found(&cards), Some(contact(4)), "never one that went into another");

    fold(&mut cards, ContactSaved { contact: holder(4, at(0)) });
    assert_eq!(found(&cards), Some(contact(1)), "of two of one moment the first");

    assert_eq!(cards.contact_at(Channel::Telegram, &account("kotova")).map(|it| it.id), Some(contact(1)));
    assert_eq!(cards.contact_at(Channel::Vk, &account("kotova")), None);
    assert_eq!(cards.contact_at(Channel::Call, &phone("+79169999999")), None);
}

#[test]
fn a_clients_things_are_told_from_the_oldest() {
    let mut cards = cards();
    for (number, whose) in [(5, 2), (4, 1), (3, 2), (2, 1)] {
        fold(&mut cards, DealSaved { deal: given_deal(number, whose) });
        fold(&mut cards, TaskSaved { task: a_task(number, whose) });
        fold(&mut cards, PaymentSaved { payment: a_payment(number, whose) });
    }
    let nobodys = Task { card: TaskCard { contact: None, ..a_task(9, 1).card }, ..a_task(9, 1) };
    fold(&mut cards, TaskSaved { task: nobodys });
    let deals: Vec<_> = cards.deals_of(contact(1)).map(|it| it.id).collect();
    assert_eq!(deals, [1, 2, 4].map(deal));
    let tasks: Vec<_> = cards.tasks_of(contact(2)).map(|it| it.id).collect();
    assert_eq!(tasks, [3, 5].map(task));
    let payments: Vec<_> = cards.payments_of(deal(1)).map(|it| it.id).collect();
    assert_eq!(payments, [2, 4].map(payment));
}

fn fold(cards: &mut Cards, event: impl Into<Event>) {
    cards.fold(&event.into());
}

fn given_deal(number: u8, with: u8) -> Deal {
    let order = crate::given::cards().deals.remove(&deal(1)).unwrap();
    let card = crate::deal::DealCard { contact: contact(with), ..order.card.clone() };
    Deal { id: deal(number), card, ..(*order).clone() }
}

fn a_task(number: u8, about: u8) -> Task {
    let card = TaskCard {
        title: "Перезвонить".to_owned(),
        contact: Some(contact(about)),
        deal: None,
        appeal: None,
        assignee: anna(),
        due_at: None,
        comment: String::new(),
    };
    Task { id: task(number), version: 1, card, created_at: at(0), done_at: None }
}

fn a_payment(number: u8, of: u8) -> Payment {
    Payment {
        id: payment(number),
        version: 1,
        deal: deal(of),
        appeal: appeal(1),
        amount: Money::rub(100),
        description: "Заказ".to_owned(),
        status: PaymentStatus::Pending,
        link: None,
        reason: None,
        by: anna(),
        created_at: at(0),
        changed_at: at(0),
    }
}

fn a_document(number: u8, owner: DocumentOwner) -> Document {
    let (name, media_type) = ("Счёт.pdf".to_owned(), "application/pdf".to_owned());
    let file = Attachment { id: attachment(1), name, media_type, bytes: 1 };
    Document { id: document(number), file, owner, appeal: appeal(1), by: anna(), at: at(0) }
}
