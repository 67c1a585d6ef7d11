//! Where a client can be reached: a telephone number, an account in a messenger, a mail box, or
//! just the browser that shows the site's chat.
//!
//! Owns: the shape of an address and what is shown for a client (R10). Never: checks that it exists.

use crate::phone::PhoneNumber;
use serde::{Deserialize, Serialize};

/// Where the client of an appeal writes or calls from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Address {
    /// A telephone number: calls and SMS, WhatsApp and Viber too.
    Phone {
        /// The number in E.164.
        number: PhoneNumber,
    },
    /// An account in a messenger or a social network.
    Account {
        /// What the messenger knows it by; stays when the name changes.
        id: String,
        /// Its name, where the messenger tells it.
        name: Option<String>,
    },
    /// A mail box.
    Mail {
        /// The address, as the sender wrote it.
        address: String,
    },
    /// A visitor of the site who has told nothing of himself.
    Visitor {
        /// What the widget knows his browser by.
        id: String,
    },
}

impl Address {
    /// The address as words, where it has any.
    #[must_use]
    pub fn shown(&self) -> Option<String> {
        match self {
            Self::Phone { number } => Some(number.grouped()),
            Self::Account { name, .. } => name.clone(),
            Self::Mail { address } => Some(address.clone()),
            Self::Visitor { .. } => None,
        }
    }

    /// Whether both are the same place, whatever the messenger calls it by now and however a mail box
    /// is spelled.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Phone { number: one }, Self::Phone { number: two }) => one == two,
            (Self::Account { id: one, .. }, Self::Account { id: two, .. })
            | (Self::Visitor { id: one }, Self::Visitor { id: two }) => one == two,
            (Self::Mail { address: one }, Self::Mail { address: two }) => {
                one.to_lowercase() == two.to_lowercase()
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_shown_as_a_person_would_say_it() {
        let number = "+79161234567".parse().unwrap();
        assert_eq!(Address::Phone { number }.shown().as_deref(), Some("+7 916 123-45-67"));
        let account =
            |name: Option<&str>| Address::Account { id: "7".to_owned(), name: name.map(str::to_owned) };
        assert_eq!(account(Some("@kotova")).shown().as_deref(), Some("@kotova"));
        assert_eq!(account(None).shown(), None, "an account's number tells a person nothing");
        let address = "kotova@example.org".to_owned();
        assert_eq!(Address::Mail { address }.shown().as_deref(), Some("kotova@example.org"));
        assert_eq!(Address::Visitor { id: "7".to_owned() }.shown(), None);
    }

    #[test]
    fn a_place_is_the_same_under_another_name_or_spelling() {
        let account =
            |id: &str, name: &str| Address::Account { id: id.to_owned(), name: Some(name.to_owned()) };
        let mail = |address: &str| Address::Mail { address: address.to_owned() };
        let phone = |number: &str| Address::Phone { number: number.parse().unwrap() };
        let visitor = |id: &str| Address::Visitor { id: id.to_owned() };
        for (one, two) in [
            (account("7", "@kotova"), account("7", "@maria")),
            (mail("Kotova@Example.org"), mail("kotova@example.org")),
            (phone("+79161234567"), phone("+79161234567")),
            (visitor("7"), visitor("7")),
        ] {
            assert!(one.is_same(&two), "{one:?} {two:?}");
        }
        let others = [account("8", "@kotova"), mail("k@example.org"), phone("+79161234568"), visitor("8")];
        for (place, one) in others.iter().enumerate() {
            for (other, two) in others.iter().enumerate() {
                assert_eq!(one.is_same(two), place == other, "{one:?} {two:?}");
            }
        }
        assert!(!visitor("7").is_same(&account("7", "7")), "two ids of different kinds");
    }
}
