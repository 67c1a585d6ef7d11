//! What a check is, and what it comes to.
//!
//! Owns: the shape. Never: a check itself.

use crate::kit::Kit;
use std::fmt::Display;
use std::future::Future;
use std::pin::Pin;

/// Why a check did not hold, or was not made.
#[derive(Debug)]
pub(crate) enum Broken {
    /// Something else came than was expected.
    Otherwise {
        /// What the contract says.
        expected: String,
        /// What the backend did.
        came: String,
    },
    /// It could not be tried here, and why.
    NotTried(String),
}

impl Broken {
    /// Something else came.
    pub(crate) fn new(expected: impl Display, came: impl Display) -> Self {
        Self::Otherwise { expected: short(&expected.to_string()), came: short(&came.to_string()) }
    }

    /// It cannot be tried.
    pub(crate) fn not_tried(why: impl Display) -> Self {
        Self::NotTried(why.to_string())
    }
}

/// What a check comes to.
pub(crate) type Held = Result<(), Broken>;

/// A check that is under way.
pub(crate) type UnderWay<'k> = Pin<Box<dyn Future<Output = Held> + 'k>>;

/// Something that a backend must do.
#[derive(Clone, Copy)]
pub(crate) struct Check {
    /// By what it is called: its group and, after a point, what is done.
    pub(crate) name: &'static str,
    /// The features that it belongs to.
    pub(crate) features: &'static [&'static str],
    /// What holds, in a sentence.
    pub(crate) says: &'static str,
    /// Tries it.
    pub(crate) run: for<'k> fn(&'k mut Kit) -> UnderWay<'k>,
}

/// A list of checks: name, features, sentence, the function that tries it.
macro_rules! checks {
    ($( $name:literal [$($feature:ident)+] $says:literal => $run:ident; )+) => {
        /// The checks of this file.
        pub(crate) const CHECKS: &[$crate::check::Check] = &[$(
            $crate::check::Check {
                name: $name,
                features: &[$(stringify!($feature)),+],
                says: $says,
                run: |kit| Box::pin($run(kit)),
            }
        ),+];
    };
}
pub(crate) use checks;

/// Holds where it is so; else says what was expected and what came.
pub(crate) fn ensure(is_so: bool, expected: impl Display, came: impl Display) -> Held {
    if is_so { Ok(()) } else { Err(Broken::new(expected, came)) }
}

/// Holds where both are the same.
pub(crate) fn same<T: PartialEq + std::fmt::Debug>(what: &str, expected: &T, came: &T) -> Held {
    ensure(expected == came, format!("{what}: {expected:?}"), format!("{came:?}"))
}

/// A report is read by a person: no more than he reads.
fn short(text: &str) -> String {
    const MOST: usize = 600;
    let line = text.replace('\n', " ");
    if line.chars().count() <= MOST {
        return line;
    }
    let (head, tail): (String, Vec<char>) = (line.chars().take(MOST / 2).collect(), line.chars().collect());
    let tail: String = tail.iter().skip(tail.len().saturating_sub(MOST / 2)).collect();
    format!("{head} … {tail}")
}
