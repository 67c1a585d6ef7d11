//! Deals, tasks, and files kept in cards (W3, W7).

use crate::appeal::Link;
use crate::channel::Channel;
use crate::command::*;
use crate::deal::{Deal, DealCard, Document, DocumentOwner, Task, TaskCard};
use crate::event::*;
use crate::given::*;
use crate::id::OperatorId;
use crate::message::Attachment;
use crate::money::Money;
use crate::refusal::Refusal;
use crate::world::{Slice, World};

// Deals.

#[test]
fn a_deal_is_made_and_changed() {
    let card = DealCard {
        organisation: Some(organisation(1)),
        amount: Some(Money::rub(1)),
        comment: "Срочно".to_owned(),
        ..repair()
    };
    let made = a_deal(2, 1, card.clone(), 600, 600);
    let world = given(nobody()).when(anna(), save_deal(2, None, card.clone())).then([deal_saved(made)]);
    let won = DealCard { stage: deal_stage(2), assignee: boris(), ..card };
    let changed = a_deal(2, 2, won.clone(), 600, 700);
    let world =
        given(world).when_at(at(700), vera(), save_deal(2, Some(1), won.clone())).then([deal_saved(changed)]);
    given(world.clone()).when(vera(), save_deal(2, Some(1), won)).then_nothing();
    given(world).when(anna(), save_deal(2, Some(1), repair())).refused(Refusal::Changed { version: 2 });
}

#[test]
fn a_deal_is_kept_without_the_space_around_what_was_typed() {
    let typed =
        DealCard { title: " Ремонт\n".to_owned(), comment: " Срочно ".to_owned(), ..repair() };
    let kept = DealCard { comment: "Срочно".to_owned(), ..repair() };
    let world = given(nobody())
        .when(anna(), save_deal(2, None, typed.clone()))
        .then([deal_saved(a_deal(2, 1, kept, 600, 600))]);
    given(world).when(anna(), save_deal(2, None, typed)).then_nothing();
}

#[test]
fn a_deal_is_refused_for_its_reasons() {
    let with = |change: fn(&mut DealCard)| {
        let mut card = repair();
        change(&mut card);
        save_deal(2, None, card)
    };
    for (wish, refusal) in [
        (with(|card| card.title = " ".to_owned()), Refusal::EmptyName),
        (with(|card| card.title = "Ж".repeat(201)), Refusal::NameTooLong { limit: 200 }),
        (with(|card| card.comment = "Ж".repeat(2_001)), Refusal::CommentTooLong { limit: 2_000 }),
        (with(|card| card.contact = contact(9)), Refusal::UnknownContact),
        (with(|card| card.organisation = Some(organisation(9))), Refusal::UnknownOrganisation),
        (with(|card| card.stage = deal_stage(9)), Refusal::UnknownDealStage),
        (with(|card| card.assignee = stranger()), Refusal::UnknownOperator),
        (save_deal(9, Some(1), repair()), Refusal::UnknownDeal),
        (save_deal(1, None, repair()), Refusal::AlreadyExists),
    ] {
        given(nobody()).when(anna(), wish).refused(refusal);
    }
    given(nobody()).when(CONNECTOR, save_deal(2, None, repair())).refused(Refusal::NotYourPart);
    given(nobody()).when(stranger(), save_deal(2, None, repair())).refused(Refusal::NotYourPart);
    let merged = nobody().and(100, anna(), merge_petr_into_maria());
    let with_petr = DealCard { contact: contact(2), ..repair() };
    given(merged).when(anna(), save_deal(2, None, with_petr)).refused(Refusal::UnknownContact);
}

#[test]
fn a_deal_made_in_an_appeal_is_linked_with_it() {
    for world in [in_work(), in_work().and(100, anna(), bind(1))] {
        let world = given(world)
            .when(anna(), save_deal_from(2, None, repair()))
            .then([deal_saved(a_deal(2, 1, repair(), 600, 600)), linked(2)]);
        assert_eq!(world.the_appeal().deal, Some(deal(2)));
        given(world.clone()).when(anna(), save_deal_from(2, None, repair())).then_nothing();
        let returned = world.and(
            610,
            anna(),
            Command::ReturnAppeal(ReturnAppeal { appeal: appeal(1), comment: String::new() }),
        );
        given(returned).when(anna(), save_deal_from(2, None, repair())).then_nothing();
    }
}

