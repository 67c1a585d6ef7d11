//! What one works with while nobody answers, fetched while somebody does.
//!
//! Owns: which pieces these are, and when. Never: makes what is in them. What needs an answer itself, as the history
//! does, is not among them.

use super::outbox;
use crate::{contacts, deals, tasks, workspace};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

/// The desk is opened and looked at first, in milliseconds.
const FIRST_MS: u32 = 8_000;

/// Fetches them a while after somebody began to answer. What is there already is not fetched again.
pub(super) fn fetch_while(is_answered: Signal<bool>) {
    let later = StoredValue::new_local(None::<Timeout>);
    Effect::new(move |_| {
        let fetch = move || leptos::task::spawn_local(fetch());
        later.set_value(is_answered.get().then(|| Timeout::new(FIRST_MS, fetch)));
    });
}

/// One after the other, what is needed first before the rest. What cannot be had now is asked for when it is shown.
async fn fetch() {
    outbox::fetch_ahead().await;
    workspace::fetch_ahead().await;
    let _ = tasks::tasks().await;
    let _ = deals::deals().await;
    let _ = contacts::contacts().await;
    let _ = contacts::organisations().await;
}
