//! News of unsent words, and what is to be done about it at the field.
//!
//! Owns: when a field shows what was written elsewhere. Never: the field.

use desk_contract::id::CommandId;

/// News of a draft: the backend has these words now.
#[derive(Clone, Copy, Debug)]
pub struct News<'a> {
    /// What it has.
    pub text: &'a str,
    /// The number of the event.
    pub seq: u64,
    /// By which command, where the backend says so.
    pub by: Option<CommandId>,
    /// Whether this page gave it, or the one that stood here before it was loaded anew.
    pub is_mine: bool,
}

/// What news of a draft means here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// It is what was told from here.
    Own,
    /// It was told from here and came after what was told later: what stands in the field is to be kept and told again.
    Late {
        /// What stands there.
        stands: String,
    },
    /// It was written elsewhere. A field that shows what was known before, and only that, shows it.
    Elsewhere {
        /// What was known before; nothing where this end has words of its own under way.
        before: Option<String>,
    },
}

/// How things stand at a field when there is news of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Here {
    /// Whether something waits for a pause before it is told: it is newer than all news.
    pub is_settling: bool,
    /// What the field shows, where it is on screen.
    pub shows: Option<String>,
    /// What this device keeps, in this tab or another.
    pub keeps: Option<String>,
}

/// What is to be done at a field after news of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// Nothing.
    Rests,
    /// This device keeps what stands in the field.
    Keeps {
        /// What stands there.
        stands: String,
        /// Whether it is told now; else what is told soon is newer.
        is_told: bool,
    },
    /// The field shows the news.
    Shows {
        /// Whether this device forgets what it keeps: it is what the field showed. What another tab keeps there is newer.
        forgets: bool,
    },
}

impl Heard {
    /// What is to be done about it at the field.
    #[must_use]
    pub fn then(self, here: Here) -> Then {
        match self {
            Self::Late { stands } => {
                Then::Keeps { stands: here.keeps.unwrap_or(stands), is_told: !here.is_settling }
            }
            Self::Elsewhere { before: Some(before) }
                if !here.is_settling && here.shows.as_ref() == Some(&before) =>
            {
                Then::Shows { forgets: here.keeps == Some(before) }
            }
            Self::Own | Self::Elsewhere { .. } => Then::Rests,
        }
    }
}
