//! Tasks that operators have set themselves before the beginning.
//!
//! Owns: their table. Never: what becomes of them from now on.

use crate::cast::Cast;
use crate::directory;
use crate::talk::Timed;
use chrono::TimeDelta;
use desk_contract::command::{FinishTask, SaveTask};
use desk_contract::deal::TaskCard;
use desk_contract::id::TaskId;
use desk_contract::{Actor, Timestamp};

/// What is to be done, on which day counted from today and at which hour of Moscow, and whether it was.
const TASKS: [(&str, i64, i64, bool); 12] = [
    ("Перезвонить и уточнить адрес доставки", 0, 18, false),
    ("Прислать подборку стеллажей", 0, 16, false),
    ("Узнать в сервисе срок диагностики", 0, 20, false),
    ("Проверить, вернулись ли деньги", -1, 15, false),
    ("Согласовать замену с сервисом", -2, 12, false),
    ("Отправить закрывающие документы", -3, 11, true),
    ("Позвонить после доставки", 1, 12, false),
    ("Уточнить, подошёл ли размер", 2, 11, false),
    ("Напомнить о рассрочке", 3, 15, false),
    ("Проверить, пришёл ли чек на почту", -2, 16, true),
    ("Предложить скидку на следующий заказ", 7, 12, false),
    ("Передать отзыв старшему смены", -1, 10, true),
];
/// How long before its day a task was set.
const SET_BEFORE: TimeDelta = TimeDelta::days(4);
const MOSCOW: TimeDelta = TimeDelta::hours(3);

/// Setting them, and doing some.
pub(crate) fn set(cast: Cast<'_>, began: Timestamp) -> Vec<Timed> {
    let Cast { seed, directory, clients } = cast;
    let midnight = (began + MOSCOW).date_naive().and_time(chrono::NaiveTime::MIN).and_utc() - MOSCOW;
    let mut steps = Vec::new();
    for (place, (title, day, hour, is_done)) in (0_u64..).zip(TASKS) {
        let chance = seed.of(("task", place));
        let by = if chance.of("whose").one_in(5) { 4 } else { 0 };
        let by = directory.operators.get(by).unwrap_or(directory::me(directory)).id;
        let due = midnight + TimeDelta::days(day) + TimeDelta::hours(hour);
        let at = due.min(began) - SET_BEFORE - TimeDelta::minutes(chance.of("set").between(0..600));
        let task = TaskId::new(at, chance.bytes());
        let card = TaskCard {
            title: title.to_owned(),
            contact: clients.id(clients.drawn(chance.of("client"))),
            deal: None,
            appeal: None,
            assignee: by,
            due_at: Some(due),
            comment: String::new(),
        };
        let actor = Actor::Operator { id: by };
        steps.push((at, actor, SaveTask { task, version: None, card }.into()));
        if is_done {
            steps.push((due - TimeDelta::minutes(40), actor, FinishTask { task, is_done }.into()));
        }
    }
    steps
}
