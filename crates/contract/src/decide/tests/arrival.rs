//! How appeals come: by a line, by the dialer, or made by hand (Q1, Q4, H10).

use crate::address::Address;
use crate::appeal::Appeal;
use crate::call::{Call, LegState, Party};
use crate::campaign::{CampaignTask, CampaignTaskState};
use crate::channel::Channel;
use crate::command::*;
use crate::contact::ContactCard;
use crate::event::*;
use crate::given::*;
use crate::history::{Creation, Direction};
use crate::id::ContactId;
use crate::message::{Attachment, Author, Delivery, Message, MessageKind};
use crate::refusal::Refusal;
use crate::world::{Slice, World};

/// Somebody comes by Telegram from a place that no card holds.
fn arrival() -> RegisterAppeal {
    let Command::RegisterAppeal(arrival) = register(appeal(1), Channel::Telegram, support()) else {
        unreachable!("a registration is one")
    };
    arrival
}

#[track_caller]
fn registered(world: World, arrival: RegisterAppeal) -> Appeal {
    world.and(5, CONNECTOR, arrival).the_appeal().clone()
}

fn visitor(id: &str) -> Address {
    Address::Visitor { id: id.to_owned() }
}

fn merge(number: u8, into: ContactId, from: ContactId) -> MergeContacts {
    MergeContacts { merge: crate::given::merge(number), into, from }
}

fn sofia() -> SaveContact {
    let card = ContactCard { name: "София Лис".to_owned(), ..ContactCard::default() };
    SaveContact { contact: contact(3), version: None, card, from_appeal: None }
}

// By a line.

#[test]
fn a_client_is_recognised_by_where_he_comes_from() {
    let places = [
        (Channel::Telegram, account("kotova"), Some(contact(1))),
        (Channel::Email, mail("Kotova@Example.org"), Some(contact(1))),
        (Channel::Call, phone("+79161234567"), Some(contact(1))),
        (Channel::WhatsApp, phone("+79161234567"), Some(contact(1))),
        (Channel::Sms, phone("+74951112233"), Some(contact(2))),
        (Channel::Vk, account("kotova"), None),
        (Channel::Telegram, account("kotov"), None),
        (Channel::Call, phone("+79161234568"), None),
        (Channel::SiteChat, visitor("kotova"), None),
    ];
    for (channel, address, expected) in places {
        let arrival = RegisterAppeal { channel, address: address.clone(), ..arrival() };
        given(nobody()).when(CONNECTOR, arrival.clone());
        assert_eq!(registered(nobody(), arrival).contact, expected, "{address:?}");
    }
}

#[test]
fn a_line_may_know_its_client_better_than_the_address_book() {
    let arrival = RegisterAppeal { contact: Some(contact(2)), address: account("kotova"), ..arrival() };
    assert_eq!(registered(nobody(), arrival).contact, Some(contact(2)));
}

#[test]
fn nobody_comes_as_a_client_who_does_not_exist() {
    let arrival = RegisterAppeal { contact: Some(contact(9)), ..arrival() };
    given(nobody()).when(CONNECTOR, arrival).refused(Refusal::UnknownContact);
}

#[test]
fn a_line_that_knows_a_card_from_before_a_merge_still_finds_its_client() {
    let arrival = || RegisterAppeal { contact: Some(contact(2)), ..arrival() };
    let merged = nobody().and(1, anna(), merge(1, contact(1), contact(2)));
    given(merged.clone()).when(CONNECTOR, arrival());
    assert_eq!(registered(merged.clone(), arrival()).contact, Some(contact(1)));
    let merged_again = merged.and(2, anna(), sofia()).and(3, anna(), merge(2, contact(3), contact(1)));
    given(merged_again.clone()).when(CONNECTOR, arrival());
    assert_eq!(registered(merged_again, arrival()).contact, Some(contact(3)));
}

#[test]
fn an_appeal_keeps_who_began_it_and_how() {
    for (direction, creation) in [
        (Direction::Incoming, Creation::Client),
        (Direction::Proactive, Creation::Widget),
        (Direction::Outgoing, Creation::Dialer),
        (Direction::Incoming, Creation::CallBack),
    ] {
        let appeal = registered(nobody(), RegisterAppeal { direction, creation, ..arrival() });
        assert_eq!((appeal.direction, appeal.creation), (direction, creation));
    }
}

