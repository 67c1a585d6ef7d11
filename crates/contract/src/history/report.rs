//! The charts of the history: closed appeals, mean first reply and mean handling (R4 to R6).
//!
//! Owns: the arithmetic. Never: which rows count ([`HistoryQuery::counts`] knows).

use crate::history::grouping::GroupValue;
use crate::history::query::HistoryQuery;
use crate::history::row::HistoryRow;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What the three charts show of some rows.
///
/// A mean is taken over those rows that have its measure and rounded half up to a whole millisecond; it is
/// absent when no row has it. So it may rest on fewer rows than `closed` counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Measures {
    /// Закрытые обращения (R4): how many rows there are.
    pub closed: u64,
    /// Среднее время реакции оператора (R5): the mean of first taken to first answer. It is not the
    /// mean of the column «Время реакции», which counts from the arrival.
    pub mean_first_reply_ms: Option<u64>,
    /// Среднее время обработки (R6): the mean of first taken to closed.
    pub mean_handling_ms: Option<u64>,
}

/// One value of the charts and what they show for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GroupMeasures {
    /// What its rows have in common.
    pub value: GroupValue,
    /// What the charts show for them.
    pub measures: Measures,
}

/// The answer to a question about the history.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// Each value that has a row; the most rows first, equal ones in the order of the values.
    pub groups: Vec<GroupMeasures>,
    /// The same over all rows. A mean over all is one over rows, not over the groups' means.
    pub overall: Measures,
}

/// The report over those rows that count for the query.
#[must_use]
pub fn report<'a>(rows: impl IntoIterator<Item = &'a HistoryRow>, query: &HistoryQuery) -> Report {
    let (mut groups, mut overall) = (BTreeMap::<GroupValue, Tally>::new(), Tally::default());
    for row in rows.into_iter().filter(|row| query.counts(row)) {
        let tally = groups.entry(GroupValue::of(row, query.grouping)).or_default();
        tally.count(row.first_reply_ms, row.handling_ms);
        overall.count(row.first_reply_ms, row.handling_ms);
    }
    Report::of_tallies(groups, overall)
}

/// What is gathered of rows, one by one, for whoever keeps them otherwise than as [`HistoryRow`]s.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    closed: u64,
    first_reply: Mean,
    handling: Mean,
}

impl Tally {
    /// Takes in a row with these measures.
    pub fn count(&mut self, first_reply_ms: Option<u64>, handling_ms: Option<u64>) {
        self.closed = self.closed.saturating_add(1);
        self.first_reply.add(first_reply_ms);
        self.handling.add(handling_ms);
    }

    /// What the charts show of the rows so far.
    #[must_use]
    pub fn measures(self) -> Measures {
        Measures {
            closed: self.closed,
            mean_first_reply_ms: self.first_reply.rounded(),
            mean_handling_ms: self.handling.rounded(),
        }
    }
}

impl Report {
    /// The report of what was gathered for each value that has a row, and over all.
    #[must_use]
    pub fn of_tallies(groups: BTreeMap<GroupValue, Tally>, overall: Tally) -> Self {
        let measured = |(value, tally): (_, Tally)| GroupMeasures { value, measures: tally.measures() };
        let mut groups: Vec<_> = groups.into_iter().map(measured).collect();
        // The sort is stable and the map hands its values out in their order.
        groups.sort_by_key(|group| Reverse(group.measures.closed));
        Self { groups, overall: overall.measures() }
    }
}

/// A sum of 128 bits holds every span of as many rows as 64 bits can count.
#[derive(Clone, Copy, Debug, Default)]
struct Mean {
    count: u64,
    sum: u128,
}

impl Mean {
    fn add(&mut self, span_ms: Option<u64>) {
        if let Some(span_ms) = span_ms {
            self.count = self.count.saturating_add(1);
            self.sum = self.sum.saturating_add(u128::from(span_ms));
        }
    }

