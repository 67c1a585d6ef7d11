//! The periods that a report offers by name (R1).
//!
//! Owns: which days each of them is. Never: reads a clock or knows a time zone; today and the moment at which a day
//! begins come in as arguments, so a day of 23 or 25 hours is as long as it is.

use crate::Timestamp;
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// A period by name; one's own has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// Сегодня.
    Today,
    /// Вчера.
    Yesterday,
    /// 7 дней, the last of which is today.
    Last7Days,
    /// 30 дней, the last of which is today.
    Last30Days,
    /// Этот месяц, to its end.
    ThisMonth,
    /// Прошлый месяц.
    LastMonth,
}

impl Preset {
    /// Every name, in the order in which the form offers them.
    pub const ALL: [Self; 6] =
        [Self::Today, Self::Yesterday, Self::Last7Days, Self::Last30Days, Self::ThisMonth, Self::LastMonth];

    /// Its first day, and the first day after it.
    #[must_use]
    pub fn days(self, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let tomorrow = later(today, 1);
        let month = today.with_day(1).unwrap_or(today);
        match self {
            Self::Today => (today, tomorrow),
            Self::Yesterday => (earlier(today, 1), today),
            Self::Last7Days => (earlier(today, 6), tomorrow),
            Self::Last30Days => (earlier(today, 29), tomorrow),
            Self::ThisMonth => (month, month.checked_add_months(Months::new(1)).unwrap_or(tomorrow)),
            Self::LastMonth => (month.checked_sub_months(Months::new(1)).unwrap_or(month), month),
        }
    }

    /// Its first moment, and the first moment after it.
    pub fn bounds(self, today: NaiveDate, begins: impl Fn(NaiveDate) -> Timestamp) -> (Timestamp, Timestamp) {
        let (first, after) = self.days(today);
        (begins(first), begins(after))
    }

    /// The name of a period, where it has one today; the first that fits, for on the first of a month two do.
    pub fn of(
        bounds: (Timestamp, Timestamp),
        today: NaiveDate,
        begins: impl Fn(NaiveDate) -> Timestamp,
    ) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.bounds(today, &begins) == bounds)
    }
}

fn later(day: NaiveDate, by: u64) -> NaiveDate {
    day.checked_add_days(Days::new(by)).unwrap_or(day)
}

fn earlier(day: NaiveDate, by: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(by)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{NaiveTime, TimeDelta};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A zone an hour ahead of UTC in winter and two from 29 March 2026 on, as central Europe's.
    fn begins(date: NaiveDate) -> Timestamp {
        let hours = if date > day("2026-03-29") { 2 } else { 1 };
        date.and_time(NaiveTime::MIN).and_utc() - TimeDelta::hours(hours)
    }

    #[test]
    fn each_name_is_these_days() {
        for (preset, today, first, after) in [
            (Preset::Today, "2026-03-18", "2026-03-18", "2026-03-19"),
            (Preset::Yesterday, "2026-03-01", "2026-02-28", "2026-03-01"),
            (Preset::Last7Days, "2026-03-18", "2026-03-12", "2026-03-19"),
            (Preset::Last30Days, "2026-03-18", "2026-02-17", "2026-03-19"),
            (Preset::ThisMonth, "2026-12-31", "2026-12-01", "2027-01-01"),
            (Preset::LastMonth, "2026-01-15", "2025-12-01", "2026-01-01"),
            (Preset::LastMonth, "2024-03-31", "2024-02-01", "2024-03-01"),
        ] {
            assert_eq!(preset.days(day(today)), (day(first), day(after)), "{preset:?} on {today}");
        }
    }

    #[test]
    fn a_day_on_which_the_clocks_change_is_as_long_as_it_is() {
        let (from, until) = Preset::Today.bounds(day("2026-03-29"), begins);
        assert_eq!(until - from, TimeDelta::hours(23));
        let (from, until) = Preset::ThisMonth.bounds(day("2026-03-02"), begins);
        assert_eq!(until - from, TimeDelta::hours(31 * 24 - 1));
    }

    #[test]
    fn a_period_is_known_by_its_name_while_it_has_one() {
        let today = day("2026-03-18");
        for preset in Preset::ALL {
            assert_eq!(Preset::of(preset.bounds(today, begins), today, begins), Some(preset));
        }
        let yesterday = Preset::Today.bounds(today, begins);
        assert_eq!(Preset::of(yesterday, later(today, 1), begins), Some(Preset::Yesterday));
        assert_eq!(Preset::of(yesterday, later(today, 2), begins), None);
    }

    #[test]
    fn the_ends_of_time_are_no_bug() {
        for today in [NaiveDate::MIN, NaiveDate::MAX] {
            for preset in Preset::ALL {
                let (first, after) = preset.days(today);
                assert!(first <= after, "{preset:?}");
            }
        }
    }
}
