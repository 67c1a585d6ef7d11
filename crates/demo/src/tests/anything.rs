//! Whatever an operator does at whatever moment, the journal makes the same world again.

use super::*;
use proptest::prelude::*;
use std::sync::LazyLock;

static BEGUN: LazyLock<Demo> = LazyLock::new(|| Demo::begin(options(21), at(NOON)));

/// Something that an operator, or his clock, may do to the appeal at a place of the list.
#[derive(Clone, Copy, Debug)]
enum Move {
    Wait(i64),
    Return(i64),
    Take(usize),
    Answer(usize),
    Retry(usize),
    Close(usize),
    Spam(usize),
    UndoSpam(usize),
    Reopen(usize),
}

fn any_move() -> impl Strategy<Value = Move> {
    let place = 0..40_usize;
    prop_oneof![
        6 => (-5_000..30_000_i64).prop_map(Move::Wait),
        2 => (100_000..900_000_i64).prop_map(Move::Wait),
        1 => (0..90_000_000_i64).prop_map(Move::Return),
        3 => place.clone().prop_map(Move::Take),
        5 => place.clone().prop_map(Move::Answer),
        2 => place.clone().prop_map(Move::Retry),
        2 => place.clone().prop_map(Move::Close),
        1 => place.clone().prop_map(Move::Spam),
        1 => place.clone().prop_map(Move::UndoSpam),
        1 => place.prop_map(Move::Reopen),
    ]
}

/// Makes the move; what the rules refuse is no matter.
fn make(bot: &mut Bot, done: Move) {
    let newest = |place: usize| bot.demo.world().appeals().rev().nth(place).unwrap().id;
    let command: Command = match done {
        Move::Wait(by) => {
            bot.wait(millis(by));
            return;
        }
        Move::Return(by) => {
            bot.now += millis(by);
            bot.demo.resume(bot.now);
            return;
        }
        Move::Take(place) => TakeAppeal { appeal: newest(place) }.into(),
        Move::Answer(place) => {
            bot.sent += 1;
            let message = MessageId::new(bot.now, crate::Chance::seeded(bot.sent).bytes());
            let (text, attachments) = ("Минуту".to_owned(), Vec::new());
            SendMessage { appeal: newest(place), message, text, attachments }.into()
        }
        Move::Retry(place) => {
            let appeal = newest(place);
            let messages = &bot.demo.world().thread(appeal).unwrap().messages;
            let failed = messages.iter().find(|message| message.delivery == Delivery::Failed);
            let Some(message) = failed.map(|message| message.id) else { return };
            RetryMessage { appeal, message }.into()
        }
        Move::Close(place) => {
            let outcome = bot.demo.world().directory().outcomes[1].id;
            CloseAppeal { appeal: newest(place), outcome, comment: String::new() }.into()
        }
        Move::Spam(place) => MarkSpam { appeal: newest(place) }.into(),
        Move::UndoSpam(place) => UndoSpam { appeal: newest(place) }.into(),
        Move::Reopen(place) => ReopenAppeal { appeal: newest(place) }.into(),
    };
    bot.journal.extend(bot.demo.execute(bot.now, &command).unwrap_or_default());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_journal_makes_the_same_world_again(moves in prop::collection::vec(any_move(), 1..60)) {
        let mut bot = Bot::of(BEGUN.clone(), at(NOON));
        for done in moves {
            make(&mut bot, done);
        }
        prop_assert!(bot.journal.is_sorted_by_key(|recorded| recorded.at));
        let mut again = BEGUN.clone();
        again.replay(&bot.journal).unwrap();
        prop_assert_eq!(again.world(), bot.demo.world());
        prop_assert_eq!(&again.memory.last_at, &bot.demo.memory.last_at);
        again.resume(bot.now);
        bot.demo.resume(bot.now);
        for step in 1..120 {
            let now = bot.now + millis(step * 1_000);
            prop_assert_eq!(again.tick(now), bot.demo.tick(now));
        }
    }
}
