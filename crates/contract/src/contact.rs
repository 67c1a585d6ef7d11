//! The address book: clients with their numbers and accounts, and the companies they belong to (W6).
//!
//! Owns: clients, companies, and two clients made one (U9). What stands on a client's card is in [`ContactCard`].
//! Never: who may change a card (`decide` does).

mod card;

pub use card::{Account, ContactCard, NumberKind, TypedNumber};

use crate::Timestamp;
use crate::id::{AppealId, ContactId, DealId, DocumentId, MergeId, OperatorId, OrganisationId, TaskId};
use serde::{Deserialize, Serialize};

/// A client in the address book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contact {
    /// Identity.
    pub id: ContactId,
    /// One more with each change; whoever changes it says which one he saw.
    pub version: u64,
    /// What is written on it.
    pub card: ContactCard,
    /// When the card was made.
    pub created_at: Timestamp,
    /// The card that this one went into, while it has.
    #[serde(default)]
    pub merged_into: Option<ContactId>,
}

/// A company in the address book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Organisation {
    /// Identity.
    pub id: OrganisationId,
    /// One more with each change.
    pub version: u64,
    /// What is written on it.
    pub card: OrganisationCard,
    /// When the card was made.
    pub created_at: Timestamp,
}

/// What a person writes on a company's card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OrganisationCard {
    /// The name.
    pub title: String,
    /// ИНН, where it is known.
    #[serde(default)]
    pub tax_number: Option<String>,
    /// The site, where it is known.
    #[serde(default)]
    pub site: Option<String>,
    /// For colleagues; may be empty.
    #[serde(default)]
    pub comment: String,
}

impl OrganisationCard {
    /// The card as it is kept: without the space around what was typed.
    #[must_use]
    pub(crate) fn tidy(&self) -> Self {
        let filled = |text: &Option<String>| {
            let text = text.as_deref().map(str::trim).filter(|text| !text.is_empty());
            text.map(str::to_owned)
        };
        Self {
            title: self.title.trim().to_owned(),
            tax_number: filled(&self.tax_number),
            site: filled(&self.site),
            comment: self.comment.trim().to_owned(),
        }
    }
}

/// Two contacts made one, with all that is needed to part them again (U9).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Merge {
    /// Identity.
    pub id: MergeId,
    /// The card that remains.
    pub into: ContactId,
    /// The card that went into it.
    pub from: ContactId,
    /// What stood on the remaining one before.
    pub card_before: ContactCard,
    /// The appeals that moved.
    pub appeals: Vec<AppealId>,
    /// The deals that moved.
    pub deals: Vec<DealId>,
    /// The tasks that moved.
    pub tasks: Vec<TaskId>,
    /// The documents that moved.
    #[serde(default)]
    pub documents: Vec<DocumentId>,
    /// Who did it.
    pub by: OperatorId,
    /// When.
    pub at: Timestamp,
    /// Whether it was taken back.
    #[serde(default)]
    pub is_undone: bool,
}
