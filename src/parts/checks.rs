//! Choices out of the directory, as boxes to check: what there is, and the chosen ones as ids.

use desk_contract::directory::Directory;
use std::str::FromStr;

/// The groups, for a list of boxes.
pub(crate) fn group_choices(directory: &Directory) -> Vec<(String, String)> {
    directory.groups.iter().map(|group| (group.id.to_string(), group.title.clone())).collect()
}

/// Ids, as what is checked.
pub(crate) fn checked_keys<Id: ToString>(ids: &[Id]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

/// What is checked, as ids: first those that were, in their order, so that one taken out and put back is no change.
pub(crate) fn checked_ids<Id: FromStr + ToString + Copy>(stood: &[Id], keys: &[String]) -> Vec<Id> {
    let is_checked = |id: &&Id| keys.contains(&id.to_string());
    let were = checked_keys(stood);
    let added = keys.iter().filter(|key| !were.contains(key)).filter_map(|key| key.parse().ok());
    stood.iter().filter(is_checked).copied().chain(added).collect()
}
