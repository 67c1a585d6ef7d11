//! JSON read and written by one source each, so that a module for the browser holds the code of every type once.
//!
//! Owns: the way from a text to a value and back. Never: says where in a text a mistake stands; `serde_json` does, for a server.
//!
//! What a derive makes is compiled anew for each kind of source and of sink. A text is first read as a [`Value`], and every type
//! from that; a value is made of the text that a type writes. Either walks twice over what is a few kilobytes
//! (docs/decisions/0021).

use crate::named::Plain;
use serde::Serialize;
use serde::de::DeserializeOwned;
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
        None => read_value(&Value::Null).map_err(|_| serde::de::Error::missing_field(name)),
    }
}

/// The value as which something is told.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn value_of(told: &impl Serialize) -> Result<Value, Error> {
    serde_json::from_str(&serde_json::to_string(told)?)
}
