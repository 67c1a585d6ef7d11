//! What goes on beside the talk: payments, forms, the CRM, conferences, handing over, ratings, whispers.

use super::*;
use desk_contract::appeal::{CrmState, Receiver};
use desk_contract::command::{
    CancelTransfer, InviteToConference, RequestPayment, SaveDeal, SendForm, SendToCrm, TransferAppeal,
};
use desk_contract::deal::DealCard;
use desk_contract::form::FormState;
use desk_contract::id::{DealId, PaymentId, SentFormId};
use desk_contract::message::MessageKind;
use desk_contract::money::Money;
use desk_contract::operator::Presence;
use desk_contract::payment::PaymentStatus;
use desk_contract::{Event, Whisper};

fn chance(bot: &mut Bot) -> [u8; 10] {
    bot.sent += 1;
    crate::Chance::seeded(bot.sent).bytes()
}

/// An appeal of mine in work whose client is in the book.
fn known(bot: &Bot) -> Appeal {
    bot.mine(Place::InWork).into_iter().find(|appeal| appeal.contact.is_some()).unwrap()
}

fn last_words(bot: &Bot, appeal: AppealId) -> String {
    let thread = bot.demo.world().thread(appeal).unwrap();
    thread.messages.iter().rfind(|it| it.author == Author::Client).unwrap().text.clone()
}

fn wait(bot: &mut Bot, seconds: i64) {
    for _ in 0..seconds * 5 {
        bot.wait(millis(200));
    }
}

#[test]
fn a_payment_is_linked_and_paid_or_expires() {
    let mut ends = Vec::new();
    for seed in [2, 3, 5, 7, 2026] {
        let mut bot = Bot::at(at(NOON), seed);
        let Some(appeal) = bot.mine(Place::InWork).into_iter().find(|appeal| appeal.contact.is_some()) else {
            continue;
        };
        let deal = DealId::new(bot.now, chance(&mut bot));
        let card = DealCard {
            title: "Стеллаж".to_owned(),
            contact: appeal.contact.unwrap(),
            organisation: None,
            amount: None,
            stage: bot.demo.world().directory().deal_stages[0].id,
            assignee: bot.demo.me(),
            comment: String::new(),
        };
        bot.give(SaveDeal { deal, version: None, card, from_appeal: Some(appeal.id) });
        for _ in 0..4 {
            let payment = PaymentId::new(bot.now, chance(&mut bot));
            let (amount, description) = (Money::rub(499_000), "Стеллаж".to_owned());
            bot.give(RequestPayment { payment, appeal: appeal.id, deal, amount, description });
            wait(&mut bot, 2);
            let status = |bot: &Bot| bot.demo.world().cards().payments[&payment].clone();
            assert!(status(&bot).link.clone().is_some_and(|link| link.starts_with("https://")));
            wait(&mut bot, 80);
            let status = status(&bot);
            assert!(status.status.is_final(), "{status:?}");
            assert_eq!(status.reason.is_some(), status.status == PaymentStatus::Canceled);
            if status.status == PaymentStatus::Succeeded {
                assert!(
                    last_words(&bot, appeal.id).to_lowercase().contains("плат")
                        || last_words(&bot, appeal.id).to_lowercase().contains("готово")
                );
            }
            ends.push(status.status);
        }
        assert!(bot.demo.in_vain.is_empty(), "{:?}", bot.demo.in_vain);
    }
    let paid = ends.iter().filter(|end| **end == PaymentStatus::Succeeded).count();
    assert!(paid > ends.len() / 2 && paid < ends.len(), "{paid} of {}", ends.len());
}

#[test]
fn a_form_comes_back_filled_in() {
    for seed in [2, 5, 2026] {
        let mut bot = Bot::at(at(NOON), seed);
        let appeals = bot.mine(Place::InWork);
        let forms: Vec<_> = bot.demo.world().directory().forms.iter().map(|form| form.id).collect();
        let mut all = Vec::new();
        for (appeal, form) in appeals.iter().zip(forms.iter().cycle()) {
            let (sent, message) =
                (SentFormId::new(bot.now, chance(&mut bot)), MessageId::new(bot.now, chance(&mut bot)));
            let text = "Заполните, пожалуйста".to_owned();
            bot.give(SendForm { sent, appeal: appeal.id, form: *form, message, text });
            all.push((appeal, sent));
        }
        wait(&mut bot, 26);
        for (appeal, sent) in all {
            let FormState::Answered { answers, .. } = &bot.demo.world().cards().forms[&sent].state else {
                panic!("no answer");
            };
            assert!(answers.iter().all(|answer| !answer.value.trim().is_empty()));
            let card = appeal.contact.map(|id| &bot.demo.world().cards().contacts[&id].card);
            if let Some(card) = card {
                assert_eq!(answers[0].value, card.name);
            }
            assert!(answers[1].value.starts_with("+7 "));
            let words = last_words(&bot, appeal.id).to_lowercase();
            assert!(words.contains("заполнил") || words.contains("отправил"), "{words}");
        }
        assert!(bot.demo.in_vain.is_empty(), "{:?}", bot.demo.in_vain);
    }
}

