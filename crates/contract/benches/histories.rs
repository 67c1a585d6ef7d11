//! An endless day at a busy desk: a thousand clients at once, forty operators, and the connectors.
//!
//! Owns: who wishes what, and when. Never: asks the rules; it remembers of each appeal just enough that most
//! wishes can be granted. Some cannot, on purpose: two take the same appeal, somebody strays into a queue
//! that is not his, a connector repeats itself.
//!
//! Start at [`Histories`], an iterator over [`Step`]s.

use crate::chance::Chance;
use crate::wishes::{
    arrive, close, mark_read, mark_spam, receive, reopen, report, retry, send, take, undo_spam,
};
use desk_contract::directory::{Directory, EntryPoint, Group, Operator, OutcomeEntry};
use desk_contract::id::{AppealId, EntryPointId, GroupId, MessageId, OperatorId, OutcomeId};
use desk_contract::message::Delivery;
use desk_contract::operator::{Presence, Role};
use desk_contract::{Actor, Channel, Command, Timestamp};
use std::time::Duration;

/// How many appeals are open, once they have come.
pub(crate) const OPEN: usize = 1_000;
/// How many operators there are, in [`GROUPS`] groups.
pub(crate) const OPERATORS: u64 = 40;
/// How many groups there are.
pub(crate) const GROUPS: u64 = 4;

const TEXTS: &[&str] = &[
    "Да",
    "Спасибо, жду!",
    "Добрый день! Где мой заказ? Обещали привезти вчера",
    "Здравствуйте! Сейчас уточню у склада и вернусь к вам с ответом в течение десяти минут.",
    "Заказ № 48151623 передан курьеру сегодня утром. Он позвонит вам за час до приезда, с 14:00 до 18:00. Если \
     это время неудобно, напишите, пожалуйста, какое подойдёт: перенести доставку можно на любой день до воскресенья.",
];
const COMMENTS: &[&str] = &["", "", "Перезвонить в пятницу", "Вернули деньги, клиент доволен, вопрос закрыт"];

/// Somebody wishes something at some moment.
pub(crate) struct Step {
    pub(crate) at: Timestamp,
    pub(crate) actor: Actor,
    pub(crate) command: Command,
}

/// What is remembered of an appeal that is open.
#[derive(Clone, Copy)]
struct Matter {
    id: AppealId,
    group: GroupId,
    operator: Option<OperatorId>,
    /// How many more messages there will be.
    turns: u64,
    /// The last answer, while more is to be heard of it.
    on_its_way: Option<(MessageId, Delivery)>,
    is_unread: bool,
}

/// The desk's day, from a seed.
pub(crate) struct Histories {
    chance: Chance,
    now: Timestamp,
    directory: Directory,
    arrived: u64,
    open: Vec<Matter>,
    /// What must come next, if anything must.
    planned: Option<(Actor, Command)>,
}

impl Histories {
    /// A day that has just begun.
    pub(crate) fn seeded(seed: u64) -> Self {
        let now = Timestamp::UNIX_EPOCH + Duration::from_secs(1_772_442_000);
        let mut chance = Chance::seeded(seed);
        let directory = directory(&mut chance, now);
        Self { chance, now, directory, arrived: 0, open: Vec::new(), planned: None }
    }

    /// The people and places of the desk.
    pub(crate) fn directory(&self) -> &Directory {
        &self.directory
    }

    fn next_wish(&mut self) -> (Actor, Command) {
        if let Some(planned) = self.planned.take() {
            return planned;
        }
        if self.open.len() < OPEN {
            return self.arrival();
        }
        let place = usize::try_from(self.chance.below(OPEN as u64)).unwrap_or(0);
        let matter = self.open.swap_remove(place);
        match matter.operator {
            None => self.in_the_queue(matter),
            Some(by) => self.in_work(matter, by),
        }
    }

    fn arrival(&mut self) -> (Actor, Command) {
        self.arrived += 1;
        let line = self.chance.one_of(&self.directory.entry_points).id;
        let matter = Matter {
            id: self.chance.id(self.now, AppealId::new),
            group: self.chance.one_of(&self.directory.groups).id,
            operator: None,
            // Most chats are short; one in two hundred goes on for days.
            turns: if self.chance.one_in(200) { 200 } else { 4 } + self.chance.below(20),
            on_its_way: None,
            is_unread: false,
        };
        self.open.push(matter);
        (Actor::Connector, arrive(matter.id, self.arrived, line, matter.group))
    }

    fn in_the_queue(&mut self, mut matter: Matter) -> (Actor, Command) {
        let by = self.somebody(matter.group);
        let wish = match self.chance.below(30) {
            0 => {
                // Half of them were told too soon, and are taken back at once.
                if self.chance.one_in(2) {
                    self.planned = Some((operator(by), undo_spam(matter.id)));
                    self.open.push(matter);
                }
                return (operator(by), mark_spam(matter.id));
            }
            1 => {
                let anybody = self.chance.one_of(&self.directory.operators);
                matter.operator = anybody.groups.contains(&matter.group).then_some(anybody.id);
                (operator(anybody.id), take(matter.id))
            }
            2..12 => self.client_writes(&mut matter),
            _ => {
                matter.operator = Some(by);
                (operator(by), take(matter.id))
            }
        };
        self.open.push(matter);
        wish
    }

