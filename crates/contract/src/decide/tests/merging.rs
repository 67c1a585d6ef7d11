//! Two clients made one, and parted again (U9).

use crate::channel::Channel;
use crate::command::*;
use crate::contact::{Account, Contact, ContactCard, Merge, NumberKind, TypedNumber};
use crate::deal::{Deal, DealCard, Document, DocumentOwner, Task, TaskCard};
use crate::event::*;
use crate::given::*;
use crate::id::{ContactId, DealId, OperatorId, TaskId};
use crate::message::Attachment;
use crate::refusal::Refusal;
use crate::world::{Slice, World};

const DAY: i64 = 24 * 60 * 60;

#[test]
fn everything_moves_in_the_direction_that_was_chosen() {
    let before = petrs_things();
    let kept = Merge {
        id: merge(1),
        into: contact(1),
        from: contact(2),
        card_before: maria().card,
        appeals: vec![appeal(1), appeal(2)],
        deals: vec![deal(2)],
        tasks: vec![task(1)],
        documents: vec![document(1)],
        by: boris(),
        at: at(600),
        is_undone: false,
    };
    let both = maria().card.merged_with(&petr_with_telegram());
    let now_hers = Deal { version: 2, changed_at: at(600), ..deal_of(&before, deal(2)) };
    let her_task = Task { version: 2, ..task_of(&before, task(1)) };
    let her_document = Document { owner: owner(1), ..petrs_document() };
    let world = given(before).when(boris(), merge_petr_into_maria()).then([
        Event::ContactsMerged(ContactsMerged { merge: kept }),
        saved(Contact { version: 2, card: both, ..maria() }),
        saved(Contact { version: 3, card: petr_with_telegram(), merged_into: Some(contact(1)), ..petr() }),
        bound(1, 1),
        bound(2, 1),
        Event::DealSaved(DealSaved {
            deal: Deal { card: DealCard { contact: contact(1), ..now_hers.card.clone() }, ..now_hers },
        }),
        Event::TaskSaved(TaskSaved {
            task: Task { card: TaskCard { contact: Some(contact(1)), ..her_task.card.clone() }, ..her_task },
        }),
        Event::DocumentSaved(DocumentSaved { document: her_document }),
    ]);
    assert_eq!(world.cards().contact(contact(2)), None);
    assert_eq!(world.appeals_of(contact(1)), [appeal(1), appeal(2)]);
    assert_eq!(world.cards().contact_at(Channel::Call, &phone("+74951112233")).unwrap().id, contact(1));
}

#[test]
fn the_other_direction_keeps_the_other_card() {
    let wish = merging(1, 2, 1);
    let world = given(nobody()).when(anna(), wish.clone()).then([
        Event::ContactsMerged(ContactsMerged {
            merge: Merge {
                id: merge(1),
                into: contact(2),
                from: contact(1),
                card_before: petr().card,
                appeals: Vec::new(),
                deals: vec![deal(1)],
                tasks: Vec::new(),
                documents: Vec::new(),
                by: anna(),
                at: at(600),
                is_undone: false,
            },
        }),
        saved(Contact { version: 2, card: petr().card.merged_with(&maria().card), ..petr() }),
        saved(Contact { version: 2, merged_into: Some(contact(2)), ..maria() }),
        Event::DealSaved(DealSaved {
            deal: Deal {
                version: 2,
                changed_at: at(600),
                card: DealCard { contact: contact(2), ..deal_of(&nobody(), deal(1)).card },
                ..deal_of(&nobody(), deal(1))
            },
        }),
    ]);
    assert_eq!(world.cards().contact(contact(2)).unwrap().card.name, "Пётр Серов");
    given(world).when(anna(), wish).then_nothing();
}

