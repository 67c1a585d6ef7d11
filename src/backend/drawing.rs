//! Where charts are drawn: beside the page, in the worker that keeps the history, else in one that draws alone.
//!
//! Owns: that nobody has to know. Never: what a chart shows or how it looks (`crates/charts` does).

use super::Failure;
use super::worker::{HistoryWorker, Program};
use desk_charts::ChartSpec;
use desk_history_worker::{DrawingAsk, ToldDrawing};

/// Draws a chart: the text of an SVG.
///
/// # Errors
/// It could not be drawn, or there is no worker to draw it.
pub(crate) async fn draw(spec: ChartSpec) -> Result<String, Failure> {
    let worker = HistoryWorker::of_this_page();
    worker.is_up(Program::Draws)?;
    let ToldDrawing::Drawn(drawn) = worker.ask(DrawingAsk::Draw(Box::new(spec))).await?.told()?;
    drawn.map_err(Failure::Unexpected)
}
