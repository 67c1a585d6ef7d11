//! Where charts are drawn.
//!
//! Owns: that nobody has to know. Never: what a chart shows or how it looks (`crates/charts` does).

use super::Failure;
use desk_charts::ChartSpec;

/// Draws a chart: the text of an SVG.
///
/// # Errors
/// It could not be drawn.
#[allow(clippy::unused_async, reason = "whoever draws elsewhere answers later")]
pub(crate) async fn draw(spec: ChartSpec) -> Result<String, Failure> {
    desk_charts::draw(&spec).map_err(|error| Failure::Unexpected(error.to_string()))
}
