//! Closing the page, and coming back to it.

use super::*;
use desk_contract::Event;
use desk_contract::id::OperatorId;
use desk_contract::operator::Role;

const AWAY: i64 = 8 * 3_600_000;

/// How many events fall into each second after the page is opened again.
fn seconds_after_return(bot: &mut Bot, seconds: usize) -> Vec<usize> {
    (0..seconds).map(|_| (0..5).map(|_| bot.wait(millis(200)).recorded.len()).sum()).collect()
}

#[test]
fn nothing_bursts_after_a_night_away() {
    for told in [true, false] {
        let mut bot = Bot::at(at(NOON), 11);
        for appeal in bot.mine(Place::InWork) {
            bot.answer(appeal.id, "Уточняю");
        }
        let before = bot.demo.world().appeals().count();
        bot.now += millis(AWAY);
        if told {
            bot.demo.resume(bot.now);
        }
        let counts = seconds_after_return(&mut bot, 20);
        assert!(counts.iter().all(|count| *count <= 10), "{counts:?}");
        assert_eq!(bot.demo.world().appeals().count(), before);
        assert_eq!(bot.mine(Place::Queue).len(), 4);
        let answered = bot.mine(Place::InWork);
        let has_answer =
            |a: &&Appeal| a.preview.as_ref().is_some_and(|preview| preview.author == Author::Client);
        assert_eq!(answered.iter().filter(has_answer).count(), 2);
        assert!(bot.journal.iter().skip(3).all(|recorded| recorded.at > at(NOON) + millis(AWAY)));
    }
}

#[test]
fn a_reload_in_the_middle_of_a_talk_loses_no_answer() {
    let mut bot = Bot::at(at(NOON), 12);
    let appeal = bot.mine(Place::InWork).into_iter().find(|appeal| appeal.unread > 0).unwrap().id;
    bot.answer(appeal, "Сейчас посмотрю");
    bot.wait(millis(1_500));
    let again = Demo::begin(options(12), at(NOON));
    let mut again = again.replayed(&bot.journal).unwrap();
    again.resume(bot.now);
    bot.demo = again;
    let unread = bot.demo.world().appeal(appeal).unwrap().unread;
    seconds_after_return(&mut bot, 10);
    assert!(bot.demo.world().appeal(appeal).unwrap().unread > unread);
}

#[test]
fn a_client_answers_in_an_appeal_that_was_opened_again() {
    let mut bot = Bot::at(at(NOON), 13);
    let closed = bot.mine(Place::Closed);
    let talked = |appeal: &&Appeal| {
        appeal.contact.is_some() && !bot.demo.world().thread(appeal.id).unwrap().messages.is_empty()
    };
    let appeal = closed.iter().rev().find(talked).unwrap().id;
    bot.give(ReopenAppeal { appeal });
    bot.answer(appeal, "Ещё раз здравствуйте!");
    seconds_after_return(&mut bot, 12);
    assert!(bot.demo.world().appeal(appeal).unwrap().unread > 0);
}

#[test]
fn a_clock_set_back_never_dates_an_event_before_the_last() {
    let mut bot = Bot::at(at(NOON), 14);
    let appeal = bot.mine(Place::InWork)[0].id;
    seconds_after_return(&mut bot, 60);
    bot.now -= millis(30_000);
    bot.answer(appeal, "Проверяю");
    seconds_after_return(&mut bot, 60);
    assert!(bot.journal.is_sorted_by_key(|recorded| recorded.at));
}

#[test]
fn whoever_sits_down_has_the_queue_of_his_groups_and_nobody_takes_for_him() {
    let mut bot = Bot::at(at(NOON), 13);
    let directory = bot.demo.world().directory().clone();
    let of_role = |role| directory.operators.iter().find(|it| it.role == role).unwrap().clone();
    let svetlana = of_role(Role::Supervisor);
    bot.demo.sits(svetlana.id);
    assert_eq!(bot.demo.me(), svetlana.id);
    let queue = bot.mine(Place::Queue);
    assert!(queue.iter().all(|appeal| svetlana.groups.contains(&appeal.group)));
    for _ in 0..6_000 {
        let tick = bot.wait(millis(200));
        assert!(!tick.recorded.iter().any(|recorded| matches!(
            &recorded.event,
            Event::AppealTaken(it) if it.by == svetlana.id
        )));
    }
    bot.demo.sits(OperatorId::new(at(NOON), [7; 10]));
    assert_eq!(bot.demo.me(), svetlana.id, "a stranger does not sit down");
}