#[test]
fn a_known_deal_is_linked_or_changed_in_an_appeal_as_far_as_it_is_not() {
    let known = || in_work().and(100, anna(), save_deal(2, None, repair()));
    given(known()).when(anna(), save_deal_from(2, Some(1), repair())).then([linked(2)]);
    let renamed = DealCard { title: "Замена".to_owned(), ..repair() };
    let is_linked = known().and(110, anna(), save_deal_from(2, Some(1), repair()));
    given(is_linked)
        .when(anna(), save_deal_from(2, Some(1), renamed.clone()))
        .then([deal_saved(a_deal(2, 2, renamed, 100, 600))]);
}

#[test]
fn a_deal_is_linked_with_an_appeal_of_its_client_by_whoever_has_it() {
    let of_petr = in_work().and(100, anna(), bind(2));
    given(of_petr).when(anna(), save_deal_from(2, None, repair())).refused(Refusal::DealOfAnother);
    given(in_work())
        .when(boris(), save_deal_from(2, None, repair()))
        .refused(Refusal::NotYours { by: anna() });
    given(waiting()).when(anna(), save_deal_from(2, None, repair())).refused(Refusal::StillWaiting);
    given(nobody()).when(anna(), save_deal_from(2, None, repair())).refused(Refusal::UnknownAppeal);
}

// Tasks.

#[test]
fn a_task_is_made_and_changed_and_stays_done() {
    let card = TaskCard {
        contact: Some(contact(1)),
        deal: Some(deal(1)),
        appeal: Some(appeal(1)),
        due_at: Some(at(3_600)),
        comment: "После обеда".to_owned(),
        ..call_back()
    };
    let typed =
        TaskCard {
            title: " Перезвонить ".to_owned(), comment: "После обеда\n".to_owned(), ..card.clone()
        };
    let made = a_task(1, card.clone(), 600, None);
    let world = given(in_work()).when(anna(), save_task(None, typed.clone())).then([task_saved(made)]);
    given(world.clone()).when(anna(), save_task(None, typed)).then_nothing();

    let done = world.and(700, boris(), finish(true));
    let other = TaskCard { assignee: boris(), ..card };
    let changed = a_task(3, other.clone(), 600, Some(700));
    let world =
        given(done).when_at(at(800), anna(), save_task(Some(2), other.clone())).then([task_saved(changed)]);
    given(world.clone()).when(anna(), save_task(Some(2), other)).then_nothing();
    given(world).when(anna(), save_task(Some(2), call_back())).refused(Refusal::Changed { version: 3 });
}

#[test]
fn a_task_may_be_about_nobody() {
    let made = a_task(1, call_back(), 600, None);
    given(nobody()).when(anna(), save_task(None, call_back())).then([task_saved(made)]);
}

#[test]
fn a_task_is_refused_for_its_reasons() {
    let with = |change: fn(&mut TaskCard)| {
        let mut card = call_back();
        change(&mut card);
        save_task(None, card)
    };
    for (wish, refusal) in [
        (with(|card| card.title = "\n".to_owned()), Refusal::EmptyName),
        (with(|card| card.title = "Ж".repeat(201)), Refusal::NameTooLong { limit: 200 }),
        (with(|card| card.comment = "Ж".repeat(2_001)), Refusal::CommentTooLong { limit: 2_000 }),
        (with(|card| card.contact = Some(contact(9))), Refusal::UnknownContact),
        (with(|card| card.appeal = Some(appeal(9))), Refusal::UnknownAppeal),
        (with(|card| card.deal = Some(deal(9))), Refusal::UnknownDeal),
        (with(|card| card.assignee = stranger()), Refusal::UnknownOperator),
        (save_task(Some(1), call_back()), Refusal::UnknownTask),
    ] {
        given(nobody()).when(anna(), wish).refused(refusal);
    }
    given(nobody()).when(CONNECTOR, save_task(None, call_back())).refused(Refusal::NotYourPart);
    given(nobody()).when(stranger(), save_task(None, call_back())).refused(Refusal::NotYourPart);
    let made = nobody().and(100, anna(), save_task(None, call_back()));
    let other = TaskCard { title: "Написать".to_owned(), ..call_back() };
    given(made).when(anna(), save_task(None, other)).refused(Refusal::AlreadyExists);
}

