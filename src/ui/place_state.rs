//! What stands in a place that has nothing to show: nothing there, or something went wrong.

use super::{Button, Icon, Look};
use leptos::prelude::*;

/// A place that is rightly empty: what will be here, and the next step.
#[component]
pub(crate) fn Empty(
    /// A picture of what is missing.
    icon: icondata_core::Icon,
    /// What is not here.
    #[prop(into)]
    title: Signal<String>,
    /// How it comes here.
    #[prop(into)]
    hint: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="place-state">
            <Icon icon />
            <p class="place-state__title">{title}</p>
            <p class="place-state__hint">{hint}</p>
        </div>
    }
}

/// Whether somebody answers at the other end; provided by whoever knows it.
#[derive(Clone, Copy)]
pub(crate) struct IsAnswered(pub(crate) Signal<bool>);

/// A place that could not be filled: why, and the way out. It is tried once more by itself when somebody answers again.
#[component]
pub(crate) fn Trouble(
    /// What failed.
    #[prop(into)]
    title: Signal<String>,
    /// Why, and what to do.
    #[prop(into)]
    hint: Signal<String>,
    /// The word on the button.
    #[prop(into)]
    again: Signal<String>,
    /// Tries once more.
    #[prop(into)]
    on_again: Callback<()>,
) -> impl IntoView {
    if let Some(IsAnswered(is_answered)) = use_context() {
        Effect::new(move |before: Option<bool>| {
            let now = is_answered.get();
            if now && before == Some(false) {
                on_again.run(());
            }
            now
        });
    }
    view! {
        <div class="place-state" role="alert">
            <Icon icon=icondata_lu::LuCircleAlert />
            <p class="place-state__title">{title}</p>
            <p class="place-state__hint">{hint}</p>
            <Button label=again on_press=on_again look=Look::Plain />
        </div>
    }
}
