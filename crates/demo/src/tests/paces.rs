//! At any pace and with any seed: nobody spins, nobody wishes in vain twice, and the journal replays.

use super::*;
use desk_contract::appeal::Receiver;
use desk_contract::command::{AnswerCall, DeclineOffer, SendToCrm, TransferAppeal};
use std::collections::BTreeMap;

/// An operator who now and then picks up, hands over and sends to the CRM, beside his work.
fn live(seed: u64, pace: f64, seconds: i64) -> Bot {
    let began = Demo::begin(DemoOptions { pace, ..options(seed) }, at(NOON));
    let mut bot = Bot::of(began, at(NOON));
    for second in 0..seconds {
        let tick = bot.wait(millis(1_000));
        assert!(tick.recorded.len() < 200, "{} at once", tick.recorded.len());
        let chance = crate::Chance::seeded(seed).of(second);
        if chance.of("works").one_in(3) {
            bot.work();
        }
        let me = bot.demo.me();
        let offered = bot.demo.world().appeals().find(|appeal| appeal.offered == Some(me)).map(|it| it.id);
        if let Some(appeal) = offered.filter(|_| chance.of("hears").one_in(6)) {
            let talks = mine_talks(&bot);
            if chance.of("picks up").one_in(2) && !talks {
                bot.give(AnswerCall { appeal });
            } else {
                bot.give(DeclineOffer { appeal });
            }
        }
        let mine = bot.mine(Place::InWork);
        if let Some(appeal) = mine.first().filter(|_| chance.of("hands over").one_in(120)) {
            let colleague = chance.of("to").pick(&[2, 3, 4, 5, 6]);
            let to = Receiver::Operator { id: bot.demo.world().directory().operators[colleague].id };
            let command = TransferAppeal { appeal: appeal.id, to, comment: "Ваш вопрос".to_owned() };
            bot.journal.extend(bot.demo.execute(bot.now, &command.into()).unwrap_or_default());
        }
        let known = mine.iter().find(|appeal| appeal.contact.is_some());
        if let Some(appeal) = known.filter(|_| chance.of("crm").one_in(90)) {
            bot.give(SendToCrm { appeal: appeal.id });
        }
    }
    bot
}

fn mine_talks(bot: &Bot) -> bool {
    bot.demo.world().live_call_of(bot.demo.me()).is_some()
}

#[track_caller]
fn nobody_wishes_twice_in_vain(bot: &Bot) {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for (deed, refusal) in &bot.demo.in_vain {
        *times.entry(format!("{:?} {refusal:?}", deed.command)).or_default() += 1;
    }
    assert!(times.len() < 4 && times.values().all(|times| *times < 2), "{times:#?}");
}

#[test]
fn an_hour_at_any_pace_is_lived_through_and_replays() {
    for (seed, pace, seconds) in [
        (1, 0.05, 900),
        (2026, 0.05, 900),
        (7, 1.0, 3_600),
        (2026, 1.0, 3_600),
        (3, 10.0, 3_600),
        (2026, 10.0, 3_600),
    ] {
        let bot = live(seed, pace, seconds);
        nobody_wishes_twice_in_vain(&bot);
        assert!(bot.journal.is_sorted_by_key(|recorded| recorded.at));
        let again = Demo::begin(DemoOptions { pace, ..options(seed) }, at(NOON));
        let again = again.replayed(&bot.journal).unwrap();
        assert_eq!(again.world(), bot.demo.world());
    }
}

#[test]
fn a_reload_in_the_middle_goes_on_as_if_nothing_had_been() {
    for pace in [0.05, 1.0] {
        let mut bot = live(11, pace, 600);
        let again = Demo::begin(DemoOptions { pace, ..options(11) }, at(NOON));
        let mut again = again.replayed(&bot.journal).unwrap();
        again.resume(bot.now);
        bot.demo.resume(bot.now);
        for step in 1..1_200 {
            let now = bot.now + millis(step * 500);
            assert_eq!(again.tick(now), bot.demo.tick(now), "{step}");
        }
    }
}

#[test]
fn plans_lie_still_while_nothing_is_due() {
    let mut bot = live(5, 1.0, 300);
    let now = bot.now;
    for _ in 0..50 {
        bot.wait(millis(0));
    }
    assert_eq!(bot.now, now);
    let count = bot.journal.len();
    bot.wait(millis(0));
    assert_eq!(bot.journal.len(), count);
}
