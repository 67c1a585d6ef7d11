//! Keys that work anywhere on the desk: the palette by Ctrl+K, the list of keys by `?`, one key an action (U6).
//!
//! Owns: which key presses are shortcuts and which are somebody's typing. Never: what an action does.
//!
//! Always: by the key's place, whatever layout is on; never a key that browsers take, but Ctrl+K, which they leave
//! to the page; and none while a field has the focus: Escape leaves it.

use super::palette::Palette;
use crate::desk::{Keepsake, keep, kept};
use crate::i18n::words;
use crate::parts::Actions;
use crate::ui::{CheckField, Dialog, Piece, piece};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// Listens to the keys of the whole page, and shows the palette and the list of keys.
#[component]
pub(super) fn Shortcuts() -> impl IntoView {
    let actions = expect_context::<Actions>();
    let (palette, list) = (RwSignal::new(false), RwSignal::new(false));
    let are_on = RwSignal::new(kept(Keepsake::Shortcuts).as_deref() != Some("off"));
    Effect::new(move |before: Option<()>| {
        let word = if are_on.get() { "on" } else { "off" };
        if before.is_some() {
            keep(Keepsake::Shortcuts, word);
        }
    });
    let heard = window_event_listener(leptos::ev::keydown, move |event| {
        if event.default_prevented() || event.is_composing() {
            return;
        }
        match press(&event, are_on.get_untracked()) {
            Press::Palette => palette.update(|open| *open = !*open),
            Press::List => list.set(true),
            Press::LeaveField(field) => {
                // A field that is gone has no focus to lose.
                let _ = field.blur();
                return;
            }
            Press::Key(code) => match actions.at_key(&code) {
                Some(action) if action.refusal.get_untracked().is_none() => action.run.run(()),
                _ => return,
            },
            Press::Typing => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || heard.remove());
    view! {
        <Palette open=palette list />
        <Dialog
            title=words!(keys.title) open=list close=words!(trouble.dismiss)
            content=move || view! { <KeyList actions are_on /> }.into_any()
        />
    }
}

/// What a key press is.
enum Press {
    Palette,
    List,
    LeaveField(HtmlElement),
    Key(String),
    Typing,
}

fn press(event: &KeyboardEvent, are_on: bool) -> Press {
    let (ctrl, code) = (event.ctrl_key() || event.meta_key(), event.code());
    if ctrl && !event.alt_key() && !event.shift_key() && code == "KeyK" {
        return Press::Palette;
    }
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    if let Some(field) = target.filter(|element| is_field(element)) {
        let leaves = code == "Escape" && field.closest("dialog, [popover]").ok().flatten().is_none();
        return if leaves { Press::LeaveField(field) } else { Press::Typing };
    }
    if ctrl || event.alt_key() || !are_on || is_covered() {
        return Press::Typing;
    }
    // The question mark stands elsewhere on the Russian layout; either place will do.
    let asks = event.key() == "?" || (code == "Slash" && event.shift_key());
    match code.as_str() {
        _ if asks => Press::List,
        _ if event.shift_key() => Press::Typing,
        _ => Press::Key(code),
    }
}

/// Whether letters go into it.
fn is_field(element: &Element) -> bool {
    element.closest("input, textarea, select, [contenteditable='true']").ok().flatten().is_some()
}

/// Whether a dialog lies over the desk; its keys are its own.
fn is_covered() -> bool {
    document().query_selector("dialog[open], [popover]:popover-open").ok().flatten().is_some()
}

#[component]
fn KeyList(actions: Actions, are_on: RwSignal<bool>) -> impl IntoView {
    view! { <Piece load=key_list props=AllKeysProps { actions, are_on } /> }
}

piece!(key_list in forms = AllKeys(AllKeysProps));

#[component]
fn AllKeys(actions: Actions, are_on: RwSignal<bool>) -> impl IntoView {
    let line = |keys: &'static str, label: Signal<String>| {
        view! {
            <div class="keys__line"><dt>{label}</dt><dd><kbd>{keys}</kbd></dd></div>
        }
    };
    let own = move || {
        let all = actions.all();
        let with_key = all.into_iter().filter_map(|action| Some((action.shortcut?, action.label)));
        with_key.map(|(key, label)| line(key.shown, label)).collect_view()
    };
    view! {
        <dl class="keys">
            {line("Ctrl K", words!(keys.palette))}
            {line("?", words!(keys.list))}
            {line("Esc", words!(keys.leave))}
            {line("Enter", words!(keys.send))}
            {line("Shift Enter", words!(keys.new_line))}
            {own}
        </dl>
        <CheckField label=words!(keys.are_on) value=are_on />
    }
}