#[test]
fn a_task_is_done_and_not_done_after_all() {
    let made = nobody().and(100, anna(), save_task(None, call_back()));
    given(made.clone()).when(anna(), finish(false)).then_nothing();
    let done =
        given(made).when(boris(), finish(true)).then([task_saved(a_task(2, call_back(), 100, Some(600)))]);
    given(done.clone()).when_at(at(700), anna(), finish(true)).then_nothing();
    given(done).when(anna(), finish(false)).then([task_saved(a_task(3, call_back(), 100, None))]);
}

#[test]
fn only_a_known_task_is_done_and_by_an_operator() {
    given(nobody()).when(anna(), finish(true)).refused(Refusal::UnknownTask);
    let made = || nobody().and(100, anna(), save_task(None, call_back()));
    given(made()).when(CONNECTOR, finish(true)).refused(Refusal::NotYourPart);
    given(made()).when(stranger(), finish(true)).refused(Refusal::NotYourPart);
}

// Documents.

#[test]
fn a_file_of_the_chat_is_kept_in_a_card() {
    for owner in [marias(), DocumentOwner::Deal { id: deal(1) }] {
        let document = kept(owner, anna());
        let wish = keep(1, 1, owner);
        let world = given(with_a_file())
            .when(anna(), wish.clone())
            .then([Event::DocumentSaved(DocumentSaved { document })]);
        given(world).when(boris(), wish).then_nothing();
    }
}

#[test]
fn whoever_sees_the_appeal_keeps_its_files() {
    for by in [boris(), galina(), dmitry()] {
        let document = kept(marias(), by);
        given(with_a_file())
            .when(by, keep(1, 1, marias()))
            .then([Event::DocumentSaved(DocumentSaved { document })]);
    }
    given(with_a_file()).when(vera(), keep(1, 1, marias())).refused(Refusal::NotYourGroup);
    given(with_a_file()).when(CONNECTOR, keep(1, 1, marias())).refused(Refusal::NotYourPart);
}

#[test]
fn a_file_is_kept_only_where_there_is_one_and_a_card() {
    let deal_of = |number| DocumentOwner::Deal { id: deal(number) };
    let client = |number| DocumentOwner::Contact { id: contact(number) };
    for (wish, refusal) in [
        (keep(9, 1, marias()), Refusal::UnknownMessage),
        (keep(1, 9, marias()), Refusal::UnknownAttachment),
        (keep(1, 1, client(9)), Refusal::UnknownContact),
        (keep(1, 1, deal_of(9)), Refusal::UnknownDeal),
    ] {
        given(with_a_file()).when(anna(), wish).refused(refusal);
    }
    given(nobody()).when(anna(), keep(1, 1, marias())).refused(Refusal::UnknownAppeal);
    let merged = with_a_file().and(100, anna(), merge_petr_into_maria());
    given(merged).when(anna(), keep(1, 1, client(2))).refused(Refusal::UnknownContact);
}

#[test]
fn one_id_never_stands_for_two_documents() {
    let kept = || with_a_file().and(100, anna(), keep(1, 1, marias()));
    given(kept()).when(anna(), keep(1, 2, marias())).refused(Refusal::AlreadyExists);
    let elsewhere = DocumentOwner::Contact { id: contact(2) };
    given(kept()).when(anna(), keep(1, 1, elsewhere)).refused(Refusal::AlreadyExists);
}

