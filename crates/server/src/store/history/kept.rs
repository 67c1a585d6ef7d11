//! The rows of the history as a process keeps them in memory: the columns that questions ask about, 72 bytes a row.
//!
//! Owns: which rows count for a question, in their order, and what charts show of them. Never: the store; `memory` fills
//! it, and a test holds every answer against the contract on random rows.

mod ordered;

use super::asked::group_value;
use super::choices;
use super::names::{Names, place_of};
use crate::failure::Failure;
use crate::store::rows;
use desk_contract::history::{Column, GroupValue, Grouping, HistoryQuery, Report, Tally};
use desk_contract::id::AppealId;
use desk_contract::operator::{Operator, Right};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

/// The columns whose values are named once.
const NAMED: usize = 7;
const CHANNEL: usize = 0;
const ENTRY_POINT: usize = 1;
const GROUP: usize = 2;
const OPERATOR: usize = 3;
const TOPIC: usize = 4;
const OUTCOME: usize = 5;
const CREATION: usize = 6;

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    id: AppealId,
    closed_at: i64,
    first_reply_ms: Option<u32>,
    handling_ms: Option<u32>,
    /// A bit for each choice of the filter by rating that is meant.
    rated: u16,
    /// The places of its names.
    named: [u32; NAMED],
}

/// Every row, in the order of their closing.
#[derive(Debug, Default)]
pub(super) struct Kept {
    rows: Vec<Row>,
    names: [Names; NAMED],
    /// Spans that do not fit into a row: longer than seven weeks.
    long: HashMap<(AppealId, Measure), u64>,
}

/// Which span of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Measure {
    FirstReply,
    Handling,
}

/// A question, by the places of names.
struct Asked {
    from: i64,
    until: i64,
    /// Of each column, whether a name passes; nothing asks nothing of it.
    passes: [Option<Vec<bool>>; NAMED],
    rated: Option<u16>,
    /// Whoever sees his own and his groups' alone: his own place, and whether a group's rows are his.
    seen_by: Option<(Option<u32>, Vec<bool>)>,
}

impl Kept {
    /// A row that the store told as one text: id, close, rating, two spans, and the names, `|` between them, nothing
    /// where there is nothing.
    pub(super) fn read(&mut self, line: &str) -> Option<Row> {
        let mut parts = line.split('|');
        let id: AppealId = parts.next()?.parse().ok()?;
        let closed_at = parts.next()?.parse().ok()?;
        let rated = bits(parts.next()?.parse().ok()?);
        let first_reply_ms = self.span(id, Measure::FirstReply, parts.next()?);
        let handling_ms = self.span(id, Measure::Handling, parts.next()?);
        let mut named = [0; NAMED];
        for (names, place) in self.names.iter_mut().zip(&mut named) {
            *place = names.told(parts.next()?);
        }
        Some(Row { id, closed_at, first_reply_ms, handling_ms, rated, named })
    }

    /// A span as a row keeps it.
    fn span(&mut self, id: AppealId, measure: Measure, told: &str) -> Option<u32> {
        let ms = rows::whole(told.parse().ok()?);
        self.long.remove(&(id, measure));
        Some(u32::try_from(ms).ok().filter(|ms| *ms < u32::MAX).unwrap_or_else(|| {
            self.long.insert((id, measure), ms);
            u32::MAX
        }))
    }

    fn long_span(&self, id: AppealId, measure: Measure, kept: Option<u32>) -> Option<u64> {
        let kept = kept?;
        if kept < u32::MAX { Some(kept.into()) } else { self.long.get(&(id, measure)).copied() }
    }

    /// Takes rows in, in the place of what was known of their appeals, and lets go of others.
    pub(super) fn change(&mut self, gone: &HashSet<AppealId>, new: Vec<Row>) {
        if self.rows.is_empty() {
            self.rows = new;
        } else {
            let changed: HashSet<AppealId> = new.iter().map(|row| row.id).collect();
            self.rows.retain(|row| !gone.contains(&row.id) && !changed.contains(&row.id));
            self.rows.extend(new);
        }
        // What is nearly in order is sorted in one pass.
        self.rows.sort_by_key(|row| (row.closed_at, Reverse(row.id)));
    }

    /// The charts.
    pub(super) fn report(&self, me: &Operator, query: &HistoryQuery) -> Result<Report, Failure> {
        let asked = self.asked(me, query, None)?;
        let column = column_of(query.grouping);
        let names = self.names.get(column).map_or(0, |names| names.count());
        let (mut tallies, mut overall) = (vec![None::<Tally>; names], Tally::default());
        for row in self.counted(&asked) {
            let (reply, handling) = (
                self.long_span(row.id, Measure::FirstReply, row.first_reply_ms),
                self.long_span(row.id, Measure::Handling, row.handling_ms),
            );
            if let Some(tally) = row.named.get(column).and_then(|place| tallies.get_mut(place_of(*place))) {
                tally.get_or_insert_default().count(reply, handling);
            }
            overall.count(reply, handling);
        }
        let mut groups = BTreeMap::new();
        for (place, tally) in (0..).zip(tallies) {
            if let Some(tally) = tally {
                groups.insert(group_value(query.grouping, self.named(column, place))?, tally);
            }
        }
        Ok(Report::of_tallies(groups, overall))
    }

    /// The appeals of the rows that count, the latest closed first.
    pub(super) fn found(
        &self,
        me: &Operator,
        query: &HistoryQuery,
        chosen: Option<GroupValue>,
    ) -> Result<Vec<AppealId>, Failure> {
        let asked = self.asked(me, query, chosen)?;
        Ok(self.counted(&asked).rev().map(|row| row.id).collect())
    }

