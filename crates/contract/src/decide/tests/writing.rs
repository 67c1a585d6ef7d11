//! What goes with a message, how long an SMS may be, and letters (W1, W2, O4, O5).

use crate::appeal::Stage;
use crate::channel::Channel;
use crate::command::*;
use crate::decide::scene::is_mail_address;
use crate::event::*;
use crate::given::*;
use crate::id::{AttachmentId, MailboxId};
use crate::message::{Attachment, Author, Delivery, Envelope, Message, MessageKind};
use crate::refusal::Refusal;
use crate::world::World;

const MEGABYTE: u64 = 1024 * 1024;
const HELLO: &str = "Здравствуйте";

/// A picture of that size.
fn file(number: u8, bytes: u64) -> Attachment {
    let (name, media_type) = (format!("Фото {number}.png"), "image/png".to_owned());
    Attachment { id: attachment(number), name, media_type, bytes }
}

/// So many files of these sizes have arrived whole, numbered from 1.
fn with_files(mut world: World, sizes: &[u64]) -> World {
    for (number, bytes) in (1..).zip(sizes) {
        world = world.and(31, anna(), StoreAttachment { attachment: file(number, *bytes) });
    }
    world
}

fn numbered(count: u8) -> Vec<AttachmentId> {
    (1..=count).map(attachment).collect()
}

fn send_with(text: &str, attachments: Vec<AttachmentId>) -> Command {
    SendMessage { appeal: appeal(1), message: message(2), text: text.to_owned(), attachments }.into()
}

/// Анна has in work who came by this channel.
fn in_work_by(channel: Channel) -> World {
    waiting_by(channel).and(30, anna(), take())
}

/// What an event sent.
fn sent_message(world: &World) -> &Message {
    world.the_thread().message(message(2)).unwrap()
}

// SMS.

#[test]
fn an_sms_has_ten_parts_at_most() {
    for (text, parts) in [
        ("Ж".repeat(670), 10),
        ("a".repeat(1_530), 10),
        ("€".repeat(760), 10),
        ("Ж".repeat(671), 11),
        ("a".repeat(1_531), 11),
        (format!("{}ж", "a".repeat(670)), 11),
    ] {
        let when = given(in_work_by(Channel::Sms)).when(anna(), send(message(2), &text));
        if parts > 10 {
            when.refused(Refusal::SmsTooLong { parts });
        } else {
            when.then([sent(message(2), anna(), &text, at(600))]);
        }
    }
}

#[test]
fn only_an_sms_is_counted_in_parts() {
    let text = "Ж".repeat(671);
    given(in_work()).when(anna(), send(message(2), &text)).then([sent(message(2), anna(), &text, at(600))]);
}

// Files.

#[test]
fn files_go_with_a_message_in_the_order_in_which_they_were_chosen() {
    let world = with_files(in_work(), &[5, 7]);
    let message = Message {
        id: message(2),
        appeal: appeal(1),
        author: Author::Operator { id: anna() },
        text: HELLO.to_owned(),
        at: at(600),
        delivery: Delivery::Sent,
        kind: MessageKind::Talk,
        attachments: vec![file(2, 7), file(1, 5)],
    };
    let world = given(world)
        .when(anna(), send_with(HELLO, vec![attachment(2), attachment(1)]))
        .then([MessageSent { message }.into()]);
    assert_eq!(world.the_appeal().preview.as_ref().map(|preview| preview.text.as_str()), Some(HELLO));
}

#[test]
fn a_file_needs_no_words() {
    let world = with_files(in_work(), &[5]).and(40, anna(), send_with(" \n", numbered(1)));
    assert_eq!((sent_message(&world).text.as_str(), sent_message(&world).attachments.len()), ("", 1));
    let preview = world.the_appeal().preview.as_ref().unwrap();
    assert_eq!(preview.text, "Фото 1.png", "the list names the file");
    given(in_work()).when(anna(), send_with(" \n", Vec::new())).refused(Refusal::EmptyText);
}

#[test]
fn a_file_that_has_not_arrived_does_not_go() {
    for missing in [vec![attachment(9)], vec![attachment(1), attachment(9)]] {
        let world = with_files(in_work(), &[5]);
        given(world).when(anna(), send_with(HELLO, missing)).refused(Refusal::UnknownAttachment);
    }
}

