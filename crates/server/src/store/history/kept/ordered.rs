//! The rows that count, in an order by a column that is kept: by names, each placed once, or by a span.
//!
//! Never: says what comes before what; `contract::history::Sorting::key` does, of a row that has that name or span and
//! nothing else.

use super::{CHANNEL, ENTRY_POINT, GROUP, Kept, Measure, OPERATOR, OUTCOME, Row, TOPIC};
use crate::failure::Failure;
use crate::store::history::names::place_of;
use crate::store::rows;
use desk_contract::Timestamp;
use desk_contract::channel::Channel;
use desk_contract::directory::Directory;
use desk_contract::history::{
    Column, Creation, Direction, GroupValue, HistoryQuery, HistoryRow, ShownClient, ShownEntryPoint, SortKey,
    Sorting, Spoken,
};
use desk_contract::id::{AppealId, EntryPointId, GroupId};
use desk_contract::operator::Operator;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// What is kept of a column.
#[derive(Clone, Copy)]
enum Keeping {
    Named(usize),
    Span(Measure),
}

impl Kept {
    /// The appeals of the rows that count, in an order by a column; equal ones by their ids. None where the column is not
    /// kept, or not what is shown of one of its names.
    pub(in crate::store::history) fn ordered(
        &self,
        (me, directory): (&Operator, &Directory),
        (query, chosen): (&HistoryQuery, Option<GroupValue>),
        (sorting, words): (Sorting, &Spoken<'_>),
    ) -> Result<Option<Vec<AppealId>>, Failure> {
        let Some(keeping) = keeping(sorting.column) else { return Ok(None) };
        let asked = self.asked(me, query, chosen)?;
        Ok(match keeping {
            Keeping::Named(column) => self.ranks(column, directory, (sorting, words))?.map(|ranks| {
                let rank = |row: &Row| row.named.get(column).and_then(|place| ranks.get(place_of(*place)));
                sorted(self.counted(&asked).map(|row| (rank(row).copied(), row.id)).collect())
            }),
            Keeping::Span(measure) => {
                let mut like = bare();
                let mut key = |row: &Row| {
                    let (kept, shown) = match measure {
                        Measure::FirstReply => (row.first_reply_ms, &mut like.first_reply_ms),
                        Measure::Handling => (row.handling_ms, &mut like.handling_ms),
                    };
                    *shown = self.long_span(row.id, measure, kept);
                    sorting.key(&like, words)
                };
                Some(sorted(self.counted(&asked).map(|row| (key(row), row.id)).collect()))
            }
        })
    }

    /// Where each name of a column stands; those that are called alike stand together.
    fn ranks(
        &self,
        column: usize,
        directory: &Directory,
        (sorting, words): (Sorting, &Spoken<'_>),
    ) -> Result<Option<Vec<usize>>, Failure> {
        let count = self.names.get(column).map_or(0, |names| names.count());
        let mut keys: Vec<SortKey> = Vec::with_capacity(count);
        for place in (0..).take(count) {
            let Some(row) = row_of(column, self.named(column, place), directory)? else { return Ok(None) };
            keys.push(sorting.key(&row, words));
        }
        let mut different: Vec<&SortKey> = keys.iter().collect();
        different.sort_unstable();
        different.dedup();
        Ok(Some(keys.iter().map(|key| different.partition_point(|other| *other < key)).collect()))
    }
}

fn keeping(column: Column) -> Option<Keeping> {
    Some(match column {
        Column::Channel => Keeping::Named(CHANNEL),
        Column::EntryPoint | Column::AboutNumber => Keeping::Named(ENTRY_POINT),
        Column::Group => Keeping::Named(GROUP),
        Column::Operator => Keeping::Named(OPERATOR),
        Column::Topic => Keeping::Named(TOPIC),
        Column::Outcome => Keeping::Named(OUTCOME),
        Column::Handling => Keeping::Span(Measure::Handling),
        Column::FirstReply => Keeping::Span(Measure::FirstReply),
        _ => return None,
    })
}

/// A row with a name and nothing else; none where the directory does not know the line, whose row then says what it was.
fn row_of(column: usize, name: Option<String>, directory: &Directory) -> Result<Option<HistoryRow>, Failure> {
    let mut row = bare();
    let Some(name) = name else { return Ok(Some(row)) };
    match column {
        CHANNEL => row.channel = said(name)?,
        ENTRY_POINT => match directory.entry_point(said(name)?) {
            Some(line) => row.entry_point = ShownEntryPoint::from(line),
            None => return Ok(None),
        },
        GROUP => row.group = said(name)?,
        OPERATOR => row.operator = said(name)?,
        TOPIC => row.topic = said(name)?,
        _ => row.outcome = rows::read(&name)?,
    }
    Ok(Some(row))
}

fn said<T: DeserializeOwned>(name: String) -> Result<T, Failure> {
    Ok(serde_json::from_value(Value::String(name))?)
}

fn sorted<K: Ord>(mut placed: Vec<(K, AppealId)>) -> Vec<AppealId> {
    placed.sort_unstable();
    placed.into_iter().map(|(_, id)| id).collect()
}

/// A row of which nothing is known.
fn bare() -> HistoryRow {
    let (at, nobody) = (Timestamp::UNIX_EPOCH, [0; 10]);
    HistoryRow {
        appeal: AppealId::new(at, nobody),
        channel: Channel::Call,
        direction: Direction::Incoming,
        creation: Creation::Client,
        number: 0,
        ratings: [None; 3],
        client: ShownClient::Guest,
        entry_point: ShownEntryPoint::known_as(EntryPointId::new(at, nobody), None),
        created_at: at,
        closed_at: at,
        reaction_ms: None,
        handling_ms: None,
        queue_wait_ms: None,
        first_reply_ms: None,
        operator: None,
        group: GroupId::new(at, nobody),
        topic: None,
        outcome: None,
        sms_text: None,
        comment: String::new(),
    }
}
