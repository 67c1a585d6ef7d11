//! A year of closed appeals for the benchmark of the report, and the directory's names for sorting by them.
//!
//! Owns: how often what is seen in the rows. Never: measures them.

use crate::chance::Chance;
use desk_contract::appeal::Outcome;
use desk_contract::history::{
    Column, Creation, Direction, HistoryRow, Rating, ShownClient, ShownEntryPoint, Words,
};
use desk_contract::id::{AppealId, ContactId, EntryPointId, GroupId, OperatorId, OutcomeId, TopicId};
use desk_contract::{Channel, Timestamp};
use std::collections::BTreeMap;
use std::time::Duration;

/// The first moment of the year.
pub(crate) const BEGINS: Timestamp = Timestamp::UNIX_EPOCH;
/// How long it lasts.
pub(crate) const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);

const NAMES: &[&str] =
    &["Анна", "Борис", "Вера", "Григорий", "Дарья", "Егор", "Ёлка", "Жанна", "Зоя", "Илья"];
const SURNAMES: &[&str] =
    &["Котова", "Смирнов", "Ильина", "Ковалёв", "Орлова", "Лебедев", "Седых", "Шевченко"];
const COMMENTS: &[&str] =
    &["", "", "", "Перезвонить в пятницу", "Вернули деньги, клиент доволен, вопрос закрыт"];

/// A contact centre of some size: who and what the rows name.
pub(crate) struct Centre {
    pub(crate) operators: Vec<OperatorId>,
    pub(crate) groups: Vec<GroupId>,
    pub(crate) topics: Vec<TopicId>,
    pub(crate) outcomes: Vec<Outcome>,
    pub(crate) lines: Vec<ShownEntryPoint>,
    names: BTreeMap<OperatorId, String>,
}

impl Centre {
    /// Fifty operators in eight groups, sixty topics, ten results and spam, twenty lines.
    pub(crate) fn new(chance: &mut Chance) -> Self {
        let operators: Vec<_> = (0..50).map(|_| chance.id(BEGINS, OperatorId::new)).collect();
        let names = operators.iter().map(|id| (*id, person(chance))).collect();
        let groups = (0..8).map(|_| chance.id(BEGINS, GroupId::new)).collect();
        let topics = (0..60).map(|_| chance.id(BEGINS, TopicId::new)).collect();
        let listed = (0..10).map(|_| Outcome::Listed { id: chance.id(BEGINS, OutcomeId::new) });
        let outcomes = listed.chain([Outcome::Spam]).collect();
        let lines = (0..20).map(|number| ShownEntryPoint {
            id: chance.id(BEGINS, EntryPointId::new),
            number: format!("+749512345{number:02}"),
            comment: (number % 2 == 0).then(|| format!("Линия {number}")),
        });
        let lines = lines.collect();
        Self { operators, groups, topics, outcomes, lines, names }
    }

    /// So many rows, closed evenly over the year and handed out in that order.
    pub(crate) fn rows(&self, chance: &mut Chance, count: u32) -> Vec<HistoryRow> {
        (0..count).map(|number| self.row(chance, BEGINS + YEAR / count * number, number.into())).collect()
    }

    fn row(&self, chance: &mut Chance, closed_at: Timestamp, number: u64) -> HistoryRow {
        let channel = *chance.one_of(&Channel::ALL);
        let (queue_wait, first_reply) = (chance.below(120_000), chance.below(90_000));
        let handling = first_reply + chance.below(1_800_000);
        let was_taken = !chance.one_in(12);
        let was_answered = was_taken && !chance.one_in(12);
        let created_at = closed_at - Duration::from_millis(queue_wait + handling);
        let sms = (channel == Channel::Sms).then(|| "Ваш заказ в пути".to_owned());
        HistoryRow {
            appeal: chance.id(created_at, AppealId::new),
            channel,
            direction: *chance.one_of(&Direction::ALL),
            creation: *chance.one_of(&Creation::ALL),
            number,
            ratings: [(); 3].map(|()| chance.one_in(6).then(|| rating(chance, channel))),
            client: client(chance, closed_at),
            entry_point: chance.one_of(&self.lines).clone(),
            created_at,
            closed_at,
            reaction_ms: was_answered.then_some(queue_wait + first_reply),
            handling_ms: was_taken.then_some(handling),
            queue_wait_ms: Some(queue_wait),
            first_reply_ms: was_answered.then_some(first_reply),
            operator: was_taken.then(|| *chance.one_of(&self.operators)),
            group: *chance.one_of(&self.groups),
            topic: (!chance.one_in(5)).then(|| *chance.one_of(&self.topics)),
            outcome: was_taken.then(|| *chance.one_of(&self.outcomes)),
            sms_text: sms,
            comment: (*chance.one_of(COMMENTS)).to_owned(),
        }
    }
}

fn rating(chance: &mut Chance, channel: Channel) -> Rating {
    let of_texts = [Rating::Bad, Rating::Good];
    *if channel == Channel::Call { chance.one_of(&Rating::ALL) } else { chance.one_of(&of_texts) }
}

fn client(chance: &mut Chance, at: Timestamp) -> ShownClient {
    match chance.below(5) {
        0 => ShownClient::Guest,
        1 => ShownClient::Address { shown: format!("@client{}", chance.below(100_000)) },
        _ => ShownClient::Contact { id: chance.id(at, ContactId::new), name: person(chance) },
    }
}

fn person(chance: &mut Chance) -> String {
    format!("{} {}", chance.one_of(SURNAMES), chance.one_of(NAMES))
}

/// Only operators are sorted by a name of the directory here; the other words stand still.
impl Words for Centre {
    fn heading(&self, _: Column) -> &str {
        ""
    }

    fn channel(&self, channel: Channel) -> &str {
        channel.as_str()
    }

    fn direction(&self, _: Direction) -> &str {
        ""
    }

    fn rating(&self, _: Rating) -> &str {
        ""
    }

    fn guest(&self) -> &str {
        "Гость"
    }

    fn operator(&self, id: OperatorId) -> &str {
        self.names.get(&id).map_or("", String::as_str)
    }

    fn group(&self, _: GroupId) -> &str {
        ""
    }

    fn topic(&self, _: TopicId) -> &str {
        ""
    }

    fn outcome(&self, _: Outcome) -> &str {
        ""
    }
}
