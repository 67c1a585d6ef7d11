//! A button that opens a dialog, for forms of several fields.

use crate::i18n::words;
use crate::ui::{Button, Dialog, DialogSize, Look};
use leptos::prelude::*;

/// The button and its dialog; the form inside closes it.
#[component]
pub(crate) fn DialogButton(
    /// What the button says; also its name where only the icon shows.
    #[prop(into)]
    label: Signal<String>,
    /// A picture before the word.
    #[prop(optional)]
    icon: Option<icondata_core::Icon>,
    /// Whether the picture stands alone.
    #[prop(optional)]
    icon_alone: bool,
    /// How the button looks.
    #[prop(optional)]
    look: Look,
    /// Why it may not be pressed now.
    #[prop(optional, into)]
    refusal: MaybeProp<String>,
    /// What the dialog is called; the button's word where nothing else is said.
    #[prop(optional, into)]
    title: Option<Signal<String>>,
    /// How wide the dialog is.
    #[prop(optional)]
    size: DialogSize,
    /// What stands in it; call the given function to close it.
    content: impl Fn(Callback<()>) -> AnyView + Send + Sync + 'static,
) -> impl IntoView {
    let open = RwSignal::new(false);
    // A form may be gone by the time the answer comes that closes it.
    let close = Callback::new(move |()| _ = open.try_set(false));
    let button = match icon {
        Some(icon) => {
            view! { <Button label icon icon_alone look refusal on_press=move |()| open.set(true) /> }
                .into_any()
        }
        None => view! { <Button label look refusal on_press=move |()| open.set(true) /> }.into_any(),
    };
    view! {
        {button}
        <Dialog title=title.unwrap_or(label) open size close=words!(card.close) content=move || content(close) />
    }
}
