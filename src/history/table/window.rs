//! Which rows of the table are in sight, and where each stands: also for more rows than a browser has pixels for.
//!
//! Up to [`TALLEST`] the rows stand one below the other. Beyond, the ground stays that high, and how far it is scrolled
//! tells which part of the rows is looked at: first and last row are reached all the same, and a step of the keyboard is
//! a row.
//!
//! Owns: the arithmetic. Never: touches the page.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rows and pixels of a page, which are never negative here"
)]

use std::ops::Range;

/// How high a row is, in pixels; the style sheet says the same.
pub(super) const ROW: f64 = 36.0;
/// How high the head is, in pixels; the style sheet says the same.
pub(super) const HEAD: f64 = 52.0;
/// What every browser can still scroll, in pixels: Firefox ends a little below eighteen millions.
const TALLEST: f64 = 8_000_000.0;
/// How many rows around those in sight are in the page as well.
const MARGIN: u32 = 6;
/// Rows come into the page and leave it by so many, so that not every pixel scrolled is work.
const BY: u32 = 4;

/// A table of so many rows, seen through a view of that height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ground {
    pub(super) rows: u32,
    /// Without the head.
    pub(super) view: f64,
}

impl Ground {
    /// How high all rows would stand.
    fn whole(self) -> f64 {
        f64::from(self.rows) * ROW
    }

    /// How high the ground is.
    pub(super) fn height(self) -> f64 {
        self.whole().min(TALLEST)
    }

    /// How much of all rows lies above what is seen.
    fn above(self, scrolled: f64) -> f64 {
        let (all, shown) = (self.whole() - self.view, self.height() - self.view);
        if shown <= 0.0 { 0.0 } else { (scrolled / shown).clamp(0.0, 1.0) * all }
    }

    /// How far it must be scrolled for so much to lie above.
    fn scrolled(self, above: f64) -> f64 {
        let (all, shown) = (self.whole() - self.view, self.height() - self.view);
        if all <= 0.0 { 0.0 } else { (above / all).clamp(0.0, 1.0) * shown }
    }

    /// The rows to put into the page.
    pub(super) fn in_page(self, scrolled: f64) -> Range<u32> {
        let above = self.above(scrolled);
        let first = ((above / ROW) as u32).saturating_sub(MARGIN) / BY * BY;
        let end = (((above + self.view) / ROW) as u32).saturating_add(1 + MARGIN).div_ceil(BY) * BY;
        first.min(self.rows)..end.min(self.rows)
    }

    /// Where on the ground the first row would stand while it is scrolled so far.
    pub(super) fn begins(self, scrolled: f64) -> f64 {
        if self.whole() <= TALLEST { 0.0 } else { scrolled - self.above(scrolled) }
    }

    /// How far it must be scrolled for a row to be seen whole.
    pub(super) fn brought_into_sight(self, row: u32, scrolled: f64) -> f64 {
        let (top, above) = (f64::from(row) * ROW, self.above(scrolled));
        if top < above {
            self.scrolled(top)
        } else if top + ROW > above + self.view {
            self.scrolled(top + ROW - self.view)
        } else {
            scrolled
        }
    }

    /// How many rows are seen at once.
    pub(super) fn a_page(self) -> u32 {
        ((self.view / ROW) as u32).saturating_sub(1).max(1)
    }
}
