//! Whatever an operator does at whatever moment, the journal makes the same world again.

use super::*;
use desk_contract::appeal::Receiver;
use desk_contract::command::{
    AnswerCall, HangUp, RequestPayment, SendForm, SendToCrm, SetPresence, TransferAppeal,
};
use desk_contract::id::{PaymentId, SentFormId};
use desk_contract::money::Money;
use desk_contract::operator::Presence;
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
    PickUp(usize),
    HangUp(usize),
    HandOver(usize, usize),
    Accept(usize),
    Break(bool),
    ToCrm(usize),
    Ask(usize),
    Pay(usize),
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
        1 => place.clone().prop_map(Move::Reopen),
        2 => place.clone().prop_map(Move::PickUp),
        1 => place.clone().prop_map(Move::HangUp),
        1 => (place.clone(), 0..7_usize).prop_map(|(place, to)| Move::HandOver(place, to)),
        1 => place.clone().prop_map(Move::Accept),
        1 => any::<bool>().prop_map(Move::Break),
        1 => place.clone().prop_map(Move::ToCrm),
        1 => place.clone().prop_map(Move::Ask),
        1 => place.prop_map(Move::Pay),
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
        Move::PickUp(place) => AnswerCall { appeal: newest(place) }.into(),
        Move::HangUp(place) => HangUp { appeal: newest(place) }.into(),
        Move::HandOver(place, to) => {
            let to = Receiver::Operator { id: bot.demo.world().directory().operators[to].id };
            TransferAppeal { appeal: newest(place), to, comment: "Вам".to_owned() }.into()
        }
        Move::Accept(place) => AcceptTransfer { appeal: newest(place) }.into(),
        Move::Break(is_back) => {
            let presence = if is_back { Presence::Ready } else { Presence::OnBreak };
            SetPresence { operator: bot.demo.me(), presence }.into()
        }
        Move::ToCrm(place) => SendToCrm { appeal: newest(place) }.into(),
        Move::Ask(place) => {
            let form = bot.demo.world().directory().forms[0].id;
            let (sent, message) = (SentFormId::new(bot.now, [1; 10]), MessageId::new(bot.now, [2; 10]));
            SendForm { sent, appeal: newest(place), form, message, text: "Заполните".to_owned() }.into()
        }
        Move::Pay(place) => {
            let Some(deal) = bot.demo.world().cards().deals.keys().next().copied() else { return };
            let (payment, amount) = (PaymentId::new(bot.now, [3; 10]), Money::rub(100));
            RequestPayment {
                payment, appeal: newest(place), deal, amount, description: "Заказ".to_owned()
            }
            .into()
        }
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
        let again = BEGUN.clone();
        let mut again = again.replayed(&bot.journal).unwrap();
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
