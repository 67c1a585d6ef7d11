//! The toolbar of the mail editor: bold, italic, underlined, lists, a quotation, a link, all of it taken away.
//!
//! Pressing a button here leaves the cursor where it stands in the letter.

use super::rich::{Body, edit, has_shape};
use crate::i18n::words;
use crate::ui::{Button, Icon, LineKind, Look, Menu, TextField};
use leptos::prelude::*;
use web_sys::Range;

/// Told that the cursor moved, so that the buttons show the shape it stands in.
#[derive(Clone, Copy)]
pub(super) struct Moved(pub(super) RwSignal<u32>);

#[component]
pub(super) fn Toolbar(body: Body, moved: Moved, on_change: Callback<()>) -> impl IntoView {
    let tool = move |label: Signal<String>, icon, command: &'static str, value: &'static str| {
        view! { <Tool label icon command value body moved on_change /> }
    };
    view! {
        <div class="mail-tools" role="toolbar" aria-label=words!(mail.tools)>
            {tool(words!(mail.bold), icondata_lu::LuBold, "bold", "")}
            {tool(words!(mail.italic), icondata_lu::LuItalic, "italic", "")}
            {tool(words!(mail.underline), icondata_lu::LuUnderline, "underline", "")}
            {tool(words!(mail.list), icondata_lu::LuList, "insertUnorderedList", "")}
            {tool(words!(mail.numbers), icondata_lu::LuListOrdered, "insertOrderedList", "")}
            {tool(words!(mail.quote), icondata_lu::LuTextQuote, "formatBlock", "blockquote")}
            <LinkTool body on_change />
            {tool(words!(mail.clear), icondata_lu::LuRemoveFormatting, "removeFormat", "")}
        </div>
    }
}

#[component]
fn Tool(
    label: Signal<String>,
    icon: icondata_core::Icon,
    command: &'static str,
    value: &'static str,
    body: Body,
    moved: Moved,
    on_change: Callback<()>,
) -> impl IntoView {
    let is_pressed = move || {
        moved.0.track();
        value.is_empty() && command != "removeFormat" && has_shape(command)
    };
    let press = move |_| {
        focus(body);
        edit(command, value);
        if command == "removeFormat" {
            edit("formatBlock", "p");
        }
        moved.0.update(|it| *it = it.wrapping_add(1));
        on_change.run(());
    };
    view! {
        <button
            type="button" class="button" data-look="quiet" data-alone="" aria-label=label title=label
            aria-pressed=move || is_pressed().to_string() on:pointerdown=move |event| event.prevent_default() on:click=press
        >
            <Icon icon />
        </button>
    }
}

/// A link over the selected words, or the address itself where none are selected.
#[component]
fn LinkTool(body: Body, on_change: Callback<()>) -> impl IntoView {
    let selected = StoredValue::new_local(None::<Range>);
    let remember = move |()| selected.set_value(selection());
    let content = move |close: Callback<()>| {
        let address = RwSignal::new("https://".to_owned());
        let put = move |()| {
            close.run(());
            focus(body);
            if let Some(range) = selected.get_value() {
                select(&range);
            }
            let address = address.get_untracked().trim().to_owned();
            let is_alone = selected.get_value().is_none_or(|range| range.collapsed());
            if is_alone {
                edit("insertText", &address);
            } else {
                edit("createLink", &address);
            }
            on_change.run(());
        };
        view! {
            <form class="form" on:submit=move |event| { event.prevent_default(); put(()); }>
                <TextField label=words!(mail.link_address) value=address kind=LineKind::Text takes_focus=true />
                <div class="form__buttons"><Button label=words!(mail.link_put) look=Look::Primary on_press=put /></div>
            </form>
        }
        .into_any()
    };
    view! {
        <span on:pointerdown=move |_| remember(()) on:focusin=move |_| remember(())>
            <Menu label=words!(mail.link) icon=icondata_lu::LuLink icon_alone=true look=Look::Quiet content />
        </span>
    }
}

fn focus(body: Body) {
    if let Some(body) = body.get_untracked() {
        // Focus can be refused only by an element that is not shown.
        let _ = body.focus();
    }
}

fn selection() -> Option<Range> {
    let selection = window().get_selection().ok().flatten()?;
    let range = selection.get_range_at(0).ok()?;
    let is_in_letter = range.start_container().ok().and_then(|node| node.parent_element());
    let is_in_letter = is_in_letter.and_then(|it| it.closest("[contenteditable]").ok().flatten());
    is_in_letter.map(|_| range)
}

fn select(range: &Range) {
    if let Ok(Some(selection)) = window().get_selection() {
        // A range whose words are gone leaves the cursor where it is.
        let _ = selection.remove_all_ranges();
        let _ = selection.add_range(range);
    }
}
