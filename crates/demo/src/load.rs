//! Weight put on the desk on purpose: more appeals in work, and a chat longer, than anybody has.
//!
//! Owns: making them cheaply. Never: people who act in them, until the operator does.
//!
//! Always: what the events of such a talk would have left behind, so that nothing tells them apart.

use crate::cast::Cast;
use crate::chance::Chance;
use crate::staff::{Gender, Queue};
use crate::{DemoOptions, directory, lines};
use chrono::TimeDelta;
use desk_contract::appeal::Beginning;
use desk_contract::event::{AppealTaken, MessageReceived, MessageSent, MessagesRead};
use desk_contract::history::{Creation, Direction};
use desk_contract::id::{AppealId, EventId, MessageId, OperatorId};
use desk_contract::message::{Author, Delivery, MessageKind, Thread};
use desk_contract::{Appeal, Channel, Event, Message, Recorded, Slice, Timestamp, World};

/// Over so many days the appeals are spread, and over so many the long chat.
const DAYS: i64 = 10;
const DAYS_OF_CHAT: i64 = 60;
/// How much later each message of a short chat comes.
const PAUSE: TimeDelta = TimeDelta::seconds(40);
const CHANNELS: [Channel; 5] =
    [Channel::Telegram, Channel::SiteChat, Channel::Vk, Channel::WhatsApp, Channel::Viber];

const ASKED: &[&str] = &[
    "Здравствуйте! Где мой заказ?",
    "Добрый день, подскажите срок доставки",
    "Можно поменять адрес?",
    "Спасибо, жду",
    "А курьер позвонит заранее?",
    "Понятно. Ещё вопрос: как вернуть товар, если он не подошёл? Коробку уже открыли, но всё целое, чек сохранился.",
    "Хорошо, договорились",
    "Пришлите, пожалуйста, чек",
];
const ANSWERED: &[&str] = &[
    "Здравствуйте! Сейчас проверю.",
    "Заказ в пути, привезём завтра с 10 до 14.",
    "Да, записываю новый адрес.",
    "Курьер позвонит за час до приезда.",
    "Вернуть можно в течение 14 дней: привезите товар в пункт выдачи или вызовите курьера, деньги придут за 3–10 дней.",
    "Чек отправили на почту из заказа.",
    "Рады помочь!",
];

/// Puts on what the options ask for.
pub(crate) fn put_on(cast: Cast<'_>, options: DemoOptions, began: Timestamp, world: &mut World) {
    let (me, chance) = (directory::me(cast.directory).id, cast.seed.of("load"));
    let (count, span) = (i64::from(options.in_work), TimeDelta::days(DAYS).num_milliseconds());
    for place in 0..count {
        let chance = chance.of(("appeal", place));
        let at = began - TimeDelta::milliseconds(span * (count - place) / count) - PAUSE * 8;
        let mut talk = Talk::taken(came(cast, chance, at, world.next_number()), me);
        let messages = chance.of("messages").between(1..6);
        talk.thread.messages.reserve_exact(usize::try_from(messages).unwrap_or_default());
        (0..messages).for_each(|message| talk.say(message, at + PAUSE * message as i32));
        if messages % 2 == 0 || chance.of("is read").one_in(2) {
            talk.is_read(at + PAUSE * 6);
        }
        world.put(talk.appeal, talk.thread);
    }
    if options.messages > 0 {
        let from = began - TimeDelta::days(DAYS_OF_CHAT) - PAUSE;
        let came = came(cast, chance.of("long chat"), from, world.next_number());
        let mut talk = Talk::taken(came, me);
        talk.is_long(options.messages.into(), from);
        talk.is_read(began - PAUSE);
        world.put(talk.appeal, talk.thread);
    }
}

/// An appeal in work and what was said in it.
struct Talk {
    appeal: Appeal,
    thread: Thread,
    me: OperatorId,
    chance: Chance,
}

