//! Calls: who rings, who picks up, who hangs up; and what the dialer does.

use super::*;
use desk_contract::appeal::Outcome;
use desk_contract::call::{CallEnd, LegState, Party};
use desk_contract::campaign::CampaignTaskState;
use desk_contract::command::{
    AnswerCall, DeclineOffer, HoldCall, PostponeCampaignTask, ReturnToCampaign, SetPresence, StartAppeal,
};
use desk_contract::event::{AppealOffered, CallChanged};
use desk_contract::id::AppealId;
use desk_contract::operator::Presence;
use desk_contract::{Event, call::CallChange};

const SEEDS: [u64; 3] = [5, 23, 2026];

/// Waits until something rings at this desk, and answers which.
fn rung(bot: &mut Bot) -> AppealId {
    for _ in 0..7_200 {
        let tick = bot.wait(millis(500));
        let offered = tick.recorded.iter().find_map(|recorded| match &recorded.event {
            Event::AppealOffered(AppealOffered { appeal, to }) if *to == bot.demo.me() => Some(*appeal),
            _ => None,
        });
        if let Some(appeal) = offered {
            return appeal;
        }
    }
    panic!("nothing rang for an hour");
}

fn call_of(bot: &Bot, appeal: AppealId) -> &desk_contract::call::Call {
    bot.demo.world().appeal(appeal).unwrap().call.as_ref().unwrap()
}

/// Waits until the call is over and answers how long that took.
fn over(bot: &mut Bot, appeal: AppealId) -> TimeDelta {
    let from = bot.now;
    while call_of(bot, appeal).is_live() {
        bot.wait(millis(500));
        assert!(bot.now - from < millis(600_000), "the call never ends");
    }
    bot.now - from
}

#[test]
fn a_caller_rings_talks_and_hangs_up() {
    for seed in SEEDS {
        let mut bot = Bot::at(at(NOON), seed);
        let appeal = rung(&mut bot);
        bot.wait(millis(3_000));
        bot.give(AnswerCall { appeal });
        assert_eq!(call_of(&bot, appeal).state(), LegState::Talking);
        let talked = over(&mut bot, appeal);
        assert!((millis(39_000)..millis(152_000)).contains(&talked), "{talked}");
        assert_eq!(call_of(&bot, appeal).ended.unwrap().why, CallEnd::ByClient);
        bot.close(appeal);
    }
}

#[test]
fn a_client_who_listens_to_music_holds_on_for_long() {
    let mut bot = Bot::at(at(NOON), 5);
    let appeal = rung(&mut bot);
    bot.give(AnswerCall { appeal });
    bot.give(HoldCall { appeal });
    assert!(over(&mut bot, appeal) > millis(150_000));
}

#[test]
fn what_is_declined_or_not_answered_goes_to_a_colleague_or_is_missed() {
    let (mut taken, mut missed) = (0, 0);
    for seed in SEEDS {
        let mut bot = Bot::at(at(NOON), seed);
        for turn in 0..6 {
            let appeal = rung(&mut bot);
            if turn % 2 == 0 {
                bot.give(DeclineOffer { appeal });
            } else {
                for _ in 0..46 {
                    bot.wait(millis(500));
                }
            }
            assert_eq!(bot.demo.world().appeal(appeal).unwrap().offered, None);
            for _ in 0..250 {
                bot.wait(millis(500));
            }
            let appeal = bot.demo.world().appeal(appeal).unwrap();
            match appeal.closing().map(|closing| closing.outcome) {
                Some(Outcome::Missed) => missed += 1,
                _ => taken += usize::from(appeal.taken().is_some_and(|taken| taken.by != bot.demo.me())),
            }
        }
    }
    assert_eq!(taken + missed, 18);
    assert!(taken > 3 && missed > 3, "{taken} {missed}");
}

#[test]
fn nothing_rings_where_nobody_is_ready_or_somebody_talks() {
    let mut bot = Bot::at(at(NOON), 5);
    let operator = bot.demo.me();
    bot.give(SetPresence { operator, presence: Presence::OnBreak });
    let before = bot.journal.len();
    for _ in 0..3_600 {
        bot.wait(millis(1_000));
    }
    let rang = |recorded: &&Recorded| matches!(&recorded.event, Event::AppealOffered(_));
    assert_eq!(bot.journal[before..].iter().filter(rang).count(), 0);
    let dialed = bot.demo.world().appeals().filter(|appeal| appeal.campaign_task.is_some());
    assert_eq!(dialed.count(), 0);
    bot.give(SetPresence { operator, presence: Presence::Ready });
    rung(&mut bot);
    assert!(bot.demo.in_vain.is_empty(), "{:?}", bot.demo.in_vain);
}

