//! Where charts are drawn: beside the page, in the worker that keeps the history.
//!
//! Owns: that nobody has to know. Never: what a chart shows or how it looks (`crates/charts` does).

use super::Failure;
use super::worker::{Answered, HistoryWorker};
use desk_charts::ChartSpec;
use desk_history_worker::{Ask, Told};

/// Draws a chart: the text of an SVG.
///
/// # Errors
/// It could not be drawn, or there is no worker to draw it.
pub(crate) async fn draw(spec: ChartSpec) -> Result<String, Failure> {
    let worker = HistoryWorker::of_this_page();
    worker.is_up()?;
    match worker.ask(Ask::Draw(Box::new(spec))).await? {
        Answered::Told(told) => match *told {
            Told::Drawn(drawn) => drawn.map_err(Failure::Unexpected),
            _ => Err(Failure::Unexpected("drawing".to_owned())),
        },
        _ => Err(Failure::Unreachable),
    }
}
