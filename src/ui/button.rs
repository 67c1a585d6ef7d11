//! A button: what it looks like, and why it is off when it is.

use super::Icon;
use leptos::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering};

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Look {
    /// The one next step of a view.
    Primary,
    /// An ordinary action.
    #[default]
    Plain,
    /// An action in a row of them, without a border.
    Quiet,
    /// Hard to take back.
    Danger,
}

impl Look {
    /// The name that the style sheet matches.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Plain => "plain",
            Self::Quiet => "quiet",
            Self::Danger => "danger",
        }
    }
}

/// A button that says why it is off, to eye and screen reader alike (O6).
#[component]
pub(crate) fn Button(
    /// What it does, in a word or two; read out even where only the icon shows.
    #[prop(into)]
    label: Signal<String>,
    /// What happens.
    #[prop(into)]
    on_press: Callback<()>,
    /// How it looks.
    #[prop(optional)]
    look: Look,
    /// A picture before the word.
    #[prop(optional)]
    icon: Option<icondata_core::Icon>,
    /// Whether the picture stands alone; the word becomes the name and the title.
    #[prop(optional)]
    icon_alone: bool,
    /// A longer name for screen readers, beginning with the label.
    #[prop(optional)]
    name: Option<Signal<String>>,
    /// Why it may not be pressed now; `None` while it may.
    #[prop(optional, into)]
    refusal: MaybeProp<String>,
    /// Whether it is at work; it cannot be pressed a second time then.
    #[prop(optional, into)]
    busy: MaybeProp<bool>,
) -> impl IntoView {
    let is_off = move || refusal.get().is_some();
    let is_busy = move || busy.get().unwrap_or(false);
    let reason_id = format!("reason-{}", next_number());
    let described_by = {
        let reason_id = reason_id.clone();
        move || is_off().then(|| reason_id.clone())
    };
    let title = move || refusal.get().or_else(|| icon_alone.then(|| label.get()));
    let press = move |_| {
        if refusal.read_untracked().is_none() && !busy.get_untracked().unwrap_or(false) {
            on_press.run(());
        }
    };
    view! {
        <button
            type="button"
            class="button"
            data-look=look.as_str()
            data-alone=icon_alone.then_some("")
            aria-label=move || name.map(|name| name.get()).or_else(|| icon_alone.then(|| label.get()))
            aria-disabled=move || is_off().then_some("true")
            aria-busy=move || is_busy().then_some("true")
            aria-describedby=described_by
            title=title
            on:click=press
        >
            {icon.map(|icon| view! { <Icon icon /> })}
            {(!icon_alone).then(|| view! { <span class="button__label">{label}</span> })}
        </button>
        {move || refusal.get().map(|reason| view! { <span class="for-readers" id=reason_id.clone()>{reason}</span> })}
    }
}

/// Numbers for ids within the page; they only have to differ.
pub(super) fn next_number() -> u32 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}
