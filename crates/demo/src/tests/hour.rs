//! An hour of the demo's life, a tick every 200 milliseconds.

use super::*;
use crate::BrokenJournal;
use crate::memory::MOST_WAITING;
use desk_contract::{Event, Whisper};
use std::collections::BTreeMap;

const TICK: i64 = 200;

#[test]
fn an_hour_at_the_desk_is_lively_and_replays() {
    let mut bot = Bot::at(at(NOON), 5);
    let before = bot.demo.world().appeals().count();
    let mut typed = 0;
    for _ in 0..3_600_000 / TICK {
        let tick = bot.wait(millis(TICK));
        assert!(tick.recorded.len() <= 8, "{:?}", tick.recorded);
        typed += tick.whispers.iter().filter(|w| matches!(w, Whisper::Typing { .. })).count();
        assert!(bot.mine(Place::Queue).len() <= MOST_WAITING + 1);
        if bot.now.timestamp_millis() % 1_000 == 0 {
            bot.work();
        }
    }
    let came = bot.demo.world().appeals().count() - before;
    assert!((55..140).contains(&came), "{came} came");
    assert!(typed > 150, "{typed} whispers");
    assert!(bot.journal.is_sorted_by_key(|recorded| recorded.at));

    clients_answer_within_seconds(&bot);
    every_story_ends(&bot);
    delivery_goes_forward(&bot.journal);
    what_was_sent_again_arrives(&bot);

    assert!(bot.demo.in_vain.is_empty(), "{:?}", bot.demo.in_vain);

    let again = Demo::begin(options(5), at(NOON));
    let mut again = again.replayed(&bot.journal).unwrap();
    assert_eq!(again.world(), bot.demo.world());
    again.resume(bot.now);
    let goes_on = (1..900).map(|step| again.tick(bot.now + millis(TICK * step)).recorded.len());
    assert!(goes_on.sum::<usize>() > 4);
}

/// After each answer of mine the client writes within ten seconds, until the story is over.
#[track_caller]
fn clients_answer_within_seconds(bot: &Bot) {
    let me = Author::Operator { id: bot.demo.me() };
    let mut replies = 0;
    for appeal in bot.mine(Place::Closed).iter().filter(|appeal| appeal.last_action_at > at(NOON)) {
        let messages = &bot.demo.world().thread(appeal.id).unwrap().messages;
        for pair in messages.windows(2).filter(|pair| pair[0].author == me && pair[0].at > at(NOON)) {
            if bot.retried.contains(&(appeal.id, pair[0].id)) {
                continue;
            }
            let took = pair[1].at - pair[0].at;
            assert_eq!(pair[1].author, Author::Client);
            assert!((millis(4_000)..=millis(10_000)).contains(&took), "{took}");
            replies += 1;
        }
    }
    assert!(replies > 60, "{replies}");
}

/// Whatever I closed had been told to its end: three turns or more, then silence.
#[track_caller]
fn every_story_ends(bot: &Bot) {
    let closed = bot.mine(Place::Closed);
    let lately: Vec<_> = closed.iter().filter(|appeal| appeal.created_at > at(NOON)).collect();
    assert!(lately.len() > 15, "{}", lately.len());
    for appeal in lately.into_iter().filter(|appeal| appeal.channel != Channel::Call) {
        let messages = &bot.demo.world().thread(appeal.id).unwrap().messages;
        let client = messages.iter().filter(|message| message.author == Author::Client).count();
        let scene = bot.demo.scene();
        assert_eq!(client, scene.case(appeal).beats(0).len());
        assert!((2..=14).contains(&client), "{client}");
    }
}

#[track_caller]
fn delivery_goes_forward(journal: &[Recorded]) {
    let mut known: BTreeMap<MessageId, Delivery> = BTreeMap::new();
    for recorded in journal {
        match &recorded.event {
            Event::MessageSent(it) => {
                assert_eq!(known.insert(it.message.id, Delivery::Sent), None);
            }
            Event::MessageRetried(it) => {
                assert_eq!(known.insert(it.message, Delivery::Sent), Some(Delivery::Failed));
            }
            Event::DeliveryChanged(it) => {
                assert!(known[&it.message].may_become(it.delivery));
                known.insert(it.message, it.delivery);
            }
            _ => {}
        }
    }
    let read = known.values().filter(|delivery| **delivery == Delivery::Read).count();
    assert!(read > 100 && read + 8 > known.len(), "{read} of {}", known.len());
}

