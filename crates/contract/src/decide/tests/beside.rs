//! What is written beside the talk: notes, invitations to a conference, and files (U7, H3, W2).

use crate::appeal::Receiver;
use crate::call::CallEnd;
use crate::channel::Channel;
use crate::command::*;
use crate::directory::{Directory, Settings};
use crate::event::*;
use crate::given::*;
use crate::message::{Attachment, Author, Delivery, Message, MessageKind};
use crate::refusal::Refusal;
use crate::world::{Slice, World};

const MEGABYTE: u64 = 1024 * 1024;

// Notes.

fn note(text: &str) -> Command {
    WriteNote { appeal: appeal(1), message: message(7), text: text.to_owned() }.into()
}

fn written(by: crate::id::OperatorId, text: &str) -> Event {
    let message = Message {
        id: message(7),
        appeal: appeal(1),
        author: Author::Operator { id: by },
        text: text.to_owned(),
        at: at(600),
        delivery: Delivery::Read,
        kind: MessageKind::Note,
        attachments: Vec::new(),
    };
    NoteWritten { message }.into()
}

#[test]
fn whoever_sees_the_appeal_may_leave_a_note_however_it_stands() {
    for world in [waiting, in_work, finished, calling, talking] {
        for by in [anna(), boris(), galina(), dmitry()] {
            given(world()).when(by, note("Постоянный клиент")).then([written(by, "Постоянный клиент")]);
        }
        given(world()).when(vera(), note("Чужое")).refused(Refusal::NotYourGroup);
        given(world()).when(stranger(), note("Чужое")).refused(Refusal::NotYourPart);
        given(world()).when(CONNECTOR, note("Чужое")).refused(Refusal::NotYourPart);
    }
    given(nobody()).when(anna(), note("?")).refused(Refusal::UnknownAppeal);
}

#[test]
fn whom_the_appeal_is_handed_over_to_may_leave_a_note() {
    let (to, comment) = (Receiver::Operator { id: vera() }, String::new());
    let world = in_work().and(40, anna(), TransferAppeal { appeal: appeal(1), to, comment });
    given(world).when(vera(), note("Возьму")).then([written(vera(), "Возьму")]);
}

#[test]
fn a_note_is_no_answer_and_nothing_unread_and_not_the_last_word() {
    let before = in_work();
    let world = before.clone().and(50, boris(), note("Постоянный клиент"));
    let (was, is) = (before.the_appeal(), world.the_appeal());
    assert_eq!(is.first_reply_at, None);
    assert_eq!((is.unread, &is.preview), (was.unread, &was.preview));
    assert_eq!(is.operator(), Some(anna()));
    assert_eq!(is.last_action_at, at(50), "but a person did something");
    assert_eq!(
        world.the_thread().messages.last().map(|message| message.kind.clone()),
        Some(MessageKind::Note)
    );
}

#[test]
fn a_note_says_something_and_is_no_book() {
    for nothing in ["", " \n\u{a0}"] {
        given(in_work()).when(anna(), note(nothing)).refused(Refusal::EmptyText);
    }
    let longest = "Ж".repeat(4_096);
    given(in_work()).when(anna(), note(&format!("  {longest}\n"))).then([written(anna(), &longest)]);
    given(in_work())
        .when(anna(), note(&format!("{longest}!")))
        .refused(Refusal::TextTooLong { limit: 4_096 });
}

#[test]
fn a_note_written_twice_is_one_note() {
    let world = || in_work().and(50, anna(), note("Раз"));
    given(world()).when(anna(), note(" Раз\n")).then_nothing();
    given(world()).when(anna(), note("Два")).refused(Refusal::AlreadyExists);
    given(world()).when(boris(), note("Раз")).refused(Refusal::AlreadyExists);
}

#[test]
fn a_note_is_never_handed_to_the_channel_again() {
    let world = in_work().and(50, anna(), note("Раз"));
    given(world.clone()).when(anna(), retry(message(7))).refused(Refusal::NotFailed);
    given(world).when(CONNECTOR, report(message(7), Delivery::Failed)).then_nothing();
}

// Conferences.

fn invite(text: &str) -> Command {
    InviteToConference { appeal: appeal(1), message: message(7), text: text.to_owned() }.into()
}

fn room() -> String {
    format!("https://meet.jit.si/{}", message(7))
}

fn invited(text: &str) -> Event {
    let message = Message {
        id: message(7),
        appeal: appeal(1),
        author: Author::Operator { id: anna() },
        text: text.to_owned(),
        at: at(600),
        delivery: Delivery::Sent,
        kind: MessageKind::Conference { url: room() },
        attachments: Vec::new(),
    };
    MessageSent { message }.into()
}

#[test]
fn the_client_is_invited_in_his_channel_to_a_room_of_his_own() {
    let url = room();
    given(in_work()).when(anna(), invite(" Поговорим? ")).then([invited(&format!("Поговорим?\n{url}"))]);
    let world = given(in_work()).when(anna(), invite(" \n")).then([invited(&url)]);
    assert_eq!(world.the_appeal().first_reply_at, Some(at(600)));
    let sms = waiting_by(Channel::Sms).and(30, anna(), take());
    given(sms).when(anna(), invite("Поговорим?")).then([invited(&format!("Поговорим?\n{url}"))]);
}

