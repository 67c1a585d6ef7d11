//! What the page asks of the worker, and what it is told.
//!
//! Owns: the shapes of both. Never: how they travel.

use desk_charts::ChartSpec;
use desk_contract::Timestamp;
use desk_contract::appeal::Appeal;
use desk_contract::directory::Directory;
use desk_contract::history::{HistoryQuery, HistoryRow, Report};
use desk_contract::id::{AppealId, ContactId, OperatorId};
use desk_contract::message::Thread;
use desk_contract::wire::{ExportOrder, HistoryPage, HistoryQuestion};
use serde::{Deserialize, Serialize};

/// Something asked, with the number under which it is answered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asked {
    /// Given by whoever asks; counts up.
    pub number: u32,
    /// What.
    pub ask: Ask,
}

/// What the page asks or says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Ask {
    /// What the history is made of; said once, before anything is asked.
    Begin(Begin),
    /// What has changed since; nothing is answered.
    Learn(Box<Learned>),
    /// The charts. A newer question drops the older that still waits.
    Report(HistoryQuery),
    /// A piece of the table; likewise.
    Table(HistoryQuestion),
    /// The first piece of a file.
    Export(Box<ExportOrder>),
    /// The next piece of the file that was asked for under that number.
    More(u32),
    /// The whole of an archived appeal.
    Appeal(AppealId),
    /// A chart, drawn.
    Draw(Box<ChartSpec>),
    /// Nobody waits for that number any more.
    Drop(u32),
}

/// What a history is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begin {
    /// The seed of the demo.
    pub seed: u64,
    /// When it began.
    pub began: Timestamp,
    /// How many archived appeals there are.
    pub archived: u32,
}

/// What has changed in the world outside.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Learned {
    /// Who asks, and sees what his role may.
    pub me: Option<OperatorId>,
    /// People, groups, lines, words, where they changed.
    pub directory: Option<Directory>,
    /// The clients whose names changed: whose card it was, which it is now, and the name on it.
    pub names: Vec<(ContactId, ContactId, String)>,
    /// Rows that are new or other than before.
    pub rows: Vec<HistoryRow>,
    /// Appeals that are no longer closed.
    pub gone: Vec<AppealId>,
}

/// What the worker answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Told {
    /// The charts.
    Report(Report),
    /// A piece of the table.
    Table(HistoryPage),
    /// An archived appeal, or that there is none of that id.
    Appeal(Option<Box<Opened>>),
    /// The text of an SVG, or why there is none.
    Drawn(Result<String, String>),
    /// A newer question came first.
    Dropped,
}

/// An appeal with its talk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// The appeal.
    pub appeal: Appeal,
    /// What was said in it.
    pub thread: Thread,
}
