//! What is written: questions, files, letters, what is wanted of the desk by nobody.

use super::Play;
use crate::channel::Channel;
use crate::command::*;
use crate::given::*;
use crate::history::{Creation, Direction, Rating};
use crate::message::{Attachment, Delivery};

pub(super) fn comes(id: u8, channel: Channel, address: crate::address::Address) -> RegisterAppeal {
    RegisterAppeal {
        appeal: appeal(id),
        channel,
        direction: Direction::Incoming,
        creation: Creation::Client,
        entry_point: line_of(channel),
        group: support(),
        contact: None,
        address,
        campaign_task: None,
    }
}

pub(super) fn takes(id: u8) -> TakeAppeal {
    TakeAppeal { appeal: appeal(id) }
}

pub(super) fn closes(id: u8) -> CloseAppeal {
    CloseAppeal { appeal: appeal(id), outcome: solved(), comment: "Вернули деньги".to_owned() }
}

pub(super) fn says(id: u8, number: u8, text: &str) -> SendMessage {
    let (appeal, message) = (appeal(id), message(number));
    SendMessage { appeal, message, text: text.to_owned(), attachments: Vec::new() }
}

pub(super) fn asks(id: u8, number: u8, text: &str) -> ReceiveMessage {
    let (appeal, message) = (appeal(id), message(number));
    ReceiveMessage { appeal, message, text: text.to_owned(), attachments: Vec::new(), mail: None }
}

/// Asked, answered, tried again, closed, rated, and opened once more.
pub(super) fn a_question(play: &mut Play, id: u8) {
    let (it, answer) = (appeal(id), message(2));
    let by = play.dice.mostly(anna(), &[boris(), galina()]);
    let delivered = |delivery| ReportDelivery { appeal: it, message: answer, delivery };
    play.then(CONNECTOR, comes(id, Channel::Telegram, guest()));
    play.then(CONNECTOR, asks(id, 1, "Где мой заказ?"));
    play.then(by, takes(id));
    play.then(by, MarkRead { appeal: it, seen: Some(message(1)) });
    play.then(by, says(id, 2, "Здравствуйте! Заказ уже в пути 🚚"));
    play.then(CONNECTOR, delivered(Delivery::Failed));
    play.then(by, RetryMessage { appeal: it, message: answer });
    play.then(CONNECTOR, delivered(Delivery::Delivered));
    play.then(CONNECTOR, delivered(Delivery::Read));
    play.then(galina(), WriteNote { appeal: it, message: message(3), text: "Предложи скидку".to_owned() });
    play.then(by, SetTopic { appeal: it, topic: Some(topic(2)) });
    play.then(by, CommentAppeal { appeal: it, comment: "Опоздал курьер".to_owned() });
    let text = "Приглашаю на видеовстречу:".to_owned();
    play.then(by, InviteToConference { appeal: it, message: message(4), text });
    play.then(by, closes(id));
    play.then(CONNECTOR, RateAppeal { appeal: it, place: 1, rating: Rating::Good });
    play.then(by, ReopenAppeal { appeal: it });
    play.then(by, closes(id));
}

pub(super) fn stored(number: u8, name: &str, bytes: u64) -> StoreAttachment {
    let (id, media_type) = (attachment(number), "application/pdf".to_owned());
    StoreAttachment { attachment: Attachment { id, name: name.to_owned(), media_type, bytes } }
}

/// Files both ways, too many, too large, and where none go.
pub(super) fn files(play: &mut Play, id: u8) {
    let channel = play.dice.mostly(Channel::Telegram, &[Channel::WhatsApp, Channel::Sms]);
    let address = if channel == Channel::Telegram { guest() } else { phone("+79990000001") };
    let sizes = [17_000_000, 51_000_000, 60_000_000];
    play.then(CONNECTOR, stored(1, "Чек.pdf", 100_000));
    let bytes = play.dice.mostly(200_000, &sizes);
    play.then(anna(), stored(2, "Договор.pdf", bytes));
    play.then(CONNECTOR, comes(id, channel, address));
    play.then(CONNECTOR, ReceiveMessage { attachments: vec![attachment(1)], ..asks(id, 1, "") });
    play.then(anna(), takes(id));
    let attachments = play.dice.mostly(vec![attachment(2)], &[vec![attachment(2); 11], vec![attachment(9)]]);
    play.then(anna(), SendMessage { attachments, ..says(id, 2, "Договор во вложении") });
    let owner = crate::deal::DocumentOwner::Contact { id: contact(1) };
    let (appeal, message) = (appeal(id), message(1));
    play.then(
        anna(),
        SaveDocument { document: document(1), appeal, message, attachment: attachment(1), owner },
    );
}

