//! What is an operator's own: drafts and how he likes his desk (U5, E7). Nobody else is told of it.
//!
//! Owns: their shapes. Never: keeps them on a device (the application does, until they are sent).

use crate::history::LikedColumn;
use crate::refusal::Language;
use serde::{Deserialize, Serialize};

/// What unsent words are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DraftKind {
    /// For a message to the client.
    Message,
    /// For a letter.
    Mail,
    /// For a note.
    Note,
    /// For the comment.
    Comment,
}

/// Hours in which the desk makes no sound, in minutes after midnight of the operator's own zone; the end may
/// lie on the next day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuietHours {
    /// The first minute, 0 to 1439.
    pub from_min: u16,
    /// The minute after the last, 0 to 1439.
    pub until_min: u16,
}

impl QuietHours {
    /// Whether a minute of the day is quiet. Hours that begin where they end are none.
    #[must_use]
    pub fn has(self, minute: u16) -> bool {
        let Self { from_min, until_min } = self;
        if from_min <= until_min {
            (from_min..until_min).contains(&minute)
        } else {
            minute >= from_min || minute < until_min
        }
    }
}

/// How bright the screen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Светлая.
    Light,
    /// Тёмная.
    Dark,
}

/// How an operator likes his desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Preferences {
    /// The device that rings, as the telephony names it; none is the browser.
    pub device: Option<String>,
    /// The language of the screen; none takes the browser's.
    pub language: Option<Language>,
    /// Light or dark; none takes the system's.
    pub theme: Option<Theme>,
    /// Whether the queue is heard; none leaves it to the desk.
    pub has_sound: Option<bool>,
    /// How loud the queue's sound is, 0 to 100; none leaves it to the desk.
    pub volume: Option<u8>,
    /// Hours without sound.
    pub quiet_hours: Option<QuietHours>,
    /// Whether a client is called as soon as the page around the desk asks for it (E2); else the operator presses.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub calls_for_host: bool,
    /// The columns of the history's table, in his order (R9); none shows all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub history_columns: Vec<LikedColumn>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_hours_may_go_over_midnight() {
        let night = QuietHours { from_min: 22 * 60, until_min: 7 * 60 };
        let noon = QuietHours { from_min: 12 * 60, until_min: 13 * 60 };
        for (hours, minute, quiet) in [
            (night, 22 * 60, true),
            (night, 0, true),
            (night, 7 * 60 - 1, true),
            (night, 7 * 60, false),
            (night, 22 * 60 - 1, false),
            (noon, 12 * 60, true),
            (noon, 13 * 60 - 1, true),
            (noon, 13 * 60, false),
            (QuietHours { from_min: 60, until_min: 60 }, 60, false),
        ] {
            assert_eq!(hours.has(minute), quiet, "{hours:?} {minute}");
        }
    }
}
