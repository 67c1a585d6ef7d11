//! Where everything stands on the sheet: names at the left, bars at the right, a row each.
//!
//! Owns: the sizes. Never: draws.

use crate::fit::{self, SLACK};
use crate::{Bar, ChartError, ChartSpec, Place};

/// Of names and numbers.
pub(crate) const LETTERS: f32 = 13.0;
/// Of a file's title.
pub(crate) const TITLE: f32 = 16.0;
/// How high a file's title and the line below it are.
pub(crate) const TITLE_ROW: f32 = 24.0;
/// Between a bar and its name, and between a bar and its number.
pub(crate) const GAP: f32 = 8.0;
/// Around a file's picture.
const FILE_MARGIN: f32 = 16.0;
/// Narrower than this nothing can be read, wider than that nothing is gained.
const WIDTHS: (u16, u16) = (240, 2_400);
const ROWS: (u16, u16) = (24, 64);
/// At most so much of the width is the names'.
const NAMES: f32 = 0.42;

/// The sizes of one chart.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sheet {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) row: f32,
    /// Around everything; the title is within.
    pub(crate) margin: f32,
    /// Left of the widest name, for a face that is wider than the one measured with.
    pub(crate) spare: f32,
    /// Where the row above the first bar begins.
    pub(crate) top: f32,
    /// Where names end.
    pub(crate) names_end: f32,
    /// Where bars begin.
    pub(crate) bars_begin: f32,
    /// How much of the value axis the longest bar takes: beside it its number has room.
    pub(crate) axis_end: f32,
    /// The names as they are shown, the first bar's first.
    pub(crate) names: Vec<String>,
}

impl Sheet {
    pub(crate) fn of(spec: &ChartSpec) -> Result<Self, ChartError> {
        let width = f32::from(spec.width.clamp(WIDTHS.0, WIDTHS.1));
        let row = f32::from(spec.row.clamp(ROWS.0, ROWS.1));
        let (margin, titles) = match spec.place {
            Place::Screen => (0.0, 0.0),
            Place::File { .. } => (FILE_MARGIN, TITLE_ROW + row),
        };
        let within = width - margin * 2.0;
        let room = within * NAMES / SLACK;
        let names: Result<Vec<_>, _> = spec.bars.iter().map(|bar| shown_name(bar, spec, room)).collect();
        let names = names?;
        let widest = widest(names.iter().map(String::as_str))?;
        let spare = (widest * (SLACK - 1.0)).ceil() + 1.0;
        // The library leaves 5 pixels of its own between the widest name and the bars.
        let bars_begin = margin + spare + widest + 5.0;
        let plot = margin + within - bars_begin;
        let numbers = widest_label(spec)? * SLACK + GAP;
        let rows = count(spec.bars.len() + 1);
        Ok(Self {
            width,
            height: margin * 2.0 + titles + rows * row,
            row,
            margin,
            spare,
            top: margin + titles,
            names_end: bars_begin - GAP,
            bars_begin,
            axis_end: longest(spec) * plot / (plot - numbers).max(plot / 4.0),
            names,
        })
    }
}

fn shown_name(bar: &Bar, spec: &ChartSpec, room: f32) -> Result<String, ChartError> {
    let name = fit::clean(&bar.name);
    let name = if name.is_empty() { spec.nothing.as_str() } else { name.as_str() };
    fit::shortened(name, LETTERS, room - GAP)
}

fn widest<'a>(words: impl Iterator<Item = &'a str>) -> Result<f32, ChartError> {
    words.map(|it| fit::width(it, LETTERS)).try_fold(0.0_f32, |widest, it| Ok(widest.max(it?)))
}

fn widest_label(spec: &ChartSpec) -> Result<f32, ChartError> {
    widest(spec.bars.iter().map(|bar| bar.label.as_str()))
}

fn longest(spec: &ChartSpec) -> f32 {
    let line = spec.over_all.as_ref().and_then(|over_all| over_all.line);
    let longest = spec.bars.iter().filter_map(|bar| bar.amount).chain(line).max();
    amount(longest.unwrap_or_default().max(1))
}

/// A number as long as a bar: seven digits of it are more than a screen has pixels.
#[allow(clippy::cast_precision_loss, reason = "seven digits are more than a screen has pixels")]
pub(crate) fn amount(number: u64) -> f32 {
    number as f32
}

/// A count of rows.
#[allow(clippy::cast_precision_loss, reason = "there are fewer rows than 16 million")]
pub(crate) fn count(rows: usize) -> f32 {
    rows as f32
}
