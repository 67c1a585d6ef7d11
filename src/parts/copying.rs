//! A button that puts words on the clipboard, and says that they are there.

use crate::i18n::{tr, words};
use crate::ui::{Button, Look, Toast, ToastTone, Toasts};
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Puts words on the clipboard and says so, or that it could not be done.
pub(crate) fn copy_words(toasts: Toasts, text: String) {
    leptos::task::spawn_local(async move {
        let written = JsFuture::from(window().navigator().clipboard().write_text(&text)).await;
        let (text, tone) = untrack(|| match written {
            Ok(_) => (tr!(card.copied), ToastTone::Done),
            Err(_) => (tr!(card.not_copied), ToastTone::Failed),
        });
        toasts.say(Toast { text, tone, action: None });
    });
}

/// The button, as an icon.
#[component]
pub(crate) fn CopyButton(
    /// What is copied.
    text: String,
) -> impl IntoView {
    let toasts = expect_context::<Toasts>();
    let shown = text.clone();
    let copy = move |()| copy_words(toasts, text.clone());
    view! {
        <span class="copy">
            <Button label=words!(card.copy, what = shown.clone()) icon=icondata_lu::LuCopy icon_alone=true look=Look::Quiet on_press=copy />
        </span>
    }
}
