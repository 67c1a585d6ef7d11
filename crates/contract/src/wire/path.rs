//! Paths and query strings: filling in placeholders, finding them again, and what may stand there.
//!
//! Owns: the spelling. Never: which paths there are.

use crate::json::value_of;
use serde::Serialize;
use serde_json::Value;
use std::fmt::Write;

/// A value that cannot stand in a path: empty, or with a sign other than letters of ASCII, digits, `-`, `.`, `_` and `~`
/// (RFC 3986, section 2.3). Ids and the names of kinds never have one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{value}` cannot stand in a path")]
pub struct BadSegment {
    /// The value.
    pub value: String,
}

/// The name of a segment that is a placeholder.
fn placeholder(segment: &str) -> Option<&str> {
    segment.strip_prefix('{')?.strip_suffix('}')
}

/// The names of a template's placeholders, in its order.
pub(super) fn placeholders(template: &'static str) -> impl Iterator<Item = &'static str> {
    template.split('/').filter_map(placeholder)
}

/// The template with a value in the place of each placeholder.
pub(super) fn filled(
    template: &str,
    mut value_of: impl FnMut(&str) -> Option<String>,
) -> Result<String, BadSegment> {
    let mut path = String::with_capacity(template.len() + 36);
    for segment in template.split('/').skip(1) {
        path.push('/');
        match placeholder(segment) {
            None => path.push_str(segment),
            Some(name) => {
                let value = value_of(name).unwrap_or_default();
                if value.is_empty() || !value.bytes().all(is_unreserved) {
                    return Err(BadSegment { value });
                }
                path.push_str(&value);
            }
        }
    }
    Ok(path)
}

/// What stands in the place of each placeholder; `None` where the path is none of this template.
pub(super) fn matched<'t, 'p>(template: &'t str, path: &'p str) -> Option<Vec<(&'t str, &'p str)>> {
    let mut values = Vec::new();
    let (mut wanted, mut given) = (template.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return Some(values),
            (Some(segment), Some(value)) => match placeholder(segment) {
                Some(name) if !value.is_empty() => values.push((name, value)),
                None if segment == value => {}
                _ => return None,
            },
            _ => return None,
        }
    }
}

/// A query as text, without its question mark: `place=queue&limit=50` (the URL standard's
/// `application/x-www-form-urlencoded`, which every server's library reads). What is absent is left out.
///
/// # Errors
/// When it is no flat record of texts, numbers and claims; no query of this interface is any other.
pub fn query_text(query: &impl Serialize) -> Result<String, serde_json::Error> {
    text_of(value_of(query)?)
}

/// The same for a query as a value.
fn text_of(query: Value) -> Result<String, serde_json::Error> {
    let not_flat = || <serde_json::Error as serde::ser::Error>::custom("a query is a flat record");
    let fields = match query {
        Value::Object(fields) => fields,
        Value::Null => return Ok(String::new()),
        _ => return Err(not_flat()),
    };
    let mut text = String::new();
    for (name, value) in fields {
        let value = match value {
            Value::Null => continue,
            Value::String(words) => words,
            Value::Number(number) => number.to_string(),
            Value::Bool(claim) => claim.to_string(),
            Value::Array(_) | Value::Object(_) => return Err(not_flat()),
        };
        if !text.is_empty() {
            text.push('&');
        }
        push_encoded(&mut text, &name);
        text.push('=');
        push_encoded(&mut text, &value);
    }
    Ok(text)
}

fn push_encoded(text: &mut String, words: &str) {
    for byte in words.bytes() {
        if is_unreserved(byte) {
            text.push(char::from(byte));
        } else {
            // Writing into a text does not fail.
            _ = write!(text, "%{byte:02X}");
        }
    }
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~".contains(&byte)
}