#[test]
fn appeals_are_numbered_one_after_the_other_and_a_refused_one_takes_no_number() {
    let mut world = nobody();
    assert!(world.execute(anna().into(), at(0), &arrival().into()).is_err());
    for number in 1..=3 {
        world =
            world.and(i64::from(number), CONNECTOR, RegisterAppeal { appeal: appeal(number), ..arrival() });
        let known = world.appeal(appeal(number)).unwrap();
        assert_eq!(known.number, 1_023 + u64::from(number));
    }
}

#[test]
fn whoever_calls_is_on_the_line_from_the_first_moment() {
    let number = "+79990000001".parse().unwrap();
    let call = Call::begun(Some(number), Party::Client, LegState::Talking, at(0));
    assert_eq!(calling().the_appeal().call, Some(call));
    assert_eq!(calling().the_appeal().first_reply_at, None, "nobody has answered him yet");
}

#[test]
fn a_call_whose_line_tells_no_number_is_a_call_all_the_same() {
    let hidden = RegisterAppeal { channel: Channel::Call, address: visitor("1"), ..arrival() };
    let call = registered(nobody(), hidden).call;
    assert_eq!(call, Some(Call::begun(None, Party::Client, LegState::Talking, at(5))));
}

#[test]
fn nobody_is_on_the_line_who_writes_or_waits_to_be_called_back() {
    let address = phone("+79990000001");
    let call_back = RegisterAppeal {
        channel: Channel::Call,
        creation: Creation::CallBack,
        address: address.clone(),
        ..arrival()
    };
    assert_eq!(registered(nobody(), call_back).call, None);
    let sms = RegisterAppeal { channel: Channel::Sms, address, ..arrival() };
    assert_eq!(registered(nobody(), sms).call, None);
}

// By the dialer.

fn dialled(task: u8) -> RegisterAppeal {
    RegisterAppeal {
        channel: Channel::Call,
        direction: Direction::Outgoing,
        creation: Creation::Dialer,
        address: phone("+79160000009"),
        campaign_task: Some(campaign_task(task)),
        ..arrival()
    }
}

#[test]
fn a_task_of_the_dialer_is_in_the_appeal_that_came_of_it() {
    let planned = nobody().cards().campaign_tasks.get(&campaign_task(1)).unwrap().clone();
    let world = nobody().and(5, CONNECTOR, dialled(1));
    assert_eq!(world.the_appeal().campaign_task, Some(campaign_task(1)));
    let task = world.cards().campaign_tasks.get(&campaign_task(1));
    let state = CampaignTaskState::InAppeal { appeal: appeal(1) };
    assert_eq!(
        task.map(AsRef::as_ref),
        Some(&CampaignTask { version: 2, state, attempts: 1, ..(*planned).clone() })
    );

    let came = Box::new(world.the_appeal().clone());
    let called = CampaignTask { version: 2, state, attempts: 1, ..(*planned).clone() };
    given(nobody())
        .when_at(at(5), CONNECTOR, dialled(1))
        .then([AppealRegistered { appeal: came }.into(), CampaignTaskSaved { task: called }.into()]);
}

#[test]
fn a_task_that_the_dialer_never_planned_is_none() {
    given(nobody()).when(CONNECTOR, dialled(9)).refused(Refusal::UnknownCampaignTask);
}

#[test]
fn whom_the_dialer_calls_is_known_even_by_a_number_that_his_card_does_not_hold() {
    assert_eq!(registered(nobody(), dialled(1)).contact, None);
    given(nobody()).when(CONNECTOR, dialled(2));
    assert_eq!(registered(nobody(), dialled(2)).contact, Some(contact(2)));
    let merged = nobody().and(1, anna(), merge(1, contact(1), contact(2)));
    given(merged.clone()).when(CONNECTOR, dialled(2));
    assert_eq!(registered(merged, dialled(2)).contact, Some(contact(1)));
}

// By hand.

/// A guest has written to Telegram, and Анна makes the appeal of it.
fn by_hand() -> CreateAppeal {
    CreateAppeal {
        appeal: appeal(1),
        channel: Channel::Telegram,
        entry_point: line(),
        group: support(),
        contact: None,
        address: guest(),
        topic: None,
        comment: String::new(),
        message: message(1),
        text: String::new(),
        attachments: Vec::new(),
    }
}