#[test]
fn each_channel_carries_so_many_files_and_no_more() {
    for (channel, limit) in [
        (Channel::SiteChat, 10),
        (Channel::Telegram, 10),
        (Channel::Vk, 10),
        (Channel::WhatsApp, 1),
        (Channel::Viber, 1),
        (Channel::Avito, 1),
        (Channel::Facebook, 1),
        (Channel::Email, 20),
    ] {
        let world = || with_files(in_work_by(channel), &[1; 21]);
        let most = u8::try_from(limit).unwrap();
        let full = world().and(600, anna(), send_with("", numbered(most)));
        assert_eq!(sent_message(&full).attachments.len(), limit, "{channel:?}");
        given(world())
            .when(anna(), send_with(HELLO, numbered(most + 1)))
            .refused(Refusal::TooManyFiles { limit });
    }
}

#[test]
fn an_sms_carries_no_files() {
    let world = with_files(in_work_by(Channel::Sms), &[5]);
    given(world.clone()).when(anna(), send_with(HELLO, numbered(1))).refused(Refusal::NoFilesHere);
    given(world.clone()).when(anna(), send_with("", numbered(1))).refused(Refusal::NoFilesHere);
    given(world).when(anna(), send_with(HELLO, Vec::new())).then([sent(message(2), anna(), HELLO, at(600))]);
}

#[test]
fn each_channel_carries_files_so_large_and_no_larger() {
    for (channel, megabytes) in
        [(Channel::WhatsApp, 16), (Channel::Avito, 24), (Channel::Facebook, 25), (Channel::Email, 25)]
    {
        let whole = with_files(in_work_by(channel), &[megabytes * MEGABYTE]);
        assert_eq!(sent_message(&whole.and(600, anna(), send_with("", numbered(1)))).attachments.len(), 1);
        let too_large = with_files(in_work_by(channel), &[megabytes * MEGABYTE + 1]);
        given(too_large)
            .when(anna(), send_with("", numbered(1)))
            .refused(Refusal::FileTooLarge { megabytes });
    }
}

#[test]
fn an_album_is_as_large_as_its_largest_file_and_a_letter_as_all_of_them() {
    let sizes = [30 * MEGABYTE, 50 * MEGABYTE];
    let album = with_files(in_work(), &sizes).and(600, anna(), send_with("", numbered(2)));
    assert_eq!(sent_message(&album).attachments.len(), 2);
    let letter = |last: u64| with_files(in_work_by(Channel::Email), &[10 * MEGABYTE, 10 * MEGABYTE, last]);
    let fits = letter(5 * MEGABYTE).and(600, anna(), send_with("", numbered(3)));
    assert_eq!(sent_message(&fits).attachments.len(), 3);
    given(letter(5 * MEGABYTE + 1))
        .when(anna(), send_with("", numbered(3)))
        .refused(Refusal::FileTooLarge { megabytes: 25 });
}

#[test]
fn a_message_with_other_files_is_another_message() {
    let world = || with_files(in_work(), &[5, 7]).and(40, anna(), send_with(HELLO, numbered(1)));
    given(world()).when(anna(), send_with(HELLO, numbered(1))).then_nothing();
    for otherwise in [numbered(2), Vec::new(), vec![attachment(2)]] {
        given(world()).when(anna(), send_with(HELLO, otherwise)).refused(Refusal::AlreadyExists);
    }
}

#[test]
fn what_the_client_sends_comes_with_its_files_whatever_their_size() {
    let received = |attachments| ReceiveMessage {
        appeal: appeal(1),
        message: message(2),
        text: String::new(),
        attachments,
        mail: None,
    };
    let world = with_files(in_work_by(Channel::WhatsApp), &[50 * MEGABYTE, 1]);
    given(world.clone()).when(CONNECTOR, received(vec![attachment(9)])).refused(Refusal::UnknownAttachment);
    let world = world.and(600, CONNECTOR, received(numbered(2)));
    assert_eq!(sent_message(&world).attachments, [file(1, 50 * MEGABYTE), file(2, 1)]);
    given(world.clone()).when(CONNECTOR, received(numbered(2))).then_nothing();
    given(world).when(CONNECTOR, received(numbered(1))).refused(Refusal::AlreadyExists);
}

// Letters.

fn letter() -> SendMail {
    SendMail {
        appeal: appeal(1),
        message: message(2),
        from: company_box(),
        to: vec!["kotova@example.org".to_owned()],
        cc: Vec::new(),
        subject: "Заказ".to_owned(),
        text: HELLO.to_owned(),
        html: None,
        attachments: Vec::new(),
    }
}

fn mailing() -> World {
    in_work_by(Channel::Email)
}

fn boxes(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("box{number}@example.org")).collect()
}

