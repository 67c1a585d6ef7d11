//! What is asked of the history: a period, filters, and how the charts are grouped (R1 to R3, R7).
//!
//! Owns: which rows belong to a question.
//! Never: computes a period from a preset; that takes a clock and a time zone.

use crate::Timestamp;
use crate::appeal::Outcome;
use crate::history::grouping::{GroupValue, Grouping};
use crate::history::rating::RatingChoice;
use crate::history::row::{Creation, HistoryRow};
use crate::id::{EntryPointId, GroupId, OperatorId, TopicId};
use serde::{Deserialize, Serialize};

/// A question to the history. An empty list filters nothing; within a list any value will do, and a
/// row must satisfy every list.
///
/// Read from the wire, missing lists are empty and unknown fields are passed over. An unknown value in
/// a list is an error: without it the answer would be about other rows than were asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HistoryQuery {
    /// The period's first moment.
    pub from: Timestamp,
    /// The first moment after the period.
    pub until: Timestamp,
    /// The groups whose queues the appeals came to.
    #[serde(default)]
    pub groups: Vec<GroupId>,
    /// What the client thought of it (R12).
    #[serde(default)]
    pub ratings: Vec<RatingChoice>,
    /// Who closed them.
    #[serde(default)]
    pub operators: Vec<OperatorId>,
    /// The lines by which they came.
    #[serde(default)]
    pub entry_points: Vec<EntryPointId>,
    /// How they ended.
    #[serde(default)]
    pub outcomes: Vec<Outcome>,
    /// Why the clients came. Topics are a tree; whoever means a branch names all that hangs on it.
    #[serde(default)]
    pub topics: Vec<TopicId>,
    /// How they came to be.
    #[serde(default)]
    pub creations: Vec<Creation>,
    /// What the charts are drawn by; says nothing about which rows count.
    #[serde(default)]
    pub grouping: Grouping,
}

impl HistoryQuery {
    /// All that was closed within `[from, until)`, by channel.
    #[must_use]
    pub fn of_period(from: Timestamp, until: Timestamp) -> Self {
        Self {
            from,
            until,
            groups: Vec::new(),
            ratings: Vec::new(),
            operators: Vec::new(),
            entry_points: Vec::new(),
            outcomes: Vec::new(),
            topics: Vec::new(),
            creations: Vec::new(),
            grouping: Grouping::default(),
        }
    }

    /// Whether a row counts: it was *closed* within the period, whenever it arrived, and passes every
    /// filter. The first chart is of closed appeals (R4), and a report about a past period must not
    /// change because an old appeal is still in work.
    #[must_use]
    pub fn counts(&self, row: &HistoryRow) -> bool {
        (self.from..self.until).contains(&row.closed_at)
            && passes(&self.groups, Some(row.group))
            && passes(&self.operators, row.operator)
            && passes(&self.entry_points, Some(row.entry_point.id))
            && passes(&self.outcomes, row.outcome)
            && passes(&self.topics, row.topic)
            && passes(&self.creations, Some(row.creation))
            && self.rated_as_asked(row)
    }

    fn rated_as_asked(&self, row: &HistoryRow) -> bool {
        let matches = |choice: &RatingChoice| choice.matches(row.channel, row.ratings);
        self.ratings.is_empty() || self.ratings.iter().any(matches)
    }
}

/// Whether a row stands in the table and in the CSV: it counts, and it belongs to the value chosen in a
/// chart, where one is (R7). A value keeps its meaning when the charts are then grouped otherwise.
#[must_use]
pub fn matches(row: &HistoryRow, query: &HistoryQuery, chosen: Option<GroupValue>) -> bool {
    query.counts(row) && chosen.is_none_or(|value| value.holds(row))
}

