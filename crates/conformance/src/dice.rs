//! Chance: ids that nobody else has, and rolls that come again from the same seed.

use chrono::Utc;
use desk_contract::Timestamp;

/// A new id: `id(AppealId::new)`.
pub(crate) fn id<Id>(make: fn(Timestamp, [u8; 10]) -> Id) -> Id {
    make(Utc::now(), bytes())
}

/// Ten bytes that nobody can guess.
fn bytes() -> [u8; 10] {
    let mut bytes = [0; 10];
    // Where the system has no chance to give, the clock's nanoseconds must do.
    if getrandom::fill(&mut bytes).is_err() {
        let nanos = Utc::now().timestamp_nanos_opt().unwrap_or_default().to_be_bytes();
        bytes.iter_mut().zip(nanos).for_each(|(byte, nano)| *byte = nano);
    }
    bytes
}

/// A number below this.
pub(crate) fn below(most: u64) -> u64 {
    let [a, b, c, d, e, f, g, h, ..] = bytes();
    u64::from_be_bytes([a, b, c, d, e, f, g, h]) % most.max(1)
}

/// Rolls that follow from a seed.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// SplitMix64, by Sebastiano Vigna, in the public domain.
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Whether it happens, once in so many times.
    pub(crate) fn once_in(&mut self, times: u64) -> bool {
        self.roll().is_multiple_of(times.max(1))
    }

    /// One of them; none where there are none.
    pub(crate) fn pick<T: Clone>(&mut self, among: &[T]) -> Option<T> {
        let count = u64::try_from(among.len()).ok().filter(|count| *count > 0)?;
        let place = usize::try_from(self.roll() % count).ok()?;
        among.get(place).cloned()
    }

    /// The one; once in six times any of the others.
    pub(crate) fn mostly<T: Clone>(&mut self, common: T, rare: &[T]) -> T {
        if self.once_in(6) { self.pick(rare).unwrap_or(common) } else { common }
    }
}