#[track_caller]
fn what_was_sent_again_arrives(bot: &Bot) {
    assert!(bot.retried.len() > 1, "{} failed", bot.retried.len());
    let open = bot.mine(Place::InWork);
    for (appeal, message) in &bot.retried {
        let messages = &bot.demo.world().thread(*appeal).unwrap().messages;
        assert_ne!(messages.iter().find(|m| m.author != Author::Client).unwrap().id, *message);
        let delivery = bot.demo.world().message(*appeal, *message).unwrap().delivery;
        let is_open = open.iter().any(|open| open.id == *appeal);
        assert!(delivery == Delivery::Read || is_open, "{delivery:?}");
    }
}

#[test]
fn colleagues_take_and_close_what_nobody_else_takes() {
    let mut bot = Bot::at(at(NOON), 9);
    let (mut longest, mut most) = (millis(0), 0);
    for _ in 0..3_600 {
        bot.wait(millis(1_000));
        most = most.max(bot.mine(Place::Queue).len());
        let waiting = bot.demo.world().appeals().filter(|appeal| is_waiting(appeal));
        longest = waiting.map(|appeal| bot.now - appeal.created_at).max().unwrap_or_default().max(longest);
    }
    assert!((millis(240_000)..millis(400_000)).contains(&longest), "{longest}");
    // The dialer asks nobody whether there is room.
    assert!((MOST_WAITING..=MOST_WAITING + 1).contains(&most), "{most}");
    let world = bot.demo.world();
    let came_late = world.appeals().filter(|appeal| appeal.created_at > at(NOON));
    let closed: Vec<_> = came_late.filter(|appeal| appeal.closing().is_some()).collect();
    assert!(closed.len() > 30, "{}", closed.len());
    assert!(closed.iter().all(|appeal| appeal.owner() != Some(bot.demo.me())));
    assert!(closed.iter().any(|appeal| world.thread(appeal.id).unwrap().messages.len() > 6));
}

#[test]
fn a_client_types_before_he_answers() {
    let mut bot = Bot::at(at(NOON), 4);
    let appeal = bot.mine(Place::InWork).into_iter().find(|appeal| appeal.unread > 0).unwrap().id;
    bot.answer(appeal, "Сейчас посмотрю");
    let mut seen = Vec::new();
    for _ in 0..60 {
        let tick = bot.wait(millis(TICK));
        let here = |whisper: &&Whisper| {
            matches!(whisper,
                Whisper::Typing { appeal: whose, .. } | Whisper::StoppedTyping { appeal: whose, .. } if *whose == appeal)
        };
        seen.extend(tick.whispers.iter().filter(here).copied());
    }
    let author = Author::Client;
    assert_eq!(seen.first(), Some(&Whisper::Typing { appeal, author }));
    assert!(seen.contains(&Whisper::StoppedTyping { appeal, author }));
}

#[test]
fn at_no_pace_nobody_acts() {
    let mut demo = Demo::begin(DemoOptions { pace: 0.0, ..options(1) }, at(NOON));
    let before = demo.world().clone();
    for step in 1..2_000 {
        assert_eq!(demo.tick(at(NOON) + millis(step * 1_000)), Tick::default());
    }
    assert_eq!(demo.world(), &before);
}

#[test]
fn ten_times_faster_is_ten_times_busier() {
    let came = |pace| {
        let mut demo = Demo::begin(DemoOptions { pace, ..options(4) }, at(NOON));
        let before = demo.world().seq();
        for step in 1..600 {
            demo.tick(at(NOON) + millis(step * 200));
        }
        demo.world().seq() - before
    };
    assert!(came(0.1) > came(1.0) * 4, "{} {}", came(0.1), came(1.0));
}

#[test]
fn a_journal_of_another_world_is_refused() {
    let mut bot = Bot::at(at(NOON), 1);
    for _ in 0..600 {
        bot.wait(millis(TICK));
    }
    let refused = |demo: Demo, journal: &[Recorded]| demo.replayed(journal).unwrap_err();
    let begun = |seed, began| Demo::begin(options(seed), began);
    let seq = bot.journal[0].seq;
    let gap = BrokenJournal::Gap { expected: seq, found: seq + 1 };
    assert_eq!(refused(begun(1, at(NOON)), &bot.journal[1..]), gap);
    refused(begun(2, at(NOON)), &bot.journal);
    refused(begun(1, at(NOON) + millis(60_000)), &bot.journal);
}
