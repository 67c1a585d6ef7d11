//! What the simulated people do next, and when: the scene that all of them look at, and their plans.
//!
//! Owns: what a plan is, how delays are drawn, and who is asked about what. Never: carries anything out,
//! keeps a queue, or knows what anybody does (the modules named in [`Scene::plan`] do).
//!
//! Always: derived anew from the world, the memory and chance, so that closing the page loses
//! nothing. What fell due while nobody looked happens a moment after the page is opened.
//!
//! Start at [`Scene::plan`].

use crate::arrival;
use crate::case::{Case, Teller};
use crate::cast::Cast;
use crate::chance::Chance;
use crate::clients::Clients;
use crate::directory::case_of;
use crate::memory::Memory;
use crate::{
    asides, client, colleague, crm, delivery, dialer, forms, payments, presence, ratings, telephony,
    transfers,
};
use chrono::TimeDelta;
use desk_contract::history::Creation;
use desk_contract::id::{GroupId, OperatorId};
use desk_contract::message::Thread;
use desk_contract::operator::Presence;
use desk_contract::subject::Subject;
use desk_contract::whisper::WHISPER_HOLDS_MS;
use desk_contract::{Actor, Appeal, Command, Slice, Timestamp, Whisper, World};
use std::ops::Range;

/// Delays in milliseconds at lifelike pace.
const ARRIVAL: Range<i64> = 25_000..70_000;
/// What is overdue when the page is opened happens within this.
const OVERDUE: Range<i64> = 900..5_000;
/// A whisper is said again this often, well before it lapses.
const WHISPER_AGAIN: i64 = WHISPER_HOLDS_MS as i64 * 2 / 3;
/// How soon after the page is opened somebody is seen who began before.
const NOTICED: i64 = 300;

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
    /// In whose plan it stands.
    pub(crate) of: Subject,
    pub(crate) due: Timestamp,
    pub(crate) actor: Actor,
    /// What must be there first: the file that comes with a message.
    pub(crate) before: Option<Command>,
    pub(crate) command: Command,
}

impl Deed {
    /// What the world outside tells.
    pub(crate) fn told(of: Subject, due: Timestamp, command: impl Into<Command>) -> Self {
        Self { of, due, actor: Actor::Connector, before: None, command: command.into() }
    }

    /// What a colleague does.
    pub(crate) fn done(of: Subject, due: Timestamp, by: OperatorId, command: impl Into<Command>) -> Self {
        Self { of, due, actor: Actor::Operator { id: by }, before: None, command: command.into() }
    }
}

/// Somebody is seen typing or looking on from then until then.
#[derive(Clone, Debug)]
pub(crate) struct Sign {
    pub(crate) whisper: Whisper,
    pub(crate) from: Timestamp,
    pub(crate) until: Timestamp,
}

impl Sign {
    /// How many times it has been whispered by that moment.
    pub(crate) fn said_by(&self, at: Timestamp) -> i64 {
        if at < self.from { 0 } else { 1 + (at - self.from).num_milliseconds() / WHISPER_AGAIN }
    }
}

/// What comes next in one thing; holds until the next event in it. Only the first deed is carried out: what
/// it leads to makes another plan. The others stand in for one that is refused.
#[derive(Clone, Debug, Default)]
pub(crate) struct Plan {
    /// The earliest first.
    pub(crate) deeds: Vec<Deed>,
    pub(crate) signs: Vec<Sign>,
}

impl Plan {
    fn of(deeds: impl IntoIterator<Item = Deed>) -> Self {
        Self { deeds: deeds.into_iter().collect(), signs: Vec::new() }
    }
}

