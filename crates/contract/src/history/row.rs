//! A row of the history: one closed appeal with everything that its report knows of it (R8).
//!
//! Owns: the shape of a row, and what stands for a client and a line in it (R10, R11).
//! Never: measures anything; the spans come from the appeal, which defines them.

use crate::Timestamp;
use crate::appeal::Outcome;
use crate::channel::Channel;
use crate::directory::EntryPoint;
use crate::history::rating::{MeanRating, Rating};
use crate::id::{AppealId, ContactId, EntryPointId, GroupId, OperatorId, TopicId};
use serde::{Deserialize, Serialize};

/// Who began it (the column «Тип»).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Входящее: the client came.
    #[default]
    Incoming,
    /// Исходящее: the desk wrote or called.
    Outgoing,
    /// Проактивный чат: the widget spoke first, the client answered.
    Proactive,
}

impl Direction {
    /// Every direction, in the order in which lists offer them.
    pub const ALL: [Self; 3] = [Self::Incoming, Self::Outgoing, Self::Proactive];
}

/// How an appeal came to be (the filter «Способ создания обращения», R2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Creation {
    /// The client wrote or called.
    #[default]
    Client,
    /// An operator made it by hand.
    Operator,
    /// The site's widget invited the visitor.
    Widget,
    /// The dialer called by its campaign.
    Dialer,
    /// The client had asked to be called back.
    CallBack,
}

impl Creation {
    /// Every way, in the order in which the filter offers them.
    pub const ALL: [Self; 5] = [Self::Client, Self::Operator, Self::Widget, Self::Dialer, Self::CallBack];
}

/// What the table shows for the client (R10).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ShownClient {
    /// In the address book: the name, which opens the card.
    Contact {
        /// Whose card.
        id: ContactId,
        /// The name on it.
        name: String,
    },
    /// Not in the address book, but known by an account's name, a number or a mail box.
    Address {
        /// As [`Address::shown`](crate::address::Address::shown) spells it.
        shown: String,
    },
    /// Гость.
    Guest,
}

/// The line by which the client came.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ShownEntryPoint {
    /// Which one.
    pub id: EntryPointId,
    /// The number, account or site: what the table shows.
    pub number: String,
    /// The administrator's word about it: the column «О номере».
    pub comment: Option<String>,
}

/// What stands for a line that the directory does not know.
const UNKNOWN_LINE: &str = "—";

impl ShownEntryPoint {
    /// A line as it is in the directory, where it is known there.
    #[must_use]
    pub fn known_as(id: EntryPointId, line: Option<&EntryPoint>) -> Self {
        let unknown = || Self { id, number: UNKNOWN_LINE.to_owned(), comment: None };
        line.map_or_else(unknown, Self::from)
    }

    /// What a chart calls the line: its comment where it has one, else the number (R11).
    #[must_use]
    pub fn in_chart(&self) -> &str {
        let comment = self.comment.as_deref().filter(|comment| !comment.trim().is_empty());
        comment.unwrap_or(&self.number)
    }
}

impl From<&EntryPoint> for ShownEntryPoint {
    fn from(point: &EntryPoint) -> Self {
        Self { id: point.id, number: point.address.clone(), comment: point.comment.clone() }
    }
}

/// One closed appeal. An appeal that is reopened leaves the history until it is closed again.
///
/// The spans are whole milliseconds, as the appeal measures them, and absent where there was nothing to measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HistoryRow {
    /// Which appeal.
    pub appeal: AppealId,
    /// The kind of line it came by.
    pub channel: Channel,
    /// Who began it.
    pub direction: Direction,
    /// How it came to be.
    pub creation: Creation,
    /// Its number, as people say it.
    pub number: u64,
    /// Оценка 1, 2 and 3; absent ones were not given.
    pub ratings: [Option<Rating>; 3],
    /// Whose matter it was.
    pub client: ShownClient,
    /// The line it came by.
    pub entry_point: ShownEntryPoint,
    /// When it arrived or was made.
    pub created_at: Timestamp,
    /// When it was closed, last of all.
    pub closed_at: Timestamp,
    /// Arrival to first answer: what the client felt.
    pub reaction_ms: Option<u64>,
    /// First taken to closed.
    pub handling_ms: Option<u64>,
    /// Arrival to first taken.
    pub queue_wait_ms: Option<u64>,
    /// First taken to first answer.
    pub first_reply_ms: Option<u64>,
    /// Who closed it; nobody did if the client gave up in the queue.
    pub operator: Option<OperatorId>,
    /// Whose queue it came to.
    pub group: GroupId,
    /// Why the client came, where somebody has said.
    pub topic: Option<TopicId>,
    /// How it ended, where somebody has said.
    pub outcome: Option<Outcome>,
    /// What the desk wrote by SMS: in an appeal of that channel, or by an automatic action.
    pub sms_text: Option<String>,
    /// For colleagues; may be empty.
    pub comment: String,
}

impl HistoryRow {
    /// Средняя оценка; `None` when no rating was given.
    #[must_use]
    pub fn mean_rating(&self) -> Option<MeanRating> {
        MeanRating::of(self.ratings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::at;
    use crate::history::sample_rows::row;

    #[test]
    fn a_chart_names_a_line_by_its_comment_where_it_has_one() {
        let line = |comment: Option<&str>| EntryPoint {
            id: EntryPointId::new(at(0), [1; 10]),
            channel: Channel::Call,
            address: "+74951234567".to_owned(),
            comment: comment.map(str::to_owned),
        };
        let called = |comment| ShownEntryPoint::from(&line(comment)).in_chart().to_owned();
        assert_eq!(called(Some("Горячая линия")), "Горячая линия");
        assert_eq!(called(Some("  ")), "+74951234567");
        assert_eq!(called(None), "+74951234567");
    }

    #[test]
    fn a_row_is_read_as_it_was_written_and_what_it_does_not_know_is_passed_over() {
        let mut written = serde_json::to_value(row(1)).unwrap();
        assert_eq!(serde_json::from_value::<HistoryRow>(written.clone()).unwrap(), row(1));
        written.as_object_mut().unwrap().insert("weather".to_owned(), "rain".into());
        assert_eq!(serde_json::from_value::<HistoryRow>(written).unwrap(), row(1));
    }

    #[test]
    fn the_names_on_the_wire_are_stable() {
        let names = serde_json::to_string(&(Direction::ALL, Creation::ALL)).unwrap();
        let expected = concat!(
            r#"[["incoming","outgoing","proactive"],"#,
            r#"["client","operator","widget","dialer","call_back"]]"#
        );
        assert_eq!(names, expected);
        assert_eq!(serde_json::to_string(&ShownClient::Guest).unwrap(), r#""guest""#);
    }
}