#[test]
fn a_letter_goes_in_its_envelope() {
    let wish = SendMail {
        to: vec![" kotova@example.org".to_owned(), "a@b.example".to_owned()],
        cc: vec!["boss@example.org\n".to_owned()],
        subject: " Ваш \t заказ\n".to_owned(),
        text: " Здравствуйте\n".to_owned(),
        html: Some("<p>Здравствуйте</p>".to_owned()),
        attachments: numbered(1),
        ..letter()
    };
    let envelope = Envelope {
        from: Some(company_box()),
        to: vec!["kotova@example.org".to_owned(), "a@b.example".to_owned()],
        cc: vec!["boss@example.org".to_owned()],
        subject: "Ваш заказ".to_owned(),
        html: Some("<p>Здравствуйте</p>".to_owned()),
    };
    let message = Message {
        id: message(2),
        appeal: appeal(1),
        author: Author::Operator { id: anna() },
        text: HELLO.to_owned(),
        at: at(600),
        delivery: Delivery::Sent,
        kind: MessageKind::Mail { envelope },
        attachments: vec![file(1, 5)],
    };
    let world =
        given(with_files(mailing(), &[5])).when(anna(), wish.clone()).then([MessageSent { message }.into()]);
    assert_eq!(world.the_appeal().first_reply_at, Some(at(600)), "a letter answers too");
    given(world.clone()).when(anna(), wish.clone()).then_nothing();
    given(world.and(700, anna(), close())).when(anna(), wish).then_nothing();
}

#[test]
fn one_id_never_stands_for_two_letters() {
    let world = with_files(mailing(), &[5]).and(40, anna(), letter());
    for other in
        [SendMail { text: "Иначе".to_owned(), ..letter() }, SendMail { attachments: numbered(1), ..letter() }]
    {
        given(world.clone()).when(anna(), other).refused(Refusal::AlreadyExists);
    }
    given(world).when(boris(), letter()).refused(Refusal::AlreadyExists);
}

#[test]
fn letters_are_written_by_whoever_has_the_appeal_of_letters() {
    given(nobody()).when(anna(), letter()).refused(Refusal::UnknownAppeal);
    given(mailing()).when(CONNECTOR, letter()).refused(Refusal::NotYourPart);
    given(mailing()).when(boris(), letter()).refused(Refusal::NotYours { by: anna() });
    given(waiting_by(Channel::Email)).when(anna(), letter()).refused(Refusal::StillWaiting);
    given(mailing().and(40, anna(), close())).when(anna(), letter()).refused(Refusal::Closed);
    for channel in Channel::ALL.into_iter().filter(|channel| *channel != Channel::Email) {
        given(in_work_by(channel)).when(anna(), letter()).refused(Refusal::NoMailHere);
    }
}

#[test]
fn a_letter_leaves_the_companys_box_or_ones_own_once_authorised() {
    let from = |from: MailboxId| SendMail { from, ..letter() };
    let world = mailing().and(600, anna(), from(company_box()));
    assert_eq!(sent_message(&world).author, Author::Operator { id: anna() });
    given(mailing()).when(anna(), from(annas_box())).refused(Refusal::MailboxNotAuthorised);
    given(mailing()).when(anna(), from(boriss_box())).refused(Refusal::UnknownMailbox);
    given(mailing()).when(anna(), from(mailbox(9))).refused(Refusal::UnknownMailbox);
    let boriss = waiting_by(Channel::Email).and(30, boris(), take()).and(600, boris(), from(boriss_box()));
    assert!(matches!(boriss.the_appeal().stage, Stage::InWork { .. }));
    assert!(
        matches!(&sent_message(&boriss).kind, MessageKind::Mail { envelope } if envelope.from == Some(boriss_box()))
    );
}

#[test]
fn a_letter_goes_to_one_box_at_least_and_to_fifty_at_most() {
    let to = |to: usize, cc: usize| SendMail { to: boxes(to), cc: boxes(cc), ..letter() };
    for (receivers, copies) in [(1, 0), (50, 0), (1, 49), (25, 25)] {
        let world = mailing().and(600, anna(), to(receivers, copies));
        assert!(matches!(sent_message(&world).kind, MessageKind::Mail { .. }));
    }
    for (receivers, copies) in [(0, 0), (0, 1), (51, 0), (1, 50), (50, 1)] {
        given(mailing()).when(anna(), to(receivers, copies)).refused(Refusal::NoReceivers { limit: 50 });
    }
}

#[test]
fn the_address_that_is_none_is_named() {
    let right = || "kotova@example.org".to_owned();
    let wrong = || "kotova@example".to_owned();
    let refusal = || Refusal::BadMailAddress { address: wrong() };
    let to = SendMail { to: vec![right(), wrong()], ..letter() };
    given(mailing()).when(anna(), to).refused(refusal());
    let cc = SendMail { cc: vec![right(), wrong()], ..letter() };
    given(mailing()).when(anna(), cc).refused(refusal());
}

