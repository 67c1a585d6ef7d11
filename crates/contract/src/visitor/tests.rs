//! What a visitor sees of a talk.

use super::{TalkStage, VisitorSays, may_say, seen, standing};
use crate::command::{InviteToConference, WriteNote};
use crate::given::*;
use crate::message::{Attachment, Delivery};
use crate::refusal::Refusal;
use crate::world::{Slice, World};

fn texts(world: &World) -> Vec<String> {
    let messages = &world.the_thread().messages;
    seen(world.directory(), world.the_appeal(), messages).into_iter().map(|it| it.text).collect()
}

#[test]
fn colleagues_notes_are_not_for_him() {
    let note =
        WriteNote { appeal: appeal(1), message: message(3), text: "Сложный клиент".to_owned() };
    let world = answered().and(80, anna(), note);
    assert_eq!(texts(&world), ["Добрый день", "Здравствуйте"]);
}

#[test]
fn he_sees_who_answers_and_what_he_wrote_himself() {
    let world = answered();
    let seen = seen(world.directory(), world.the_appeal(), &world.the_thread().messages);
    let [own, answer] = seen.as_slice() else { unreachable!("two were said") };
    assert!(own.is_own && own.by.is_none());
    assert_eq!((answer.is_own, answer.by.as_deref()), (false, Some("Анна Смирнова")));
}

#[test]
fn what_the_operator_has_not_seen_is_only_sent() {
    let world = answered()
        .and(80, anna(), mark_read())
        .and(90, CONNECTOR, receive(message(3), "Где заказ?"))
        .and(91, CONNECTOR, receive(message(4), "Алло"));
    let states = |world: &World| -> Vec<_> {
        let seen = seen(world.directory(), world.the_appeal(), &world.the_thread().messages);
        seen.into_iter().filter(|it| it.is_own).map(|it| it.delivery).collect()
    };
    assert_eq!(states(&world), [Delivery::Read, Delivery::Sent, Delivery::Sent]);
    let world = world.and(95, anna(), mark_read());
    assert_eq!(states(&world), [Delivery::Read; 3]);
}

#[test]
fn an_invitation_brings_its_address() {
    let text = "Зайдите".to_owned();
    let world =
        in_work().and(80, anna(), InviteToConference { appeal: appeal(1), message: message(3), text });
    let seen = seen(world.directory(), world.the_appeal(), &world.the_thread().messages);
    assert!(seen.last().unwrap().link.as_ref().is_some_and(|link| link.starts_with("https://")));
}

#[test]
fn he_is_told_how_his_matter_stands() {
    let stands = |world: &World| standing(world.directory(), world.appeal(appeal(1)));
    assert_eq!(stands(&nobody()), (TalkStage::None, None));
    assert_eq!(stands(&waiting()), (TalkStage::Waiting, None));
    assert_eq!(stands(&in_work()), (TalkStage::InWork, Some("Анна Смирнова".to_owned())));
    assert_eq!(stands(&finished()), (TalkStage::Closed, None));
}

#[test]
fn he_says_what_the_channel_carries() {
    let says = |text: &str, files: u64, bytes: u64| {
        let name = "a".to_owned();
        let file = Attachment { id: attachment(1), name, media_type: "text/plain".to_owned(), bytes };
        let attachments = (0..files).map(|_| file.clone()).collect();
        may_say(&VisitorSays { id: message(1), text: text.to_owned(), attachments })
    };
    assert_eq!(says("Добрый день", 0, 0), Ok(()));
    assert_eq!(says("", 10, 1), Ok(()));
    assert_eq!(says(" ", 0, 0), Err(Refusal::EmptyText));
    assert_eq!(says(&"a".repeat(4_097), 0, 0), Err(Refusal::TextTooLong { limit: 4_096 }));
    assert_eq!(says("", 11, 1), Err(Refusal::TooManyFiles { limit: 10 }));
    assert_eq!(says("", 1, 51 << 20), Err(Refusal::FileTooLarge { megabytes: 50 }));
}
