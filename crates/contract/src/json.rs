//! JSON read and written by one source each, so that a module for the browser holds the code of every type once.
//!
//! Owns: the way from a text to a value and back. Never: says where in a text a mistake stands; `serde_json` does, for a server.
//!
//! What a derive makes is compiled anew for each kind of source and of sink. A text is first read as a [`Value`], and every type
//! from that; a value is made of the text that a type writes. Either walks twice over what is a few kilobytes
//! (docs/decisions/0021).

use crate::Timestamp;
use crate::named::Plain;
use chrono::{NaiveDate, TimeDelta};
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Error, Value};

/// What a text says.
///
/// # Errors
/// When it is no JSON, or not of that shape.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    read_value(&serde_json::from_str(text)?)
}

/// What a value says.
///
/// # Errors
/// When it is not of that shape.
pub fn read_value<T: DeserializeOwned>(value: &Value) -> Result<T, Error> {
    T::deserialize(Plain(value))
}

/// What a value says in one of its fields. One that is not there is read as nothing, where nothing will do.
///
/// # Errors
/// When it is not of that shape, or is missing.
pub(crate) fn field<T: DeserializeOwned>(value: &Value, name: &'static str) -> Result<T, Error> {
    match value.get(name) {
        Some(field) => read_value(field),
        None => read_value(&Value::Null).map_err(|_| Error::missing_field(name)),
    }
}

/// A moment as RFC 3339 writes it, in less code than `chrono` has for every way in which people write one.
///
/// # Errors
/// When it is no such moment.
pub(crate) fn read_moment<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    let text = String::deserialize(deserializer)?;
    moment(&text).ok_or_else(|| D::Error::custom("no moment of RFC 3339"))
}

/// The moment that a text names: `2026-11-27T09:30:00.123Z`, or with an offset in the place of the `Z`.
fn moment(text: &str) -> Option<Timestamp> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let signs = [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")];
    if signs.iter().any(|(place, sign)| text.get(*place..place + 1) != Some(*sign)) {
        return None;
    }
    let day = NaiveDate::from_ymd_opt(text.get(0..4)?.parse().ok()?, number(5, 7)?, number(8, 10)?)?;
    let mut rest = text.get(19..)?;
    let mut nanos = 0;
    if let Some(fraction) = rest.strip_prefix('.') {
        let digits = fraction.find(|sign: char| !sign.is_ascii_digit())?;
        let places = u32::try_from(digits.min(9)).ok().filter(|places| *places > 0)?;
        nanos = fraction.get(..digits.min(9))?.parse::<u32>().ok()? * 10_u32.pow(9 - places);
        rest = fraction.get(digits..)?;
    }
    let ahead = match (rest, rest.get(..1)?) {
        ("Z", _) => 0,
        (_, sign @ ("+" | "-")) if rest.len() == 6 && rest.get(3..4) == Some(":") => {
            let (hours, minutes) =
                (rest.get(1..3)?.parse::<i64>().ok()?, rest.get(4..6)?.parse::<i64>().ok()?);
            (hours * 60 + minutes) * if sign == "-" { -1 } else { 1 }
        }
        _ => return None,
    };
    let local = day.and_hms_nano_opt(number(11, 13)?, number(14, 16)?, number(17, 19)?, nanos)?;
    local.and_utc().checked_sub_signed(TimeDelta::minutes(ahead))
}

/// The value as which something is told.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn value_of(told: &impl Serialize) -> Result<Value, Error> {
    serde_json::from_str(&serde_json::to_string(told)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Utc};

    #[test]
    fn a_moment_is_read_as_chrono_reads_it() {
        for text in [
            "2026-11-27T09:30:00Z",
            "2026-11-27T09:30:00.5Z",
            "2026-11-27T09:30:00.123456789Z",
            "2026-11-27T09:30:00.1234567891Z",
            "2024-02-29T23:59:59+03:00",
            "2024-03-01T00:00:00.001-05:30",
            "1970-01-01T00:00:00+00:00",
        ] {
            let expected = DateTime::parse_from_rfc3339(text).unwrap().with_timezone(&Utc);
            assert_eq!(moment(text), Some(expected), "{text}");
        }
        for text in [
            "",
            "2026-11-27",
            "2026-11-27T09:30:00",
            "2026-11-27T09:30:00.Z",
            "2026-11-27T09:30:00.5",
            "2025-02-29T00:00:00Z",
            "2026-11-27T24:00:00Z",
            "2026-11-27T09:30:00+0300",
            "2026-11-27T09:30:00 03:00",
            "2026-11-27T09:30:00Zz",
            "вчера, в половине десятого",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }

    #[test]
    fn what_may_be_missing_is_read_as_nothing_and_what_may_not_is_told() {
        let told = serde_json::json!({"a": 1});
        assert_eq!(field::<u8>(&told, "a").ok(), Some(1));
        assert_eq!(field::<Option<u8>>(&told, "b").ok(), Some(None));
        assert_eq!(
            field::<u8>(&told, "b").map_err(|error| error.to_string()),
            Err("missing field `b`".to_owned())
        );
    }
}
