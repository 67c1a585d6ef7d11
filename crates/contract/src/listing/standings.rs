//! A list that keeps its order as single appeals come, move and go: what one event costs does not grow with a scan
//! of all appeals.
//!
//! Owns: the order while things change. Never: which list an appeal stands in ([`place_of`](super::place_of)).
//!
//! Always: in the order that sorting it anew would give.

use super::{answer_due, queue_order};
use crate::Timestamp;
use crate::appeal::Appeal;
use crate::directory::Directory;
use crate::id::AppealId;
use std::cmp::Ordering;

/// How a list is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The queue: the longest waiting first.
    LongestWaitingFirst,
    /// The lists: the latest action first.
    LatestActionFirst,
}

impl Order {
    fn compare(self, one: &Standing, two: &Standing) -> Ordering {
        let later = (one.at, one.id).cmp(&(two.at, two.id));
        match self {
            Self::LongestWaitingFirst => later,
            Self::LatestActionFirst => later.reverse(),
        }
    }
}

/// An appeal's place in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Which appeal.
    pub id: AppealId,
    /// The moment by which it is sorted: since when it waits, or when anything last happened in it.
    pub at: Timestamp,
    /// Until when the client should have an answer ([`answer_due`]).
    pub due: Option<Timestamp>,
}

impl Standing {
    /// Where an appeal stands in a list of that order.
    #[must_use]
    pub fn of(appeal: &Appeal, order: Order, directory: &Directory) -> Self {
        let at = match order {
            Order::LongestWaitingFirst => queue_order(appeal).0,
            Order::LatestActionFirst => appeal.last_action_at,
        };
        Self { id: appeal.id, at, due: answer_due(appeal, directory) }
    }
}

/// A list in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standings {
    order: Order,
    rows: Vec<Standing>,
}

impl Standings {
    /// A list of all these.
    #[must_use]
    pub fn sorted(order: Order, mut rows: Vec<Standing>) -> Self {
        rows.sort_by(|one, two| order.compare(one, two));
        Self { order, rows }
    }

    /// How it is sorted.
    #[must_use]
    pub fn order(&self) -> Order {
        self.order
    }

    /// The rows, in their order.
    #[must_use]
    pub fn rows(&self) -> &[Standing] {
        &self.rows
    }

    /// Puts an appeal in.
    pub fn put(&mut self, standing: Standing) {
        if let Err(place) = self.place(&standing) {
            self.rows.insert(place, standing);
        }
    }

    /// Takes an appeal out; `standing` is what was put in.
    pub fn take(&mut self, standing: &Standing) {
        if let Ok(place) = self.place(standing) {
            self.rows.remove(place);
        }
    }

    fn place(&self, standing: &Standing) -> Result<usize, usize> {
        self.rows.binary_search_by(|row| self.order.compare(row, standing))
    }

    /// The rows with those first to whom an answer is owed, the one that is due first before the others; the rest
    /// stay in their order (U8).
    #[must_use]
    pub fn owed_first(rows: &[Standing]) -> Vec<Standing> {
        let (mut owed, rest): (Vec<_>, Vec<_>) = rows.iter().copied().partition(|row| row.due.is_some());
        owed.sort_by_key(|row| (row.due, row.id));
        owed.extend(rest);
        owed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::{appeal, at};
    use crate::listing::list_order;
    use proptest::prelude::*;

    fn standing(number: u8, moment: i64) -> Standing {
        Standing { id: appeal(number), at: at(moment), due: None }
    }

    #[test]
    fn whom_an_answer_is_owed_comes_first_the_most_urgent_before_the_others() {
        let due = |number, due: Option<i64>| Standing { due: due.map(at), ..standing(number, 0) };
        let rows = [due(1, None), due(2, Some(90)), due(3, None), due(4, Some(10))];
        let numbers: Vec<_> = Standings::owed_first(&rows).iter().map(|row| row.id).collect();
        assert_eq!(numbers, [appeal(4), appeal(2), appeal(1), appeal(3)]);
    }

    #[test]
    fn a_standing_is_sorted_as_its_appeal_is() {
        let directory = crate::given::directory();
        let (one, two) = (crate::given::waiting(), crate::given::in_work());
        let (one, two) = (one.the_appeal(), two.the_appeal());
        let later = Appeal { last_action_at: at(900), id: appeal(9), ..one.clone() };
        for (order, appeals) in
            [(Order::LatestActionFirst, [one, &later]), (Order::LongestWaitingFirst, [one, two])]
        {
            let mut rows = appeals.map(|it| Standing::of(it, order, &directory));
            rows.sort_by(|one, two| order.compare(one, two));
            let mut sorted = appeals;
            match order {
                Order::LatestActionFirst => sorted.sort_by_key(|it| list_order(it)),
                Order::LongestWaitingFirst => sorted.sort_by_key(|it| queue_order(it)),
            }
            assert_eq!(rows.map(|row| row.id), sorted.map(|it| it.id), "{order:?}");
        }
    }

    proptest! {
        #[test]
        fn one_move_after_the_other_is_as_good_as_sorting_anew(
            moves in prop::collection::vec((0_u8..12, prop::option::of(0_i64..20)), 0..60),
            latest_first: bool,
        ) {
            let order = if latest_first { Order::LatestActionFirst } else { Order::LongestWaitingFirst };
            let mut list = Standings::sorted(order, Vec::new());
            let mut known = std::collections::BTreeMap::new();
            for (number, moment) in moves {
                if let Some(before) = known.remove(&number) {
                    list.take(&before);
                }
                if let Some(moment) = moment {
                    list.put(standing(number, moment));
                    known.insert(number, standing(number, moment));
                }
                let anew = Standings::sorted(order, known.values().copied().collect());
                prop_assert_eq!(&list, &anew);
            }
        }
    }
}