    fn in_work(&mut self, mut matter: Matter, by: OperatorId) -> (Actor, Command) {
        let id = matter.id;
        let wish = match (matter.on_its_way, self.chance.below(20)) {
            (_, 0) => (operator(self.somebody(matter.group)), take(id)),
            (Some((message, Delivery::Failed)), _) => {
                matter.on_its_way = Some((message, Delivery::Sent));
                (operator(by), retry(id, message))
            }
            (Some((message, Delivery::Sent)), 1..16) => {
                let next = if self.chance.one_in(20) { Delivery::Failed } else { Delivery::Delivered };
                matter.on_its_way = Some((message, next));
                (Actor::Connector, report(id, message, next))
            }
            // What has been delivered is said to be once more.
            (Some((message, Delivery::Delivered)), 1) => {
                (Actor::Connector, report(id, message, Delivery::Delivered))
            }
            (Some((message, Delivery::Delivered)), 2..12) => {
                matter.on_its_way = None;
                (Actor::Connector, report(id, message, Delivery::Read))
            }
            (_, 1..14) if matter.is_unread => {
                matter.is_unread = false;
                (operator(by), mark_read(id))
            }
            _ if matter.turns == 0 => return self.closing(matter, by),
            (_, 1..10) => self.client_writes(&mut matter),
            _ => self.operator_writes(&mut matter, by),
        };
        self.open.push(matter);
        wish
    }

    fn closing(&mut self, mut matter: Matter, by: OperatorId) -> (Actor, Command) {
        if self.chance.one_in(10) {
            let again = self.somebody(matter.group);
            self.planned = Some((operator(again), reopen(matter.id)));
            (matter.operator, matter.turns) = (Some(again), 2);
            self.open.push(matter);
        }
        let outcome = self.chance.one_of(&self.directory.outcomes).id;
        let comment = self.chance.one_of::<&str>(COMMENTS);
        (operator(by), close(matter.id, outcome, comment))
    }

    fn client_writes(&mut self, matter: &mut Matter) -> (Actor, Command) {
        (matter.turns, matter.is_unread) = (matter.turns.saturating_sub(1), true);
        let message = self.chance.id(self.now, MessageId::new);
        (Actor::Connector, receive(matter.id, message, self.chance.one_of::<&str>(TEXTS)))
    }

    fn operator_writes(&mut self, matter: &mut Matter, by: OperatorId) -> (Actor, Command) {
        let message = self.chance.id(self.now, MessageId::new);
        (matter.turns, matter.on_its_way) = (matter.turns.saturating_sub(1), Some((message, Delivery::Sent)));
        (operator(by), send(matter.id, message, self.chance.one_of::<&str>(TEXTS)))
    }

    /// One of those who take from the queue of a group.
    fn somebody(&mut self, group: GroupId) -> OperatorId {
        let theirs = self.directory.operators.iter().filter(|it| it.groups.contains(&group));
        let operators: Vec<_> = theirs.map(|it| it.id).collect();
        *self.chance.one_of(&operators)
    }
}

impl Iterator for Histories {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        self.now += Duration::from_millis(self.chance.below(600));
        let (actor, command) = self.next_wish();
        Some(Step { at: self.now, actor, command })
    }
}

fn operator(id: OperatorId) -> Actor {
    Actor::Operator { id }
}

fn directory(chance: &mut Chance, at: Timestamp) -> Directory {
    let groups = (0..GROUPS).map(|number| Group {
        id: chance.id(at, GroupId::new),
        title: format!("Группа {number}"),
        waiting_target_ms: 30_000,
        answering_target_ms: None,
    });
    let groups: Vec<_> = groups.collect();
    let operators = groups.iter().cycle().zip(0..OPERATORS).map(|(group, number)| Operator {
        id: chance.id(at, OperatorId::new),
        name: format!("Сотрудник {number}"),
        groups: vec![group.id],
        role: Role::Operator,
        presence: Presence::Ready,
    });
    let operators = operators.collect();
    let entry_points = (0..8).map(|number| EntryPoint {
        id: chance.id(at, EntryPointId::new),
        channel: Channel::Telegram,
        address: format!("@shop{number}"),
        comment: None,
    });
    let entry_points = entry_points.collect();
    let outcomes = (0..10).map(|number| OutcomeEntry {
        id: chance.id(at, OutcomeId::new),
        title: format!("Результат {number}"),
        is_put_away: false,
    });
    let outcomes = outcomes.collect();
    Directory { operators, groups, entry_points, outcomes, ..Directory::default() }
}
