//! What may go wrong on a line.
//!
//! Owns: the kinds and how often each is drawn. Never: does it; the line does.

use crate::Chance;
use std::time::Duration;

/// One thing that goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Every connection breaks, wherever it stands.
    Cut,
    /// The same, and for so long none comes to stand.
    Outage(Duration),
    /// Nothing comes through for so long, and then all of it.
    Stall(Duration),
    /// One direction of every connection is closed, and the other is not.
    HalfClose(Towards),
    /// The next request is answered with 500; the server hears of it, or does not.
    Answers500 {
        /// Whether the server hears of it.
        after_the_server: bool,
    },
    /// The next request reaches the server, and so many bytes of the answer come back.
    LosesAnswer {
        /// How many.
        after_bytes: usize,
    },
    /// The next request breaks after so many bytes.
    LosesRequest {
        /// How many.
        after_bytes: usize,
    },
    /// The next request reaches the server twice, one after the other or at one moment.
    Repeats {
        /// At one moment.
        at_once: bool,
    },
    /// The next request is overtaken by all that come for so long.
    Overtaken(Duration),
    /// The next socket asks for events after a number that nobody knows, as after a journal was put back.
    Astray,
}

/// A direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Towards {
    /// What the server says is not heard any more.
    Browser,
    /// What the browser says is not heard any more.
    Server,
}

impl Fault {
    /// One of all, by chance; times are such that a second holds several.
    pub fn drawn(chance: &mut Chance) -> Self {
        let towards = [Towards::Browser, Towards::Server];
        match chance.below(100) {
            0..16 => Self::Cut,
            16..22 => Self::Outage(chance.between(50, 600)),
            22..34 => Self::Stall(chance.between(20, 400)),
            34..44 => Self::HalfClose(chance.one_of(&towards).copied().unwrap_or(Towards::Browser)),
            44..56 => Self::Answers500 { after_the_server: chance.below(2) == 0 },
            56..70 => Self::LosesAnswer { after_bytes: Self::bytes(chance, 400) },
            70..76 => Self::LosesRequest { after_bytes: Self::bytes(chance, 600) },
            76..88 => Self::Repeats { at_once: chance.below(2) == 0 },
            88..97 => Self::Overtaken(chance.between(50, 500)),
            _ => Self::Astray,
        }
    }

    /// Whether it waits for the next request, and does not strike whatever is there.
    #[must_use]
    pub fn waits(self) -> bool {
        !matches!(self, Self::Cut | Self::Outage(_) | Self::Stall(_) | Self::HalfClose(_))
    }

    fn bytes(chance: &mut Chance, most: u64) -> usize {
        usize::try_from(chance.below(most)).unwrap_or(0)
    }
}
