//! What stands in a cell of the history: one answer for the table, its sorting and the CSV (U10).
//!
//! Owns: which part of a row a column shows. Never: the words of a language or the time zone; they
//! come in as [`Words`] and stay out of [`Cell::Moment`].

use crate::Timestamp;
use crate::appeal::Outcome;
use crate::channel::Channel;
use crate::history::column::Column;
use crate::history::rating::Rating;
use crate::history::row::{Direction, HistoryRow, ShownClient};
use crate::id::{GroupId, OperatorId, TopicId};

/// What a person calls the things of a row: the words of a language and the names of the directory.
pub trait Words {
    /// The title of a column. For a moment it may name the time zone.
    fn heading(&self, column: Column) -> &str;
    /// A channel.
    fn channel(&self, channel: Channel) -> &str;
    /// A direction.
    fn direction(&self, direction: Direction) -> &str;
    /// A rating.
    fn rating(&self, rating: Rating) -> &str;
    /// A client of whom nothing is known: «Гость».
    fn guest(&self) -> &str;
    /// An operator's name.
    fn operator(&self, id: OperatorId) -> &str;
    /// A group's title.
    fn group(&self, id: GroupId) -> &str;
    /// A topic's title.
    fn topic(&self, id: TopicId) -> &str;
    /// The title of a result, or the word for spam.
    fn outcome(&self, outcome: Outcome) -> &str;
}

/// The content of a cell, before it is written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// There is nothing to show.
    Empty,
    /// Words, possibly from outside.
    Text(&'a str),
    /// A whole number.
    Whole(i128),
    /// A number in hundredths: 433 is 4.33.
    Hundredths(u32),
    /// A moment, to be shown in the reader's time zone.
    Moment(Timestamp),
    /// A span in milliseconds.
    Span(u64),
}

impl<'a> Cell<'a> {
    fn text(text: &'a str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

/// What a row shows in a column.
#[must_use]
pub fn cell<'a>(row: &'a HistoryRow, column: Column, words: &'a (impl Words + ?Sized)) -> Cell<'a> {
    let [first, second, third] = row.ratings;
    let rating = |given: Option<Rating>| given.map(|rating| Cell::text(words.rating(rating)));
    let span = |ms: Option<u64>| ms.map(Cell::Span);
    let shown = match column {
        Column::Channel => Some(Cell::text(words.channel(row.channel))),
        Column::Direction => Some(Cell::text(words.direction(row.direction))),
        Column::Number => Some(Cell::Whole(i128::from(row.number))),
        Column::Rating1 => rating(first),
        Column::Rating2 => rating(second),
        Column::Rating3 => rating(third),
        Column::MeanRating => row.mean_rating().map(|mean| Cell::Hundredths(mean.hundredths().into())),
        Column::Client => Some(Cell::text(client(row, words))),
        Column::EntryPoint => Some(Cell::text(&row.entry_point.number)),
        Column::AboutNumber => row.entry_point.comment.as_deref().map(Cell::text),
        Column::CreatedAt => Some(Cell::Moment(row.created_at)),
        Column::Reaction => span(row.reaction_ms),
        Column::Handling => span(row.handling_ms),
        Column::QueueWait => span(row.queue_wait_ms),
        Column::FirstReply => span(row.first_reply_ms),
        Column::Operator => row.operator.map(|id| Cell::text(words.operator(id))),
        Column::Group => Some(Cell::text(words.group(row.group))),
        Column::Topic => row.topic.map(|id| Cell::text(words.topic(id))),
        Column::Outcome => row.outcome.map(|outcome| Cell::text(words.outcome(outcome))),
        Column::SmsText => row.sms_text.as_deref().map(Cell::text),
        Column::Comment => Some(Cell::text(&row.comment)),
    };
    shown.unwrap_or(Cell::Empty)
}

/// A span as h:mm:ss; what is left of a second is cut off, as a clock does.
#[must_use]
pub fn span_text(ms: u64) -> String {
    let seconds = ms / 1_000;
    format!("{}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

fn client<'a>(row: &'a HistoryRow, words: &'a (impl Words + ?Sized)) -> &'a str {
    match &row.client {
        ShownClient::Contact { name, .. } => name,
        ShownClient::Address { shown } => shown,
        ShownClient::Guest => words.guest(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::at;
    use crate::history::sample_rows::{Russian, bare_row, row};

    #[test]
    fn a_full_row_shows_something_in_every_column() {
        let shown = [
            Cell::Text("Telegram"),
            Cell::Text("Входящее"),
            Cell::Whole(1_001),
            Cell::Text("Хорошо"),
            Cell::Text("Плохо"),
            Cell::Text("Хорошо"),
            Cell::Hundredths(333),
            Cell::Text("Мария Котова"),
            Cell::Text("+74951234501"),
            Cell::Text("Линия 1"),
            Cell::Moment(at(0)),
            Cell::Span(75_000),
            Cell::Span(270_000),
            Cell::Span(30_000),
            Cell::Span(45_000),
            Cell::Text("Анна Смирнова"),
            Cell::Text("Поддержка"),
            Cell::Text("Тема 1"),
            Cell::Text("Решено"),
            Cell::Text("Заказ в пути"),
            Cell::Text("Перезвонить"),
        ];
        for (column, expected) in Column::ALL.into_iter().zip(shown) {
            assert_eq!(cell(&row(1), column, &Russian), expected, "{column:?}");
        }
    }

    #[test]
    fn what_a_row_does_not_have_is_an_empty_cell() {
        let filled: Vec<_> = Column::ALL
            .into_iter()
            .filter(|column| cell(&bare_row(1), *column, &Russian) != Cell::Empty)
            .collect();
        let always = [
            Column::Channel,
            Column::Direction,
            Column::Number,
            Column::Client,
            Column::EntryPoint,
            Column::CreatedAt,
            Column::Group,
        ];
        assert_eq!(filled, always);
    }

    #[test]
    fn a_client_is_a_name_or_an_address_or_a_guest() {
        let shown = |client| {
            let row = HistoryRow { client, ..row(1) };
            match cell(&row, Column::Client, &Russian) {
                Cell::Text(text) => text.to_owned(),
                other => format!("{other:?}"),
            }
        };
        assert_eq!(shown(row(1).client), "Мария Котова");
        assert_eq!(shown(ShownClient::Address { shown: "@kotova".to_owned() }), "@kotova");
        assert_eq!(shown(ShownClient::Guest), "Гость");
    }

    #[test]
    fn a_span_is_told_in_hours_minutes_and_seconds() {
        let told = [
            (0, "0:00:00"),
            (999, "0:00:00"),
            (1_000, "0:00:01"),
            (59_999, "0:00:59"),
            (60_000, "0:01:00"),
            (3_599_999, "0:59:59"),
            (3_600_000, "1:00:00"),
            (360_000_000, "100:00:00"),
        ];
        for (ms, text) in told {
            assert_eq!(span_text(ms), text, "{ms}");
        }
    }
}
