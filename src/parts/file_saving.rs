//! Saving a file on the operator's device, wherever a file is shown (W2, W3).

use super::words::failure_words;
use crate::desk::use_desk;
use crate::ui::{Toast, ToastTone, Toasts, save_as};
use desk_contract::message::Attachment;
use leptos::prelude::*;

/// Whether it is at work, and what has the browser save the file; a file that cannot be had is told.
pub(crate) fn use_file_saving(file: Attachment) -> (RwSignal<bool>, Callback<()>) {
    let (desk, toasts) = (use_desk(), expect_context::<Toasts>());
    let busy = RwSignal::new(false);
    let save = move |()| {
        let file = file.clone();
        busy.set(true);
        leptos::task::spawn_local(async move {
            match desk.file_address(file.id).await {
                Ok(address) => save_as(&file.name, &address),
                Err(failure) => {
                    let text = untrack(|| failure_words(&failure));
                    toasts.say(Toast { text, tone: ToastTone::Failed, action: None });
                }
            }
            busy.try_set(false);
        });
    };
    (busy, Callback::new(save))
}
