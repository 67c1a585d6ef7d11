//! Random rows and random questions: chart, table and CSV always agree.
//!
//! Owns: what is true of every report, each checked against a plainer reckoning than the report's own.

use crate::channel::Channel;
use crate::given::{anna, at, at_ms, boris, sales, support, vera};
use crate::history::sample_rows::{Russian, any_text, line, outcome, rows, topic};
use crate::history::*;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeSet;

pub(super) fn queries() -> impl Strategy<Value = HistoryQuery> {
    let period = (-1_000_i64..9_000, -1_000_i64..12_000);
    let people = (few(select(vec![support(), sales()])), few(select(vec![anna(), boris(), vera()])));
    let matters = (few((1_u8..5).prop_map(topic)), few(outcome()), few((1_u8..4).prop_map(|it| line(it).id)));
    let kinds = (few(select(&RatingChoice::ALL[..])), few(select(&Creation::ALL[..])));
    let grouping = select(&Grouping::ALL[..]);
    (period, people, matters, kinds, grouping).prop_map(|(period, people, matters, kinds, grouping)| {
        let ((from, until), (groups, operators)) = (period, people);
        let ((topics, outcomes, entry_points), (ratings, creations)) = (matters, kinds);
        HistoryQuery {
            from: at_ms(from),
            until: at_ms(until),
            groups,
            ratings,
            operators,
            entry_points,
            outcomes,
            topics,
            creations,
            grouping,
        }
    })
}

/// Most filters of a question are empty.
fn few<S: Strategy>(value: S) -> impl Strategy<Value = Vec<S::Value>>
where
    S::Value: Clone,
{
    prop_oneof![2 => Just(Vec::new()), 1 => vec(value, 1..4)]
}

/// The question taken apart: each asks for one thing of it.
fn single_filters(query: &HistoryQuery) -> Vec<HistoryQuery> {
    let all = || HistoryQuery::of_period(at(-1_000), at(1_000));
    let HistoryQuery { from, until, groups, ratings, operators, .. } = query.clone();
    let HistoryQuery { entry_points, outcomes, topics, creations, .. } = query.clone();
    vec![
        HistoryQuery::of_period(from, until),
        HistoryQuery { groups, ..all() },
        HistoryQuery { ratings, ..all() },
        HistoryQuery { operators, ..all() },
        HistoryQuery { entry_points, ..all() },
        HistoryQuery { outcomes, ..all() },
        HistoryQuery { topics, ..all() },
        HistoryQuery { creations, ..all() },
    ]
}

/// The mean by schoolbook division.
fn naive_mean(spans: impl IntoIterator<Item = Option<u64>>) -> Option<u64> {
    let spans: Vec<u128> = spans.into_iter().flatten().map(u128::from).collect();
    let (count, sum) = (spans.len() as u128, spans.iter().sum::<u128>());
    if count == 0 {
        return None;
    }
    let (whole, rest) = (sum / count, sum % count);
    u64::try_from(if rest * 2 >= count { whole + 1 } else { whole }).ok()
}

fn naive_measures(rows: &[&HistoryRow]) -> Measures {
    Measures {
        closed: rows.len() as u64,
        mean_first_reply_ms: naive_mean(rows.iter().map(|row| row.first_reply_ms)),
        mean_handling_ms: naive_mean(rows.iter().map(|row| row.handling_ms)),
    }
}

/// R12 word for word.
fn rated_as_asked(row: &HistoryRow, asked: &[RatingChoice]) -> bool {
    let given: BTreeSet<_> = row.ratings.into_iter().flatten().collect();
    let is_call = row.channel == Channel::Call;
    let one = |choice: &RatingChoice| match choice {
        RatingChoice::Good => given.contains(&Rating::Good),
        RatingChoice::Bad => given.contains(&Rating::Bad),
        RatingChoice::Unrated => given.is_empty(),
        RatingChoice::Excellent => is_call && given.contains(&Rating::Excellent),
        RatingChoice::Normal => is_call && given.contains(&Rating::Normal),
        RatingChoice::VeryBad => is_call && given.contains(&Rating::VeryBad),
    };
    asked.is_empty() || asked.iter().any(one)
}

fn every_value(rows: &[HistoryRow]) -> BTreeSet<GroupValue> {
    let values = |row| Grouping::ALL.map(|grouping| GroupValue::of(row, grouping));
    rows.iter().flat_map(values).collect()
}

