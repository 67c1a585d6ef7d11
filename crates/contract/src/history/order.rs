//! The order of the history's table: by any column, up or down.
//!
//! Owns: what a column is sorted by. Never: which rows there are.
//!
//! Always: the appeal's id is the last key, so the order is the same whatever order the rows came in,
//! and a page of it never repeats or loses a row.

use crate::Timestamp;
use crate::channel::Channel;
use crate::history::cell::{Cell, Words, cell};
use crate::history::column::Column;
use crate::history::rating::Rating;
use crate::history::row::{Direction, HistoryRow};
use serde::{Deserialize, Serialize};
use std::borrow::Borrow;
use std::cmp::Reverse;

/// Up or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SortOrder {
    /// The least first.
    Ascending,
    /// The greatest first.
    Descending,
}

/// By which column, and which way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sorting {
    /// By what.
    pub column: Column,
    /// Which way.
    pub order: SortOrder,
}

impl Sorting {
    /// What a press on a column's heading makes of an order: up, then down, then the order without one again.
    #[must_use]
    pub fn pressed(before: Option<Self>, column: Column) -> Option<Self> {
        match before.filter(|it| it.column == column).map(|it| it.order) {
            None => Some(Self { column, order: SortOrder::Ascending }),
            Some(SortOrder::Ascending) => Some(Self { column, order: SortOrder::Descending }),
            Some(SortOrder::Descending) => None,
        }
    }
}

/// Sorts rows by a column, then by the appeal's id, which always ascends. Empty cells stand last either way.
///
/// Channels and directions stand in the order in which lists offer them and ratings by their marks, in
/// every language alike. Words are compared letter by letter without regard to case, ё as е.
pub fn sort(rows: &mut [impl Borrow<HistoryRow>], sorting: Sorting, words: &(impl Words + ?Sized)) {
    rows.sort_by_cached_key(|row| (sorting.key(row.borrow(), words), row.borrow().appeal));
}

/// Where a row stands in an order, for whoever does not hold all rows at once; equal ones stand by their appeals' ids.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey(Directed);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Directed {
    Up {
        is_empty: bool,
        key: Option<Key>,
    },
    /// An absent key is the least of all, so the last when they are turned round.
    Down(Reverse<Option<Key>>),
}

impl Sorting {
    /// Where a row stands.
    #[must_use]
    pub fn key(self, row: &HistoryRow, words: &(impl Words + ?Sized)) -> SortKey {
        let key = key(row, self.column, words);
        SortKey(match self.order {
            SortOrder::Ascending => Directed::Up { is_empty: key.is_none(), key },
            SortOrder::Descending => Directed::Down(Reverse(key)),
        })
    }
}

/// Words as they are compared.
#[must_use]
pub fn as_sorted(text: &str) -> String {
    text.to_lowercase().replace('ё', "е")
}

/// What is compared; two rows of one column always have the same kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Channel(Channel),
    Direction(Direction),
    Rating(Rating),
    Number(i128),
    Moment(Timestamp),
    Text(String),
}

