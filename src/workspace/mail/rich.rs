//! The field in which a letter is written: text with a little shape, in the browser's own editing.
//!
//! Owns: what goes in and out of the field; both are made harmless. Never: what is sent.

use crate::i18n::words;
use crate::parts::Harmless;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ClipboardEvent, KeyboardEvent};

/// The field by its node.
pub(super) type Body = NodeRef<html::Div>;

/// Does an editing command of the browser where the cursor is. It is an old interface, and still the only one that
/// every browser has and that its own undo knows.
pub(super) fn edit(command: &str, value: &str) {
    let page = document();
    let found = js_sys::Reflect::get(&page, &JsValue::from_str("execCommand")).ok();
    if let Some(function) = found.and_then(|found| found.dyn_into::<js_sys::Function>().ok()) {
        // A browser without the command leaves the words as they are.
        let _ =
            function.call3(&page, &JsValue::from_str(command), &JsValue::FALSE, &JsValue::from_str(value));
    }
}

/// Whether the words at the cursor have that shape.
pub(super) fn has_shape(command: &str) -> bool {
    let page = document();
    let found = js_sys::Reflect::get(&page, &JsValue::from_str("queryCommandState")).ok();
    let function = found.and_then(|found| found.dyn_into::<js_sys::Function>().ok());
    let state = function.and_then(|it| it.call1(&page, &JsValue::from_str(command)).ok());
    state.is_some_and(|it| it.is_truthy())
}

#[component]
pub(super) fn RichField(
    body: Body,
    /// The letter's words; another device may change them.
    html: Signal<String>,
    on_write: Callback<String>,
    on_send: Callback<()>,
    on_paste: Callback<ClipboardEvent>,
    /// Told when the cursor may stand in words of another shape.
    on_move: Callback<()>,
) -> impl IntoView {
    let written = StoredValue::new(String::new());
    Effect::new(move |_| {
        let Some(element) = body.get() else { return };
        let wanted = html.get();
        // What was just typed here stands here already: putting it again would move the cursor.
        if written.get_value() != wanted || !element.has_child_nodes() {
            let harmless = Harmless::of(&wanted);
            harmless.put_into(&element);
            written.set_value(harmless.as_str().to_owned());
        }
    });
    let is_blank = Memo::new(move |_| desk_contract::mail_html::plain(&html.read()).is_empty());
    let typed = move |_| {
        let Some(element) = body.get_untracked() else { return };
        let harmless = Harmless::read_from(&element);
        let words = if harmless.is_wordless() { String::new() } else { harmless.as_str().to_owned() };
        written.set_value(words.clone());
        on_write.run(words);
    };
    let keyed = move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !event.is_composing() {
            event.prevent_default();
            on_send.run(());
        }
    };
    let pasted = move |event: ClipboardEvent| {
        let data = event.clipboard_data();
        let html = data.as_ref().and_then(|data| data.get_data("text/html").ok()).filter(|it| !it.is_empty());
        match html {
            Some(html) => {
                event.prevent_default();
                edit("insertHTML", Harmless::of(&html).as_str());
            }
            None => on_paste.run(event),
        }
    };
    view! {
        <div
            class="rich" contenteditable="true" node_ref=body role="textbox" aria-multiline="true" tabindex="0"
            aria-label=words!(mail.body) title=words!(mail.send_hint) data-blank=move || is_blank.get().then_some("") data-placeholder=words!(mail.placeholder)
            on:focus=move |_| edit("defaultParagraphSeparator", "p") on:input=typed on:keydown=keyed on:paste=pasted
            on:keyup=move |_| on_move.run(()) on:mouseup=move |_| on_move.run(())
        ></div>
    }
}
