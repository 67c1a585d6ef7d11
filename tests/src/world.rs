//! The world of a test: what `config.json` says of it.

/// What the site answers for `config.json`.
#[derive(Clone, Debug)]
pub enum World {
    /// The demo, made from a seed.
    Demo {
        /// The same seed makes the same people.
        seed: u64,
        /// Their delays are multiplied by this; at 0 they keep still.
        pace: f64,
        /// What the demo's clock shows at first, as RFC 3339.
        begins_at: &'static str,
    },
    /// A file as it stands.
    File(&'static str),
    /// No file.
    Missing,
}

/// An ordinary Wednesday at noon in Moscow.
const NOON: &str = "2026-03-18T12:00:00+03:00";

impl World {
    /// People who act twenty times as fast as in life.
    #[must_use]
    pub fn brisk() -> Self {
        Self::Demo { seed: 2026, pace: 0.05, begins_at: NOON }
    }

    /// People who do nothing by themselves, so that what stands on screen stays.
    #[must_use]
    pub fn still() -> Self {
        Self::Demo { seed: 2026, pace: 0.0, begins_at: NOON }
    }

    /// The same at another pace.
    #[must_use]
    pub fn paced(self, to: f64) -> Self {
        match self {
            Self::Demo { seed, begins_at, .. } => Self::Demo { seed, pace: to, begins_at },
            other => other,
        }
    }

    /// The same at another moment.
    #[must_use]
    pub fn at(self, moment: &'static str) -> Self {
        match self {
            Self::Demo { seed, pace, .. } => Self::Demo { seed, pace, begins_at: moment },
            other => other,
        }
    }

    /// The same from another seed.
    #[must_use]
    pub fn seeded(self, from: u64) -> Self {
        match self {
            Self::Demo { pace, begins_at, .. } => Self::Demo { seed: from, pace, begins_at },
            other => other,
        }
    }

    /// What the file says; `None` where there is none.
    pub(crate) fn file(&self) -> Option<String> {
        match self {
            Self::Demo { seed, pace, begins_at } => {
                let backend =
                    serde_json::json!({ "kind": "demo", "seed": seed, "pace": pace, "begins_at": begins_at });
                Some(serde_json::json!({ "backend": backend }).to_string())
            }
            Self::File(text) => Some((*text).to_owned()),
            Self::Missing => None,
        }
    }
}