#[test]
fn a_merge_is_refused_for_its_reasons() {
    given(nobody()).when(anna(), merging(1, 1, 1)).refused(Refusal::SameContact);
    given(nobody()).when(anna(), merging(1, 1, 9)).refused(Refusal::UnknownContact);
    given(nobody()).when(anna(), merging(1, 9, 1)).refused(Refusal::UnknownContact);
    given(nobody()).when(CONNECTOR, merging(1, 1, 2)).refused(Refusal::NotYourPart);
    given(nobody()).when(stranger(), merging(1, 1, 2)).refused(Refusal::NotYourPart);
    let merged = || nobody().and(100, anna(), merge_petr_into_maria());
    given(merged()).when(anna(), merging(2, 1, 2)).refused(Refusal::UnknownContact);
    given(merged()).when(anna(), merging(2, 2, 1)).refused(Refusal::UnknownContact);
}

#[test]
fn one_id_never_stands_for_two_merges() {
    let merged = || nobody().and(50, anna(), save_third()).and(100, anna(), merge_petr_into_maria());
    given(merged()).when(boris(), merge_petr_into_maria()).then_nothing();
    for other in [merging(1, 1, 3), merging(1, 3, 2), merging(1, 2, 1)] {
        given(merged()).when(anna(), other).refused(Refusal::AlreadyExists);
    }
    let parted = merged().and(110, anna(), undo());
    given(parted).when(anna(), merge_petr_into_maria()).refused(Refusal::AlreadyExists);
}

#[test]
fn two_who_were_parted_are_what_they_were() {
    let before = petrs_things();
    let merged = before.clone().and(700, anna(), merge_petr_into_maria());
    let known = merged.cards().merges.get(&merge(1)).unwrap().clone();
    let his_deal = Deal { version: 3, changed_at: at(800), ..deal_of(&before, deal(2)) };
    let his_task = Task { version: 3, ..task_of(&before, task(1)) };
    let world = given(merged).when_at(at(800), boris(), undo()).then([
        Event::MergeUndone(MergeUndone { merge: Merge { is_undone: true, ..(*known).clone() } }),
        saved(Contact { version: 3, ..maria() }),
        saved(Contact { version: 4, card: petr_with_telegram(), ..petr() }),
        bound(1, 2),
        bound(2, 2),
        Event::DealSaved(DealSaved { deal: his_deal }),
        Event::TaskSaved(TaskSaved { task: his_task }),
        Event::DocumentSaved(DocumentSaved { document: petrs_document() }),
    ]);
    assert_eq!(world.appeals_of(contact(2)), [appeal(1), appeal(2)]);
    given(world).when(anna(), undo()).then_nothing();
}

#[test]
fn a_merge_is_taken_back_within_a_day() {
    let merged = || nobody().and(100, anna(), merge_petr_into_maria());
    for soon in [at(100), at(100 + DAY)] {
        let parted = merged().execute(anna().into(), soon, &undo());
        assert!(parted.is_ok_and(|events| !events.is_empty()), "{soon}");
    }
    given(merged()).when_at(at_ms((100 + DAY) * 1_000 + 1), anna(), undo()).refused(Refusal::TooLateToPart);
    let long_undone = merged().and(200, anna(), undo());
    given(long_undone).when_at(at(2 * DAY), anna(), undo()).then_nothing();
}

#[test]
fn what_was_written_since_the_merge_stands() {
    let merged = nobody().and(100, anna(), merge_petr_into_maria());
    let mut edited = merged.cards().contact(contact(1)).unwrap().card.clone();
    edited.name = "Мария Серова".to_owned();
    edited.mails.push("serova@example.org".to_owned());
    let save = save(1, 2, edited);
    let parted = merged.and(200, boris(), save).and(300, anna(), undo());
    let mut hers = maria().card;
    hers.name = "Мария Серова".to_owned();
    hers.mails.push("serova@example.org".to_owned());
    assert_eq!(parted.cards().contact(contact(1)).unwrap().card, hers, "and his number is his again");
    assert_eq!(parted.cards().contact(contact(2)).unwrap().card, petr().card);
    assert_eq!(parted.cards().contact_at(Channel::Call, &phone("+74951112233")).unwrap().id, contact(2));
}

