//! From what a connector knows to what the desk is wished.

use super::{Answer, CallNews, Followed, Handed, Happening, Incoming, Known, what_follows};
use crate::appeal::{Outcome, Stage};
use crate::call::CallEnd;
use crate::channel::Channel;
use crate::command::Command;
use crate::given::*;
use crate::message::{Attachment, Author, Delivery};
use crate::refusal::Refusal;
use crate::whisper::Whisper;
use crate::world::{Slice, World};

fn said(id: &str, text: &str) -> Incoming {
    let what =
        Happening::Message { id: id.to_owned(), text: text.to_owned(), attachments: Vec::new(), mail: None };
    Incoming { from: guest(), group: None, what }
}

fn called(id: &str, news: CallNews) -> Incoming {
    let what = Happening::Call { id: id.to_owned(), news };
    Incoming { from: phone("+79990000001"), group: None, what }
}

fn told(message: Answer, delivery: Delivery) -> Incoming {
    Incoming { from: guest(), group: None, what: Happening::Delivery { message, delivery } }
}

/// What follows on the line of this channel, where this was handed in before.
fn follows(
    world: &World,
    incoming: &Incoming,
    channel: Channel,
    handed: Option<Handed>,
) -> Result<Followed, Refusal> {
    let directory = world.directory();
    let open: Vec<_> =
        world.appeal(appeal(1)).filter(|it| it.closing().is_none()).cloned().into_iter().collect();
    let known = Known {
        directory,
        line: directory.entry_point(line_of(channel)).unwrap(),
        open: &open,
        last_group: world.appeal(appeal(1)).map(|it| it.group),
        handed,
        new_appeal: appeal(2),
        new_message: message(9),
    };
    what_follows(incoming, &known)
}

/// The world after it, with what the connector's id means from then on.
#[track_caller]
fn after(world: World, incoming: &Incoming, channel: Channel, handed: Option<Handed>) -> (World, Handed) {
    let followed = follows(&world, incoming, channel, handed).unwrap();
    let world =
        followed.commands.into_iter().fold(world, |world, command| world.and(100, CONNECTOR, command));
    (world, followed.handed.unwrap())
}

#[test]
fn who_writes_first_begins_an_appeal_and_who_writes_again_goes_on_in_it() {
    let (world, handed) = after(nobody(), &said("41", "Добрый день"), Channel::Telegram, None);
    assert_eq!(handed, Handed { appeal: appeal(2), message: Some(message(9)) });
    assert_eq!(world.appeal(appeal(2)).unwrap().stage, Stage::Waiting);
    assert_eq!(world.thread(appeal(2)).unwrap().messages.len(), 1);

    let (world, handed) = after(in_work(), &said("42", "Где заказ?"), Channel::Telegram, None);
    assert_eq!(handed.appeal, appeal(1));
    assert_eq!(world.the_thread().messages.last().unwrap().text, "Где заказ?");
}

#[test]
fn a_closed_appeal_is_not_gone_on_with_and_its_group_gets_the_next() {
    let sold = World::and(nobody(), 0, CONNECTOR, register(appeal(1), Channel::Telegram, sales()));
    let closed = sold.and(1, vera(), take()).and(2, vera(), close());
    let (world, handed) = after(closed, &said("43", "Ещё вопрос"), Channel::Telegram, None);
    assert_eq!(handed.appeal, appeal(2));
    assert_eq!(world.appeal(appeal(2)).unwrap().group, sales());
}

#[test]
fn another_line_is_another_matter() {
    let followed = follows(&in_work(), &said("44", "Добрый день"), Channel::WhatsApp, None).unwrap();
    assert!(matches!(followed.commands.first(), Some(Command::RegisterAppeal(it)) if it.appeal == appeal(2)));
}

#[test]
fn a_group_that_is_named_is_taken_and_one_that_is_not_there_refused() {
    let to_sales = Incoming { group: Some(sales()), ..said("45", "Купить") };
    let (world, _) = after(nobody(), &to_sales, Channel::Telegram, None);
    assert_eq!(world.appeal(appeal(2)).unwrap().group, sales());
    let nowhere = Incoming { group: Some(unheard_of_group()), ..said("46", "Купить") };
    let followed = follows(&nobody(), &nowhere, Channel::Telegram, None).unwrap();
    given(nobody())
        .when(CONNECTOR, followed.commands.first().unwrap().clone())
        .refused(Refusal::UnknownGroup);
}