    fn rounded(self) -> Option<u64> {
        let count = u128::from(self.count);
        let half_up = self.sum.saturating_add(count / 2).checked_div(count)?;
        u64::try_from(half_up).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::channel::Channel;
    use crate::given::at;
    use crate::history::grouping::Grouping;
    use crate::history::sample_rows::{row, topic};

    fn hour() -> HistoryQuery {
        HistoryQuery::of_period(at(0), at(3_600))
    }

    fn measured(first_reply_ms: Option<u64>, handling_ms: Option<u64>) -> HistoryRow {
        HistoryRow { first_reply_ms, handling_ms, ..row(1) }
    }

    #[test]
    fn nothing_closed_means_no_groups_and_no_means() {
        assert_eq!(report(&[], &hour()), Report::default());
        let before = HistoryRow { closed_at: at(-1), ..row(1) };
        assert_eq!(report(&[before], &hour()), Report::default());
    }

    #[test]
    fn a_mean_is_over_the_rows_that_have_the_measure() {
        let rows = [measured(Some(10), None), measured(Some(20), None), measured(None, Some(7))];
        let expected = Measures { closed: 3, mean_first_reply_ms: Some(15), mean_handling_ms: Some(7) };
        assert_eq!(report(&rows, &hour()).overall, expected);
        let never = report(&[measured(None, None)], &hour()).overall;
        assert_eq!((never.mean_first_reply_ms, never.mean_handling_ms), (None, None));
    }

    #[test]
    fn means_are_rounded_half_up() {
        let cases: [(&[u64], u64); 7] = [
            (&[0], 0),
            (&[1, 2], 2),
            (&[0, 0, 1], 0),
            (&[0, 1, 1], 1),
            (&[1, 1, 1, 2], 1),
            (&[1, 1, 2, 2], 2),
            (&[u64::MAX, u64::MAX, u64::MAX], u64::MAX),
        ];
        for (spans, expected) in cases {
            let rows: Vec<_> = spans.iter().map(|span| measured(Some(*span), Some(*span))).collect();
            let overall = report(&rows, &hour()).overall;
            assert_eq!(overall.mean_first_reply_ms, Some(expected), "{spans:?}");
            assert_eq!(overall.mean_handling_ms, Some(expected), "{spans:?}");
        }
    }

    #[test]
    fn the_mean_over_all_is_one_of_rows_not_of_groups() {
        let by = |channel, span| HistoryRow { channel, ..measured(Some(span), None) };
        let rows = [by(Channel::Call, 0), by(Channel::Call, 0), by(Channel::Sms, 90)];
        let report = report(&rows, &hour());
        assert_eq!(report.overall.mean_first_reply_ms, Some(30));
        let means: Vec<_> = report.groups.iter().map(|group| group.measures.mean_first_reply_ms).collect();
        assert_eq!(means, [Some(0), Some(90)]);
    }

    #[test]
    fn the_most_rows_come_first_and_equal_ones_in_the_order_of_their_values() {
        let about = |topic| HistoryRow { topic, ..row(1) };
        let rows = [None, Some(topic(3)), Some(topic(2)), Some(topic(3)), Some(topic(1))].map(about);
        let report = report(&rows, &HistoryQuery { grouping: Grouping::Topic, ..hour() });
        let order: Vec<_> = report.groups.iter().map(|group| (group.value, group.measures.closed)).collect();
        let of = |number| GroupValue::Topic { id: topic(number) };
        assert_eq!(order, [(of(3), 2), (of(1), 1), (of(2), 1), (GroupValue::NoTopic, 1)]);
    }

    #[test]
    fn the_names_on_the_wire_are_stable() {
        let report = report(&[measured(Some(1), None)], &hour());
        let measures = r#"{"closed":1,"mean_first_reply_ms":1,"mean_handling_ms":null}"#;
        let value = r#"{"channel":{"channel":"telegram"}}"#;
        let expected =
            format!(r#"{{"groups":[{{"value":{value},"measures":{measures}}}],"overall":{measures}}}"#);
        assert_eq!(serde_json::to_string(&report).unwrap(), expected);
    }
}
