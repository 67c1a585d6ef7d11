//! The value chosen in a chart, above the table that it filters; its cross clears it (R7).

use super::names::{kind_name, value_name};
use crate::desk::use_desk;
use crate::i18n::{tr, words};
use crate::ui::Icon;
use desk_contract::history::GroupValue;
use leptos::prelude::*;

/// The chip, while a value is chosen.
#[component]
pub(super) fn ChosenChip(chosen: Signal<Option<GroupValue>>, on_clear: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let words_of =
        move |value| format!("{}: {}", kind_name(value), value_name(value, &desk.directory.read()));
    move || {
        chosen.get().map(|value| {
            let name = Signal::derive(move || tr!(history.clear_chosen, value = words_of(value)));
            view! {
                <button type="button" class="chosen-chip" aria-label=name title=words!(history.show_all) on:click=move |_| on_clear.run(())>
                    <span class="chosen-chip__words">{move || words_of(value)}</span>
                    <Icon icon=icondata_lu::LuX />
                </button>
            }
        })
    }
}
