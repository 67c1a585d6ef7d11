//! Any of several: a box for each.

use leptos::prelude::*;

/// Any of several, under one name.
#[component]
pub(crate) fn CheckList(
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// What there is: what it is known by, and what the operator reads.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// What the chosen ones are known by, in the order in which they were chosen.
    value: RwSignal<Vec<String>>,
    /// A word below them.
    #[prop(optional, into)]
    hint: MaybeProp<String>,
) -> impl IntoView {
    let one = move |(key, words): (String, String)| {
        let (known, chosen) = (key.clone(), key);
        let is_chosen = move || value.read().contains(&known);
        let choose = move |is_on: bool| {
            value.update(|value| {
                value.retain(|other| *other != chosen);
                if is_on {
                    value.push(chosen.clone());
                }
            });
        };
        view! {
            <label class="choice">
                <input type="checkbox" prop:checked=is_chosen on:change:target=move |event| choose(event.target().checked()) />
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <fieldset class="check-list">
            <legend class="field__label">{label}</legend>
            <div class="check-list__options">
                {move || options.get().into_iter().map(one).collect_view()}
            </div>
            <p class="field__note">{move || hint.get()}</p>
        </fieldset>
    }
}
