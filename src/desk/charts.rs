//! Charts of the history, drawn behind the seam (R4 to R6).

use super::{Desk, Failure};
use crate::backend::drawing;
use desk_charts::ChartSpec;

impl Desk {
    /// Draws a chart: the text of an SVG, which is still to be taken in with care.
    pub(crate) async fn draw_chart(self, spec: ChartSpec) -> Result<String, Failure> {
        drawing::draw(spec).await
    }
}
