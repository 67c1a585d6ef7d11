//! What is asked of the history, as conditions of SQL.

use super::choices;
use crate::failure::Failure;
use crate::store::condition::{Argument, Condition, one_of, text};
use crate::store::rows;
use desk_contract::history::{Column, GroupValue, Grouping, HistoryQuery, RatingChoice};
use desk_contract::operator::{Operator, Right};

/// The rows that count for a question, and that an operator may see: the same as `HistoryRow::as_seen_by` and then
/// `history::matches`.
pub(super) fn condition(
    me: &Operator,
    query: &HistoryQuery,
    chosen: Option<GroupValue>,
) -> Result<Condition, Failure> {
    let number = |at| Argument::Number(rows::moment(at));
    let period =
        Condition::default().and("closed_at >= ? AND closed_at < ?", [query.from, query.until].map(number));
    let seen = seen_by(period, me);
    let outcomes: Vec<String> = query.outcomes.iter().map(rows::body).collect::<Result<_, _>>()?;
    let creations: Vec<String> = query.creations.iter().map(rows::name).collect::<Result<_, _>>()?;
    let filtered = among(seen, "group_id", &query.groups);
    let filtered = among(filtered, "operator", &query.operators);
    let filtered = among(filtered, "entry_point", &query.entry_points);
    let filtered = among(filtered, "outcome", &outcomes);
    let filtered = among(filtered, "topic", &query.topics);
    let filtered = among(filtered, "creation", &creations);
    of_value(rated(filtered, me, &query.ratings), chosen)
}

fn among<T: ToString>(condition: Condition, column: &str, asked: &[T]) -> Condition {
    if asked.is_empty() {
        return condition;
    }
    condition.and(&one_of(column, asked.len()), asked.iter().map(|it| text(it.to_string())))
}

fn seen_by(condition: Condition, me: &Operator) -> Condition {
    if me.may(Right::OverseeAll) {
        return condition;
    }
    if !me.may(Right::SeeHistoryOfOthers) {
        return condition.and("operator = ?", [text(me.id)]);
    }
    let sql = format!("operator = ? OR {}", one_of("group_id", me.groups.len()));
    condition.and(&sql, [text(me.id)].into_iter().chain(me.groups.iter().map(text)))
}

/// Whoever does not see ratings sees every row as one without.
fn rated(condition: Condition, me: &Operator, asked: &[RatingChoice]) -> Condition {
    if asked.is_empty() {
        return condition;
    }
    if Column::Rating1.is_open_to(me.role) {
        let meant = choices(|choice| asked.contains(choice));
        return condition.and("(rated & ?) <> 0", [Argument::Number(meant)]);
    }
    if asked.contains(&RatingChoice::Unrated) { condition } else { condition.and("1 = 0", []) }
}

fn of_value(condition: Condition, chosen: Option<GroupValue>) -> Result<Condition, Failure> {
    Ok(match chosen {
        None => condition,
        Some(GroupValue::Channel { channel }) => condition.and("channel = ?", [text(rows::name(channel)?)]),
        Some(GroupValue::EntryPoint { id }) => condition.and("entry_point = ?", [text(id)]),
        Some(GroupValue::Topic { id }) => condition.and("topic = ?", [text(id)]),
        Some(GroupValue::NoTopic) => condition.and("topic IS NULL", []),
        Some(GroupValue::Group { id }) => condition.and("group_id = ?", [text(id)]),
        Some(GroupValue::Operator { id }) => condition.and("operator = ?", [text(id)]),
        Some(GroupValue::NoOperator) => condition.and("operator IS NULL", []),
    })
}

/// What a value of that column is in a chart.
pub(super) fn group_value(grouping: Grouping, value: Option<String>) -> Result<GroupValue, Failure> {
    let Some(value) = value else {
        return Ok(if grouping == Grouping::Topic { GroupValue::NoTopic } else { GroupValue::NoOperator });
    };
    let told = |name: &str, field: &str| serde_json::json!({ name: { field: value.clone() } });
    let told = match grouping {
        Grouping::Channel => told("channel", "channel"),
        Grouping::EntryPoint => told("entry_point", "id"),
        Grouping::Topic => told("topic", "id"),
        Grouping::Group => told("group", "id"),
        Grouping::Operator => told("operator", "id"),
    };
    Ok(serde_json::from_value(told)?)
}
