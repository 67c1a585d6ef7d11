//! Before a desk whose server does not answer: that it opens by itself, and what is kept meanwhile.
//!
//! Owns: when it is tried again. Never: connects.
//!
//! Always: it is tried at once when the network or the tab comes back, and later each time otherwise.

use crate::desk::pause_ms;
use crate::i18n::{tr_count, words};
use crate::ui::{Button, Icon, Look};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

/// The page.
#[component]
pub(super) fn NoLine(
    /// How many commands lie on this device.
    waiting: usize,
    /// Whether it is being tried now.
    trying: RwSignal<bool>,
    /// Tries again.
    on_again: Callback<()>,
) -> impl IntoView {
    try_by_itself(trying, on_again);
    let kept = move || (waiting > 0).then(|| tr_count!(no_line.kept, waiting));
    view! {
        <main class="page-state no-line">
            <div class="place-state" role="status">
                <Icon icon=icondata_lu::LuCloudOff />
                <h1 class="place-state__title">{words!(no_line.title)}</h1>
                <p class="place-state__hint">{words!(no_line.hint)}</p>
                <p class="no-line__kept">{kept}</p>
            </div>
            <Button label=words!(no_line.now) look=Look::Plain busy=trying on_press=on_again />
        </main>
    }
}

fn try_by_itself(trying: RwSignal<bool>, on_again: Callback<()>) {
    let again = move || {
        if !trying.get_untracked() {
            on_again.run(());
        }
    };
    let (failures, next) = (StoredValue::new(0_u32), StoredValue::new_local(None::<Timeout>));
    Effect::new(move |_| {
        let pause = (!trying.get()).then(|| {
            failures.update_value(|failures| *failures = failures.saturating_add(1));
            Timeout::new(pause_ms(failures.get_value()), again)
        });
        next.set_value(pause);
    });
    let online = window_event_listener_untyped("online", move |_| again());
    let seen = window_event_listener_untyped("visibilitychange", move |_| {
        if !document().hidden() {
            again();
        }
    });
    on_cleanup(move || {
        next.try_set_value(None);
        [online, seen].into_iter().for_each(|listener| listener.remove());
    });
}
