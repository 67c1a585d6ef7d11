//! What follows from commands on their way, by the rules themselves (`contract::optimism`): a file of its own, for all rules
//! are a good part of what a server's desk would load, and nobody waits for them before the first command.
//!
//! Never: keeps what it foresaw; it is decided anew over whatever is confirmed.

use super::super::{Failure, Foreseen, Foresight};
use desk_contract::id::AppealId;
use desk_contract::needs::{Need, needs};
use desk_contract::optimism::Expectations;
use desk_contract::{Actor, Command, Slice};

/// All rules of the contract.
struct ByTheRules;

/// Those rules, once their file is here.
#[cfg(desk_pieces)]
#[leptos::wasm_split::wasm_split(foresight, wasm_split_path = ::leptos::wasm_split, fallible)]
pub(super) fn by_the_rules() -> Result<&'static dyn Foresight, Failure> {
    Ok(&ByTheRules)
}

/// Those rules, once their file is here.
#[cfg(not(desk_pieces))]
pub(super) async fn by_the_rules() -> Result<&'static dyn Foresight, Failure> {
    Ok(&ByTheRules)
}

impl Foresight for ByTheRules {
    fn looks_at(&self, actor: Actor, command: &Command) -> Vec<AppealId> {
        let appeal = |need| match need {
            Need::Appeal(id) | Need::Message(id, _) | Need::GuestsLike(id) => Some(id),
            _ => None,
        };
        needs(actor, command).into_iter().filter_map(appeal).collect()
    }

    fn foreseen(&self, under_way: &Expectations, confirmed: &dyn Slice) -> Foreseen {
        let shown = under_way.shown(confirmed);
        let is_other_cards = !std::ptr::eq(shown.cards(), confirmed.cards());
        let is_other_directory = !std::ptr::eq(shown.directory(), confirmed.directory());
        Foreseen {
            appeals: shown.appeals().cloned().collect(),
            cards: is_other_cards.then(|| shown.cards().clone()),
            directory: is_other_directory.then(|| shown.directory().clone()),
        }
    }
}
