//! A dialog over the page: on the platform's own `<dialog>`, which keeps the focus inside, closes on Escape and
//! gives the focus back.
//!
//! For several fields at once; menus do for the rest. A press beside it does not close it: what was typed would go.

use super::button::next_number;
use super::{Button, Look};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// How wide a dialog is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DialogSize {
    /// For a few fields one below the other.
    #[default]
    Narrow,
    /// For a text to write, or two things side by side.
    Wide,
    /// For something to look at.
    Full,
}

/// A dialog; its content is made when it opens and gone when it closes.
#[component]
pub(crate) fn Dialog(
    /// What it is for; also its name for screen readers.
    #[prop(into)]
    title: Signal<String>,
    /// Whether it is open; set to false when it was closed.
    open: RwSignal<bool>,
    /// How wide it is.
    #[prop(optional)]
    size: DialogSize,
    /// The word on the cross.
    #[prop(into)]
    close: Signal<String>,
    /// What stands in it.
    content: impl Fn() -> AnyView + Send + Sync + 'static,
) -> impl IntoView {
    dialog((title, close), open, size, Arc::new(content))
}

/// Compiled once, whatever stands in it.
fn dialog(
    (title, close): (Signal<String>, Signal<String>),
    open: RwSignal<bool>,
    size: DialogSize,
    content: Arc<dyn Fn() -> AnyView + Send + Sync>,
) -> AnyView {
    let element = NodeRef::<html::Dialog>::new();
    let named_by = format!("dialog-{}", next_number());
    let title_id = named_by.clone();
    Effect::new(move |_| {
        let Some(dialog) = element.get() else { return };
        // A dialog that is shown already refuses to be shown again, which is what was wanted.
        match open.get() {
            true if !dialog.open() => _ = dialog.show_modal(),
            false if dialog.open() => dialog.close(),
            _ => {}
        }
    });
    let size = match size {
        DialogSize::Narrow => "narrow",
        DialogSize::Wide => "wide",
        DialogSize::Full => "full",
    };
    view! {
        <dialog class="dialog" data-size=size node_ref=element aria-labelledby=named_by on:close=move |_| open.set(false)>
            {move || open.get().then(|| view! {
                <header class="dialog__head">
                    <h2 class="dialog__title" id=title_id.clone()>{title}</h2>
                    <Button label=close icon=icondata_lu::LuX icon_alone=true look=Look::Quiet on_press=move |()| open.set(false) />
                </header>
                <div class="dialog__body">{content()}</div>
            })}
        </dialog>
    }
    .into_any()
}
