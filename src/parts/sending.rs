//! A command behind a button: one press, one command, and an error is told.

use super::words::tell_error;
use crate::desk::use_desk;
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
    send_behind(Arc::new(command), Arc::new(on_done))
}

/// Compiled once, whatever the command is.
fn send_behind(
    command: Arc<dyn Fn() -> Option<Command> + Send + Sync>,
    on_done: Arc<dyn Fn(&Command) + Send + Sync>,
) -> (RwSignal<bool>, Callback<()>) {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let busy = RwSignal::new(false);
    let send = Callback::new(move |()| {
        let Some(command) = command() else { return };
        let on_done = Arc::clone(&on_done);
        busy.set(true);
        leptos::task::spawn_local(async move {
            match desk.send(command.clone()).await {
                Ok(()) => on_done(&command),
                Err(error) => tell_error(desk, toasts, &error),
            }
            busy.try_set(false);
        });
    });
    (busy, send)
}
