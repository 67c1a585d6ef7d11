//! A chat over a line on which readings overtake events and one another: what was told is not taken back, and what is
//! in sight stays in its place.

use chrono::DateTime;
use desk_contract::appeal::Folded;
use desk_contract::event::MessageReceived;
use desk_contract::id::{AppealId, EventId, MessageId};
use desk_contract::message::{Author, Delivery, Message, MessageKind, Thread};
use desk_contract::{Recorded, Timestamp};
use desk_courier::Talk;
use proptest::prelude::*;

/// Messages a page.
const PAGE: usize = 4;

fn noon() -> Timestamp {
    DateTime::UNIX_EPOCH
}

fn message(number: usize) -> Message {
    let mut chance = [0; 10];
    chance[2..].copy_from_slice(&(number as u64).to_be_bytes());
    Message {
        id: MessageId::new(noon(), chance),
        appeal: AppealId::new(noon(), [1; 10]),
        author: Author::Client,
        text: number.to_string(),
        at: noon(),
        delivery: Delivery::Read,
        kind: MessageKind::Talk,
        attachments: Vec::new(),
    }
}

/// The event that brought the message of that number; the first is message 1 and version 1.
fn event(number: usize) -> Recorded {
    let received = MessageReceived { message: message(number) };
    Recorded {
        seq: number as u64,
        id: EventId::new(noon(), [2; 10]),
        at: noon(),
        version: number as u64,
        command: None,
        event: received.into(),
    }
}

/// What a server with so many messages answers to whoever asks for the newest.
fn newest(count: usize) -> Thread {
    let first = count.saturating_sub(PAGE) + 1;
    Thread { messages: (first..=count).map(message).collect(), has_earlier: first > 1, version: count as u64 }
}

/// The page before the message of that number.
fn before(number: usize, count: usize) -> Thread {
    let first = number.saturating_sub(PAGE).max(1);
    Thread { messages: (first..number).map(message).collect(), has_earlier: first > 1, version: count as u64 }
}

fn numbers(talk: &Talk) -> Vec<usize> {
    talk.messages().iter().map(|it| it.text.parse().expect("a number")).collect()
}

/// A reading that was asked for early and answered late.
#[test]
fn a_late_reading_takes_no_message_back() {
    let mut talk = Talk::read(newest(3));
    let late = newest(3);
    assert_eq!(talk.fold(&event(4)), Folded::Applied);
    talk.reread(late);
    assert_eq!(numbers(&talk), [1, 2, 3, 4]);
    // And what comes next is no gap.
    assert_eq!(talk.fold(&event(5)), Folded::Applied);
}

/// One that holds what was missed joins what is there, whose places stay.
#[test]
fn a_reading_brings_what_was_missed() {
    let mut talk = Talk::read(newest(5));
    talk.put_before(before(2, 5), message(2).id);
    let place = talk.places().find(|place| talk.at(*place).is_some_and(|it| it.text == "4"));
    assert_eq!(talk.fold(&event(8)), Folded::Gap);
    talk.reread(newest(8));
    assert_eq!(numbers(&talk), [1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(talk.at(place.expect("it was there")).map(|it| it.text.as_str()), Some("4"));
    assert_eq!(talk.readings(), 0);
    // So much was missed that nothing joins: the places are new.
    talk.reread(newest(30));
    assert_eq!(numbers(&talk), [27, 28, 29, 30]);
    assert!(talk.has_earlier());
    assert_eq!(talk.readings(), 1);
}

/// What befalls a chat.
#[derive(Clone, Debug)]
enum Fate {
    Comes,
    /// An event is told; of those that the chat has not heard, the first.
    Tells,
    /// Events are missed, as when everything is read anew.
    Misses,
    Asks,
    /// One of those that were asked is answered.
    Answers(usize),
    AsksEarlier,
    AnswersEarlier(usize),
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        6 => Just(Fate::Comes),
        6 => Just(Fate::Tells),
        1 => Just(Fate::Misses),
        2 => Just(Fate::Asks),
        3 => (0usize..4).prop_map(Fate::Answers),
        2 => Just(Fate::AsksEarlier),
        2 => (0usize..4).prop_map(Fate::AnswersEarlier),
    ]
}

proptest! {
    #[test]
    fn what_was_told_stays(fates in proptest::collection::vec(fate(), 0..150)) {
        let mut talk = Talk::read(newest(2));
        // How many there are, and of how many the chat was told.
        let (mut count, mut told) = (2, 2);
        let (mut readings, mut pages): (Vec<Thread>, Vec<(Thread, MessageId)>) = (Vec::new(), Vec::new());
        for fate in fates {
            let (last, seen) = (numbers(&talk).last().copied(), talk.readings());
            let places: Vec<_> = talk.places().filter_map(|place| Some((place, talk.at(place)?.id))).collect();
            match fate {
                Fate::Comes => count += 1,
                Fate::Tells if told < count => {
                    told += 1;
                    if talk.fold(&event(told)) == Folded::Gap {
                        readings.push(newest(count));
                    }
                }
                Fate::Misses => {
                    told = count;
                    readings.push(newest(count));
                }
                Fate::Asks => readings.push(newest(count)),
                Fate::Answers(which) if which < readings.len() => talk.reread(readings.remove(which)),
                Fate::AsksEarlier => {
                    if let Some(oldest) = talk.messages().first().filter(|_| talk.has_earlier()) {
                        let number = oldest.text.parse().expect("a number");
                        pages.push((before(number, count), oldest.id));
                    }
                }
                Fate::AnswersEarlier(which) if which < pages.len() => {
                    let (page, oldest) = pages.remove(which);
                    talk.put_before(page, oldest);
                }
                Fate::Tells | Fate::Answers(_) | Fate::AnswersEarlier(_) => {}
            }
            let shown = numbers(&talk);
            prop_assert!(shown.windows(2).all(|two| two[0] + 1 == two[1]), "{shown:?} has a hole or a repeat");
            prop_assert!(shown.last().copied() >= last, "{shown:?} was {last:?} already");
            prop_assert_eq!(talk.has_earlier(), shown.first().is_some_and(|first| *first > 1));
            if talk.readings() == seen {
                for (place, id) in places {
                    prop_assert_eq!(talk.at(place).map(|it| it.id), Some(id), "it was moved");
                }
            }
        }
        // What is read last is all there is.
        talk.reread(newest(count));
        prop_assert_eq!(numbers(&talk).last().copied(), Some(count));
    }
}
