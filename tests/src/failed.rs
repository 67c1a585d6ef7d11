//! Why a test failed, in words, and at which of its lines.

use std::fmt;
use std::panic::Location;
use thirtyfour::error::WebDriverError;

/// What a person waited for and did not get.
#[derive(Debug)]
pub struct Unmet(pub String);

/// How it begins where the browser of the run, or what steers it, lacks what the test is about.
const LACK: &str = "this browser lacks ";

impl Unmet {
    /// The browser of the run, or what steers it, has nothing of the kind: the test has no meaning in it.
    pub(crate) fn lack(of: &str) -> Self {
        Self(format!("{LACK}{of}"))
    }
}

/// A test's end before its time. Made by `?`, which tells the line that it stands on.
#[derive(Debug)]
pub struct Failed {
    why: String,
    at: &'static Location<'static>,
}

impl Failed {
    /// What the browser of the run lacks, where that is why the test ended.
    pub(crate) fn lack(&self) -> Option<&str> {
        self.why.starts_with(LACK).then_some(self.why.as_str())
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.why)
    }
}

impl From<Unmet> for Failed {
    #[track_caller]
    fn from(Unmet(why): Unmet) -> Self {
        Self { why, at: Location::caller() }
    }
}

impl From<WebDriverError> for Failed {
    #[track_caller]
    fn from(error: WebDriverError) -> Self {
        Self { why: error.to_string(), at: Location::caller() }
    }
}

impl From<WebDriverError> for Unmet {
    fn from(error: WebDriverError) -> Self {
        Self(error.to_string())
    }
}