#[test]
fn the_same_message_handed_in_again_is_the_same_even_after_the_close() {
    let first = said("47", "Добрый день");
    let (world, handed) = after(in_work(), &first, Channel::Telegram, None);
    let length = world.the_thread().messages.len();
    let (world, again) = after(world, &first, Channel::Telegram, Some(handed));
    assert_eq!((again, world.the_thread().messages.len()), (handed, length));
    let world = world.and(200, anna(), close());
    let (world, again) = after(world, &first, Channel::Telegram, Some(handed));
    assert_eq!((again, world.appeal(appeal(2))), (handed, None));
    let other = follows(&world, &said("47", "Другое"), Channel::Telegram, Some(handed)).unwrap();
    given(world).when(CONNECTOR, other.commands.first().unwrap().clone()).refused(Refusal::AlreadyExists);
}

#[test]
fn files_are_stored_with_the_message_that_they_came_with() {
    let file = Attachment {
        id: attachment(7),
        name: "схема.png".to_owned(),
        media_type: "image/png".to_owned(),
        bytes: 5,
    };
    let what = Happening::Message {
        id: "48".to_owned(),
        text: String::new(),
        attachments: vec![file.clone()],
        mail: None,
    };
    let came = Incoming { from: guest(), group: None, what };
    let (world, handed) = after(nobody(), &came, Channel::Telegram, None);
    assert_eq!(world.thread(handed.appeal).unwrap().messages.first().unwrap().attachments, [file]);
}

#[test]
fn nothing_at_all_is_no_message_and_an_id_must_be_one() {
    let nothing = said("49", "  ");
    assert_eq!(follows(&nobody(), &nothing, Channel::Telegram, None), Err(Refusal::EmptyText));
    let nameless = said(" ", "Добрый день");
    assert_eq!(follows(&nobody(), &nameless, Channel::Telegram, None), Err(Refusal::EmptyName));
    let endless = said(&"9".repeat(201), "Добрый день");
    let too_long = Err(Refusal::NameTooLong { limit: 200 });
    assert_eq!(follows(&nobody(), &endless, Channel::Telegram, None), too_long);
}

#[test]
fn how_far_an_answer_has_come_is_told_by_either_id() {
    let handed = Handed { appeal: appeal(1), message: Some(message(2)) };
    let ours = told(Answer::Ours { id: message(2) }, Delivery::Delivered);
    let (world, _) = after(answered(), &ours, Channel::Telegram, Some(handed));
    assert_eq!(world.the_thread().message(message(2)).unwrap().delivery, Delivery::Delivered);
    let theirs = told(Answer::Theirs { id: "7".to_owned() }, Delivery::Read);
    let (world, _) = after(world, &theirs, Channel::Telegram, Some(handed));
    assert_eq!(world.the_thread().message(message(2)).unwrap().delivery, Delivery::Read);
    let unknown = follows(&world, &theirs, Channel::Telegram, None);
    assert_eq!(unknown, Err(Refusal::UnknownMessage));
}

#[test]
fn a_call_is_one_appeal_from_its_ring_to_its_end() {
    let (world, handed) = after(nobody(), &called("c1", CallNews::Begun), Channel::Call, None);
    assert!(world.appeal(handed.appeal).unwrap().live_call().is_some());
    let answered = called("c1", CallNews::Answered { operator: anna() });
    let (world, handed) = after(world, &answered, Channel::Call, Some(handed));
    assert_eq!(world.appeal(handed.appeal).unwrap().operator(), Some(anna()));
    let ended = called("c1", CallNews::Ended { why: CallEnd::ByClient });
    let (world, handed) = after(world, &ended, Channel::Call, Some(handed));
    assert!(world.appeal(handed.appeal).unwrap().live_call().is_none());
    let again = after(world, &ended, Channel::Call, Some(handed));
    assert_eq!(again.1, handed);
}

#[test]
fn a_call_whose_beginning_nobody_told_was_missed() {
    let ended = called("c2", CallNews::Ended { why: CallEnd::ByClient });
    let (world, handed) = after(nobody(), &ended, Channel::Call, None);
    let closing = world.appeal(handed.appeal).unwrap().closing().unwrap();
    assert_eq!(closing.outcome, Outcome::Missed);
    let elsewhere = follows(&nobody(), &ended, Channel::Telegram, None);
    assert_eq!(elsewhere, Err(Refusal::NoCallHere));
}

#[test]
fn typing_is_told_where_an_appeal_is_open_and_nowhere_else() {
    let typing = |is_over| Incoming { from: guest(), group: None, what: Happening::Typing { is_over } };
    let author = Author::Client;
    let followed = follows(&in_work(), &typing(false), Channel::Telegram, None).unwrap();
    assert_eq!(followed.whisper, Some(Whisper::Typing { appeal: appeal(1), author }));
    let followed = follows(&in_work(), &typing(true), Channel::Telegram, None).unwrap();
    assert_eq!(followed.whisper, Some(Whisper::StoppedTyping { appeal: appeal(1), author }));
    let followed = follows(&finished(), &typing(false), Channel::Telegram, None).unwrap();
    assert_eq!((followed.whisper, followed.commands, followed.handed), (None, Vec::new(), None));
}