#[test]
fn an_address_is_plausible_or_refused() {
    let long = |name: usize| format!("{}@example.org", "a".repeat(name));
    for address in [
        "a@b.c",
        "kotova@example.org",
        "maria.kotova+shop@mail.example.org",
        "o'neil_5%x@example.org",
        "котова@пример.рф",
        &long(242),
    ] {
        assert!(is_mail_address(address), "{address}");
    }
    for address in [
        "",
        "@",
        "kotova",
        "kotova@",
        "@example.org",
        "kotova@example",
        "kotova@.org",
        "kotova@example.",
        "kotova@example..org",
        "ko@tova@example.org",
        "ko tova@example.org",
        " kotova@example.org",
        "kotova@example.org\n",
        "kotova@exam\tple.org",
        "kotova@exam\u{0}ple.org",
        "kotova@example.org,boss@example.org",
        "kotova@example.org;boss@example.org",
        "Мария<kotova@example.org",
        "kotova@example.org>",
        "\"kotova\"@example.org",
        &long(243),
    ] {
        assert!(!is_mail_address(address), "{address}");
    }
}

#[test]
fn a_subject_is_one_line_of_two_hundred_characters() {
    let about = |subject: &str| SendMail { subject: subject.to_owned(), ..letter() };
    let subject_of = |world: &World| match &sent_message(world).kind {
        MessageKind::Mail { envelope } => Some(envelope.subject.clone()),
        _ => None,
    };
    let longest = "Ж".repeat(200);
    for (written, goes) in [
        ("", ""),
        ("Заказ", "Заказ"),
        ("Заказ\r\nBcc: all@example.org", "Заказ Bcc: all@example.org"),
        ("Заказ\u{0}№\u{7f}5", "Заказ № 5"),
        (&format!(" {longest}\n"), &longest),
    ] {
        let world = mailing().and(600, anna(), about(written));
        assert_eq!(subject_of(&world).as_deref(), Some(goes), "{written:?}");
    }
    given(mailing()).when(anna(), about(&format!("{longest}!"))).refused(Refusal::NameTooLong { limit: 200 });
}

#[test]
fn a_letter_says_something_or_brings_something() {
    let silent = SendMail { text: " \n".to_owned(), ..letter() };
    given(mailing()).when(anna(), silent.clone()).refused(Refusal::EmptyText);
    let world = with_files(mailing(), &[5]).and(600, anna(), SendMail { attachments: numbered(1), ..silent });
    assert_eq!(sent_message(&world).attachments, [file(1, 5)]);
}

#[test]
fn a_letter_is_no_book_neither_as_text_nor_as_html() {
    let limit = 100_000;
    let (longest, too_long) = ("Ж".repeat(limit), "Ж".repeat(limit + 1));
    for whole in
        [SendMail { text: longest.clone(), ..letter() }, SendMail { html: Some(longest), ..letter() }]
    {
        let world = mailing().and(600, anna(), whole);
        assert!(matches!(sent_message(&world).kind, MessageKind::Mail { .. }));
    }
    for book in
        [SendMail { text: too_long.clone(), ..letter() }, SendMail { html: Some(too_long), ..letter() }]
    {
        given(mailing()).when(anna(), book).refused(Refusal::TextTooLong { limit });
    }
}

#[test]
fn a_letters_files_are_those_that_have_arrived_and_fit() {
    let with = |count| SendMail { attachments: numbered(count), ..letter() };
    given(mailing()).when(anna(), with(1)).refused(Refusal::UnknownAttachment);
    let many = with_files(mailing(), &[1; 21]);
    given(many).when(anna(), with(21)).refused(Refusal::TooManyFiles { limit: 20 });
    let large = with_files(mailing(), &[25 * MEGABYTE + 1]);
    given(large).when(anna(), with(1)).refused(Refusal::FileTooLarge { megabytes: 25 });
}

#[test]
fn a_letter_that_came_keeps_its_envelope() {
    let came = ReceivedMail {
        to: vec!["info@lavka.example".to_owned()],
        cc: vec!["boss@example.org".to_owned()],
        subject: "Где заказ?".to_owned(),
        html: Some("<p>?</p>".to_owned()),
    };
    let envelope = Envelope {
        from: None,
        to: came.to.clone(),
        cc: came.cc.clone(),
        subject: came.subject.clone(),
        html: came.html.clone(),
    };
    let wish = ReceiveMessage {
        appeal: appeal(1),
        message: message(2),
        text: "?".to_owned(),
        attachments: Vec::new(),
        mail: Some(came),
    };
    let world = mailing().and(600, CONNECTOR, wish);
    assert_eq!(sent_message(&world).kind, MessageKind::Mail { envelope });
}
