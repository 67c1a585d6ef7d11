//! Weight put on the desk on purpose: more appeals in work, and a chat longer, than anybody has.
//!
//! Owns: making them cheaply. Never: people who act in them, until the operator does.
//!
//! Always: folded from events that are numbered and dated like all others, so that nothing tells them apart.

use crate::cast::Cast;
use crate::chance::Chance;
use crate::staff::{Gender, Queue};
use crate::{DemoOptions, directory, lines};
use chrono::TimeDelta;
use desk_contract::appeal::Stage;
use desk_contract::event::{AppealRegistered, AppealTaken, MessageReceived, MessageSent, MessagesRead};
use desk_contract::history::{Creation, Direction};
use desk_contract::id::{AppealId, EventId, MessageId, OperatorId};
use desk_contract::message::{Author, Delivery, MessageKind};
use desk_contract::subject::Subject;
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

/// The world, with those of this desk and where their ids come from.
struct Heap<'a> {
    world: &'a mut World,
    me: OperatorId,
    chance: Chance,
}

/// Puts on what the options ask for.
pub(crate) fn put_on(cast: Cast<'_>, options: DemoOptions, began: Timestamp, world: &mut World) {
    let me = directory::me(cast.directory).id;
    let mut heap = Heap { world, me, chance: cast.seed.of("load") };
    let (count, span) = (i64::from(options.in_work), TimeDelta::days(DAYS).num_milliseconds());
    for place in 0..count {
        let chance = heap.chance.of(("appeal", place));
        let at = began - TimeDelta::milliseconds(span * (count - place) / count) - PAUSE * 8;
        let appeal = heap.begin(cast, chance, at);
        let messages = chance.of("messages").between(1..6);
        (0..messages).for_each(|message| heap.say(appeal, message, at + PAUSE * message as i32));
        if messages % 2 == 0 || chance.of("is read").one_in(2) {
            heap.record(at + PAUSE * 6, MessagesRead { appeal });
        }
    }
    if options.messages > 0 {
        let (count, span) = (i64::from(options.messages), TimeDelta::days(DAYS_OF_CHAT).num_milliseconds());
        let from = began - TimeDelta::days(DAYS_OF_CHAT) - PAUSE;
        let appeal = heap.begin(cast, heap.chance.of("long chat"), from);
        for message in 0..count {
            heap.say(appeal, message, from + TimeDelta::milliseconds(span * message / count));
        }
        heap.record(began - PAUSE, MessagesRead { appeal });
    }
}

impl Heap<'_> {
    fn record(&mut self, at: Timestamp, event: impl Into<Event>) {
        let event = event.into();
        let seq = self.world.seq() + 1;
        let subject: Subject = event.subject();
        let (id, version) =
            (EventId::new(at, Chance::seeded(seq).bytes()), self.world.version_of(subject) + 1);
        self.world.fold(&Recorded { seq, id, at, version, command: None, event });
    }

    /// An appeal that came and was taken at once.
    fn begin(&mut self, cast: Cast<'_>, chance: Chance, at: Timestamp) -> AppealId {
        let appeal = came(cast, chance, at, self.world.next_number());
        let (id, by) = (appeal.id, self.me);
        self.record(at, AppealRegistered { appeal: Box::new(appeal) });
        self.record(at, AppealTaken { appeal: id, by });
        id
    }

    /// Client and operator take turns.
    fn say(&mut self, appeal: AppealId, place: i64, at: Timestamp) {
        let chance = Chance::seeded(self.world.seq());
        let is_asked = place % 2 == 0;
        let message = Message {
            id: MessageId::new(at, chance.bytes()),
            appeal,
            author: if is_asked { Author::Client } else { Author::Operator { id: self.me } },
            text: chance.pick(if is_asked { ASKED } else { ANSWERED }).to_owned(),
            at,
            delivery: Delivery::Read,
            kind: MessageKind::Talk,
            attachments: Vec::new(),
        };
        if is_asked {
            self.record(at, MessageReceived { message });
        } else {
            self.record(at, MessageSent { message });
        }
    }
}

/// An appeal to which nothing has happened yet, of a client of the book or of a guest.
fn came(cast: Cast<'_>, chance: Chance, at: Timestamp, number: u64) -> Appeal {
    let channel = chance.of("channel").pick(&CHANNELS);
    let who = cast.clients.drawn(chance.of("who"));
    let known = cast.clients.address(who, channel).filter(|_| chance.of("is known").one_in(3));
    let contact = known.as_ref().and_then(|_| cast.clients.id(who));
    Appeal {
        id: AppealId::new(at, chance.bytes()),
        number,
        version: 1,
        channel,
        direction: Direction::Incoming,
        creation: Creation::Client,
        entry_point: directory::entry_point(cast.directory, channel, chance).id,
        group: directory::group(cast.directory, Queue::Support).id,
        contact,
        address: known.unwrap_or_else(|| lines::guest_address(chance, channel, Gender::Woman)),
        stage: Stage::Waiting,
        offered: None,
        transfer: None,
        created_at: at,
        queued_at: at,
        first_taken_at: None,
        first_reply_at: None,
        last_action_at: at,
        unanswered_since: None,
        unread: 0,
        last_received: None,
        preview: None,
        topic: None,
        comment: String::new(),
        ratings: [None; 3],
        deal: None,
        organisation: None,
        call: None,
        script: None,
        crm: None,
        campaign_task: None,
        acted_rules: Vec::new(),
    }
}
