//! The columns themselves.
//!
//! Owns: their widths, and the packing of what has few values. Never: what a number stands for (`tables` knows).

use super::tables::Codes;
use desk_contract::Channel;
use desk_contract::history::{Creation, Direction, HistoryRow, Rating};
use desk_demo::Entry;
use std::collections::BTreeSet;

/// Stands for a measure or a text that is not there.
pub(crate) const NONE: u32 = u32::MAX;
/// Stands for a span that is too long for its column; the row itself has it.
pub(crate) const OTHER: u32 = u32::MAX - 1;
/// Stands for a place that is not there.
const NOWHERE: u16 = u16::MAX;

/// One value of each row, of every kind.
#[derive(Default)]
pub(crate) struct Columns {
    pub(crate) created_ms: Vec<i64>,
    pub(crate) closed_ms: Vec<i64>,
    pub(crate) reaction: Vec<u32>,
    pub(crate) handling: Vec<u32>,
    pub(crate) queue_wait: Vec<u32>,
    pub(crate) first_reply: Vec<u32>,
    pub(crate) kind: Vec<Kind>,
    pub(crate) line: Vec<u16>,
    pub(crate) operator: Vec<u16>,
    pub(crate) group: Vec<u16>,
    pub(crate) topic: Vec<u16>,
    pub(crate) outcome: Vec<u16>,
    pub(crate) client: Vec<u32>,
    pub(crate) sms: Vec<u32>,
    pub(crate) comment: Vec<u32>,
    /// Archived rows that stand here no more: their appeals went on.
    pub(crate) gone: BTreeSet<u32>,
}

macro_rules! each_column {
    ($columns:ident, $do:ident $($argument:expr)?) => {
        $columns.created_ms.$do($($argument)?);
        $columns.closed_ms.$do($($argument)?);
        $columns.reaction.$do($($argument)?);
        $columns.handling.$do($($argument)?);
        $columns.queue_wait.$do($($argument)?);
        $columns.first_reply.$do($($argument)?);
        $columns.kind.$do($($argument)?);
        $columns.line.$do($($argument)?);
        $columns.operator.$do($($argument)?);
        $columns.group.$do($($argument)?);
        $columns.topic.$do($($argument)?);
        $columns.outcome.$do($($argument)?);
        $columns.client.$do($($argument)?);
        $columns.sms.$do($($argument)?);
        $columns.comment.$do($($argument)?);
    };
}

impl Columns {
    pub(crate) fn with_room_for(rows: usize) -> Self {
        let mut columns = Self::default();
        each_column!(columns, reserve_exact rows);
        columns
    }

    pub(crate) fn len(&self) -> usize {
        self.kind.len()
    }

    pub(crate) fn truncate(&mut self, rows: usize) {
        each_column!(self, truncate rows);
    }

    pub(crate) fn push_entry(&mut self, entry: &Entry) {
        let place = |place: Option<u8>| place.map_or(NOWHERE, u16::from);
        let (wait, handling) = (entry.queue_wait_ms, entry.handling_ms);
        self.created_ms.push(entry.created_ms);
        self.closed_ms.push(entry.created_ms + i64::from(wait) + i64::from(handling.unwrap_or(0)));
        self.reaction.push(entry.first_reply_ms.map_or(NONE, |reply| wait + reply));
        self.handling.push(handling.unwrap_or(NONE));
        self.queue_wait.push(wait);
        self.first_reply.push(entry.first_reply_ms.unwrap_or(NONE));
        self.kind.push(Kind::of(entry.channel, entry.direction, entry.creation, entry.ratings));
        self.line.push(u16::from(entry.line));
        self.operator.push(place(entry.operator));
        self.group.push(u16::from(entry.group));
        self.topic.push(place(entry.topic));
        self.outcome.push(u16::from(entry.outcome));
        self.client.push(entry.client);
        self.sms.push(entry.sms.unwrap_or(NONE));
        self.comment.push(entry.comment);
    }

