//! The rows of a question in their order, as places of the store.
//!
//! Owns: a number for each row by which it is sorted. Never: what a column is sorted by: words are put in order by the
//! contract's own key, a table of them at a time.
//!
//! Always: equal rows stand by their ids and empty cells last either way, as `desk_contract::history::sort` has it.

use crate::filter::Filter;
use crate::store::{Columns, Store};
use crate::sums::span;
use desk_contract::history::{
    Column, GroupValue, HistoryQuery, HistoryRow, MeanRating, ShownClient, SortOrder, Sorting, Spoken, Words,
    as_sorted,
};
use desk_contract::refusal::Language;

/// Which rows, in which order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) query: HistoryQuery,
    pub(crate) chosen: Option<GroupValue>,
    pub(crate) sorting: Option<Sorting>,
    pub(crate) language: Language,
}

/// Stands behind every key, whichever way they are sorted.
const LAST: u64 = u64::MAX;
/// Keeps moments before 1970 below those after it.
const SIGN: u64 = 1 << 63;

/// The places of the rows, in order.
pub(crate) fn ordered(store: &Store, wanted: &Wanted) -> Vec<u32> {
    let Some(filter) = Filter::of(store, &wanted.query, wanted.chosen) else { return Vec::new() };
    let columns = &store.columns;
    let passing = filter.passing(columns);
    let (key, descends) = match wanted.sorting {
        // The latest closed first.
        None => (closed(columns), true),
        Some(Sorting { column, order }) => {
            (key(store, column, wanted.language), order == SortOrder::Descending)
        }
    };
    let keyed = |at: usize| {
        let key = key(at).map_or(LAST, |key| if descends { LAST - 1 - key } else { key });
        (key, store.rank[at], at as u32)
    };
    let mut rows: Vec<(u64, u32, u32)> = passing.map(keyed).collect();
    rows.sort_unstable();
    rows.into_iter().map(|(.., at)| at).collect()
}

type Key<'a> = Box<dyn Fn(usize) -> Option<u64> + 'a>;

fn closed(columns: &Columns) -> Key<'_> {
    Box::new(|at| Some(moment(columns.closed_ms[at])))
}

fn moment(ms: i64) -> u64 {
    (ms as u64 ^ SIGN).min(LAST - 1)
}

fn key(store: &Store, column: Column, language: Language) -> Key<'_> {
    let (columns, tables) = (&store.columns, &store.tables);
    let spoken = Spoken::new(&store.directory, language);
    let is_open = store.viewer().is_some_and(|viewer| column.is_open_to(viewer.role));
    let rating = move |nth: usize| -> Key<'_> {
        Box::new(move |at| columns.kind[at].ratings()[nth].filter(|_| is_open).map(|given| given as u64))
    };
    match column {
        Column::Channel => Box::new(|at| Some(columns.kind[at].channel_place() as u64)),
        Column::Direction => Box::new(|at| Some(columns.kind[at].direction_place() as u64)),
        Column::Number => Box::new(|at| Some(store.number(at))),
        Column::Rating1 => rating(0),
        Column::Rating2 => rating(1),
        Column::Rating3 => rating(2),
        Column::MeanRating => Box::new(move |at| {
            let mean = MeanRating::of(columns.kind[at].ratings()).filter(|_| is_open);
            mean.map(|mean| mean.hundredths().into())
        }),
        Column::CreatedAt => Box::new(|at| Some(moment(columns.created_ms[at]))),
        Column::Reaction => spans(store, &columns.reaction, |row| row.reaction_ms),
        Column::Handling => spans(store, &columns.handling, |row| row.handling_ms),
        Column::QueueWait => spans(store, &columns.queue_wait, |row| row.queue_wait_ms),
        Column::FirstReply => spans(store, &columns.first_reply, |row| row.first_reply_ms),
        Column::Client => {
            let name = |client: &ShownClient| match client {
                ShownClient::Contact { name, .. } => as_sorted(name),
                ShownClient::Address { shown } => as_sorted(shown),
                ShownClient::Guest => as_sorted(spoken.guest()),
            };
            by_words(&columns.client, tables.clients.iter().map(name))
        }
        Column::EntryPoint => by_words(&columns.line, tables.lines.iter().map(|it| as_sorted(&it.number))),
        Column::AboutNumber => {
            let about = tables.lines.iter().map(|it| as_sorted(it.comment.as_deref().unwrap_or_default()));
            by_words(&columns.line, about)
        }
        Column::Operator => {
            by_words(&columns.operator, tables.operators.iter().map(|id| as_sorted(spoken.operator(*id))))
        }
        Column::Group => {
            by_words(&columns.group, tables.groups.iter().map(|id| as_sorted(spoken.group(*id))))
        }
        Column::Topic => {
            by_words(&columns.topic, tables.topics.iter().map(|id| as_sorted(spoken.topic(*id))))
        }
        Column::Outcome => {
            by_words(&columns.outcome, tables.outcomes.iter().map(|it| as_sorted(spoken.outcome(*it))))
        }
        Column::SmsText => by_words(&columns.sms, tables.sms.iter().map(|text| as_sorted(text))),
        Column::Comment => by_words(&columns.comment, tables.comments.iter().map(|text| as_sorted(text))),
    }
}

fn spans<'a>(
    store: &'a Store,
    column: &'a [u32],
    of_row: impl Fn(&HistoryRow) -> Option<u64> + Copy + 'a,
) -> Key<'a> {
    Box::new(move |at| span(store, column, at, of_row).map(|ms| ms.min(LAST - 1)))
}

/// By the place that each of a table's words takes among all; nothing to read is nothing.
fn by_words<'a, P: Copy + TryInto<usize>>(column: &'a [P], words: impl Iterator<Item = String>) -> Key<'a> {
    let words: Vec<String> = words.collect();
    let mut sorted: Vec<&str> = words.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    sorted.dedup();
    let place = |word: &String| {
        (!word.is_empty()).then(|| sorted.partition_point(|other| *other < word.as_str()) as u64)
    };
    let places: Vec<Option<u64>> = words.iter().map(place).collect();
    Box::new(move |at| places.get(column[at].try_into().ok()?).copied().flatten())
}
