//! Money: whole minor units of a currency, never a fraction.
//!
//! Owns: the amount and how it is written for a machine. Never: converts, or rounds.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A currency by its three letters (ISO 4217).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Российский рубль, in kopecks.
    #[default]
    Rub,
    /// Казахстанский тенге, in tiyn.
    Kzt,
    /// Белорусский рубль, in kopecks.
    Byn,
    /// Euro, in cents.
    Eur,
    /// US dollar, in cents.
    Usd,
}

impl Currency {
    /// Every currency, in the order in which forms offer them.
    pub const ALL: [Self; 5] = [Self::Rub, Self::Kzt, Self::Byn, Self::Eur, Self::Usd];
}

/// An amount of money. Negative amounts do not exist at this desk: nobody is paid here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Money {
    /// Hundredths: every currency of [`Currency`] has two digits after its mark.
    pub minor: u64,
    /// Of what.
    pub currency: Currency,
}

/// The text is not an amount with at most two digits after its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an amount of money")]
pub struct NotAnAmount;

impl Money {
    /// So many roubles, in kopecks.
    #[must_use]
    pub fn rub(kopecks: u64) -> Self {
        Self { minor: kopecks, currency: Currency::Rub }
    }

    /// Reads what a person types: `1500`, `1 500,5`, `1500.50`.
    ///
    /// # Errors
    /// [`NotAnAmount`] for anything else, and for what is too large to be counted.
    pub fn read(typed: &str, currency: Currency) -> Result<Self, NotAnAmount> {
        let bare: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
        let (whole, part) = bare.split_once([',', '.']).unwrap_or((bare.as_str(), ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(part) || part.len() > 2 {
            return Err(NotAnAmount);
        }
        let whole = u64::from_str(whole).map_err(|_| NotAnAmount)?;
        let part = u64::from_str(&format!("{part:0<2}")).map_err(|_| NotAnAmount)?;
        let minor = whole.checked_mul(100).and_then(|minor| minor.checked_add(part)).ok_or(NotAnAmount)?;
        Ok(Self { minor, currency })
    }
}

/// As payment providers write it: `1500.50`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.minor / 100, self.minor % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_amount_is_read_as_people_type_it() {
        let read = |typed| Money::read(typed, Currency::Rub).map(|money| money.minor);
        for (typed, minor) in [
            ("0", 0),
            ("7", 700),
            ("1500", 150_000),
            ("1 500,5", 150_050),
            (" 1\u{a0}500.50 ", 150_050),
            ("0,05", 5),
            ("12.", 1_200),
        ] {
            assert_eq!(read(typed), Ok(minor), "{typed}");
        }
        for wrong in [
            "",
            " ",
            ",",
            ".5",
            "-1",
            "+5",
            "1,+5",
            "+5,00",
            "1,234",
            "1,2,3",
            "1e3",
            "сто",
            "184467440737095517",
        ] {
            assert_eq!(read(wrong), Err(NotAnAmount), "{wrong}");
        }
    }

    #[test]
    fn the_largest_amount_is_read_and_one_more_is_not() {
        let read = |typed| Money::read(typed, Currency::Usd);
        assert_eq!(read("184467440737095516.15"), Ok(Money { minor: u64::MAX, currency: Currency::Usd }));
        for too_large in ["184467440737095516.16", "184467440737095517", "18446744073709551616"] {
            assert_eq!(read(too_large), Err(NotAnAmount), "{too_large}");
        }
    }

    #[test]
    fn an_amount_is_written_with_two_digits_after_its_mark() {
        for (minor, written) in [(0, "0.00"), (5, "0.05"), (100, "1.00"), (150_050, "1500.50")] {
            assert_eq!(Money::rub(minor).to_string(), written);
        }
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_again(minor in any::<u64>()) {
            let money = Money { minor, currency: Currency::Eur };
            prop_assert_eq!(Money::read(&money.to_string(), Currency::Eur), Ok(money));
        }
    }

    #[test]
    fn a_currency_travels_by_its_three_letters() {
        assert_eq!(serde_json::to_string(&Currency::ALL).unwrap(), r#"["RUB","KZT","BYN","EUR","USD"]"#);
        assert_eq!(
            serde_json::to_string(&Money::rub(150_050)).unwrap(),
            r#"{"minor":150050,"currency":"RUB"}"#
        );
    }
}
