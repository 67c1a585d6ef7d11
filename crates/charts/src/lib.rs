//! The charts of the history (R4 to R6): from numbers and names to the text of an SVG.
//!
//! ```text
//!   ChartSpec ──► sheet: what fits where ──► bars: charts-rs draws ──► picture: ours again
//! ```
//!
//! Owns: how a chart looks. charts-rs lays out and draws the bars, the names, the mean's line and the titles; this
//! crate cuts names to their place, puts the desk's tokens where the library wrote colours, and adds the rows that
//! are pressed. Never: knows what a bar stands for, in which language it is named, or a browser.
//!
//! Always: whatever a name holds, what comes out is well-formed, and the name is text in it. As many bars come out
//! as went in, or nothing does.
//!
//! Start at [`draw`].

mod bars;
mod fit;
mod markup;
mod paint;
mod picture;
mod sheet;

pub use paint::Colours;

use serde::{Deserialize, Serialize};

/// What a chart shows, and where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChartSpec {
    /// What is counted: «Закрытые обращения».
    pub title: String,
    /// One bar a value, the first at the top.
    pub bars: Vec<Bar>,
    /// What holds over all of them; it has the row above the first bar.
    pub over_all: Option<OverAll>,
    /// What stands where a bar has no number, and for all of it where there is no bar.
    pub nothing: String,
    /// How wide the picture is, in pixels; it is as high as it needs.
    pub width: u16,
    /// How high a row is: more under a finger than under a mouse.
    pub row: u16,
    /// What it is drawn for.
    pub place: Place,
}

/// One value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bar {
    /// What it is called; may hold anything.
    pub name: String,
    /// How long the bar is; `None` where nothing was measured.
    pub amount: Option<u64>,
    /// The number as people write it.
    pub label: String,
}

/// What holds over all values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OverAll {
    /// «В среднем 0:04:12», «Всего 1 204».
    pub label: String,
    /// Where its line stands among the bars; `None` for a sum, which none of them compares with.
    pub line: Option<u64>,
}

/// What a chart is drawn for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Place {
    /// The page: painted by its tokens, written in its face, with a row that can be pressed for each bar.
    Screen,
    /// A file: complete by itself, with its title and what it was asked for, in plain colours.
    File {
        /// Of which period it is.
        sub_title: String,
        /// The colours of the moment.
        colours: Colours,
        /// The bar that is marked.
        chosen: Option<usize>,
    },
}

/// Why there is no picture.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChartError {
    /// The library could not draw.
    #[error("not drawn: {0}")]
    NotDrawn(String),
    /// The library wrote something else than it was known to.
    #[error("the drawing has no {0}")]
    Unlike(&'static str),
}

/// Draws a chart.
///
/// # Errors
/// The library draws no more as it did.
pub fn draw(spec: &ChartSpec) -> Result<String, ChartError> {
    let sheet = sheet::Sheet::of(spec)?;
    let drawn = bars::drawn(spec, &sheet)?;
    picture::of(spec, &sheet, &drawn)
}
