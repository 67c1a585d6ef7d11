//! Lists that stand still while somebody points at them (U2).

use std::collections::HashSet;
use std::hash::Hash;

/// A list as it may be shown while somebody points at it (U2): what stood there stands where it stood,
/// even what has gone since, and what is new comes after it. `before` is what was shown last.
#[must_use]
pub fn steady<T: Clone, Key: Eq + Hash>(before: &[T], now: &[T], key: impl Fn(&T) -> Key) -> Vec<T> {
    let shown: HashSet<Key> = before.iter().map(&key).collect();
    let is_new = |item: &&T| !shown.contains(&key(item));
    before.iter().chain(now.iter().filter(is_new)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_moves_in_a_list_that_is_pointed_at() {
        let shown = |before: &[u8], now: &[u8]| steady(before, now, |item| *item);
        assert_eq!(shown(&[1, 2, 3], &[3, 1, 2]), [1, 2, 3], "another order waits");
        assert_eq!(shown(&[1, 2, 3], &[1, 3]), [1, 2, 3], "what has gone keeps its place");
        assert_eq!(shown(&[1, 2], &[4, 2, 1, 3]), [1, 2, 4, 3], "what is new comes last");
        assert_eq!(shown(&[], &[2, 1]), [2, 1]);
    }
}
