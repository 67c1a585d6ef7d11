//! A line of a menu: what it does, a quiet word below it, and why it is off when it is (O6).

use super::Icon;
use super::button::next_number;
use leptos::prelude::*;

/// A line of a menu that does something when it is pressed.
#[component]
pub(crate) fn MenuItem(
    /// What it does.
    #[prop(into)]
    label: Signal<String>,
    /// A picture before the word.
    #[prop(optional)]
    icon: Option<icondata_core::Icon>,
    /// A mark before the word, where a picture in the colour of the text does not do.
    #[prop(optional)]
    mark: Option<AnyView>,
    /// A word below it.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// Why it may not be pressed now; `None` while it may. Stands in the place of the hint.
    #[prop(optional, into)]
    refusal: MaybeProp<String>,
    /// Whether it is at work.
    #[prop(optional, into)]
    busy: MaybeProp<bool>,
    /// What happens.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    let below = Signal::derive(move || refusal.get().or_else(|| hint.get()));
    let below_id = format!("below-{}", next_number());
    // While it is off, the word below is the reason: said after the name, not as a part of it.
    let described_by = {
        let below_id = below_id.clone();
        move || refusal.get().map(|_| below_id.clone())
    };
    let press = move |_| {
        if refusal.read_untracked().is_none() && !busy.get_untracked().unwrap_or(false) {
            on_press.run(());
        }
    };
    view! {
        <button
            type="button" class="menu-item"
            aria-disabled=move || refusal.get().map(|_| "true")
            aria-describedby=described_by
            aria-busy=move || busy.get().filter(|busy| *busy).map(|_| "true")
            on:click=press
        >
            <span class="menu-item__mark" aria-hidden="true">{icon.map(|icon| view! { <Icon icon /> })}{mark}</span>
            <span class="menu-item__label">{label}</span>
            <span class="menu-item__hint" id=below_id aria-hidden=move || refusal.get().map(|_| "true")>{below}</span>
        </button>
    }
}