#[test]
fn a_card_that_got_nothing_by_the_merge_is_not_written_on_when_it_is_undone() {
    let nothing_new = ContactCard { name: "Маша".to_owned(), ..ContactCard::default() };
    let merged =
        nobody().and(100, anna(), save_as(3, nothing_new.clone())).and(200, anna(), merging(1, 1, 3));
    let known = merged.cards().merges.get(&merge(1)).unwrap().clone();
    let third = Contact { version: 3, created_at: at(100), ..on_a_card(3, nothing_new) };
    given(merged).when(anna(), undo()).then([
        Event::MergeUndone(MergeUndone { merge: Merge { is_undone: true, ..(*known).clone() } }),
        saved(third),
    ]);
}

#[test]
fn what_was_moved_elsewhere_since_the_merge_stays_there() {
    let moved = petrs_things()
        .and(650, anna(), save_third())
        .and(700, anna(), merge_petr_into_maria())
        .and(710, anna(), Command::LinkAppeal(LinkAppeal { appeal: appeal(1), link: link_to(3) }))
        .and(720, anna(), save_deal(deal(2), Some(2), contact(3)))
        .and(730, anna(), save_task(task(1), Some(2), contact(3)))
        .and(740, anna(), Command::RemoveDocument(RemoveDocument { document: document(1) }))
        .and(750, anna(), keep_document(3));
    let parted = moved.and(800, anna(), undo());
    assert_eq!(parted.the_appeal().contact, Some(contact(3)));
    assert_eq!(parted.appeals_of(contact(2)), [appeal(2)]);
    assert_eq!(parted.cards().deals.get(&deal(2)).unwrap().card.contact, contact(3));
    assert_eq!(parted.cards().tasks.get(&task(1)).unwrap().card.contact, Some(contact(3)));
    assert_eq!(parted.cards().documents_of(owner(3)).count(), 1);
}

#[test]
fn whoever_came_since_the_merge_stays_with_the_card_that_remained() {
    let merged = nobody().and(100, anna(), merge_petr_into_maria());
    let came = merged.and(200, CONNECTOR, register_call(appeal(1), "+74951112233"));
    assert_eq!(came.the_appeal().contact, Some(contact(1)));
    let parted = came.and(300, anna(), undo());
    assert_eq!(parted.the_appeal().contact, Some(contact(1)));
}

#[test]
fn merges_one_upon_the_other_are_undone_from_the_last() {
    let twice = nobody().and(50, anna(), save_third()).and(100, anna(), merge_petr_into_maria()).and(
        200,
        anna(),
        merging(2, 3, 1),
    );
    given(twice.clone()).when(anna(), undo()).refused(Refusal::UnknownContact);
    let parted =
        twice.and(300, anna(), Command::UndoMerge(UndoMerge { merge: merge(2) })).and(310, anna(), undo());
    for (id, card) in [(contact(1), maria().card), (contact(2), petr().card)] {
        assert_eq!(parted.cards().contact(id).unwrap().card, card);
    }
}

#[test]
fn only_a_merge_that_was_is_undone_and_by_an_operator() {
    given(nobody()).when(anna(), undo()).refused(Refusal::UnknownMerge);
    let merged = || nobody().and(100, anna(), merge_petr_into_maria());
    given(merged()).when(CONNECTOR, undo()).refused(Refusal::NotYourPart);
    given(merged()).when(stranger(), undo()).refused(Refusal::NotYourPart);
}

/// Пётр has two appeals, a deal, a task and a document.
fn petrs_things() -> World {
    let file = Attachment {
        id: attachment(1),
        name: "Счёт.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes: 1_000,
    };
    let came = waiting()
        .and(5, CONNECTOR, Command::StoreAttachment(StoreAttachment { attachment: file }))
        .and(
            10,
            CONNECTOR,
            Command::ReceiveMessage(ReceiveMessage {
                appeal: appeal(1),
                message: message(1),
                text: String::new(),
                attachments: vec![attachment(1)],
                mail: None,
            }),
        )
        .and(20, CONNECTOR, register(appeal(2), Channel::Telegram, support()))
        .and(30, anna(), take());
    came.and(40, anna(), Command::BindContact(BindContact { appeal: appeal(1), contact: contact(2) }))
        .and(50, anna(), save_deal(deal(2), None, contact(2)))
        .and(60, anna(), save_task(task(1), None, contact(2)))
        .and(70, anna(), keep_document(2))
}

