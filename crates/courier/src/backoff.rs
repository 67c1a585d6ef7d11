//! When to try again: later each time, never all at once, and never not at all.

/// The first wait, before it is shortened by chance.
const FIRST_MS: u32 = 500;
/// The longest.
const LONGEST_MS: u32 = 30_000;

/// How long to wait after so many failures in a row, in milliseconds. `chance` spreads the browsers of a whole centre
/// over the second half of the wait, so that a server that has just come back is not asked by all of them at once.
#[must_use]
pub fn wait_ms(failures: u32, chance: u32) -> u32 {
    let doublings = failures.saturating_sub(1).min(10);
    let most = FIRST_MS.saturating_mul(1 << doublings).min(LONGEST_MS);
    let half = most / 2;
    half.saturating_add(chance % half.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nobody_waits_longer_than_half_a_minute_nor_shorter_than_a_blink(failures: u32, chance: u32) {
            let wait = wait_ms(failures, chance);
            prop_assert!((250..=LONGEST_MS).contains(&wait));
        }

        #[test]
        fn the_second_failure_waits_longer_than_the_first_at_most_could(chance: u32) {
            prop_assert!(wait_ms(3, chance) >= wait_ms(1, u32::MAX / 2).min(1_000));
        }
    }

    #[test]
    fn browsers_are_spread() {
        let waits: std::collections::BTreeSet<_> = (0..100).map(|chance| wait_ms(8, chance * 131)).collect();
        assert!(waits.len() > 90);
    }
}
