//! The choices that forms of cards share: who sees to it, and in which currency.

use crate::desk::Desk;
use crate::i18n::currency_code;
use desk_contract::money::Currency;
use leptos::prelude::*;

/// Everybody who can see to something.
pub(crate) fn assignees(desk: Desk) -> Vec<(String, String)> {
    desk.directory.read().operators.iter().map(|it| (it.id.to_string(), it.name.clone())).collect()
}

/// Every currency, by its three letters.
pub(crate) fn currencies() -> Vec<(String, String)> {
    let code = |currency| currency_code(currency).to_owned();
    Currency::ALL.into_iter().map(|it| (code(it), code(it))).collect()
}
