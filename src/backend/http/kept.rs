//! Reading commands that lay in the store, in the file of the rules: few desks find any, and no other reads a command.
//!
//! Never: says which of them leaves; the outbox does.

use super::super::Failure;
use desk_contract::json::read;
use desk_courier::Kept;

/// The commands as they were kept. One that cannot be read is of a newer desk, and stays for it.
pub(super) async fn read_kept(texts: Vec<String>) -> Result<Vec<Kept>, Failure> {
    if texts.is_empty() { Ok(Vec::new()) } else { read_some(texts).await }
}

#[cfg(desk_pieces)]
#[leptos::wasm_split::wasm_split(foresight, wasm_split_path = ::leptos::wasm_split, fallible)]
fn read_some(texts: Vec<String>) -> Result<Vec<Kept>, Failure> {
    Ok(texts.iter().filter_map(|text| read(text).ok()).collect())
}

#[cfg(not(desk_pieces))]
async fn read_some(texts: Vec<String>) -> Result<Vec<Kept>, Failure> {
    Ok(texts.iter().filter_map(|text| read(text).ok()).collect())
}
