//! Chance without a source: a keyed hash from which everything in the demo is drawn.
//!
//! Owns: the hash and the ways to draw from it. Never: keeps state, so a draw can be made again
//! after a reload and comes out the same.
//!
//! Always: the same on every machine; sizes are widened before they are mixed in.

use std::hash::{Hash, Hasher};
use std::ops::Range;

/// One draw. Name what it is for with [`Chance::of`] first: two draws from one value agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chance(u64);

impl Chance {
    /// The root of all draws of one demo.
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(mixed(seed))
    }

    /// The draw for `what`, independent of the draw for anything else.
    pub(crate) fn of(self, what: impl Hash) -> Self {
        let mut mixer = Mixer(self.0);
        what.hash(&mut mixer);
        Self(mixed(mixer.0))
    }

    /// A whole number from nothing to just under `end`.
    pub(crate) fn below(self, end: u64) -> u64 {
        ((u128::from(self.0) * u128::from(end)) >> 64) as u64
    }

    /// A whole number of the range, which must not be empty.
    pub(crate) fn between(self, range: Range<i64>) -> i64 {
        range.start + self.below(range.end.abs_diff(range.start)) as i64
    }

    /// True once in `times`.
    pub(crate) fn one_in(self, times: u64) -> bool {
        self.below(times) == 0
    }

    /// One of a table, which must not be empty.
    pub(crate) fn pick<T: Copy>(self, table: &[T]) -> T {
        table[self.below(table.len() as u64) as usize]
    }

    /// One of a table of weights, told by its place; the weights must not all be nothing.
    pub(crate) fn weighed(self, weights: &[u64]) -> usize {
        let mut left = self.below(weights.iter().sum());
        for (place, weight) in weights.iter().enumerate() {
            if left < *weight {
                return place;
            }
            left -= weight;
        }
        0
    }

    /// Which of `length` cards lies at `place` of a shuffled pack.
    pub(crate) fn shuffled(self, length: usize, place: usize) -> usize {
        let mut pack: Vec<usize> = (0..length).collect();
        for end in (1..length).rev() {
            let other = self.of(end as u64).below(end as u64 + 1) as usize;
            pack.swap(end, other);
        }
        pack[place % length]
    }

    /// The ten bytes that an id asks for.
    pub(crate) fn bytes(self) -> [u8; 10] {
        let mut bytes = [0; 10];
        bytes[..8].copy_from_slice(&self.0.to_le_bytes());
        bytes[8..].copy_from_slice(&mixed(self.0).to_le_bytes()[..2]);
        bytes
    }
}

/// SplitMix64's finaliser (Steele, Lea and Flood, 2014).
fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = mixed(self.0 ^ u64::from_le_bytes(word)).wrapping_add(chunk.len() as u64);
        }
    }

    /// Lengths and discriminants are half as wide in the browser.
    fn write_usize(&mut self, size: usize) {
        self.write(&(size as u64).to_le_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_draw_is_the_same_for_ever() {
        let drawn = Chance::seeded(7).of("story").of((48_100_u64, "turn")).below(1_000_000);
        assert_eq!(drawn, 121_446);
    }

    proptest! {
        #[test]
        fn draws_stay_in_their_range(seed: u64, end in 1_u64..1_000) {
            let chance = Chance::seeded(seed);
            prop_assert!(chance.below(end) < end);
            prop_assert!((5..5 + end as i64).contains(&chance.between(5..5 + end as i64)));
            prop_assert!(chance.weighed(&[0, end, 0, 3]) % 2 == 1);
        }

        #[test]
        fn a_shuffled_pack_holds_every_card(seed: u64, length in 1_usize..40) {
            let chance = Chance::seeded(seed);
            let mut cards: Vec<_> = (0..length).map(|place| chance.shuffled(length, place)).collect();
            cards.sort_unstable();
            prop_assert_eq!(cards, (0..length).collect::<Vec<_>>());
        }
    }
}
