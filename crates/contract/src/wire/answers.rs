//! Bodies that no other part of the contract has: of signing in, of the snapshot, of the history's table and export.
//!
//! Owns: their shapes.

use super::page::{Cursor, Limit};
use crate::Timestamp;
use crate::csv::CsvForm;
use crate::directory::Directory;
use crate::history::{GroupValue, HistoryQuery, HistoryRow, Sorting};
use crate::id::{AppealId, CommandId, OperatorId};
use crate::own::{DraftKind, Preferences};
use crate::refusal::Language;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a command is answered with once its events are on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Receipt {
    /// Whatever followed from the command has a number up to this one: whoever has heard that far has
    /// heard all of it.
    pub seq: u64,
}

/// Who signs in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignIn {
    /// The name that he signs in with.
    pub login: String,
    /// His password.
    pub password: String,
}

/// A password is in no log.
impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignIn").field("login", &self.login).finish_non_exhaustive()
    }
}

/// That somebody is signed in. The answer sets a cookie too, for a page that is not in a frame.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pass {
    /// What goes with each request as `Authorization: Bearer …` (RFC 6750).
    pub token: String,
    /// Until when.
    pub expires_at: Timestamp,
}

/// A token is in no log.
impl fmt::Debug for Pass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pass").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

/// A new password in the place of one's own.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewPassword {
    /// The one that one signed in with.
    pub old: String,
    /// The one to sign in with from now on: [`NewPassword::SHORTEST`] signs or more.
    pub new: String,
}

impl NewPassword {
    /// The fewest signs of a password that somebody chose himself.
    pub const SHORTEST: usize = 10;
    /// The most.
    pub const LONGEST: usize = 200;
}

/// A password is in no log.
impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewPassword").finish_non_exhaustive()
    }
}

/// By which name somebody signs in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Account {
    /// Who.
    pub operator: OperatorId,
    /// The name.
    pub login: String,
}

/// The name that somebody is to sign in with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewAccount {
    /// The name; letters are the same large and small.
    pub login: String,
}

/// An account that was just given, with its password, which is told this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GivenAccount {
    /// The name to sign in with.
    pub login: String,
    /// The password.
    pub password: String,
}

/// A password is in no log.
impl fmt::Debug for GivenAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GivenAccount").field("login", &self.login).finish_non_exhaustive()
    }
}

/// What an operator finds on sitting down. His lists he asks for after it, so that they are at least as new:
/// the events after [`Session::seq`] are then told over the socket, and folding knows a repeat by its version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Session {
    /// Who sits here.
    pub me: OperatorId,
    /// People, groups, lines, words.
    pub directory: Directory,
    /// How he likes his desk (E7).
    pub preferences: Preferences,
    /// His unsent words (U5).
    pub drafts: Vec<Draft>,
    /// The number of the last event that this knows.
    pub seq: u64,
    /// The backend's clock; the desk shows no other.
    pub at: Timestamp,
}

/// Unsent words (U5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Draft {
    /// In which appeal.
    pub appeal: AppealId,
    /// For what.
    pub kind: DraftKind,
    /// The words.
    pub text: String,
}

/// Which rows of the history's table, and in which order (R1, R2, R7, R8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HistoryQuestion {
    /// Period and filters.
    pub query: HistoryQuery,
    /// The value chosen in a chart (R7).
    #[serde(default)]
    pub chosen: Option<GroupValue>,
    /// The order; without one the latest closed come first.
    #[serde(default)]
    pub sorting: Option<Sorting>,
    /// In whose words it is sorted.
    #[serde(default)]
    pub language: Language,
    /// Where the piece begins; any place can be asked for ([`Cursor::at`]).
    #[serde(default)]
    pub cursor: Option<Cursor>,
    /// How long it may be.
    #[serde(default)]
    pub limit: Limit,
}

/// A piece of the history's table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HistoryPage {
    /// The rows.
    pub items: Vec<HistoryRow>,
    /// Where the next piece begins; none at the end.
    pub next_cursor: Option<Cursor>,
    /// How many rows the whole table has.
    pub total: u64,
}

/// What to write into a CSV file, and how (R13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExportOrder {
    /// Period and filters.
    pub query: HistoryQuery,
    /// The value chosen in a chart (R7).
    #[serde(default)]
    pub chosen: Option<GroupValue>,
    /// The order; without one the latest closed come first.
    #[serde(default)]
    pub sorting: Option<Sorting>,
    /// Columns, separator, encoding.
    pub form: CsvForm,
    /// The time zone in which moments are written, by its name in the IANA database: `Europe/Moscow` (U10).
    pub time_zone: String,
    /// The language of headings and words.
    #[serde(default)]
    pub language: Language,
}

/// How far an export has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExportState {
    /// Rows are being written.
    Writing,
    /// The file is there.
    Done,
    /// It could not be written; it may be asked for again under another id.
    Failed,
}

/// An export that was asked for (R13).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExportJob {
    /// Made by whoever asked, so that a repeat is known as one.
    pub export: CommandId,
    /// How far it has come.
    pub state: ExportState,
    /// How many rows it will have: as many as the table had.
    pub rows: u64,
    /// How many are written.
    pub written: u64,
}