fn key(row: &HistoryRow, column: Column, words: &(impl Words + ?Sized)) -> Option<Key> {
    let [first, second, third] = row.ratings;
    match column {
        Column::Channel => Some(Key::Channel(row.channel)),
        Column::Direction => Some(Key::Direction(row.direction)),
        Column::Rating1 => first.map(Key::Rating),
        Column::Rating2 => second.map(Key::Rating),
        Column::Rating3 => third.map(Key::Rating),
        _ => match cell(row, column, words) {
            Cell::Empty => None,
            Cell::Text(text) => Some(Key::Text(as_sorted(text))),
            Cell::Whole(number) => Some(Key::Number(number)),
            Cell::Hundredths(number) => Some(Key::Number(number.into())),
            Cell::Moment(at) => Some(Key::Moment(at)),
            Cell::Span(ms) => Some(Key::Number(ms.into())),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::{anna, at, boris, vera};
    use crate::history::row::ShownClient;
    use crate::history::sample_rows::{Russian, bare_row, row};
    use SortOrder::{Ascending, Descending};

    /// The numbers of the rows, less a thousand, in their order.
    fn order(mut rows: Vec<HistoryRow>, column: Column, order: SortOrder) -> Vec<u64> {
        sort(&mut rows, Sorting { column, order }, &Russian);
        rows.iter().map(|row| row.number - 1_000).collect()
    }

    #[test]
    fn a_heading_is_pressed_up_down_and_off() {
        let sorting = |column, order| Some(Sorting { column, order });
        let up = Sorting::pressed(None, Column::Topic);
        assert_eq!(up, sorting(Column::Topic, SortOrder::Ascending));
        let down = Sorting::pressed(up, Column::Topic);
        assert_eq!(down, sorting(Column::Topic, SortOrder::Descending));
        assert_eq!(Sorting::pressed(down, Column::Topic), None);
        assert_eq!(Sorting::pressed(down, Column::Group), sorting(Column::Group, SortOrder::Ascending));
    }

    #[test]
    fn equal_rows_stand_by_id_and_empty_cells_last_either_way() {
        let span = |number, queue_wait_ms| HistoryRow { queue_wait_ms, ..row(number) };
        let rows = vec![span(5, Some(7)), span(4, None), span(3, Some(9)), span(2, Some(7)), span(1, None)];
        assert_eq!(order(rows.clone(), Column::QueueWait, Ascending), [2, 5, 3, 1, 4]);
        assert_eq!(order(rows, Column::QueueWait, Descending), [3, 2, 5, 1, 4]);
    }

    #[test]
    fn names_are_sorted_as_people_read_them() {
        let named = |number, name: &str| HistoryRow {
            client: ShownClient::Address { shown: name.to_owned() },
            ..row(number)
        };
        let guest = HistoryRow { client: ShownClient::Guest, ..row(5) };
        let rows = vec![named(1, "Яна"), named(2, "ёлкин"), named(3, "Ежова"), named(4, "антон"), guest];
        assert_eq!(order(rows, Column::Client, Ascending), [4, 5, 3, 2, 1]);
    }

    #[test]
    fn operators_are_sorted_by_name_channels_and_ratings_by_their_own_order() {
        let by = |number, operator| HistoryRow { operator, ..row(number) };
        let rows = vec![by(1, Some(vera())), by(2, None), by(3, Some(boris())), by(4, Some(anna()))];
        assert_eq!(order(rows, Column::Operator, Ascending), [4, 3, 1, 2]);

        let through = |number, channel| HistoryRow { channel, ..row(number) };
        let rows = vec![through(1, Channel::Sms), through(2, Channel::Call), through(3, Channel::Avito)];
        assert_eq!(order(rows, Column::Channel, Ascending), [2, 3, 1]);

        let began = |number, direction| HistoryRow { direction, ..row(number) };
        let [incoming, outgoing, proactive] = Direction::ALL;
        let rows = vec![began(1, proactive), began(2, incoming), began(3, outgoing)];
        assert_eq!(order(rows, Column::Direction, Descending), [1, 3, 2]);

        let rated = |number, rating| HistoryRow { ratings: [rating; 3], ..row(number) };
        let rows = vec![rated(1, Some(Rating::Normal)), rated(2, None), rated(3, Some(Rating::VeryBad))];
        for column in [Column::Rating1, Column::Rating2, Column::Rating3, Column::MeanRating] {
            assert_eq!(order(rows.clone(), column, Ascending), [3, 1, 2], "{column:?}");
        }
    }

    #[test]
    fn numbers_and_moments_are_sorted_as_such() {
        let rows = vec![row(10), row(9), row(100)];
        assert_eq!(order(rows, Column::Number, Ascending), [9, 10, 100]);
        let created = |number, second| HistoryRow { created_at: at(second), ..row(number) };
        let rows = vec![created(1, 10), created(2, -3), created(3, 9)];
        assert_eq!(order(rows, Column::CreatedAt, Ascending), [2, 3, 1]);
    }

    #[test]
    fn by_every_column_the_order_does_not_depend_on_how_the_rows_came() {
        let rows = vec![row(3), bare_row(2), row(1), bare_row(4)];
        let turned: Vec<_> = rows.iter().rev().cloned().collect();
        for column in Column::ALL {
            for way in [Ascending, Descending] {
                assert_eq!(
                    order(rows.clone(), column, way),
                    order(turned.clone(), column, way),
                    "{column:?}"
                );
            }
        }
    }
}
