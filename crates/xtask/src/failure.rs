//! Why a command of this crate stopped.
//!
//! Owns: the kinds of failure and their sentences. Always: a sentence that a person can act on;
//! where something has to be typed, the words to type are in it.

use std::fmt;
use std::io;
use std::path::Path;

/// Sorted by what the person at the terminal does next.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The words after `cargo xtask` were not understood.
    Usage(String),
    /// Something is needed that could not be installed from here; the sentence says what to type.
    Missing(String),
    /// A child process was started and ended badly; what it printed stands above.
    Child {
        /// The program and what it was asked for, in short.
        what: String,
    },
    /// A file or a process could not be reached at all.
    Io {
        /// What was being done.
        doing: String,
        /// What the system answered.
        cause: io::Error,
    },
    /// A check looked and found something to mend; the sentence lists it.
    Check(String),
}

impl Failure {
    /// An I/O failure at `path`, to be used in `map_err`.
    pub(crate) fn at(doing: &str, path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let doing = format!("{doing} {}", path.display());
        move |cause| Self::Io { doing, cause }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(sentence) | Self::Missing(sentence) | Self::Check(sentence) => to.write_str(sentence),
            Self::Child { what } => write!(to, "{what} failed; its own words stand above"),
            Self::Io { doing, cause } => write!(to, "cannot {doing}: {cause}"),
        }
    }
}
