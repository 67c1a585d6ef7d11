//! Failures: every way in which the server does not do what it is asked, sorted by what the caller is told.
//!
//! Owns: which of the contract's problems each is. Never: words; the contract has them, and `http::problems` writes
//! them in the caller's language. What broke inside is logged there, once, and never sent.

use desk_contract::Refusal;
use desk_contract::wire::{Fault, FieldError, Unread};

/// Why there is no answer but a no.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A rule forbids it.
    #[error("refused: {}", .0.code())]
    Refused(Refusal),
    /// The request is wrong, whatever the rules would say.
    #[error("{}", .0.code())]
    Fault(Fault),
    /// The request means no command.
    #[error(transparent)]
    Unread(#[from] Unread),
    /// A body or a query is not of the shape that is asked for.
    #[error("{} {}", .0.pointer, .0.message)]
    Shape(FieldError),
    /// More requests than are answered; may be asked again after so many seconds.
    #[error("too many requests")]
    TooMany {
        /// After how long.
        seconds: u64,
    },
    /// The database did not do as it was told.
    #[error("store: {0}")]
    Store(#[from] sqlx::Error),
    /// What the store holds cannot be read; a bug, or somebody else wrote into it.
    #[error("store holds something unreadable: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// A file could not be read or written.
    #[error("files: {0}")]
    Files(#[from] std::io::Error),
    /// The bucket of files did not do as it was told.
    #[error("files: {0}")]
    Bucket(#[from] object_store::Error),
    /// A password could not be hashed.
    #[error("password: {0}")]
    Password(argon2::password_hash::Error),
}

impl Failure {
    /// What the caller is told, where no rule and no shape is the matter.
    pub(crate) fn fault(&self) -> Fault {
        match self {
            Self::Fault(fault) => *fault,
            Self::TooMany { .. } => Fault::TooMany,
            Self::Store(sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_)) => {
                Fault::Unavailable
            }
            _ => Fault::Internal,
        }
    }

    /// The status of the answer.
    pub(crate) fn status(&self) -> u16 {
        match self {
            Self::Refused(refusal) => refusal.status(),
            Self::Unread(unread) => unread.problem(Default::default()).status,
            Self::Shape(_) => Fault::Unprocessable.status(),
            other => other.fault().status(),
        }
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}
