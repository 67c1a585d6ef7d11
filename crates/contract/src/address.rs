//! Where a client can be reached: a telephone number, an account in a messenger, a mail box, or
//! just the browser that shows the site's chat.
//!
//! Owns: the shape of an address and what is shown for a client (R10). Never: checks that it exists.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A telephone number in E.164: a plus and eight to fifteen digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PhoneNumber(String);

/// The text is not a number in E.164.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a telephone number in E.164")]
pub struct NotAPhoneNumber;

impl PhoneNumber {
    /// The number as it travels: `+79161234567`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number in groups that an eye can read: `+7 916 123-45-67` for Russia and Kazakhstan,
    /// as it is elsewhere.
    #[must_use]
    pub fn grouped(&self) -> String {
        let digits = self.0.strip_prefix("+7").filter(|rest| rest.len() == 10);
        let parts = digits.and_then(|d| Some((d.get(0..3)?, d.get(3..6)?, d.get(6..8)?, d.get(8..10)?)));
        match parts {
            Some((code, three, two, last)) => format!("+7 {code} {three}-{two}-{last}"),
            None => self.0.clone(),
        }
    }
}

impl FromStr for PhoneNumber {
    type Err = NotAPhoneNumber;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix('+').ok_or(NotAPhoneNumber)?;
        let plausible = (8..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        if plausible { Ok(Self(text.to_owned())) } else { Err(NotAPhoneNumber) }
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = NotAPhoneNumber;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<PhoneNumber> for String {
    fn from(number: PhoneNumber) -> Self {
        number.0
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where the client of an appeal writes or calls from.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Address {
    /// A telephone number: calls and SMS, WhatsApp and Viber too.
    Phone {
        /// The number in E.164.
        number: PhoneNumber,
    },
    /// An account in a messenger or a social network.
    Account {
        /// The account's own name, as the messenger shows it.
        name: String,
    },
    /// A mail box.
    Mail {
        /// The address, as the sender wrote it.
        address: String,
    },
    /// A visitor of the site who has told nothing of himself.
    Visitor,
}

impl Address {
    /// The address as words, where it has any.
    #[must_use]
    pub fn shown(&self) -> Option<String> {
        match self {
            Self::Phone { number } => Some(number.grouped()),
            Self::Account { name } => Some(name.clone()),
            Self::Mail { address } => Some(address.clone()),
            Self::Visitor => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_e164_or_nothing() {
        for good in ["+79161234567", "+4915112345678", "+12345678"] {
            assert_eq!(good.parse::<PhoneNumber>().map(String::from), Ok(good.to_owned()));
        }
        for bad in ["", "+", "79161234567", "+0123456789", "+7916", "+7916123456x", "+1234567890123456"] {
            assert_eq!(bad.parse::<PhoneNumber>(), Err(NotAPhoneNumber), "{bad}");
        }
        assert!(serde_json::from_str::<PhoneNumber>("\"8916\"").is_err());
    }

    #[test]
    fn a_russian_number_is_shown_in_groups() {
        assert_eq!("+79161234567".parse::<PhoneNumber>().unwrap().grouped(), "+7 916 123-45-67");
        assert_eq!("+4915112345678".parse::<PhoneNumber>().unwrap().grouped(), "+4915112345678");
    }

    #[test]
    fn an_address_is_shown_as_a_person_would_say_it() {
        let number = "+79161234567".parse().unwrap();
        assert_eq!(Address::Phone { number }.shown().as_deref(), Some("+7 916 123-45-67"));
        let name = "@kotova".to_owned();
        assert_eq!(Address::Account { name }.shown().as_deref(), Some("@kotova"));
        let address = "kotova@example.org".to_owned();
        assert_eq!(Address::Mail { address }.shown().as_deref(), Some("kotova@example.org"));
        assert_eq!(Address::Visitor.shown(), None);
    }
}
