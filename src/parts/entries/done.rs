//! The word that something was done to an entry, with the way to take it back.

use crate::desk::Desk;
use crate::i18n::tr;
use crate::parts::tell_error;
use crate::ui::{Toast, ToastTone, Toasts};
use desk_contract::Command;
use leptos::prelude::*;
use std::sync::Arc;

/// Says it; `undo` is the command that takes it back, where there is one.
pub(super) fn say_done(desk: Desk, toasts: Toasts, text: String, undo: Option<Command>) {
    let action = undo.map(|command| {
        let undo: Arc<dyn Fn() + Send + Sync> = Arc::new(move || {
            let command = command.clone();
            leptos::task::spawn_local(async move {
                if let Err(error) = desk.send(command).await {
                    tell_error(desk, toasts, &error);
                }
            });
        });
        (untrack(|| tr!(appeal.undo)), undo)
    });
    toasts.say(Toast { text, tone: ToastTone::Done, action });
}
