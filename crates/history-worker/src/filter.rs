//! Which rows a question is about, asked once for each value instead of once for each row.
//!
//! Owns: that translation. Never: what passes a filter; each value is put to the contract's own rule.

use crate::store::{Columns, Kind, Store};
use desk_contract::Channel;
use desk_contract::Timestamp;
use desk_contract::history::{Column, Creation, GroupValue, HistoryQuery, HistoryRow};
use desk_contract::operator::{Operator, Right};

/// A question, ready to be put to rows.
pub(crate) struct Filter {
    from_ms: i64,
    until_ms: i64,
    operators: Places,
    groups: Places,
    lines: Places,
    topics: Places,
    outcomes: Places,
    creations: [bool; Creation::ALL.len()],
    channels: [bool; Channel::ALL.len()],
    /// Whether calls, and whether texts, with these ratings pass.
    ratings: Option<Box<[[bool; Kind::RATINGS]; 2]>>,
    /// Whose rows and of which groups may be seen; anybody's without it.
    seen: Option<(Places, Places)>,
}

/// For each place of a table whether it passes; none where all do. What has no place passes only then.
struct Places(Option<Vec<bool>>);

impl Places {
    fn of<T: PartialEq>(asked: &[T], table: &[T]) -> Self {
        Self((!asked.is_empty()).then(|| table.iter().map(|value| asked.contains(value)).collect()))
    }

    fn pass(&self, place: u16) -> bool {
        self.0.as_ref().is_none_or(|passing| passing.get(usize::from(place)).copied().unwrap_or(false))
    }

    /// Only where all that has `value` passes, or, without one, all that has none.
    fn narrowed<T: PartialEq>(self, chosen: &T, table: &[T]) -> Self {
        let passing = table.iter().zip(0_u16..).map(|(value, place)| value == chosen && self.pass(place));
        Self(Some(passing.collect()))
    }
}

impl Filter {
    /// What a question asks for, of what its asker may see. Nobody sees nothing.
    pub(crate) fn of(store: &Store, query: &HistoryQuery, chosen: Option<GroupValue>) -> Option<Self> {
        let viewer = store.viewer()?;
        let tables = &store.tables;
        let line_ids: Vec<_> = tables.lines.iter().map(|line| line.id).collect();
        let mut filter = Self {
            from_ms: first_ms(query.from),
            until_ms: first_ms(query.until),
            operators: Places::of(&query.operators, &tables.operators),
            groups: Places::of(&query.groups, &tables.groups),
            lines: Places::of(&query.entry_points, &line_ids),
            topics: Places::of(&query.topics, &tables.topics),
            outcomes: Places::of(&query.outcomes, &tables.outcomes),
            creations: Creation::ALL.map(|it| query.creations.is_empty() || query.creations.contains(&it)),
            channels: [true; Channel::ALL.len()],
            ratings: rated(query, viewer),
            seen: seen(store, viewer),
        };
        match chosen {
            None => {}
            Some(GroupValue::Channel { channel }) => filter.channels = Channel::ALL.map(|it| it == channel),
            Some(GroupValue::EntryPoint { id }) => filter.lines = filter.lines.narrowed(&id, &line_ids),
            Some(GroupValue::Topic { id }) => filter.topics = filter.topics.narrowed(&id, &tables.topics),
            Some(GroupValue::Group { id }) => filter.groups = filter.groups.narrowed(&id, &tables.groups),
            Some(GroupValue::Operator { id }) => {
                filter.operators = filter.operators.narrowed(&id, &tables.operators);
            }
            // A filter that names topics or people passes none without.
            Some(GroupValue::NoTopic) => filter.topics = filter.topics.without()?,
            Some(GroupValue::NoOperator) => filter.operators = filter.operators.without()?,
        }
        Some(filter)
    }

    /// The rows that belong to the question.
    pub(crate) fn passing<'a>(&'a self, columns: &'a Columns) -> impl Iterator<Item = usize> + 'a {
        (0..columns.len()).filter(move |at| self.passes(columns, *at))
    }

    fn passes(&self, columns: &Columns, at: usize) -> bool {
        let (closed, kind) = (columns.closed_ms[at], columns.kind[at]);
        closed >= self.from_ms
            && closed < self.until_ms
            && self.sees(columns.operator[at], columns.group[at])
            && self.channels[kind.channel_place()]
            && self.creations[kind.creation_place()]
            && self.groups.pass(columns.group[at])
            && self.operators.pass(columns.operator[at])
            && self.lines.pass(columns.line[at])
            && self.topics.pass(columns.topic[at])
            && self.outcomes.pass(columns.outcome[at])
            && !columns.gone.contains(&(at as u32))
            && self.ratings.as_ref().is_none_or(|passing| {
                let is_call = kind.channel_place() == Channel::Call as usize;
                passing[usize::from(is_call)][kind.ratings_place()]
            })
    }

    fn sees(&self, operator: u16, group: u16) -> bool {
        let Some((own, of_groups)) = &self.seen else { return true };
        own.pass(operator) || of_groups.pass(group)
    }
}

impl Places {
    /// Only what has no place: none of the table passes, and the mark for none, beyond it, does.
    fn without(self) -> Option<Self> {
        let mut passing = vec![false; usize::from(u16::MAX) + 1];
        *passing.last_mut()? = true;
        self.0.is_none().then_some(Self(Some(passing)))
    }
}

/// The first whole millisecond that is not before a moment.
fn first_ms(at: Timestamp) -> i64 {
    at.timestamp_millis() + i64::from(!at.timestamp_subsec_nanos().is_multiple_of(1_000_000))
}

/// Ratings that are closed to the asker pass for none given.
fn rated(query: &HistoryQuery, viewer: &Operator) -> Option<Box<[[bool; Kind::RATINGS]; 2]>> {
    if query.ratings.is_empty() {
        return None;
    }
    let is_open = Column::Rating1.is_open_to(viewer.role);
    let mut passing = Box::new([[false; Kind::RATINGS]; 2]);
    for (channel, of_channel) in [Channel::SiteChat, Channel::Call].into_iter().zip(passing.iter_mut()) {
        for (place, passes) in of_channel.iter_mut().enumerate() {
            let given = if is_open { Kind::ratings_at(place) } else { [None; 3] };
            *passes = query.ratings.iter().any(|choice| choice.matches(channel, given));
        }
    }
    Some(passing)
}

/// Which rows the asker may see, by the contract's own rule put to rows that differ in whose they are alone.
fn seen(store: &Store, viewer: &Operator) -> Option<(Places, Places)> {
    if viewer.may(Right::OverseeAll) {
        return None;
    }
    let tables = &store.tables;
    let own = Places::of(&[viewer.id], &tables.operators);
    let oversees = viewer.may(Right::SeeHistoryOfOthers);
    let groups = if oversees { viewer.groups.as_slice() } else { &[] };
    let of_groups = tables.groups.iter().map(|group| groups.contains(group)).collect();
    Some((own, Places(Some(of_groups))))
}

/// The row as its asker may see it; it was found for him.
pub(crate) fn as_seen(store: &Store, row: HistoryRow) -> Option<HistoryRow> {
    row.as_seen_by(store.viewer()?)
}
