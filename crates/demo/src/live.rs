//! What the simulated people do next, and when: clients, connectors and colleagues.
//!
//! Owns: every delay of theirs and whose turn it is. Never: carries anything out, or keeps a queue.
//!
//! Always: derived anew from the appeal, its chat and chance, so that closing the page loses
//! nothing. What fell due while nobody looked happens a moment after the page is opened.
//!
//! Start at [`Scene::plan`].

use crate::arrival;
use crate::case::Case;
use crate::cast::Cast;
use crate::chance::Chance;
use crate::clients::Clients;
use crate::colleague;
use crate::directory::case_of;
use crate::memory::Memory;
use chrono::TimeDelta;
use desk_contract::appeal;
use desk_contract::command::{ReceiveMessage, ReportDelivery};
use desk_contract::id::{AppealId, MessageId, OperatorId};
use desk_contract::message::{Author, Delivery, MessageKind, Thread};
use desk_contract::whisper::WHISPER_HOLDS_MS;
use desk_contract::{Actor, Appeal, Command, Message, Slice, Timestamp, World};
use std::ops::Range;

/// Delays in milliseconds at lifelike pace.
const ARRIVAL: Range<i64> = 25_000..70_000;
const SECOND_LINE_WAITING: Range<i64> = 5_000..15_000;
const SECOND_LINE_TALKING: Range<i64> = 2_500..6_000;
const REPLY: Range<i64> = 4_000..10_000;
const REPLY_TO_COLLEAGUE: Range<i64> = 9_000..28_000;
const TYPING_BEFORE: Range<i64> = 2_000..5_000;
const DELIVERED: Range<i64> = 400..1_200;
const READ_AFTER: Range<i64> = 1_000..4_000;
const FAILED: Range<i64> = 1_300..1_800;
const READ_TO_REPLY: i64 = 400;
/// What is overdue when the page is opened happens within this.
const OVERDUE: Range<i64> = 900..5_000;
/// A typing whisper is said again this often, well before it lapses.
const WHISPER_AGAIN: i64 = WHISPER_HOLDS_MS as i64 * 2 / 3;
/// How soon after the page is opened somebody is seen typing who began before.
const NOTICED: i64 = 300;
/// One message in so many fails.
const FAILS_ONE_IN: u64 = 20;

/// The world as the simulated people see it.
pub(crate) struct Scene<'a> {
    pub(crate) world: &'a World,
    pub(crate) memory: &'a Memory,
    pub(crate) clients: &'a Clients,
    pub(crate) seed: Chance,
    pub(crate) pace: f64,
    pub(crate) me: OperatorId,
    /// When the page was opened last.
    pub(crate) opened_at: Timestamp,
}

/// Something that somebody will do.
#[derive(Clone, Debug)]
pub(crate) struct Deed {
    pub(crate) appeal: AppealId,
    pub(crate) due: Timestamp,
    pub(crate) actor: Actor,
    pub(crate) command: Command,
}

/// Somebody is seen typing from then until then.
#[derive(Clone, Debug)]
pub(crate) struct Typing {
    pub(crate) author: Author,
    pub(crate) from: Timestamp,
    pub(crate) until: Timestamp,
}

impl Typing {
    /// How many times it has been whispered by that moment.
    pub(crate) fn said_by(&self, at: Timestamp) -> i64 {
        if at < self.from { 0 } else { 1 + (at - self.from).num_milliseconds() / WHISPER_AGAIN }
    }
}

/// What comes next in one appeal; holds until the next event in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    pub(crate) deed: Option<Deed>,
    pub(crate) typing: Option<Typing>,
}

