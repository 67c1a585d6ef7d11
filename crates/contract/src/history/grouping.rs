//! What the charts of the history are drawn by, and the values that stand in them (R3, R7).
//!
//! Owns: to which value each row belongs. Never: what a value is called on screen.

use crate::channel::Channel;
use crate::history::row::HistoryRow;
use crate::id::{EntryPointId, GroupId, OperatorId, TopicId};
use serde::{Deserialize, Serialize};

/// What the charts are drawn by (R3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Grouping {
    /// Каналы.
    #[default]
    Channel,
    /// Точки входа.
    EntryPoint,
    /// Тематики.
    Topic,
    /// Группы.
    Group,
    /// Сотрудники.
    Operator,
}

impl Grouping {
    /// Every grouping, in the order in which the form offers them.
    pub const ALL: [Self; 5] = [Self::Channel, Self::EntryPoint, Self::Topic, Self::Group, Self::Operator];
}

/// One value of a chart: what its rows have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GroupValue {
    /// The rows of a channel.
    Channel {
        /// Which one.
        channel: Channel,
    },
    /// The rows of a line.
    EntryPoint {
        /// Which one.
        id: EntryPointId,
    },
    /// The rows of a topic.
    Topic {
        /// Which one.
        id: TopicId,
    },
    /// The rows to which nobody gave a topic.
    NoTopic,
    /// The rows of a group.
    Group {
        /// Which one.
        id: GroupId,
    },
    /// The rows of an operator.
    Operator {
        /// Which one.
        id: OperatorId,
    },
    /// The rows that nobody closed.
    NoOperator,
}

impl GroupValue {
    /// The one value to which a row belongs under a grouping.
    #[must_use]
    pub fn of(row: &HistoryRow, grouping: Grouping) -> Self {
        match grouping {
            Grouping::Channel => Self::Channel { channel: row.channel },
            Grouping::EntryPoint => Self::EntryPoint { id: row.entry_point.id },
            Grouping::Topic => row.topic.map_or(Self::NoTopic, |id| Self::Topic { id }),
            Grouping::Group => Self::Group { id: row.group },
            Grouping::Operator => row.operator.map_or(Self::NoOperator, |id| Self::Operator { id }),
        }
    }

    /// The grouping in whose charts this value stands.
    #[must_use]
    pub fn grouping(self) -> Grouping {
        match self {
            Self::Channel { .. } => Grouping::Channel,
            Self::EntryPoint { .. } => Grouping::EntryPoint,
            Self::Topic { .. } | Self::NoTopic => Grouping::Topic,
            Self::Group { .. } => Grouping::Group,
            Self::Operator { .. } | Self::NoOperator => Grouping::Operator,
        }
    }

    /// Whether a row belongs to it.
    #[must_use]
    pub fn holds(self, row: &HistoryRow) -> bool {
        Self::of(row, self.grouping()) == self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::sample_rows::{bare_row, row};

    #[test]
    fn a_row_belongs_to_one_value_of_each_grouping() {
        for row in [row(1), bare_row(2)] {
            for grouping in Grouping::ALL {
                let value = GroupValue::of(&row, grouping);
                assert_eq!(value.grouping(), grouping);
                assert!(value.holds(&row));
            }
        }
        assert!(!GroupValue::NoTopic.holds(&row(1)) && GroupValue::NoTopic.holds(&bare_row(1)));
        assert!(!GroupValue::NoOperator.holds(&row(1)) && GroupValue::NoOperator.holds(&bare_row(1)));
    }

    #[test]
    fn the_names_on_the_wire_are_stable() {
        let groupings = serde_json::to_string(&Grouping::ALL).unwrap();
        assert_eq!(groupings, r#"["channel","entry_point","topic","group","operator"]"#);
        let value = serde_json::to_string(&GroupValue::Channel { channel: Channel::Vk }).unwrap();
        assert_eq!(value, r#"{"channel":{"channel":"vk"}}"#);
        assert_eq!(serde_json::to_string(&GroupValue::NoTopic).unwrap(), r#""no_topic""#);
    }
}