fn file(number: u8) -> Attachment {
    let id = attachment(number);
    Attachment { id, name: "счёт.pdf".to_owned(), media_type: "application/pdf".to_owned(), bytes: 10 }
}

fn with_a_file() -> World {
    nobody().and(1, anna(), StoreAttachment { attachment: file(1) })
}

fn bare() -> Appeal {
    let waiting = registered(nobody(), arrival());
    Appeal { created_at: at(600), queued_at: at(600), last_action_at: at(600), ..waiting }
}

fn registered_by_hand(appeal: Appeal) -> Event {
    let appeal = Appeal { creation: Creation::Operator, ..appeal };
    AppealRegistered { appeal: Box::new(appeal) }.into()
}

fn said(text: &str, attachments: Vec<Attachment>) -> Event {
    let (author, text, kind) = (Author::Client, text.to_owned(), MessageKind::Talk);
    let (id, appeal, at) = (message(1), appeal(1), at(600));
    let message = Message { id, appeal, author, text, at, delivery: Delivery::Read, kind, attachments };
    MessageReceived { message }.into()
}

#[test]
fn an_appeal_made_by_hand_is_filled_in_and_his_who_made_it() {
    let wish = CreateAppeal {
        contact: Some(contact(1)),
        topic: Some(topic(2)),
        comment: " Звонила в магазин\n".to_owned(),
        text: "  Где заказ?\n".to_owned(),
        attachments: vec![attachment(1)],
        ..by_hand()
    };
    let filled_in = Appeal {
        contact: Some(contact(1)),
        topic: Some(topic(2)),
        comment: "Звонила в магазин".to_owned(),
        ..bare()
    };
    let world = given(with_a_file()).when(anna(), wish).then([
        registered_by_hand(filled_in),
        taken(anna()),
        said("Где заказ?", vec![file(1)]),
    ]);
    assert_eq!(world.the_appeal().operator(), Some(anna()));
    assert_eq!((world.the_appeal().unread, world.the_thread().messages.len()), (1, 1));
}

#[test]
fn an_appeal_made_by_hand_needs_neither_client_nor_words() {
    for text in ["", " \n"] {
        let wish = CreateAppeal { text: text.to_owned(), ..by_hand() };
        given(nobody()).when(anna(), wish).then([registered_by_hand(bare()), taken(anna())]);
    }
}

#[test]
fn a_file_is_enough_to_be_said() {
    let wish = CreateAppeal { attachments: vec![attachment(1)], ..by_hand() };
    given(with_a_file()).when(anna(), wish).then([
        registered_by_hand(bare()),
        taken(anna()),
        said("", vec![file(1)]),
    ]);
}

#[test]
fn an_appeal_made_by_hand_has_no_more_files_than_its_channel_carries() {
    let many = CreateAppeal { attachments: vec![attachment(1); 11], ..by_hand() };
    given(with_a_file()).when(anna(), many).refused(Refusal::TooManyFiles { limit: 10 });
}

#[test]
fn a_call_made_by_hand_is_over_and_has_no_chat() {
    let call = || CreateAppeal {
        channel: Channel::Call,
        entry_point: line_of(Channel::Call),
        address: phone("+79990000001"),
        ..by_hand()
    };
    let world = nobody().and(5, anna(), call());
    assert_eq!(world.the_appeal().call, None);
    let words = CreateAppeal { text: "Где заказ?".to_owned(), ..call() };
    given(nobody()).when(anna(), words).refused(Refusal::NoTextHere);
    let file = CreateAppeal { attachments: vec![attachment(1)], ..call() };
    given(with_a_file()).when(anna(), file).refused(Refusal::NoTextHere);
}