/// A row without the property passes only a filter that asks for nothing.
fn passes<T: PartialEq>(asked: &[T], value: Option<T>) -> bool {
    asked.is_empty() || value.is_some_and(|value| asked.contains(&value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::channel::Channel;
    use crate::given::{anna, at, boris, sales, solved, support, unheard_of};
    use crate::history::rating::Rating;
    use crate::history::sample_rows::{line, row, topic};

    /// All that was closed within an hour after nine.
    fn hour() -> HistoryQuery {
        HistoryQuery::of_period(at(0), at(3_600))
    }

    #[test]
    fn the_period_holds_its_first_moment_and_not_its_last() {
        let closed = |second| HistoryRow { closed_at: at(second), ..row(1) };
        for (second, expected) in [(-1, false), (0, true), (1_800, true), (3_599, true), (3_600, false)] {
            assert_eq!(hour().counts(&closed(second)), expected, "{second}");
        }
        let backwards = HistoryQuery { from: at(3_600), until: at(0), ..hour() };
        assert!(!backwards.counts(&closed(1_800)));
    }

    #[test]
    fn an_appeal_counts_by_its_close_however_long_ago_it_arrived() {
        let old = HistoryRow { created_at: at(-86_400 * 30), closed_at: at(10), ..row(1) };
        assert!(hour().counts(&old));
        let late = HistoryRow { created_at: at(10), closed_at: at(3_600), ..row(1) };
        assert!(!hour().counts(&late));
    }

    #[test]
    fn each_filter_lets_pass_what_it_names_and_nothing_else() {
        let it = || HistoryRow {
            group: support(),
            operator: Some(anna()),
            outcome: Some(Outcome::Spam),
            topic: Some(topic(1)),
            creation: Creation::Client,
            ratings: [Some(Rating::Good), None, None],
            ..row(1)
        };
        let solved = Outcome::Listed { id: solved() };
        let passing = [
            HistoryQuery { groups: vec![sales(), support()], ..hour() },
            HistoryQuery { operators: vec![boris(), anna()], ..hour() },
            HistoryQuery { entry_points: vec![it().entry_point.id], ..hour() },
            HistoryQuery { outcomes: vec![solved, Outcome::Spam], ..hour() },
            HistoryQuery { topics: vec![topic(1)], ..hour() },
            HistoryQuery { creations: vec![Creation::Client], ..hour() },
            HistoryQuery { ratings: vec![RatingChoice::VeryBad, RatingChoice::Good], ..hour() },
        ];
        let failing = [
            HistoryQuery { groups: vec![sales()], ..hour() },
            HistoryQuery { operators: vec![boris()], ..hour() },
            HistoryQuery { entry_points: vec![line(9).id], ..hour() },
            HistoryQuery { outcomes: vec![solved, Outcome::Listed { id: unheard_of() }], ..hour() },
            HistoryQuery { topics: vec![topic(2)], ..hour() },
            HistoryQuery { creations: vec![Creation::Dialer], ..hour() },
            HistoryQuery { ratings: vec![RatingChoice::Unrated], ..hour() },
        ];
        for query in passing {
            assert!(query.counts(&it()), "{query:?}");
        }
        for query in failing {
            assert!(!query.counts(&it()), "{query:?}");
        }
    }

    #[test]
    fn what_a_row_does_not_have_no_filter_finds() {
        let bare = HistoryRow { operator: None, outcome: None, topic: None, ..row(1) };
        assert!(hour().counts(&bare));
        assert!(!HistoryQuery { operators: vec![anna(), boris()], ..hour() }.counts(&bare));
        assert!(!HistoryQuery { outcomes: vec![Outcome::Spam], ..hour() }.counts(&bare));
        assert!(!HistoryQuery { topics: vec![topic(1)], ..hour() }.counts(&bare));
    }

    #[test]
    fn a_mix_of_ratings_is_their_union() {
        let rated = |channel, rating| HistoryRow { channel, ratings: [rating, None, None], ..row(1) };
        let mixed = HistoryQuery { ratings: vec![RatingChoice::Excellent, RatingChoice::Unrated], ..hour() };
        assert!(mixed.counts(&rated(Channel::Call, Some(Rating::Excellent))));
        assert!(mixed.counts(&rated(Channel::Call, None)));
        assert!(mixed.counts(&rated(Channel::Telegram, None)));
        assert!(!mixed.counts(&rated(Channel::Telegram, Some(Rating::Excellent))));
        assert!(!mixed.counts(&rated(Channel::Call, Some(Rating::Good))));
    }

    #[test]
    fn a_chosen_value_leaves_its_own_rows_whatever_the_grouping() {
        let (hers, nobodys) = (row(1), HistoryRow { operator: None, topic: None, ..row(2) });
        let chosen = GroupValue::Operator { id: anna() };
        for grouping in Grouping::ALL {
            let query = HistoryQuery { grouping, ..hour() };
            assert!(matches(&hers, &query, None) && matches(&nobodys, &query, None));
            assert!(matches(&hers, &query, Some(chosen)));
            assert!(!matches(&nobodys, &query, Some(chosen)));
            assert!(matches(&nobodys, &query, Some(GroupValue::NoOperator)));
            assert!(matches(&nobodys, &query, Some(GroupValue::NoTopic)));
            assert!(!matches(&hers, &query, Some(GroupValue::NoTopic)));
        }
    }

    #[test]
    fn a_question_is_read_leniently_but_never_widened() {
        let period = r#""from":"2026-03-02T09:00:00Z","until":"2026-03-02T10:00:00Z""#;
        let read = |rest: &str| serde_json::from_str::<HistoryQuery>(&format!("{{{period}{rest}}}"));
        assert_eq!(read("").unwrap(), hour());
        assert_eq!(read(r#","weather":["rain"]"#).unwrap(), hour());
        let asked = read(r#","ratings":["very_bad"],"outcomes":["spam"],"grouping":"entry_point""#);
        let (ratings, outcomes) = (vec![RatingChoice::VeryBad], vec![Outcome::Spam]);
        let expected = HistoryQuery { ratings, outcomes, grouping: Grouping::EntryPoint, ..hour() };
        assert_eq!(asked.unwrap(), expected);
        assert!(read(r#","ratings":["so_so"]"#).is_err());
    }
}
