//! The desk in a CRM's frame: its talk with the page around it (E2).
//!
//! Owns: who may talk, the one place that posts to that page, and what each of its requests does here. Never: what a
//! message is, which is `contract::frame`; or a rule: what the page asks for is asked of the rules as a press would be.
//!
//! Always: only whose origin is listed is heard, and told anything; only the page right around the desk, and on the window
//! only its greeting. Whoever is in no frame, or lists nobody, loads none of it.
//!
//! Start at [`InFrame`], which is all of it that is loaded at once; then `line`, then `asked` and `telling`.
//! `docs/embedding.md` is the reference for whoever writes that page.

mod asked;
mod dial;
mod height;
mod line;
mod seated;
mod telling;

use crate::desk::{Desk, Door, pause_ms};
use crate::ui::{Made, piece};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use seated::{Seated, SeatedProps};

/// The origins whose pages may talk with the desk; provided at the root.
#[derive(Clone, Copy)]
pub(crate) struct Hosts(pub(crate) StoredValue<Vec<String>>);

/// Where the operator is.
#[derive(Clone, Copy)]
pub(crate) enum Seat {
    /// At the door; told when he is in.
    Door(Door, Callback<()>),
    /// At his desk.
    Desk(Desk),
}

piece!(seated in embed = Seated(SeatedProps));

/// Talks with the page around the desk, where one is and may.
#[component]
pub(crate) fn InFrame(seat: Seat) -> impl IntoView {
    let Hosts(hosts) = expect_context();
    let here = RwSignal::new(None::<Made<SeatedProps>>);
    if is_framed() && hosts.with_value(|hosts| !hosts.is_empty()) {
        leptos::task::spawn_local(async move {
            let mut failures = 0;
            loop {
                match seated().await {
                    Ok(made) => {
                        here.try_set(Some(made));
                        break;
                    }
                    Err(_) => failures += 1,
                }
                TimeoutFuture::new(pause_ms(failures)).await;
            }
        });
    }
    move || here.get().map(|made| untrack(|| made(SeatedProps { seat, hosts: hosts.get_value() })))
}

/// Whether a page is around this one.
fn is_framed() -> bool {
    window().parent().ok().flatten().is_some_and(|around| around != window())
}