/// A letter comes and is answered.
pub(super) fn letters(play: &mut Play, id: u8) {
    let letter = |number, from| SendMail {
        appeal: appeal(id),
        message: message(number),
        from,
        to: vec!["kotova@example.org".to_owned()],
        cc: vec!["office@example.org".to_owned()],
        subject: "Ваш заказ".to_owned(),
        text: "Заказ отправлен".to_owned(),
        html: Some("<p>Заказ отправлен</p>".to_owned()),
        attachments: Vec::new(),
    };
    let envelope = ReceivedMail {
        to: vec!["info@lavka.example".to_owned()],
        cc: Vec::new(),
        subject: "Где заказ?".to_owned(),
        html: Some("<p>Где заказ?</p>".to_owned()),
    };
    play.then(CONNECTOR, comes(id, Channel::Email, mail("guest@example.com")));
    play.then(CONNECTOR, ReceiveMessage { mail: Some(envelope), ..asks(id, 1, "Где заказ?") });
    play.then(anna(), takes(id));
    let from = play.dice.mostly(company_box(), &[annas_box(), boriss_box()]);
    play.then(anna(), letter(2, from));
    let to = play.dice.mostly(vec!["guest@example.com".to_owned()], &[Vec::new(), vec!["kotova".to_owned()]]);
    let subject = play.dice.mostly("Счёт".to_owned(), &["Ж".repeat(201)]);
    play.then(anna(), SendMail { to, subject, ..letter(3, company_box()) });
    play.then(anna(), closes(id));
}

/// Somebody came in person; it is written down by hand.
pub(super) fn by_hand(play: &mut Play, id: u8) {
    play.then(anna(), stored(3, "Паспорт.pdf", 100_000));
    let made = CreateAppeal {
        appeal: appeal(id),
        channel: Channel::Telegram,
        entry_point: line(),
        group: support(),
        contact: Some(contact(1)),
        address: account("kotova"),
        topic: Some(topic(1)),
        comment: "Обратилась лично".to_owned(),
        message: message(1),
        text: "Хочу вернуть товар".to_owned(),
        attachments: vec![attachment(3)],
    };
    play.then(anna(), made);
    play.then(anna(), WriteNote { appeal: appeal(id), message: message(2), text: "Чек есть".to_owned() });
}

/// The desk writes first, by a way that leads to the client and by some that do not.
pub(super) fn first_words(play: &mut Play, id: u8) {
    let way = [
        (Channel::Sms, contact(1), phone("+79161234567")),
        (Channel::Telegram, contact(1), account("kotova")),
        (Channel::Email, contact(1), mail("kotova@example.org")),
        (Channel::Sms, contact(2), phone("+74951112233")),
        (Channel::Email, contact(2), mail("petr@example.org")),
        (Channel::Viber, contact(1), phone("+79161234567")),
        (Channel::Avito, contact(1), account("kotova")),
        (Channel::SiteChat, contact(1), account("kotova")),
        (Channel::Call, contact(4), phone("+79161234567")),
        (Channel::Telegram, contact(1), account("somebody")),
    ];
    let (channel, contact, address) = play.dice.pick(&way);
    play.then(anna(), start(appeal(id), channel, contact, address));
    let text = play.dice.mostly("Заказ готов, ждём вас".to_owned(), &["Ж".repeat(671), "Ж".repeat(5_000)]);
    play.then(anna(), says(id, 1, &text));
    play.then(CONNECTOR, asks(id, 2, "Спасибо!"));
    play.then(anna(), closes(id));
}

/// Спам, taken back in time or too late.
pub(super) fn spam(play: &mut Play, id: u8) {
    let it = appeal(id);
    let by = play.dice.mostly(anna(), &[boris(), galina()]);
    let is_call = play.dice.mostly(false, &[true]);
    let comes = if is_call {
        comes(id, Channel::Call, phone("+79990000001"))
    } else {
        comes(id, Channel::Telegram, guest())
    };
    play.then(CONNECTOR, comes);
    if play.dice.pick(&[true, false]) {
        play.then(by, takes(id));
    }
    play.then(by, MarkSpam { appeal: it });
    let seconds = play.dice.pick(&[2, 30, 31]);
    play.later(seconds);
    play.then(by, UndoSpam { appeal: it });
    play.then(by, MarkSpam { appeal: it });
    play.later(60);
    play.then(by, UndoSpam { appeal: it });
}

/// What people fill in wrongly.
pub(super) fn slips(play: &mut Play, id: u8) {
    let (it, treatise) = (appeal(id), "Ж".repeat(2_001));
    let wishes: [Command; 8] = [
        SetTopic { appeal: it, topic: Some(topic(3)) }.into(),
        CommentAppeal { appeal: it, comment: treatise.clone() }.into(),
        CloseAppeal { comment: treatise, ..closes(id) }.into(),
        CloseAppeal { outcome: unheard_of(), ..closes(id) }.into(),
        says(id, 1, " ").into(),
        says(id, 1, &"Ж".repeat(5_000)).into(),
        WriteNote { appeal: it, message: message(2), text: "Ж".repeat(5_000) }.into(),
        SaveDraft { appeal: it, kind: crate::own::DraftKind::Message, text: "Ж".repeat(100_001) }.into(),
    ];
    play.then(CONNECTOR, comes(id, Channel::Telegram, guest()));
    play.then(anna(), takes(id));
    for _ in 0..3 {
        let wish = play.dice.pick(&wishes);
        play.then(anna(), wish);
    }
}