#[test]
fn rooms_are_made_where_the_desk_is_set_up_to() {
    let settings =
        Settings { conference_base: "https://video.lavka.example/".to_owned(), ..directory().settings };
    let world = World::new(Directory { settings, ..directory() })
        .and(0, CONNECTOR, register(appeal(1), Channel::Telegram, support()))
        .and(30, anna(), take())
        .and(40, anna(), invite(""));
    let url = format!("https://video.lavka.example/{}", message(7));
    let sent = world.the_thread().message(message(7)).map(|message| message.kind.clone());
    assert_eq!(sent, Some(MessageKind::Conference { url }));
}

#[test]
fn an_invitation_sent_twice_is_one_room() {
    let world = in_work().and(50, anna(), invite("Поговорим?"));
    given(world.clone()).when(anna(), invite("Поговорим? ")).then_nothing();
    given(world.clone()).when(anna(), invite("Иначе")).refused(Refusal::AlreadyExists);
    given(world.and(60, anna(), close())).when(anna(), invite("Поговорим?")).then_nothing();
}

#[test]
fn an_invitation_is_bound_like_a_message() {
    given(nobody()).when(anna(), invite("")).refused(Refusal::UnknownAppeal);
    given(in_work()).when(CONNECTOR, invite("")).refused(Refusal::NotYourPart);
    given(waiting()).when(anna(), invite("")).refused(Refusal::StillWaiting);
    given(in_work()).when(boris(), invite("")).refused(Refusal::NotYours { by: anna() });
    given(finished()).when(anna(), invite("")).refused(Refusal::Closed);
    given(talking()).when(anna(), invite("")).refused(Refusal::NoTextHere);
    let over = talking().and(40, CONNECTOR, report_call(CallReport::Ended { why: CallEnd::ByClient }));
    given(over).when(anna(), invite("")).refused(Refusal::NoTextHere);
    let room_for_words = Channel::Telegram.longest_text() - room().chars().count() - 1;
    let longest = "Ж".repeat(room_for_words);
    given(in_work()).when(anna(), invite(&longest)).then([invited(&format!("{longest}\n{}", room()))]);
    given(in_work())
        .when(anna(), invite(&format!("{longest}!")))
        .refused(Refusal::TextTooLong { limit: 4_096 });
}

// Files.

fn store(name: &str, bytes: u64) -> StoreAttachment {
    let (name, media_type) = (name.to_owned(), "application/pdf".to_owned());
    StoreAttachment { attachment: Attachment { id: attachment(1), name, media_type, bytes } }
}

#[test]
fn a_file_comes_from_either_side_once() {
    let wish = store("Счёт.pdf", 5);
    let stored = || AttachmentStored { attachment: wish.attachment.clone() }.into();
    for who in [anna().into(), vera().into(), CONNECTOR] {
        let world = given(nobody()).when(who, wish.clone()).then([stored()]);
        assert_eq!(world.attachment(attachment(1)), Some(&wish.attachment));
        given(world.clone()).when(who, wish.clone()).then_nothing();
        given(world).when(who, store("Счёт.pdf", 6)).refused(Refusal::AlreadyExists);
    }
    given(nobody()).when(stranger(), wish.clone()).refused(Refusal::NotYourPart);
}

#[test]
fn a_name_is_a_name_and_not_a_way_through_folders() {
    let longest = "Ж".repeat(255);
    for name in ["a", "Счёт № 5 (копия).pdf", ".htaccess", "...", "..a", " a ", &longest] {
        let wish = store(name, 5);
        let stored = AttachmentStored { attachment: wish.attachment.clone() }.into();
        given(nobody()).when(anna(), wish).then([stored]);
    }
    let too_long = "Ж".repeat(256);
    for name in [
        "",
        " ",
        "\u{a0}",
        ".",
        "..",
        " .. ",
        "/",
        "\\",
        "/etc/passwd",
        "../secret",
        "..\\secret",
        "C:\\a",
        "a/b",
        "a\nb",
        "a\u{0}",
        "\u{7f}",
        &too_long,
    ] {
        given(nobody()).when(anna(), store(name, 5)).refused(Refusal::BadFileName);
        given(nobody()).when(CONNECTOR, store(name, 5)).refused(Refusal::BadFileName);
    }
}

#[test]
fn a_file_has_fifty_megabytes_at_most() {
    let largest = store("Фильм.mp4", 50 * MEGABYTE);
    let stored = AttachmentStored { attachment: largest.attachment.clone() }.into();
    given(nobody()).when(anna(), largest).then([stored]);
    given(nobody())
        .when(anna(), store("Фильм.mp4", 50 * MEGABYTE + 1))
        .refused(Refusal::FileTooLarge { megabytes: 50 });
}
