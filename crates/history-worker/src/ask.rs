//! What the page asks of the worker, and what it is told.
//!
//! Owns: the shapes of both. Never: how they travel.

use desk_charts::ChartSpec;
use desk_contract::Timestamp;
use desk_contract::directory::{Directory, EntryPoint, Group, Operator, OutcomeEntry, Topic};
use desk_contract::history::{HistoryQuery, HistoryRow, Report};
use desk_contract::id::{AppealId, ContactId, OperatorId};
use desk_contract::wire::{ExportOrder, HistoryPage, HistoryQuestion};
use serde::{Deserialize, Serialize};

/// Something asked, with the number under which it is answered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asked<A = Ask> {
    /// Given by whoever asks; counts up.
    pub number: u32,
    /// What.
    pub ask: A,
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
    pub directory: Option<Names>,
    /// The clients whose names changed: whose card it was, which it is now, and the name on it.
    pub names: Vec<(ContactId, ContactId, String)>,
    /// Rows that are new or other than before.
    pub rows: Vec<HistoryRow>,
    /// Appeals that are no longer closed, and archived ones that went on; those of them that are closed again are among
    /// [`rows`](Self::rows).
    pub gone: Vec<AppealId>,
}

/// What of [`Ask`] is put to whoever draws alone.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum DrawingAsk {
    /// A chart, drawn.
    Draw(Box<ChartSpec>),
    /// Nobody waits for that number any more.
    Drop(u32),
}

/// What of [`Told`] whoever draws alone answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum ToldDrawing {
    /// The text of an SVG, or why there is none.
    Drawn(Result<String, String>),
}

/// The text of a chart's SVG, or why there is none.
///
/// # Errors
/// It cannot be drawn.
pub fn drawn(spec: &ChartSpec) -> Result<String, String> {
    desk_charts::draw(spec).map_err(|error| error.to_string())
}

/// What the worker answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Told {
    /// The charts.
    Report(Report),
    /// A piece of the table.
    Table(HistoryPage),
    /// The text of an SVG, or why there is none.
    Drawn(Result<String, String>),
    /// A newer question came first.
    Dropped,
}

/// What of the directory the history names; the rest of it never travels here.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Names {
    /// People, with what each may see.
    pub operators: Vec<Operator>,
    /// Groups.
    pub groups: Vec<Group>,
    /// Lines.
    pub entry_points: Vec<EntryPoint>,
    /// Topics.
    pub topics: Vec<Topic>,
    /// Results.
    pub outcomes: Vec<OutcomeEntry>,
}

impl Names {
    /// Those of a directory.
    #[must_use]
    pub fn of(directory: &Directory) -> Self {
        let Directory { operators, groups, entry_points, topics, outcomes, .. } = directory.clone();
        Self { operators, groups, entry_points, topics, outcomes }
    }

    /// A directory that knows them and nothing else.
    pub(crate) fn directory(self) -> Directory {
        let Self { operators, groups, entry_points, topics, outcomes } = self;
        Directory { operators, groups, entry_points, topics, outcomes, ..Directory::default() }
    }
}
