//! One of a few, all seen at once.

use super::button::next_number;
use leptos::prelude::*;

/// One of a few, under one name.
#[component]
pub(crate) fn RadioList(
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// What there is: what it is known by, and what the operator reads.
    #[prop(into)]
    options: Signal<Vec<(&'static str, String)>>,
    /// What the chosen one is known by.
    #[prop(into)]
    value: Signal<&'static str>,
    /// Told what was chosen.
    #[prop(into)]
    on_choose: Callback<&'static str>,
) -> impl IntoView {
    let name = format!("radio-{}", next_number());
    let one = move |(key, words): (&'static str, String)| {
        view! {
            <label class="choice">
                <input type="radio" name=name.clone() prop:checked=move || value.get() == key on:change=move |_| on_choose.run(key) />
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <fieldset class="check-list">
            <legend class="field__label">{label}</legend>
            <div class="check-list__options" data-few="">
                {move || options.get().into_iter().map(one.clone()).collect_view()}
            </div>
        </fieldset>
    }
}