impl Talk {
    /// The appeal was taken at once.
    fn taken(appeal: Appeal, by: OperatorId) -> Self {
        let (id, at, number) = (appeal.id, appeal.created_at, appeal.number);
        let thread = Thread { version: appeal.version, ..Thread::default() };
        let mut talk = Self { appeal, thread, me: by, chance: Chance::seeded(number).of("talk") };
        talk.happens(at, AppealTaken { appeal: id, by });
        talk
    }

    /// Takes in what happens to the appeal; answers it.
    fn happens(&mut self, at: Timestamp, event: impl Into<Event>) -> Event {
        let (id, version) = (EventId::new(at, [0; 10]), self.appeal.version + 1);
        let recorded = Recorded { seq: 0, id, at, version, command: None, event: event.into() };
        self.appeal.fold(&recorded);
        self.thread.version = version;
        recorded.event
    }

    /// Client and operator take turns.
    fn say(&mut self, place: i64, at: Timestamp) {
        let message = self.message(place, at);
        let said = if message.author == Author::Client {
            self.happens(at, MessageReceived { message })
        } else {
            self.happens(at, MessageSent { message })
        };
        // Moved and not copied: there are tens of thousands.
        if let Event::MessageReceived(MessageReceived { message })
        | Event::MessageSent(MessageSent { message }) = said
        {
            self.thread.messages.push(message);
        }
    }

    /// So much is said over the days before. What the beginning and the end leave behind in the appeal is all that is
    /// left of the whole: what lies between is put into the chat as it is.
    fn is_long(&mut self, count: i64, from: Timestamp) {
        let span = TimeDelta::days(DAYS_OF_CHAT).num_milliseconds();
        let at = |place: i64| from + TimeDelta::milliseconds(span * place / count);
        let between = 2.min(count)..(count - 2).max(2.min(count));
        (0..between.start).for_each(|place| self.say(place, at(place)));
        self.thread.messages.reserve(usize::try_from(count).unwrap_or_default());
        for place in between.clone() {
            let message = self.message(place, at(place));
            self.thread.messages.push(message);
        }
        let version = self.thread.version + between.end.abs_diff(between.start);
        (self.thread.version, self.appeal.version) = (version, version);
        (between.end..count).for_each(|place| self.say(place, at(place)));
    }

    fn is_read(&mut self, at: Timestamp) {
        self.happens(at, MessagesRead { appeal: self.appeal.id });
    }

    fn message(&self, place: i64, at: Timestamp) -> Message {
        let chance = self.chance.of(place);
        let is_asked = place % 2 == 0;
        Message {
            id: MessageId::new(at, chance.bytes()),
            appeal: self.appeal.id,
            author: if is_asked { Author::Client } else { Author::Operator { id: self.me } },
            text: chance.pick(if is_asked { ASKED } else { ANSWERED }).to_owned(),
            at,
            delivery: Delivery::Read,
            kind: MessageKind::Talk,
            attachments: Vec::new(),
        }
    }
}

/// An appeal to which nothing has happened yet, of a client of the book or of a guest.
fn came(cast: Cast<'_>, chance: Chance, at: Timestamp, number: u64) -> Appeal {
    let channel = chance.of("channel").pick(&CHANNELS);
    let who = cast.clients.drawn(chance.of("who"));
    let known = cast.clients.address(who, channel).filter(|_| chance.of("is known").one_in(3));
    let contact = known.as_ref().and_then(|_| cast.clients.id(who));
    let beginning = Beginning {
        id: AppealId::new(at, chance.bytes()),
        number,
        channel,
        direction: Direction::Incoming,
        creation: Creation::Client,
        entry_point: directory::entry_point(cast.directory, channel, chance).id,
        group: directory::group(cast.directory, Queue::Support).id,
        contact,
        address: known.unwrap_or_else(|| lines::guest_address(chance, channel, Gender::Woman)),
    };
    beginning.appeal(at)
}
