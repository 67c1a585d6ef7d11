//! Chance that a seed decides (SplitMix64, by Steele, Lea and Flood), and what the environment says of a run.

use std::env;
use std::time::Duration;

/// The seed of a run that names none.
const SEED: u64 = 2_026;

/// A sequence of numbers that look like chance.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// The sequence of a seed.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn draws(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below that one.
    pub fn below(&mut self, most: u64) -> u64 {
        self.draws() % most.max(1)
    }

    /// One of these, where there is one.
    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let most = u64::try_from(all.len()).unwrap_or(0);
        all.get(usize::try_from(self.below(most)).unwrap_or(0))
    }

    /// A time between these, in milliseconds.
    pub fn between(&mut self, least: u64, most: u64) -> Duration {
        Duration::from_millis(least + self.below(most.saturating_sub(least) + 1))
    }

    /// Another sequence, which this one decides.
    #[must_use]
    pub fn parts(&mut self) -> Self {
        Self(self.draws())
    }
}

/// The seed of this run: `DESK_FAULTS_SEED`, or the usual one.
#[must_use]
pub fn seed() -> u64 {
    number("DESK_FAULTS_SEED").unwrap_or(SEED)
}

/// How many faults a run has: as the variable says, or so many.
#[must_use]
pub fn how_many(variable: &str, usual: u64) -> u64 {
    number(variable).unwrap_or(usual)
}

fn number(variable: &str) -> Option<u64> {
    env::var(variable).ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_decides_everything() {
        let drawn = |seed| (0..20).map(|_| Chance::of(seed).draws()).collect::<Vec<_>>();
        assert_eq!(drawn(7), drawn(7));
        assert_ne!(drawn(7), drawn(8));
    }
}
