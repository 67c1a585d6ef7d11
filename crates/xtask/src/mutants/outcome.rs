//! What became of the mistakes: counted, and the missed ones named.
//!
//! Owns: the share. A mistake that does not compile says nothing about the tests and is left out of it; one that
//! makes them go round in circles was stopped by a clock, not noticed by a test, and counts as not caught.

use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::failure::Failure;

/// Below this many caught of a hundred the command fails.
const ENOUGH: usize = 90;

/// Mistakes by what became of them, each in one line: the place and what was changed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    caught: Vec<String>,
    missed: Vec<String>,
    timeout: Vec<String>,
    unviable: Vec<String>,
}

impl Outcome {
    /// Reads the lists that cargo-mutants leaves in `folder`.
    pub(super) fn read(folder: &Path) -> Result<Self, Failure> {
        let list = |name: &str| list(&folder.join(format!("{name}.txt")));
        Ok(Self {
            caught: list("caught")?,
            missed: list("missed")?,
            timeout: list("timeout")?,
            unviable: list("unviable")?,
        })
    }

    /// A failure where too few were caught, or there was none to catch.
    pub(super) fn judge(&self) -> Result<(), Failure> {
        if self.viable() == 0 {
            return Err(Failure::Check("there is no mistake to make there that compiles".to_owned()));
        }
        if self.caught.len() * 100 >= self.viable() * ENOUGH {
            return Ok(());
        }
        Err(Failure::Check(format!(
            "fewer than {ENOUGH} % of the mistakes are caught by the contract's tests"
        )))
    }

    fn viable(&self) -> usize {
        self.caught.len() + self.missed.len() + self.timeout.len()
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, mutants) in [("missed", &self.missed), ("timeout", &self.timeout)] {
            for mutant in mutants {
                writeln!(to, "{name:<8} {mutant}")?;
            }
        }
        let [caught, missed, timeout, unviable] =
            [&self.caught, &self.missed, &self.timeout, &self.unviable].map(Vec::len);
        let viable = self.viable();
        // Rounded down, so that it never reads as enough where it is not.
        let permille = caught * 1000 / viable.max(1);
        write!(
            to,
            "{caught} caught, {missed} missed, {timeout} timeout, {unviable} unviable: {}.{} % of {viable} viable \
             caught",
            permille / 10,
            permille % 10
        )
    }
}

/// One mistake a line; a list that was never begun is empty.
fn list(path: &Path) -> Result<Vec<String>, Failure> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(mutants(&text)),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(cause) => Err(Failure::at("read", path)(cause)),
    }
}

fn mutants(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::{Outcome, mutants};

    fn outcome(caught: usize, missed: usize, timeout: usize, unviable: usize) -> Outcome {
        let list = |count| mutants(&"src/a.rs:1:5: replace + with -\n".repeat(count));
        Outcome {
            caught: list(caught),
            missed: list(missed),
            timeout: list(timeout),
            unviable: list(unviable),
        }
    }

    #[test]
    fn the_share_is_of_what_compiles() {
        let text = outcome(18, 1, 1, 7).to_string();
        assert!(text.ends_with("18 caught, 1 missed, 1 timeout, 7 unviable: 90.0 % of 20 viable caught"));
        assert!(text.starts_with("missed   src/a.rs:1:5: replace + with -\ntimeout  src/a.rs"), "{text}");
    }

    #[test]
    fn too_few_caught_or_none_to_catch_is_a_failure() {
        assert!(outcome(9, 1, 0, 5).judge().is_ok());
        assert!(outcome(899, 101, 0, 0).judge().is_err());
        assert!(outcome(9, 0, 2, 0).judge().is_err());
        assert!(outcome(0, 0, 0, 3).judge().unwrap_err().to_string().contains("no mistake"));
    }
}
