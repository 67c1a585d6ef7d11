//! Appeals that I begin: the client has something to say there too.

use super::*;
use desk_contract::command::{CreateAppeal, SendMail, StartAppeal};
use desk_contract::message::MessageKind;

/// Begins an appeal by that channel with whoever can be reached by it and has none open.
fn begin(bot: &mut Bot, channel: Channel) -> Appeal {
    let world = bot.demo.world();
    let directory = world.directory();
    let is_busy = |id| world.appeals().any(|it| it.contact == Some(id) && it.closing().is_none());
    let mut people = world.cards().contacts.values();
    let reached = |it: &&std::sync::Arc<desk_contract::contact::Contact>| {
        it.card.reached_by(channel).next().is_some() && !is_busy(it.id)
    };
    let person = people.find(reached).unwrap();
    let (contact, address) = (person.id, person.card.reached_by(channel).next().unwrap());
    let group = directory.operator(bot.demo.me()).unwrap().groups[0];
    let mailbox = (channel == Channel::Email).then(|| directory.mailboxes[0].id);
    bot.sent += 1;
    let appeal = AppealId::new(bot.now, crate::Chance::seeded(bot.sent).bytes());
    bot.give(StartAppeal { appeal, channel, contact, address, entry_point: None, mailbox, group });
    bot.demo.world().appeal(appeal).unwrap().clone()
}

fn said(bot: &Bot, appeal: AppealId) -> usize {
    let messages = &bot.demo.world().thread(appeal).unwrap().messages;
    messages.iter().filter(|message| message.author == Author::Client).count()
}

fn wait(bot: &mut Bot, seconds: i64) {
    for _ in 0..seconds * 2 {
        bot.wait(millis(500));
    }
}

#[test]
fn whom_i_write_to_answers_and_says_nothing_before() {
    for channel in [Channel::Sms, Channel::Telegram, Channel::Vk, Channel::WhatsApp, Channel::Avito] {
        let mut bot = Bot::at(at(NOON), 31);
        let appeal = begin(&mut bot, channel).id;
        wait(&mut bot, 30);
        assert_eq!(said(&bot, appeal), 0, "{channel:?}");
        for turn in 0..3 {
            let message = bot.answer(appeal, "Здравствуйте! Уточняем по вашему заказу.");
            wait(&mut bot, 20);
            if bot.demo.world().message(appeal, message).unwrap().delivery == Delivery::Failed {
                bot.give(RetryMessage { appeal, message });
                wait(&mut bot, 20);
            }
            assert!(said(&bot, appeal) > turn, "{channel:?} {turn}");
        }
        bot.close(appeal);
        assert!(bot.demo.in_vain.is_empty(), "{:?}", bot.demo.in_vain);
    }
}

#[test]
fn a_letter_of_mine_is_answered_by_a_letter() {
    let mut bot = Bot::at(at(NOON), 31);
    let appeal = begin(&mut bot, Channel::Email);
    let to = vec![appeal.address.shown().unwrap()];
    let from = bot.demo.world().directory().mailboxes[0].id;
    let message = MessageId::new(bot.now, [9; 10]);
    bot.give(SendMail {
        appeal: appeal.id,
        message,
        from,
        to,
        cc: Vec::new(),
        subject: "Ваш заказ".to_owned(),
        text: "Добрый день! Заказ собран.".to_owned(),
        html: None,
        attachments: Vec::new(),
    });
    wait(&mut bot, 20);
    let thread = bot.demo.world().thread(appeal.id).unwrap();
    let MessageKind::Mail { envelope } = &thread.messages[1].kind else { panic!("{:?}", thread.messages) };
    assert_eq!(envelope.subject, "Re: Ваш заказ");
    assert!(thread.messages[1].text.contains("С уважением"));
}

#[test]
fn whoever_came_in_person_says_no_more_than_was_written_down() {
    let mut bot = Bot::at(at(NOON), 31);
    let directory = bot.demo.world().directory();
    let line = directory.line_of(Channel::SiteChat).unwrap().id;
    let group = directory.operator(bot.demo.me()).unwrap().groups[0];
    let appeal = AppealId::new(bot.now, [3; 10]);
    bot.give(CreateAppeal {
        appeal,
        channel: Channel::SiteChat,
        entry_point: line,
        group,
        contact: None,
        address: desk_contract::address::Address::Visitor { id: "7".to_owned() },
        topic: None,
        comment: String::new(),
        message: MessageId::new(bot.now, [4; 10]),
        text: "Подошёл к стойке, спрашивает о возврате".to_owned(),
        attachments: Vec::new(),
    });
    wait(&mut bot, 40);
    assert_eq!(said(&bot, appeal), 1);
    bot.answer(appeal, "Оформили возврат");
    wait(&mut bot, 20);
    assert_eq!(said(&bot, appeal), 2);
}
