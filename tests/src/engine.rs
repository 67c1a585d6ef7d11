//! Which browser the run is of.
//!
//! Owns: the word that chooses. Never: what a browser is asked; that is in `driver` and `instruments`.

use crate::failed::Unmet;

/// The variable that chooses.
const VARIABLE: &str = "DESK_BROWSER";

/// A browser in which the tests run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Chromium, which is also Chrome and Edge.
    Chromium,
    /// Firefox.
    Firefox,
    /// WebKit, as it is in Safari.
    WebKit,
}

impl Engine {
    /// What the run is of; Chromium where nothing is said.
    ///
    /// # Errors
    /// The variable names another.
    pub(crate) fn chosen() -> Result<Self, Unmet> {
        match std::env::var(VARIABLE).as_deref() {
            Err(_) | Ok("" | "chromium") => Ok(Self::Chromium),
            Ok("firefox") => Ok(Self::Firefox),
            Ok("webkit") => Ok(Self::WebKit),
            Ok(other) => Err(Unmet(format!("{VARIABLE} is chromium, firefox or webkit, not `{other}`"))),
        }
    }
}