    fn named(&self, column: usize, place: u32) -> Option<String> {
        self.names.get(column)?.name(place)
    }

    fn counted<'a>(&'a self, asked: &'a Asked) -> impl DoubleEndedIterator<Item = &'a Row> {
        let begin = self.rows.partition_point(|row| row.closed_at < asked.from);
        let end = self.rows.partition_point(|row| row.closed_at < asked.until);
        self.rows.get(begin..end).unwrap_or_default().iter().filter(|row| asked.counts(row))
    }

    /// The same as `HistoryRow::as_seen_by` and then `history::matches`.
    fn asked(
        &self,
        me: &Operator,
        query: &HistoryQuery,
        chosen: Option<GroupValue>,
    ) -> Result<Asked, Failure> {
        let mut asked = Asked {
            from: rows::moment(query.from),
            until: rows::moment(query.until),
            passes: Default::default(),
            rated: rated(me, query),
            seen_by: self.seen_by(me),
        };
        let outcomes: Vec<String> = query.outcomes.iter().map(rows::body).collect::<Result<_, _>>()?;
        let creations: Vec<String> = query.creations.iter().map(rows::name).collect::<Result<_, _>>()?;
        for (column, names) in [
            (GROUP, texts(&query.groups)),
            (OPERATOR, texts(&query.operators)),
            (ENTRY_POINT, texts(&query.entry_points)),
            (TOPIC, texts(&query.topics)),
            (OUTCOME, outcomes),
            (CREATION, creations),
        ] {
            if !names.is_empty() {
                asked.must(column, &self.among(column, names.into_iter().map(Some)));
            }
        }
        if let Some(value) = chosen {
            let (column, name) = named_by(value)?;
            asked.must(column, &self.among(column, [name]));
        }
        Ok(asked)
    }

    fn seen_by(&self, me: &Operator) -> Option<(Option<u32>, Vec<bool>)> {
        if me.may(Right::OverseeAll) {
            return None;
        }
        let own = self.names.get(OPERATOR).and_then(|names| names.place(Some(&me.id.to_string())));
        let groups = if me.may(Right::SeeHistoryOfOthers) { texts(&me.groups) } else { Vec::new() };
        Some((own, self.among(GROUP, groups.into_iter().map(Some))))
    }

    /// Of each name that a column knows, whether it is one of these.
    fn among(&self, column: usize, values: impl IntoIterator<Item = Option<String>>) -> Vec<bool> {
        let Some(names) = self.names.get(column) else { return Vec::new() };
        let mut among = vec![false; names.count()];
        for place in values.into_iter().filter_map(|value| names.place(value.as_deref())) {
            if let Some(is_one) = among.get_mut(place_of(place)) {
                *is_one = true;
            }
        }
        among
    }
}

impl Asked {
    fn must(&mut self, column: usize, names: &[bool]) {
        let Some(passes) = self.passes.get_mut(column) else { return };
        *passes = Some(match passes.take() {
            None => names.to_vec(),
            Some(before) => before.iter().zip(names).map(|(one, other)| *one && *other).collect(),
        });
    }

    fn counts(&self, row: &Row) -> bool {
        let passes = |(passes, place): (&Option<Vec<bool>>, &u32)| {
            passes.as_ref().is_none_or(|passes| has(passes, *place))
        };
        let [.., group, operator, _, _, _] = row.named;
        self.rated.is_none_or(|meant| row.rated & meant != 0)
            && self.passes.iter().zip(&row.named).all(passes)
            && self.seen_by.as_ref().is_none_or(|(own, groups)| *own == Some(operator) || has(groups, group))
    }
}

/// Whoever does not see ratings sees every row as one without.
fn rated(me: &Operator, query: &HistoryQuery) -> Option<u16> {
    if query.ratings.is_empty() {
        return None;
    }
    if Column::Rating1.is_open_to(me.role) {
        return Some(bits(choices(|choice| query.ratings.contains(choice))));
    }
    let is_met = query.ratings.contains(&desk_contract::history::RatingChoice::Unrated);
    (!is_met).then_some(0)
}

/// Bits of choices as a row keeps them.
fn bits(choices: i64) -> u16 {
    u16::try_from(choices).unwrap_or(u16::MAX)
}

fn has(names: &[bool], place: u32) -> bool {
    names.get(place_of(place)).copied().unwrap_or_default()
}

fn texts<T: ToString>(ids: &[T]) -> Vec<String> {
    ids.iter().map(T::to_string).collect()
}

fn column_of(grouping: Grouping) -> usize {
    match grouping {
        Grouping::Channel => CHANNEL,
        Grouping::EntryPoint => ENTRY_POINT,
        Grouping::Topic => TOPIC,
        Grouping::Group => GROUP,
        Grouping::Operator => OPERATOR,
    }
}

fn named_by(value: GroupValue) -> Result<(usize, Option<String>), Failure> {
    let name = match value {
        GroupValue::Channel { channel } => Some(rows::name(channel)?),
        GroupValue::EntryPoint { id } => Some(id.to_string()),
        GroupValue::Topic { id } => Some(id.to_string()),
        GroupValue::Group { id } => Some(id.to_string()),
        GroupValue::Operator { id } => Some(id.to_string()),
        GroupValue::NoTopic | GroupValue::NoOperator => None,
    };
    Ok((column_of(value.grouping()), name))
}
