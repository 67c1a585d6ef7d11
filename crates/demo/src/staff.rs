//! Who works at the desk, in which groups, and with which results they close appeals.
//!
//! Owns: the tables and the entries made of them. Never: what anybody does.

use crate::chance::Chance;
use desk_contract::Timestamp;
use desk_contract::directory::{Group, Operator, OutcomeEntry};
use desk_contract::id::{GroupId, OperatorId, OutcomeId};
use desk_contract::operator::{Presence, Role};

/// How words end that a person says of himself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Gender {
    Woman,
    Man,
}

/// A group, by its place in the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Queue {
    Sales,
    Delivery,
    Support,
}

/// A result, by its place in the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Ending {
    Solved,
    Consulted,
    Ordered,
    Returned,
    Service,
    Courier,
    Complaint,
    NoAnswer,
}

struct Colleague {
    name: &'static str,
    gender: Gender,
    queues: &'static [Queue],
    role: Role,
}

const fn colleague(name: &'static str, gender: Gender, queues: &'static [Queue], role: Role) -> Colleague {
    Colleague { name, gender, queues, role }
}

/// Title, waiting target and answering target in milliseconds, in the order of [`Queue`].
const GROUPS: [(&str, u32, u32); 3] =
    [("Продажи", 60_000, 60_000), ("Доставка", 90_000, 120_000), ("Поддержка", 120_000, 120_000)];

/// The first of them sits at this desk.
const COLLEAGUES: [Colleague; 7] = [
    colleague("Анна Соколова", Gender::Woman, &[Queue::Delivery, Queue::Support], Role::Operator),
    colleague("Дмитрий Лавров", Gender::Man, &[Queue::Sales], Role::Operator),
    colleague("Елена Жукова", Gender::Woman, &[Queue::Sales, Queue::Delivery], Role::Operator),
    colleague("Игорь Мельник", Gender::Man, &[Queue::Delivery], Role::Operator),
    colleague("Светлана Юдина", Gender::Woman, &[Queue::Support], Role::Supervisor),
    colleague("Тимур Галиев", Gender::Man, &[Queue::Support, Queue::Sales], Role::Operator),
    // Sets the desk up and takes nothing from a queue.
    colleague("Вадим Орехов", Gender::Man, &[], Role::Administrator),
];

/// In the order of [`Ending`].
const OUTCOMES: [&str; 8] = [
    "Вопрос решён",
    "Консультация",
    "Заказ оформлен",
    "Возврат",
    "Передано в сервис",
    "Передано в доставку",
    "Жалоба принята",
    "Нет ответа клиента",
];

pub(crate) fn groups(chance: Chance, at: Timestamp) -> Vec<Group> {
    let entry = |(place, (title, waiting_target_ms, answering)): (u64, (&str, u32, u32))| Group {
        id: GroupId::new(at, chance.of(("group", place)).bytes()),
        title: title.to_owned(),
        waiting_target_ms,
        answering_target_ms: Some(answering),
    };
    (0..).zip(GROUPS).map(entry).collect()
}

/// The first is the one who sits at this desk.
pub(crate) fn operators(chance: Chance, at: Timestamp, groups: &[Group]) -> Vec<Operator> {
    let entry = |(place, colleague): (u64, &Colleague)| Operator {
        id: OperatorId::new(at, chance.of(("operator", place)).bytes()),
        name: colleague.name.to_owned(),
        groups: colleague.queues.iter().map(|queue| groups[*queue as usize].id).collect(),
        role: colleague.role,
        presence: Presence::Ready,
    };
    (0..).zip(&COLLEAGUES).map(entry).collect()
}

pub(crate) fn outcomes(chance: Chance, at: Timestamp) -> Vec<OutcomeEntry> {
    let entry = |(place, title): (u64, &str)| OutcomeEntry {
        id: OutcomeId::new(at, chance.of(("outcome", place)).bytes()),
        title: title.to_owned(),
        is_put_away: false,
    };
    (0..).zip(OUTCOMES).map(entry).collect()
}

/// Told by the name, which is all that the directory keeps.
pub(crate) fn gender_of(operator: &Operator) -> Gender {
    let colleague = COLLEAGUES.iter().find(|colleague| colleague.name == operator.name);
    colleague.map_or(Gender::Woman, |colleague| colleague.gender)
}
