//! A command behind a button: one press, one command, and an error is told.

use super::words::tell_error;
use crate::desk::{CommandError, use_desk};
use crate::ui::Toasts;
use desk_contract::Command;
use leptos::prelude::*;
use std::sync::Arc;

/// What a button needs that sends a command: whether it is at work, and what a press does. `command` is
/// asked at the press; `on_done` is told the same command once the backend has carried it out.
///
/// By then the part of the screen that held the button may be gone: `on_done` must hold nothing of it.
pub(crate) fn use_command(
    command: impl Fn() -> Option<Command> + Send + Sync + 'static,
    on_done: impl Fn(&Command) + Clone + Send + Sync + 'static,
) -> (RwSignal<bool>, Callback<()>) {
    let (desk, toasts) = (use_desk(), expect_context::<Toasts>());
    let on_error = move |error| tell_error(desk, toasts, &error);
    sending(Arc::new(command), Arc::new(on_done), Arc::new(on_error))
}

/// The same for whoever tells an error himself. Compiled once, whatever the command is.
pub(super) fn sending(
    command: Arc<dyn Fn() -> Option<Command> + Send + Sync>,
    on_done: Arc<dyn Fn(&Command) + Send + Sync>,
    on_error: Arc<dyn Fn(CommandError) + Send + Sync>,
) -> (RwSignal<bool>, Callback<()>) {
    let desk = use_desk();
    let busy = RwSignal::new(false);
    let send = Callback::new(move |()| {
        let Some(command) = command() else { return };
        let (on_done, on_error) = (Arc::clone(&on_done), Arc::clone(&on_error));
        busy.set(true);
        leptos::task::spawn_local(async move {
            match desk.send(command.clone()).await {
                Ok(()) => on_done(&command),
                Err(error) => on_error(error),
            }
            busy.try_set(false);
        });
    });
    (busy, send)
}