impl Scene<'_> {
    /// What comes next in that.
    pub(crate) fn plan(&self, of: Subject) -> Plan {
        let cards = self.world.cards();
        let mut plan = match of {
            Subject::Appeal(id) => self.world.appeal(id).map(|it| self.plan_of(it)).unwrap_or_default(),
            Subject::Payment(id) => {
                Plan::of(cards.payments.get(&id).into_iter().flat_map(|it| payments::deeds(self, it)))
            }
            Subject::Form(id) => Plan::of(cards.forms.get(&id).and_then(|it| forms::deed(self, it))),
            Subject::CampaignTask(id) => {
                Plan::of(cards.campaign_tasks.get(&id).and_then(|it| dialer::deed(self, it)))
            }
            Subject::Directory => Plan::of(presence::deed(self)),
            _ => Plan::default(),
        };
        plan.deeds.sort_by_key(|deed| deed.due);
        plan
    }

    fn plan_of(&self, appeal: &Appeal) -> Plan {
        let nothing = Thread::default();
        let thread = self.world.thread(appeal.id).unwrap_or(&nothing);
        let mut plan = Plan::of(delivery::deeds(self, appeal, thread));
        plan.deeds.extend(asides::deeds(self, appeal, thread));
        plan.deeds.extend(telephony::deeds(self, appeal));
        plan.deeds.extend(crm::deed(self, appeal));
        plan.deeds.extend(ratings::deed(self, appeal));
        plan.deeds.extend(transfers::answer(self, appeal));
        for (deed, sign) in
            [client::next(self, appeal, thread), colleague::next(self, appeal, thread)].into_iter().flatten()
        {
            plan.deeds.push(deed);
            plan.signs.extend(sign);
        }
        plan
    }

    /// When the next client comes, unless too many wait already.
    pub(crate) fn arrival_due(&self) -> Option<Timestamp> {
        let from = self.memory.arrivals_from.max(self.opened_at);
        let gap = self.span(self.seed.of(("gap", self.memory.next_case)), ARRIVAL);
        self.memory.has_room().then_some(from + gap)
    }

    /// The client who comes then. Clients with an open appeal do not come again.
    pub(crate) fn arrival(&self, due: Timestamp) -> Deed {
        let stirring = self.memory.stirring().filter_map(|of| match of {
            Subject::Appeal(id) => self.world.appeal(id),
            _ => None,
        });
        let open = stirring.filter(|appeal| appeal.closing().is_none());
        let busy: Vec<usize> = open.filter_map(|appeal| self.client_of(appeal)).collect();
        let arriving = arrival::live(self.cast(), (self.memory.next_case, due), &busy).command;
        Deed::told(Subject::Appeal(arriving.appeal), due, arriving)
    }

    /// That long after `base`, or soon after the page was opened if that was missed.
    pub(crate) fn due(&self, base: Timestamp, chance: Chance, range: Range<i64>) -> Timestamp {
        self.not_missed(base + self.span(chance, range), chance)
    }

    /// That long after the page was opened.
    pub(crate) fn after_opening(&self, chance: Chance, range: Range<i64>) -> Timestamp {
        self.opened_at + self.span(chance.of("settles"), range)
    }

    pub(crate) fn not_missed(&self, due: Timestamp, chance: Chance) -> Timestamp {
        if due >= self.opened_at { due } else { self.opened_at + self.span(chance.of("missed"), OVERDUE) }
    }

    pub(crate) fn span(&self, chance: Chance, range: Range<i64>) -> TimeDelta {
        self.paced(chance.between(range))
    }

    pub(crate) fn paced(&self, millis: i64) -> TimeDelta {
        TimeDelta::milliseconds((millis as f64 * self.pace).round() as i64)
    }

    /// Somebody is seen doing it for a while before `due`, which came of what happened at `base`.
    pub(crate) fn sign(
        &self,
        whisper: Whisper,
        (base, due): (Timestamp, Timestamp),
        (chance, range): (Chance, Range<i64>),
    ) -> Option<Sign> {
        let from = base + self.span(chance.of("typing"), range);
        let from = from.min(due - (due - base) / 3).max(self.opened_at + self.paced(NOTICED));
        (from < due).then_some(Sign { whisper, from, until: due })
    }

    pub(crate) fn case(&self, appeal: &Appeal) -> Case {
        let who = self.client_of(appeal);
        let is_ours = matches!(appeal.creation, Creation::Operator | Creation::Dialer);
        Case::of(self.cast(), case_of(appeal.id), Teller { who, channel: appeal.channel, is_ours })
    }

    /// Who is at the other end, whatever the desk takes him for.
    pub(crate) fn client_of(&self, appeal: &Appeal) -> Option<usize> {
        self.clients.place_of(appeal.channel, &appeal.address)
    }

    pub(crate) fn cast(&self) -> Cast<'_> {
        Cast { seed: self.seed, directory: self.world.directory(), clients: self.clients }
    }

    pub(crate) fn is_ready(&self, operator: OperatorId) -> bool {
        self.world.directory().operator(operator).is_some_and(|known| known.presence == Presence::Ready)
    }

    /// Ready, and not on the telephone.
    pub(crate) fn is_free(&self, operator: OperatorId) -> bool {
        self.is_ready(operator) && self.world.live_call_of(operator).is_none()
    }

    /// Whether this desk's operator takes from the queue of that group.
    pub(crate) fn is_of_mine(&self, group: GroupId) -> bool {
        let directory = self.world.directory();
        directory.operator(self.me).is_some_and(|me| me.groups.contains(&group))
    }

    /// Those of the group who are ready, this desk's operator left out.
    pub(crate) fn ready_colleagues(&self, group: GroupId) -> Vec<OperatorId> {
        let others = self.world.directory().operators.iter().filter(|it| it.id != self.me);
        let of_group = others.filter(|it| it.groups.contains(&group) && it.presence == Presence::Ready);
        of_group.map(|it| it.id).collect()
    }
}