proptest! {
    #[test]
    fn a_value_of_the_charts_counts_as_many_rows_as_the_table_shows_for_it(
        rows in rows(), query in queries()
    ) {
        let report = report(&rows, &query);
        for value in every_value(&rows) {
            let table: Vec<_> = rows.iter().filter(|row| matches(row, &query, Some(value))).collect();
            let group = report.groups.iter().find(|group| group.value == value);
            let shown = group.map(|group| group.measures).unwrap_or_default();
            if value.grouping() == query.grouping {
                prop_assert_eq!(shown, naive_measures(&table), "{:?}", value);
            } else {
                prop_assert!(group.is_none(), "{:?} is not of this grouping", value);
            }
        }
    }

    #[test]
    fn the_groups_make_up_the_whole(rows in rows(), query in queries()) {
        let report = report(&rows, &query);
        let table: Vec<_> = rows.iter().filter(|row| matches(row, &query, None)).collect();
        prop_assert_eq!(report.overall, naive_measures(&table));
        let sum: u64 = report.groups.iter().map(|group| group.measures.closed).sum();
        prop_assert_eq!(sum, report.overall.closed);
        prop_assert!(report.groups.iter().all(|group| group.measures.closed > 0));
        let in_order = report.groups.is_sorted_by(|one, next| {
            let (more, fewer) = (one.measures.closed, next.measures.closed);
            more > fewer || (more == fewer && one.value < next.value)
        });
        prop_assert!(in_order, "{:?}", report.groups);
    }

    #[test]
    fn the_grouping_does_not_change_what_is_over_all(rows in rows(), query in queries()) {
        let overall = |grouping| report(&rows, &HistoryQuery { grouping, ..query.clone() }).overall;
        for grouping in Grouping::ALL {
            prop_assert_eq!(overall(grouping), overall(query.grouping));
        }
    }

    #[test]
    fn the_report_does_not_depend_on_the_order_of_the_rows(rows in rows(), query in queries()) {
        prop_assert_eq!(report(rows.iter().rev(), &query), report(&rows, &query));
    }

    #[test]
    fn filters_commute(
        rows in rows(), query in queries(), parts in Just([0, 1, 2, 3, 4, 5, 6, 7]).prop_shuffle()
    ) {
        let filters = single_filters(&query);
        let mut left: Vec<_> = rows.iter().collect();
        for part in parts {
            let filter = filters.get(part).unwrap();
            left.retain(|row| filter.counts(row));
        }
        let at_once: Vec<_> = rows.iter().filter(|row| query.counts(row)).collect();
        prop_assert_eq!(left, at_once);
    }

    #[test]
    fn within_a_filter_the_order_and_repetition_say_nothing(rows in rows(), query in queries()) {
        let doubled = |list: &[RatingChoice]| list.iter().rev().chain(list).copied().collect();
        let again = HistoryQuery { ratings: doubled(&query.ratings), ..query.clone() };
        prop_assert_eq!(report(&rows, &again), report(&rows, &query));
    }

    #[test]
    fn ratings_match_as_the_rule_says(rows in rows(), query in queries()) {
        let rated = HistoryQuery { ratings: query.ratings, ..HistoryQuery::of_period(at(-1), at(100)) };
        for row in &rows {
            prop_assert_eq!(rated.counts(row), rated_as_asked(row, &rated.ratings), "{:?}", row);
        }
    }

    #[test]
    fn a_question_is_read_as_it_was_written(query in queries()) {
        let written = serde_json::to_string(&query).unwrap();
        prop_assert_eq!(serde_json::from_str::<HistoryQuery>(&written).unwrap(), query);
    }

    #[test]
    fn sorting_loses_nothing_and_does_not_depend_on_how_the_rows_came(
        rows in rows(), column in any::<Index>(), descending in any::<bool>()
    ) {
        let column = *column.get(&Column::ALL);
        let order = if descending { SortOrder::Descending } else { SortOrder::Ascending };
        let numbered = |(index, mut row): (usize, HistoryRow)| {
            row.appeal = row_id(index);
            row
        };
        let mut one: Vec<_> = rows.into_iter().enumerate().map(numbered).collect();
        let mut other: Vec<_> = one.iter().rev().cloned().collect();
        sort(&mut one, Sorting { column, order }, &Russian);
        sort(&mut other, Sorting { column, order }, &Russian);
        let ids: BTreeSet<_> = one.iter().map(|row| row.appeal).collect();
        prop_assert_eq!(ids.len(), one.len());
        let empty: Vec<_> = one.iter().map(|row| cell(row, column, &Russian) == Cell::Empty).collect();
        prop_assert!(empty.is_sorted(), "empty cells stand last");
        prop_assert_eq!(one, other);
    }

    #[test]
    fn a_line_is_called_something_in_a_chart(number in "[0-9]{1,9}", comment in any_text()) {
        let line = ShownEntryPoint { number, comment: Some(comment), ..line(1) };
        prop_assert!(!line.in_chart().trim().is_empty());
    }
}

fn row_id(index: usize) -> crate::id::AppealId {
    crate::id::AppealId::new(at(0), [u8::try_from(index).unwrap(); 10])
}