    pub(crate) fn push_row(&mut self, row: &HistoryRow, codes: &Codes) {
        let span = |span: Option<u64>| {
            span.map_or(NONE, |ms| u32::try_from(ms).ok().filter(|ms| *ms < OTHER).unwrap_or(OTHER))
        };
        self.created_ms.push(row.created_at.timestamp_millis());
        self.closed_ms.push(row.closed_at.timestamp_millis());
        self.reaction.push(span(row.reaction_ms));
        self.handling.push(span(row.handling_ms));
        self.queue_wait.push(span(row.queue_wait_ms));
        self.first_reply.push(span(row.first_reply_ms));
        self.kind.push(Kind::of(row.channel, row.direction, row.creation, row.ratings));
        self.line.push(codes.line);
        self.operator.push(codes.operator.unwrap_or(NOWHERE));
        self.group.push(codes.group);
        self.topic.push(codes.topic.unwrap_or(NOWHERE));
        self.outcome.push(codes.outcome.unwrap_or(NOWHERE));
        self.client.push(codes.client);
        self.sms.push(codes.sms.unwrap_or(NONE));
        self.comment.push(codes.comment);
    }
}

/// Channel, direction, creation and the three ratings of a row, in as few bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kind(u32);

impl Kind {
    /// So many kinds of ratings there are, some of which nobody gives.
    pub(crate) const RATINGS: usize = 512;

    fn of(channel: Channel, direction: Direction, creation: Creation, ratings: [Option<Rating>; 3]) -> Self {
        let given = |rating: Option<Rating>| rating.map_or(0, |rating| rating as u32 + 1);
        let [first, second, third] = ratings.map(given);
        let ratings = first | second << 3 | third << 6;
        Self(channel as u32 | (direction as u32) << 4 | (creation as u32) << 6 | ratings << 9)
    }

    /// The place of its channel among all.
    pub(crate) fn channel_place(self) -> usize {
        (self.0 & 15) as usize
    }

    pub(crate) fn direction_place(self) -> usize {
        (self.0 >> 4 & 3) as usize
    }

    pub(crate) fn creation_place(self) -> usize {
        (self.0 >> 6 & 7) as usize
    }

    /// The three ratings as one number below [`Self::RATINGS`].
    pub(crate) fn ratings_place(self) -> usize {
        (self.0 >> 9) as usize
    }

    pub(crate) fn channel(self) -> Channel {
        Channel::ALL[self.channel_place()]
    }

    pub(crate) fn direction(self) -> Direction {
        Direction::ALL[self.direction_place()]
    }

    pub(crate) fn creation(self) -> Creation {
        Creation::ALL[self.creation_place()]
    }

    pub(crate) fn ratings(self) -> [Option<Rating>; 3] {
        Self::ratings_at(self.ratings_place())
    }

    /// The ratings that a number below [`Self::RATINGS`] stands for.
    pub(crate) fn ratings_at(place: usize) -> [Option<Rating>; 3] {
        [0, 3, 6]
            .map(|bits| (place >> bits & 7).checked_sub(1).and_then(|mark| Rating::ALL.get(mark).copied()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_read_as_it_was_packed() {
        for channel in Channel::ALL {
            for (direction, creation) in Direction::ALL.into_iter().zip(Creation::ALL) {
                for ratings in [[None; 3], [Some(Rating::Excellent), None, Some(Rating::VeryBad)]] {
                    let kind = Kind::of(channel, direction, creation, ratings);
                    assert_eq!(kind.channel(), channel);
                    assert_eq!((kind.direction(), kind.creation()), (direction, creation));
                    assert_eq!(kind.ratings(), ratings);
                    assert!(kind.ratings_place() < Kind::RATINGS);
                }
            }
        }
    }

    #[test]
    fn places_stand_in_the_order_of_the_lists() {
        for (place, channel) in Channel::ALL.into_iter().enumerate() {
            assert_eq!(channel as usize, place);
        }
        assert!(Channel::ALL.is_sorted() && Direction::ALL.is_sorted() && Rating::ALL.is_sorted());
        assert_eq!(Direction::ALL.map(|it| it as usize), [0, 1, 2]);
        assert_eq!(Creation::ALL.map(|it| it as usize), [0, 1, 2, 3, 4]);
        assert_eq!(Rating::ALL.map(|it| it as usize), [0, 1, 2, 3, 4]);
    }
}