#[test]
fn a_document_is_taken_out_by_whoever_kept_it_or_oversees() {
    let kept = || with_a_file().and(100, anna(), keep(1, 1, marias()));
    for by in [anna(), galina(), dmitry()] {
        let world = given(kept())
            .when(by, remove())
            .then([Event::DocumentRemoved(DocumentRemoved { document: document(1), by })]);
        given(world.clone()).when(by, remove()).then_nothing();
        assert_eq!(world.cards().documents.len(), 0);
    }
    given(kept()).when(boris(), remove()).refused(Refusal::SavedByAnother { by: anna() });
    given(kept()).when(CONNECTOR, remove()).refused(Refusal::NotYourPart);
    given(nobody()).when(stranger(), remove()).refused(Refusal::NotYourPart);
}

fn repair() -> DealCard {
    DealCard {
        title: "Ремонт".to_owned(),
        contact: contact(1),
        organisation: None,
        amount: None,
        stage: deal_stage(1),
        assignee: anna(),
        comment: String::new(),
    }
}

fn save_deal(number: u8, version: Option<u64>, card: DealCard) -> Command {
    Command::SaveDeal(SaveDeal { deal: deal(number), version, card, from_appeal: None })
}

fn save_deal_from(number: u8, version: Option<u64>, card: DealCard) -> Command {
    Command::SaveDeal(SaveDeal { deal: deal(number), version, card, from_appeal: Some(appeal(1)) })
}

fn a_deal(number: u8, version: u64, card: DealCard, created: i64, changed: i64) -> Deal {
    Deal { id: deal(number), version, card, created_at: at(created), changed_at: at(changed) }
}

fn deal_saved(deal: Deal) -> Event {
    Event::DealSaved(DealSaved { deal })
}

fn linked(number: u8) -> Event {
    let link = Link::Deal { id: deal(number) };
    Event::AppealLinked(AppealLinked { appeal: appeal(1), by: anna(), link })
}

fn bind(number: u8) -> Command {
    Command::BindContact(BindContact { appeal: appeal(1), contact: contact(number) })
}

fn merge_petr_into_maria() -> Command {
    Command::MergeContacts(MergeContacts { merge: merge(1), into: contact(1), from: contact(2) })
}

fn call_back() -> TaskCard {
    TaskCard {
        title: "Перезвонить".to_owned(),
        contact: None,
        deal: None,
        appeal: None,
        assignee: anna(),
        due_at: None,
        comment: String::new(),
    }
}

fn save_task(version: Option<u64>, card: TaskCard) -> Command {
    Command::SaveTask(SaveTask { task: task(1), version, card })
}

fn finish(is_done: bool) -> Command {
    Command::FinishTask(FinishTask { task: task(1), is_done })
}

fn a_task(version: u64, card: TaskCard, created: i64, done: Option<i64>) -> Task {
    Task { id: task(1), version, card, created_at: at(created), done_at: done.map(at) }
}

fn task_saved(task: Task) -> Event {
    Event::TaskSaved(TaskSaved { task })
}

fn file(number: u8) -> Attachment {
    let (name, media_type) = (format!("Счёт {number}.pdf"), "application/pdf".to_owned());
    Attachment { id: attachment(number), name, media_type, bytes: 1_000 }
}

/// A guest sent two files with message 1; Анна has the appeal in work.
fn with_a_file() -> World {
    let store = |number| Command::StoreAttachment(StoreAttachment { attachment: file(number) });
    let letter = Command::ReceiveMessage(ReceiveMessage {
        appeal: appeal(1),
        message: message(1),
        text: String::new(),
        attachments: vec![attachment(2), attachment(1)],
        mail: None,
    });
    let came = waiting_by(Channel::Telegram).and(1, CONNECTOR, store(1)).and(2, CONNECTOR, store(2));
    came.and(10, CONNECTOR, letter).and(30, anna(), take())
}

fn marias() -> DocumentOwner {
    DocumentOwner::Contact { id: contact(1) }
}

fn keep(from: u8, which: u8, owner: DocumentOwner) -> Command {
    Command::SaveDocument(SaveDocument {
        document: document(1),
        appeal: appeal(1),
        message: message(from),
        attachment: attachment(which),
        owner,
    })
}

fn kept(owner: DocumentOwner, by: OperatorId) -> Document {
    Document { id: document(1), file: file(1), owner, appeal: appeal(1), by, at: at(600) }
}

fn remove() -> Command {
    Command::RemoveDocument(RemoveDocument { document: document(1) })
}