#[test]
fn the_crm_takes_what_it_did_not_take_at_first() {
    let mut failed = 0;
    for seed in 1..12 {
        let mut bot = Bot::at(at(NOON), seed);
        let mine: Vec<_> =
            bot.mine(Place::Closed).into_iter().filter(|appeal| appeal.contact.is_some()).take(4).collect();
        for appeal in &mine {
            bot.give(SendToCrm { appeal: appeal.id });
        }
        wait(&mut bot, 4);
        for appeal in mine.iter().map(|appeal| appeal.id) {
            let crm = |bot: &Bot| bot.demo.world().appeal(appeal).unwrap().crm.clone().unwrap();
            if let CrmState::Failed { reason, .. } = crm(&bot) {
                assert!(!reason.is_empty());
                failed += 1;
                bot.give(SendToCrm { appeal });
                wait(&mut bot, 4);
            }
            assert!(matches!(crm(&bot), CrmState::Sent { link: Some(_), .. }));
        }
    }
    assert!((2..20).contains(&failed), "{failed} of 44");
}

#[test]
fn whoever_is_invited_joins_and_still_tells_his_story() {
    let mut bot = Bot::at(at(NOON), 5);
    let appeal = bot.mine(Place::InWork).into_iter().find(|appeal| appeal.unread > 0).unwrap();
    let before = crate::asides::beats_told(&bot.demo.scene(), bot.demo.world().thread(appeal.id).unwrap());
    let message = MessageId::new(bot.now, chance(&mut bot));
    bot.give(InviteToConference {
        appeal: appeal.id, message, text: "Подключайтесь".to_owned()
    });
    wait(&mut bot, 10);
    assert!(last_words(&bot, appeal.id).to_lowercase().contains("подключ"));
    let told =
        |bot: &Bot| crate::asides::beats_told(&bot.demo.scene(), bot.demo.world().thread(appeal.id).unwrap());
    assert_eq!(told(&bot), before);
    bot.answer(appeal.id, "Вернёмся к вопросу");
    wait(&mut bot, 20);
    assert!(told(&bot) > before);
}

#[test]
fn colleagues_accept_or_decline_what_is_handed_to_them() {
    let (mut accepted, mut declined) = (0, 0);
    for seed in 1..10 {
        let mut bot = Bot::at(at(NOON), seed);
        let directory = bot.demo.world().directory().clone();
        let mine = bot.mine(Place::InWork);
        let receivers = [
            Receiver::Operator { id: directory.operators[3].id },
            Receiver::Operator { id: directory.operators[4].id },
            Receiver::Group { id: directory.groups[0].id },
        ];
        for (appeal, to) in mine.iter().zip(receivers) {
            bot.give(TransferAppeal { appeal: appeal.id, to, comment: "Подхватите?".to_owned() });
        }
        wait(&mut bot, 12);
        for (appeal, to) in mine.iter().zip(receivers) {
            let appeal = bot.demo.world().appeal(appeal.id).unwrap();
            assert_eq!(appeal.transfer, None);
            if appeal.operator() == Some(bot.demo.me()) {
                assert!(matches!(to, Receiver::Operator { .. }), "a group never declines");
                let notes = &bot.demo.world().thread(appeal.id).unwrap().messages;
                assert!(notes.iter().any(|note| note.kind == MessageKind::Note
                    && note.author != Author::Operator { id: bot.demo.me() }));
                declined += 1;
            } else {
                accepted += 1;
            }
        }
    }
    assert!(accepted > declined && declined > 1, "{accepted} {declined}");
}

#[test]
fn a_transfer_taken_back_in_time_stays_mine() {
    let mut bot = Bot::at(at(NOON), 5);
    let appeal = known(&bot).id;
    let to = Receiver::Operator { id: bot.demo.world().directory().operators[4].id };
    bot.give(TransferAppeal { appeal, to, comment: String::new() });
    bot.wait(millis(1_000));
    bot.give(CancelTransfer { appeal });
    wait(&mut bot, 15);
    assert_eq!(bot.demo.world().appeal(appeal).unwrap().operator(), Some(bot.demo.me()));
}

#[test]
fn an_hour_brings_breaks_transfers_ratings_letters_files_and_whispers() {
    let mut seen = [0_usize; 9];
    for seed in [9, 2026] {
        let mut bot = Bot::at(at(NOON), seed);
        let me = bot.demo.me();
        for _ in 0..3_600 {
            let tick = bot.wait(millis(1_000));
            for recorded in &tick.recorded {
                match &recorded.event {
                    Event::PresenceChanged(it) => {
                        assert_ne!(it.operator, me);
                        seen[usize::from(it.presence == Presence::Ready)] += 1;
                    }
                    Event::AppealTransferred(it) => {
                        assert!(!it.transfer.comment.is_empty() && it.transfer.from != me);
                        seen[2] += 1;
                    }
                    Event::TransferCancelled(_) | Event::TransferAccepted(_) => seen[3] += 1,
                    Event::AppealRated(_) => seen[4] += 1,
                    Event::MessageReceived(it) => {
                        seen[5] += usize::from(matches!(it.message.kind, MessageKind::Mail { .. }));
                        for file in &it.message.attachments {
                            let bytes = bot.demo.file(file.id).unwrap();
                            assert_eq!(bytes.len() as u64, file.bytes);
                            seen[6] += 1;
                        }
                    }
                    _ => {}
                }
            }
            for whisper in &tick.whispers {
                match whisper {
                    Whisper::Viewing { operator, .. } => {
                        assert_ne!(*operator, me);
                        seen[7] += 1;
                    }
                    Whisper::Typing { author: Author::Operator { .. }, .. } => seen[8] += 1,
                    _ => {}
                }
            }
        }
        assert!(bot.demo.in_vain.is_empty(), "{:?}", bot.demo.in_vain);
    }
    for (what, count) in seen.into_iter().enumerate() {
        assert!(count > 3, "{what}: {seen:?}");
    }
}
