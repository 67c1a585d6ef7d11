//! The charts over the columns (R4 to R6).
//!
//! Owns: which column tells a row's value. Never: the arithmetic, which is the contract's tally.

use crate::filter::Filter;
use crate::store::{NONE, OTHER, Store};
use desk_contract::Channel;
use desk_contract::history::{
    GroupValue, Grouping, HistoryQuery, HistoryRow, Report, ShownEntryPoint, Tally,
};
use std::collections::BTreeMap;

/// The report of a question.
pub(crate) fn report(store: &Store, query: &HistoryQuery) -> Report {
    let Some(filter) = Filter::of(store, query, None) else { return Report::default() };
    let columns = &store.columns;
    let first_of_line = first_of_line(store);
    let places: &dyn Fn(usize) -> usize = match query.grouping {
        Grouping::Channel => &|at| columns.kind[at].channel_place(),
        Grouping::EntryPoint => &|at| first_of_line[usize::from(columns.line[at])],
        Grouping::Topic => &|at| usize::from(columns.topic[at]),
        Grouping::Group => &|at| usize::from(columns.group[at]),
        Grouping::Operator => &|at| usize::from(columns.operator[at]),
    };
    let values = values(store, query.grouping);
    // Whatever has no place in a table stands behind it.
    let mut tallies = vec![Tally::default(); values.len()];
    let (mut overall, last) = (Tally::default(), values.len().saturating_sub(1));
    for at in filter.passing(columns) {
        let reply = span(store, &columns.first_reply, at, |row| row.first_reply_ms);
        let handling = span(store, &columns.handling, at, |row| row.handling_ms);
        tallies[places(at).min(last)].count(reply, handling);
        overall.count(reply, handling);
    }
    let mut groups = BTreeMap::<GroupValue, Tally>::new();
    for (value, tally) in values.into_iter().zip(tallies) {
        if tally.measures().closed > 0 {
            let merged = groups.insert(value, tally);
            debug_assert!(merged.is_none(), "a value has one place");
        }
    }
    Report::of_tallies(groups, overall)
}

/// A line whose name changed may have several places: all count at the first.
fn first_of_line(store: &Store) -> Vec<usize> {
    let lines = &store.tables.lines;
    let first = |(place, line): (usize, &ShownEntryPoint)| {
        lines.iter().position(|other| other.id == line.id).unwrap_or(place)
    };
    lines.iter().enumerate().map(first).collect()
}

/// The value that each place stands for; the last is that of no place, where there can be one.
fn values(store: &Store, grouping: Grouping) -> Vec<GroupValue> {
    let tables = &store.tables;
    match grouping {
        Grouping::Channel => Channel::ALL.map(|channel| GroupValue::Channel { channel }).into(),
        Grouping::EntryPoint => {
            tables.lines.iter().map(|line| GroupValue::EntryPoint { id: line.id }).collect()
        }
        Grouping::Group => tables.groups.iter().map(|id| GroupValue::Group { id: *id }).collect(),
        Grouping::Topic => {
            let topics = tables.topics.iter().map(|id| GroupValue::Topic { id: *id });
            topics.chain([GroupValue::NoTopic]).collect()
        }
        Grouping::Operator => {
            let operators = tables.operators.iter().map(|id| GroupValue::Operator { id: *id });
            operators.chain([GroupValue::NoOperator]).collect()
        }
    }
}

/// A span of a row.
pub(crate) fn span(
    store: &Store,
    column: &[u32],
    at: usize,
    of_row: impl Fn(&HistoryRow) -> Option<u64>,
) -> Option<u64> {
    match column[at] {
        NONE => None,
        OTHER => store.exact(at, of_row),
        ms => Some(ms.into()),
    }
}
