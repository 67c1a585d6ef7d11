//! Between the contract's types and columns: JSON, moments, ids, keys.

use crate::failure::Failure;
use desk_contract::Timestamp;
use desk_contract::address::Address;
use desk_contract::channel::Channel;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A record as it is kept.
pub(super) fn body(record: &impl Serialize) -> Result<String, Failure> {
    Ok(serde_json::to_string(record)?)
}

/// A record that was kept.
pub(super) fn read<T: DeserializeOwned>(body: &str) -> Result<T, Failure> {
    Ok(serde_json::from_str(body)?)
}

/// Records that were kept.
pub(super) fn read_all<T: DeserializeOwned>(bodies: Vec<String>) -> Result<Vec<T>, Failure> {
    bodies.iter().map(|body| read(body)).collect()
}

/// A choice without fields, by its name on the wire.
pub(super) fn name(choice: impl Serialize) -> Result<String, Failure> {
    let told = serde_json::to_value(choice)?;
    Ok(told.as_str().unwrap_or_default().to_owned())
}

/// A moment as a column: microseconds.
pub(super) fn moment(at: Timestamp) -> i64 {
    at.timestamp_micros()
}

/// A count as a column. None that we keep comes near the end of either.
pub(super) fn column(whole: u64) -> i64 {
    i64::try_from(whole).unwrap_or(i64::MAX)
}

/// A count from a column.
pub(super) fn whole(column: i64) -> u64 {
    u64::try_from(column).unwrap_or_default()
}

/// A place where clients come from, as one text: two are the same place if and only if their keys are.
pub(super) fn place(channel: Channel, address: &Address) -> Result<String, Failure> {
    Ok(match address {
        Address::Phone { number } => format!("phone:{}", number.as_str()),
        Address::Mail { address } => format!("mail:{}", address.to_lowercase()),
        Address::Account { id, .. } => format!("account:{}:{id}", name(channel)?),
        Address::Visitor { id } => format!("visitor:{}:{id}", name(channel)?),
    })
}
