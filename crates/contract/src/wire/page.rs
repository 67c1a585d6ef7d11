//! Pages: how long lists travel, a piece at a time.
//!
//! Owns: the piece, where the next begins, and how long a piece may be. Never: what a cursor means; only the
//! backend that made one can read it.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A piece of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "PageOf{T}"))]
pub struct Page<T> {
    /// In the order of the list.
    pub items: Vec<T>,
    /// Where the next piece begins; none at the end.
    pub next_cursor: Option<Cursor>,
}

impl<T> Default for Page<T> {
    /// The list has nothing.
    fn default() -> Self {
        Self { items: Vec::new(), next_cursor: None }
    }
}

/// Where a piece begins. Whoever gets one hands it back as it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(extend("pattern" = "^[A-Za-z0-9_-]{1,512}$"))
)]
#[serde(try_from = "String", into = "String")]
pub struct Cursor(String);

/// Not a cursor that a backend of this interface makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor: 1 to {} letters, digits, `-` and `_`", Cursor::LONGEST)]
pub struct BadCursor;

impl Cursor {
    /// The most characters of one, so that it fits into any address.
    pub const LONGEST: usize = 512;

    /// A cursor that holds these bytes, which are nobody's business but its maker's; `None` where
    /// there are none or more than half of [`Self::LONGEST`].
    #[must_use]
    pub fn holding(bytes: &[u8]) -> Option<Self> {
        let digit = |four: u8| char::from_digit(u32::from(four), 16);
        let digits: Option<String> =
            bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(digit).collect();
        digits?.parse().ok()
    }

    /// The bytes it was made to hold; `None` for one that was made otherwise.
    #[must_use]
    pub fn held(&self) -> Option<Vec<u8>> {
        let mut digits = self.0.chars().map(|digit| u8::try_from(digit.to_digit(16)?).ok());
        let mut bytes = Vec::new();
        while let Some(high) = digits.next() {
            bytes.push(high? << 4 | digits.next()??);
        }
        Some(bytes)
    }

    /// The cursor of a list in which any place can be asked for at once, as in the history's table, that one may scroll
    /// to its middle: eight hexadecimal digits, the number of the row from 0 on.
    #[must_use]
    pub fn at(place: u32) -> Self {
        Self(format!("{place:08x}"))
    }

    /// The place that [`Self::at`] was given.
    #[must_use]
    pub fn place(&self) -> Option<u32> {
        Some(u32::from_be_bytes(self.held()?.try_into().ok()?))
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Cursor {
    type Err = BadCursor;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_good = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        let is_right = (1..=Self::LONGEST).contains(&text.len()) && text.bytes().all(is_good);
        if is_right { Ok(Self(text.to_owned())) } else { Err(BadCursor) }
    }
}

impl TryFrom<String> for Cursor {
    type Error = BadCursor;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Cursor> for String {
    fn from(cursor: Cursor) -> Self {
        cursor.0
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The most items that a piece shall have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(extend("minimum" = 1, "maximum" = 200, "default" = 50))
)]
#[serde(try_from = "u16", into = "u16")]
pub struct Limit(u16);

/// No piece is so long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a piece has 1 to {} items", Limit::MOST.0)]
pub struct BadLimit;

impl Limit {
    /// The longest piece.
    pub const MOST: Self = Self(200);

    /// How many items.
    #[must_use]
    pub fn get(self) -> u16 {
        self.0
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(50)
    }
}

impl TryFrom<u16> for Limit {
    type Error = BadLimit;

    fn try_from(items: u16) -> Result<Self, Self::Error> {
        if (1..=Self::MOST.0).contains(&items) { Ok(Self(items)) } else { Err(BadLimit) }
    }
}

impl From<Limit> for u16 {
    fn from(limit: Limit) -> Self {
        limit.0
    }
}
