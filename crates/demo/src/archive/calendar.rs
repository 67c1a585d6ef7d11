//! When the archived appeals came: in the company's hours, more on some days and hours than on others.
//!
//! Owns: the moment of a place. Always: who comes later stands later; each is known without the others.

use crate::chance::Chance;
use desk_contract::Timestamp;

const DAYS: i64 = 90;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// The company works by Moscow's clock, three hours ahead of UTC all the year.
const MOSCOW: i64 = 3 * HOUR;
const OPENS_AT: i64 = 9;
/// How busy each hour is from the first to the last.
const HOURS: [u64; 12] = [3, 6, 8, 9, 7, 6, 6, 7, 8, 9, 6, 3];
/// How busy each day of the week is, from Monday on.
const WEEK: [u64; 7] = [13, 11, 10, 10, 11, 7, 5];
/// Whoever came in the last minutes before the beginning may not be done with.
const ROOM: i64 = 20 * 60_000;

/// The hours in which somebody came.
#[derive(Debug)]
pub(super) struct Calendar {
    count: u64,
    /// Where each hour begins, and how much came before it.
    hours: Vec<(i64, u64)>,
    whole: u64,
}

impl Calendar {
    /// So many within the days before a moment.
    pub(super) fn before(began: Timestamp, count: u32) -> Self {
        let end = began.timestamp_millis() - ROOM;
        let today = (end + MOSCOW).div_euclid(DAY);
        let mut hours = Vec::new();
        let mut whole = 0;
        for day in today - DAYS..=today {
            // The first day of Unix time was a Thursday.
            let of_week = WEEK[(day + 3).rem_euclid(7) as usize];
            for (hour, busy) in (0_i64..).zip(HOURS) {
                let from = day * DAY + (OPENS_AT + hour) * HOUR - MOSCOW;
                if from + HOUR <= end && from >= end - DAYS * DAY {
                    hours.push((from, whole));
                    whole += busy * of_week;
                }
            }
        }
        Self { count: count.into(), hours, whole }
    }

    /// When the one at a place came.
    pub(super) fn moment(&self, place: u32, chance: Chance) -> i64 {
        /// So finely the way through the hours is divided.
        const FINE: u128 = 1 << 32;
        let far = u128::from(place) * FINE + u128::from(chance.below(1 << 32));
        let far = far * u128::from(self.whole) / u128::from(self.count.max(1));
        let hour =
            self.hours.partition_point(|(_, before)| u128::from(*before) * FINE <= far).saturating_sub(1);
        let Some((from, before)) = self.hours.get(hour).copied() else { return 0 };
        let width = self.hours.get(hour + 1).map_or(self.whole, |(_, next)| *next) - before;
        let within = far - u128::from(before) * FINE;
        from + (within * HOUR as u128 / (u128::from(width.max(1)) * FINE)) as i64
    }
}
