//! The colours of a chart, by what they are for.
//!
//! Owns: the table from a part to the colour the library is given for it, and to the one that is written in its
//! place. The first is never seen: it tells the parts of the library's drawing apart.

use charts_rs::Color;
use serde::{Deserialize, Serialize};

/// A part of a chart that has a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paint {
    Ground,
    Title,
    Quiet,
    Name,
    Amount,
    Bar,
    Chosen,
    Other,
    Line,
}

impl Paint {
    const ALL: [Self; 9] = [
        Self::Ground,
        Self::Title,
        Self::Quiet,
        Self::Name,
        Self::Amount,
        Self::Bar,
        Self::Chosen,
        Self::Other,
        Self::Line,
    ];

    /// What the library is given.
    pub(crate) fn sign(self) -> Color {
        (1, 0, self as u8).into()
    }

    /// The part of which the library wrote this colour.
    pub(crate) fn of(written: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|paint| paint.sign().hex() == written)
    }
}

/// Any colours that CSS knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Colours {
    /// Behind everything.
    pub ground: String,
    /// Names, numbers and titles.
    pub text: String,
    /// What is said beside.
    pub quiet: String,
    /// A bar while none is chosen, and the chosen one.
    pub bar: String,
    /// A bar beside the chosen one.
    pub other: String,
    /// The line of the mean.
    pub line: String,
}

impl Colours {
    /// Those of the page, by name: a switch of its theme needs no new drawing.
    #[must_use]
    pub fn tokens() -> Self {
        let token = |name: &str| format!("var(--{name})");
        Self {
            ground: token("surface"),
            text: token("text-main"),
            quiet: token("text-quiet"),
            bar: token("chart-bar"),
            other: token("chart-other"),
            line: token("chart-line"),
        }
    }

    pub(crate) fn of(&self, paint: Paint) -> &str {
        match paint {
            Paint::Ground => &self.ground,
            Paint::Title | Paint::Name | Paint::Amount => &self.text,
            Paint::Quiet => &self.quiet,
            Paint::Bar | Paint::Chosen => &self.bar,
            Paint::Other => &self.other,
            Paint::Line => &self.line,
        }
    }
}
