//! Which part of a chat is drawn: a chat of a hundred thousand messages costs as much as one of a hundred.
//!
//! Messages are drawn in blocks, by their place in the talk, so that a block stays the same block whatever is put
//! before it or after. Only blocks near to what is seen are drawn. Those below leave a space of their height behind;
//! those above need none, because the scroller counts from its end.
//!
//! Owns: the heights of blocks, and which of them are near. Never: the DOM.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

/// Messages a block.
const A_BLOCK: i64 = 24;
/// How far above and below what is seen blocks are drawn, in pixels.
const NEAR: f64 = 900.0;
/// How high a block is taken to be before it was drawn, in pixels.
const GUESSED: f64 = 1_100.0;

/// Heights of the blocks that were drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct Heights(BTreeMap<i64, f64>);

impl Heights {
    /// A block is that high now.
    pub(super) fn learn(&mut self, block: i64, height: f64) {
        self.0.insert(block, height);
    }

    /// Forgets all: the blocks are others now.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    fn of(&self, block: i64) -> f64 {
        self.0.get(&block).copied().unwrap_or(GUESSED)
    }

    /// How high those are that come after a block.
    pub(super) fn after(&self, block: i64, all: &RangeInclusive<i64>) -> f64 {
        (block + 1..=*all.end()).map(|it| self.of(it)).sum()
    }

    /// The blocks near to what is seen: a view of that height, so far from the end.
    pub(super) fn near(&self, all: &RangeInclusive<i64>, from_end: f64, view: f64) -> RangeInclusive<i64> {
        let mut below = 0.0;
        let (mut first, mut last) = (*all.start(), None);
        for block in all.clone().rev() {
            let height = self.of(block);
            if last.is_none() && below + height > from_end - NEAR {
                last = Some(block);
            }
            if below + height > from_end + view + NEAR {
                first = block;
                break;
            }
            below += height;
        }
        first..=last.unwrap_or(*all.start())
    }
}

/// The blocks that these places make; there is always one.
pub(super) fn blocks_of(places: &Range<i64>) -> RangeInclusive<i64> {
    let last = (places.end - 1).max(places.start);
    places.start.div_euclid(A_BLOCK)..=last.div_euclid(A_BLOCK)
}

/// The places of a block.
pub(super) fn places_of(block: i64) -> Range<i64> {
    block * A_BLOCK..(block + 1) * A_BLOCK
}
