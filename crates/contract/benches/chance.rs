//! Chance from a seed: the same seed makes the same benchmark on every machine.
//!
//! Owns: the numbers, and how something is drawn by them. Never: asks the system for chance.

use desk_contract::Timestamp;

/// A source of numbers; SplitMix64, for it is six lines and quick beside what it feeds.
pub(crate) struct Chance(u64);

impl Chance {
    /// The source that always tells the same for this seed.
    pub(crate) fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    /// A number from 0 up to, but not including, `bound`.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        let scaled = u128::from(self.number()) * u128::from(bound);
        u64::try_from(scaled >> 64).unwrap_or(0)
    }

    /// True once in so many times.
    pub(crate) fn one_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    /// One of a list that is not empty.
    #[expect(clippy::indexing_slicing, reason = "a place below the length is in the list")]
    pub(crate) fn one_of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[usize::try_from(self.below(list.len() as u64)).unwrap_or(0)]
    }

    /// A new id of any kind: `chance.id(now, AppealId::new)`.
    pub(crate) fn id<T>(&mut self, at: Timestamp, new: impl Fn(Timestamp, [u8; 10]) -> T) -> T {
        let mut bytes = [0; 10];
        for (place, byte) in bytes.iter_mut().zip(self.number().to_le_bytes()) {
            *place = byte;
        }
        new(at, bytes)
    }

    fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}