impl Scene<'_> {
    /// What comes next in that appeal.
    pub(crate) fn plan(&self, appeal: &Appeal) -> Plan {
        let nothing = Thread::default();
        let thread = self.world.thread(appeal.id).unwrap_or(&nothing);
        let client = self.client(appeal, thread);
        let typing = client.as_ref().and_then(|(_, typing)| typing.clone());
        let deeds = self.deliveries(appeal, thread);
        let deeds = deeds.chain(client.map(|(deed, _)| deed)).chain(colleague::deed(self, appeal, thread));
        Plan { deed: deeds.min_by_key(|deed| deed.due), typing }
    }

    /// When the next client comes, unless too many wait already.
    pub(crate) fn arrival_due(&self) -> Option<Timestamp> {
        let from = self.memory.arrivals_from.max(self.opened_at);
        let gap = self.span(self.seed.of(("gap", self.memory.next_case)), ARRIVAL);
        self.memory.has_room().then_some(from + gap)
    }

    /// The client who comes then. Clients with an open appeal do not come again.
    pub(crate) fn arrival(&self, due: Timestamp) -> Deed {
        let stirring = self.memory.stirring().filter_map(|id| self.world.appeal(id));
        let open = stirring.filter(|appeal| appeal.closing().is_none());
        let busy: Vec<usize> = open.filter_map(|appeal| self.client_of(appeal)).collect();
        let arriving = arrival::by_text(self.cast(), (self.memory.next_case, due), &busy).command;
        Deed { appeal: arriving.appeal, due, actor: Actor::Connector, command: arriving.into() }
    }

    /// That long after `base`, or soon after the page was opened if that was missed.
    pub(crate) fn due(&self, base: Timestamp, chance: Chance, range: Range<i64>) -> Timestamp {
        self.not_missed(base + self.span(chance, range), chance)
    }

    /// That long after the page was opened.
    pub(crate) fn after_opening(&self, chance: Chance, range: Range<i64>) -> Timestamp {
        self.opened_at + self.span(chance.of("settles"), range)
    }

    pub(crate) fn case(&self, appeal: &Appeal) -> Case {
        Case::of(self.cast(), case_of(appeal.id), self.client_of(appeal))
    }

    /// Who is at the other end, whatever the desk takes him for.
    fn client_of(&self, appeal: &Appeal) -> Option<usize> {
        self.clients.place_of(appeal.channel, &appeal.address)
    }

    fn cast(&self) -> Cast<'_> {
        Cast { seed: self.seed, directory: self.world.directory(), clients: self.clients }
    }

    pub(crate) fn beats_told(thread: &Thread) -> usize {
        thread.messages.iter().filter(|message| message.author == Author::Client).count()
    }

    /// What the channel will say of each message still on its way.
    fn deliveries(&self, appeal: &Appeal, thread: &Thread) -> impl Iterator<Item = Deed> {
        let underway = thread.messages.iter().filter(|message| message.author != Author::Client);
        let report = |message: &Message| {
            let (delivery, due) = match message.delivery {
                Delivery::Sent if self.will_fail((appeal, thread), message) => {
                    (Delivery::Failed, self.due(message.at, self.seed.of(("failed", message.id)), FAILED))
                }
                Delivery::Sent => (Delivery::Delivered, self.delivered_at(message)),
                Delivery::Delivered => (Delivery::Read, self.read_at(message)),
                Delivery::Read | Delivery::Failed => return None,
            };
            let report = ReportDelivery { appeal: appeal.id, message: message.id, delivery };
            Some(Deed { appeal: appeal.id, due, actor: Actor::Connector, command: report.into() })
        };
        underway.filter_map(report).collect::<Vec<_>>().into_iter()
    }

    /// What the client writes next, if it is his turn.
    fn client(&self, appeal: &Appeal, thread: &Thread) -> Option<(Deed, Option<Typing>)> {
        if matches!(appeal.stage, appeal::Stage::Closed { .. }) || !appeal.channel.carries_text() {
            return None;
        }
        let case = self.case(appeal);
        let told = Self::beats_told(thread);
        let beat = *case.beats(self.memory.reopened(appeal)).get(told)?;
        let chance = self.seed.of(("beat", case_of(appeal.id), told as u64));
        let last = thread.messages.iter().rposition(|message| message.author == Author::Client);
        let (base, due) = match last {
            None => (appeal.created_at, self.not_missed(appeal.created_at, chance)),
            Some(last) if !beat.opens_turn => {
                let waits = appeal.stage == appeal::Stage::Waiting;
                let range = if waits { SECOND_LINE_WAITING } else { SECOND_LINE_TALKING };
                let base = thread.messages[last].at;
                (base, self.due(base, chance, range))
            }
            Some(last) => {
                let heard =
                    thread.messages[last..].iter().filter(|message| self.is_heard((appeal, thread), message));
                self.reply_after(heard.max_by_key(|message| self.sent_at(message))?, appeal)
            }
        };
        let written = ReceiveMessage {
            appeal: appeal.id,
            message: MessageId::new(due, chance.bytes()),
            text: case.line(beat),
            attachments: Vec::new(),
            mail: None,
        };
        let deed = Deed { appeal: appeal.id, due, actor: Actor::Connector, command: written.into() };
        Some((deed, self.typing(base, due, chance)))
    }

    fn reply_after(&self, message: &Message, appeal: &Appeal) -> (Timestamp, Timestamp) {
        let chance = self.seed.of(("reply", message.id));
        let range = if appeal.operator() == Some(self.me) { REPLY } else { REPLY_TO_COLLEAGUE };
        let due = self.due(self.sent_at(message), chance, range);
        (self.sent_at(message), due.max(self.read_at(message) + self.paced(READ_TO_REPLY)))
    }

    fn typing(&self, base: Timestamp, due: Timestamp, chance: Chance) -> Option<Typing> {
        let from = base + self.span(chance.of("typing"), TYPING_BEFORE);
        let from = from.min(due - (due - base) / 3).max(self.opened_at + self.paced(NOTICED));
        (from < due).then_some(Typing { author: Author::Client, from, until: due })
    }

    /// Whether the client will have seen this answer.
    fn is_heard(&self, talk: (&Appeal, &Thread), message: &Message) -> bool {
        is_answer(message)
            && message.delivery != Delivery::Failed
            && !(message.delivery == Delivery::Sent && self.will_fail(talk, message))
    }

    /// The first answer after an appeal is taken or opened again never fails, nor one tried again, nor a
    /// colleague's.
    fn will_fail(&self, (appeal, thread): (&Appeal, &Thread), message: &Message) -> bool {
        let is_mine = |message: &&Message| message.author == Author::Operator { id: self.me };
        let taken_at = appeal.taken().map(|taken| taken.at);
        let mut since = thread.messages.iter().filter(|message| Some(message.at) >= taken_at);
        self.seed.of(("fails", message.id)).one_in(FAILS_ONE_IN)
            && is_mine(&message)
            && self.memory.retried_at(message.id).is_none()
            && since.find(is_mine).is_some_and(|first| first.id != message.id)
    }

    /// When the message was handed to the channel.
    fn sent_at(&self, message: &Message) -> Timestamp {
        self.memory.retried_at(message.id).unwrap_or(message.at)
    }

    fn delivered_at(&self, message: &Message) -> Timestamp {
        self.due(self.sent_at(message), self.seed.of(("delivered", message.id)), DELIVERED)
    }

    fn read_at(&self, message: &Message) -> Timestamp {
        self.due(self.delivered_at(message), self.seed.of(("read", message.id)), READ_AFTER)
    }

    fn not_missed(&self, due: Timestamp, chance: Chance) -> Timestamp {
        if due >= self.opened_at { due } else { self.opened_at + self.span(chance.of("missed"), OVERDUE) }
    }

    fn span(&self, chance: Chance, range: Range<i64>) -> TimeDelta {
        self.paced(chance.between(range))
    }

    fn paced(&self, millis: i64) -> TimeDelta {
        TimeDelta::milliseconds((millis as f64 * self.pace).round() as i64)
    }
}

/// Whether somebody at the desk says it to the client.
pub(crate) fn is_answer(message: &Message) -> bool {
    message.author != Author::Client && message.kind != MessageKind::Note
}