#[test]
fn whom_one_calls_answers_or_does_not() {
    let mut bot = Bot::at(at(NOON), 77);
    let world = bot.demo.world();
    let (me, directory) = (bot.demo.me(), world.directory());
    let group = directory.operator(me).unwrap().groups[0];
    let people: Vec<_> = world.cards().contacts.values().cloned().collect();
    bot.give(SetPresence { operator: me, presence: Presence::OnBreak });
    let mut ends = Vec::new();
    for person in people.iter().take(30) {
        let appeal = AppealId::new(bot.now, crate::Chance::seeded(bot.sent).bytes());
        bot.sent += 1;
        let (channel, contact) = (Channel::Call, person.id);
        let address = person.card.reached_by(channel).next().unwrap();
        bot.give(StartAppeal { appeal, channel, contact, address, entry_point: None, mailbox: None, group });
        let took = over(&mut bot, appeal);
        let call = call_of(&bot, appeal);
        assert_eq!(call.answered_at.is_some(), took > millis(40_000), "{took}");
        ends.push(call.ended.unwrap().why);
        bot.close(appeal);
    }
    let count = |why| ends.iter().filter(|end| **end == why).count();
    assert!(
        count(CallEnd::Busy) > 0 && count(CallEnd::NoAnswer) > 0 && count(CallEnd::ByClient) > 15,
        "{ends:?}"
    );
}

#[test]
fn colleagues_talk_one_call_at_a_time_and_close_it() {
    let mut bot = Bot::at(at(NOON), 23);
    let mut talks = 0;
    for _ in 0..3_600 {
        let tick = bot.wait(millis(1_000));
        for recorded in &tick.recorded {
            let Event::CallChanged(CallChanged { change: CallChange::Answered { party }, .. }) =
                &recorded.event
            else {
                continue;
            };
            assert!(matches!(party, Party::Operator { id } if *id != bot.demo.me()));
            talks += 1;
        }
    }
    assert!(talks > 4, "{talks}");
    let open = bot.demo.world().appeals().filter(|appeal| {
        let ended = appeal.call.as_ref().and_then(|call| call.ended);
        appeal.closing().is_none() && ended.is_some_and(|ended| bot.now - ended.at > millis(60_000))
    });
    assert_eq!(open.count(), 0);
}

/// Waits until the dialer has somebody on the line for this desk.
fn dialed(bot: &mut Bot) -> AppealId {
    loop {
        let appeal = rung(bot);
        if bot.demo.world().appeal(appeal).unwrap().campaign_task.is_some() {
            return appeal;
        }
        bot.give(DeclineOffer { appeal });
    }
}

fn state_of(bot: &Bot, appeal: AppealId) -> CampaignTaskState {
    let task = bot.demo.world().appeal(appeal).unwrap().campaign_task.unwrap();
    bot.demo.world().cards().campaign_tasks[&task].state
}

#[test]
fn the_dialer_calls_again_at_the_hour_that_was_set() {
    let mut bot = Bot::at(at(NOON), 5);
    let appeal = dialed(&mut bot);
    bot.give(AnswerCall { appeal });
    let until = bot.now + millis(1_200_000);
    bot.give(PostponeCampaignTask { appeal, until });
    over(&mut bot, appeal);
    bot.close(appeal);
    let task = bot.demo.world().appeal(appeal).unwrap().campaign_task;
    let again = loop {
        let next = dialed(&mut bot);
        if bot.demo.world().appeal(next).unwrap().campaign_task == task {
            break next;
        }
        bot.give(DeclineOffer { appeal: next });
    };
    let late = bot.demo.world().appeal(again).unwrap().created_at - until;
    assert!((millis(0)..millis(120_000)).contains(&late), "{late}");
    assert_eq!(state_of(&bot, again), CampaignTaskState::InAppeal { appeal: again });
}

#[test]
fn what_is_returned_to_the_dialer_is_called_again_in_its_turn() {
    let mut bot = Bot::at(at(NOON), 23);
    let appeal = dialed(&mut bot);
    bot.give(AnswerCall { appeal });
    over(&mut bot, appeal);
    bot.give(ReturnToCampaign { appeal, comment: String::new() });
    assert_eq!(state_of(&bot, appeal), CampaignTaskState::Planned { not_before: None });
    let mut others = 0;
    while state_of(&bot, appeal) == (CampaignTaskState::Planned { not_before: None }) {
        let next = dialed(&mut bot);
        bot.give(AnswerCall { appeal: next });
        over(&mut bot, next);
        bot.close(next);
        others += 1;
    }
    assert!(others > 2, "{others}");
    assert!(bot.demo.in_vain.is_empty(), "{:?}", bot.demo.in_vain);
}
