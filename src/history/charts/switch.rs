//! Which of the charts is seen where there is room for one only; the style sheet says where that is.

use super::measure::Measure;
use crate::i18n::words;
use leptos::prelude::*;

/// One of three, chosen as among radio buttons: arrows go from one to the next.
#[component]
pub(super) fn Switch(seen: RwSignal<Measure>) -> impl IntoView {
    let one = |measure: Measure| {
        view! {
            <label class="charts__choice">
                <input
                    type="radio" name="chart-seen" aria-label=move || measure.title()
                    prop:checked=move || seen.get() == measure on:change=move |_| seen.set(measure)
                />
                <span aria-hidden="true">{move || measure.short()}</span>
            </label>
        }
    };
    view! {
        <div class="charts__switch" role="radiogroup" aria-label=words!(charts.which)>
            {Measure::ALL.map(one).collect_view()}
        </div>
    }
}