fn petr_with_telegram() -> ContactCard {
    petr().card.with(Channel::Telegram, &guest())
}

fn petrs_document() -> Document {
    let world = petrs_things();
    world.cards().documents.get(&document(1)).unwrap().as_ref().clone()
}

fn keep_document(whose: u8) -> Command {
    Command::SaveDocument(SaveDocument {
        document: document(1),
        appeal: appeal(1),
        message: message(1),
        attachment: attachment(1),
        owner: owner(whose),
    })
}

fn owner(number: u8) -> DocumentOwner {
    DocumentOwner::Contact { id: contact(number) }
}

fn link_to(number: u8) -> crate::appeal::Link {
    crate::appeal::Link::Contact { id: contact(number) }
}

fn deal_of(world: &World, id: DealId) -> Deal {
    world.cards().deals.get(&id).unwrap().as_ref().clone()
}

fn task_of(world: &World, id: TaskId) -> Task {
    world.cards().tasks.get(&id).unwrap().as_ref().clone()
}

fn save_deal(deal: DealId, version: Option<u64>, with: ContactId) -> Command {
    let card = DealCard {
        title: "Ремонт".to_owned(),
        contact: with,
        organisation: None,
        amount: None,
        stage: deal_stage(1),
        assignee: anna(),
        comment: String::new(),
    };
    Command::SaveDeal(SaveDeal { deal, version, card, from_appeal: None })
}

fn save_task(task: TaskId, version: Option<u64>, about: ContactId) -> Command {
    let assignee: OperatorId = anna();
    let card = TaskCard {
        title: "Перезвонить".to_owned(),
        contact: Some(about),
        deal: None,
        appeal: None,
        assignee,
        due_at: None,
        comment: String::new(),
    };
    Command::SaveTask(SaveTask { task, version, card })
}

fn save(number: u8, version: u64, card: ContactCard) -> Command {
    let (contact, version) = (contact(number), Some(version));
    Command::SaveContact(SaveContact { contact, version, card, from_appeal: None })
}

fn save_as(number: u8, card: ContactCard) -> Command {
    Command::SaveContact(SaveContact { contact: contact(number), version: None, card, from_appeal: None })
}

/// Ольга, who has places of her own.
fn save_third() -> Command {
    save_as(
        3,
        ContactCard {
            name: "Ольга".to_owned(),
            numbers: vec![TypedNumber { kind: NumberKind::Home, number: "+74950000003".parse().unwrap() }],
            accounts: vec![Account { channel: Channel::Vk, id: "olga".to_owned(), name: None }],
            mails: vec!["olga@example.org".to_owned()],
            ..ContactCard::default()
        },
    )
}

fn on_a_card(number: u8, card: ContactCard) -> Contact {
    Contact { id: contact(number), version: 1, card, created_at: at(0), merged_into: None }
}

fn merging(number: u8, into: u8, from: u8) -> Command {
    let (into, from) = (contact(into), contact(from));
    Command::MergeContacts(MergeContacts { merge: merge(number), into, from })
}

fn merge_petr_into_maria() -> Command {
    merging(1, 1, 2)
}

fn undo() -> Command {
    Command::UndoMerge(UndoMerge { merge: merge(1) })
}

fn saved(contact: Contact) -> Event {
    Event::ContactSaved(ContactSaved { contact })
}

fn bound(number: u8, to: u8) -> Event {
    Event::AppealBound(AppealBound { appeal: appeal(number), contact: contact(to) })
}
