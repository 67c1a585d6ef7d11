//! A slider: how much of something, from nothing to all.

use super::button::next_number;
use leptos::prelude::*;

/// How much, in percent.
#[component]
pub(crate) fn Slider(
    /// Of what.
    #[prop(into)]
    label: Signal<String>,
    /// How much now, 0 to 100.
    #[prop(into)]
    value: Signal<u8>,
    /// Told each step of the hand.
    #[prop(into)]
    on_move: Callback<u8>,
) -> impl IntoView {
    let id = format!("slider-{}", next_number());
    let moved = move |text: String| {
        if let Ok(percent) = text.parse() {
            on_move.run(percent);
        }
    };
    view! {
        <div class="slider">
            <label class="field__label" for=id.clone()>{label}</label>
            <input
                class="slider__input" id=id type="range" min="0" max="100" step="5" prop:value=move || value.get().to_string()
                on:input:target=move |event| moved(event.target().value())
            />
            <span class="slider__value">{move || format!("{} %", value.get())}</span>
        </div>
    }
}