#[test]
fn an_appeal_is_not_made_by_hand_of_what_does_not_exist() {
    let put_away = CreateAppeal { topic: Some(topic(3)), ..by_hand() };
    let refused = [
        (CreateAppeal { group: unheard_of_group(), ..by_hand() }, Refusal::UnknownGroup),
        (CreateAppeal { entry_point: unheard_of_line(), ..by_hand() }, Refusal::UnknownEntryPoint),
        (CreateAppeal { entry_point: line_of(Channel::Vk), ..by_hand() }, Refusal::UnknownEntryPoint),
        (CreateAppeal { topic: Some(topic(9)), ..by_hand() }, Refusal::UnknownTopic),
        (put_away, Refusal::UnknownTopic),
        (CreateAppeal { contact: Some(contact(9)), ..by_hand() }, Refusal::UnknownContact),
        (CreateAppeal { attachments: vec![attachment(9)], ..by_hand() }, Refusal::UnknownAttachment),
        (CreateAppeal { comment: "Ж".repeat(2_001), ..by_hand() }, Refusal::CommentTooLong { limit: 2_000 }),
    ];
    for (wish, refusal) in refused {
        given(nobody()).when(anna(), wish).refused(refusal);
    }
    let merged = nobody().and(1, anna(), merge(1, contact(1), contact(2)));
    let gone = CreateAppeal { contact: Some(contact(2)), ..by_hand() };
    given(merged).when(anna(), gone).refused(Refusal::UnknownContact);
}

#[test]
fn where_a_client_can_be_reached_is_typed_plausibly() {
    let at_place = |address| CreateAppeal { address, ..by_hand() };
    for address in [mail("kotova@example.org"), visitor("1"), account("7"), phone("+79161234567")] {
        given(nobody()).when(anna(), at_place(address.clone()));
        assert_eq!(nobody().and(5, anna(), at_place(address.clone())).the_appeal().address, address);
    }
    let typo = "kotova.example.org".to_owned();
    let refusal = Refusal::BadMailAddress { address: typo.clone() };
    given(nobody()).when(anna(), at_place(mail(&typo))).refused(refusal);
    for nobody_at_all in [visitor(""), visitor(" "), account("")] {
        given(nobody()).when(anna(), at_place(nobody_at_all)).refused(Refusal::EmptyName);
    }
}

#[test]
fn an_appeal_is_made_by_hand_for_ones_own_group() {
    let of_sales = || CreateAppeal { group: sales(), ..by_hand() };
    for outsider in [anna(), galina()] {
        given(nobody()).when(outsider, of_sales()).refused(Refusal::NotYourGroup);
    }
    for insider in [vera(), dmitry()] {
        assert_eq!(nobody().and(5, insider, of_sales()).the_appeal().operator(), Some(insider));
    }
    let of_support = nobody().and(5, dmitry(), by_hand());
    assert_eq!(of_support.the_appeal().operator(), Some(dmitry()), "an administrator oversees all");
    given(nobody()).when(CONNECTOR, by_hand()).refused(Refusal::NotYourPart);
    given(nobody()).when(stranger(), by_hand()).refused(Refusal::NotYourPart);
}

#[test]
fn an_appeal_made_twice_is_one_appeal() {
    let world = nobody().and(5, anna(), by_hand());
    given(world.clone()).when(anna(), by_hand()).then_nothing();
    given(world.clone().and(9, anna(), close())).when(anna(), by_hand()).then_nothing();
    given(world.clone()).when(boris(), by_hand()).refused(Refusal::AlreadyExists);
    for other in [
        CreateAppeal { channel: Channel::Vk, ..by_hand() },
        CreateAppeal { address: account("kotova"), ..by_hand() },
    ] {
        given(world.clone()).when(anna(), other).refused(Refusal::AlreadyExists);
    }
}

#[test]
fn one_id_never_stands_for_two_appeals() {
    given(in_work()).when(anna(), by_hand()).refused(Refusal::AlreadyExists);
    let outgoing =
        nobody().and(5, anna(), start(appeal(1), Channel::Telegram, contact(1), account("kotova")));
    let to_the_same = outgoing.the_appeal().address.clone();
    let wish = CreateAppeal { address: to_the_same, ..by_hand() };
    given(outgoing).when(anna(), wish).refused(Refusal::AlreadyExists);
    let by_the_client = registered(nobody(), arrival());
    assert_eq!(by_the_client.creation, Creation::Client);
    let taken = nobody().and(5, CONNECTOR, arrival()).and(6, anna(), take());
    given(taken).when(anna(), by_hand()).refused(Refusal::AlreadyExists);
}
