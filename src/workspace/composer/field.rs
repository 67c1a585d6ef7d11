//! The field in which a message or a note is written.
//!
//! Owns: putting words in at the cursor, and the keys that send. Never: what is sent.

use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// A field by its node, for whoever puts something into it.
pub(super) type Field = NodeRef<html::Textarea>;

/// Puts words in where the cursor stands, over what is selected, and goes on behind them.
pub(super) fn insert(field: Field, words: &str, write: Callback<String>) {
    let Some(field) = field.get_untracked() else { return };
    let start = field.selection_start().ok().flatten().unwrap_or_default();
    // A browser that does not know its own selection leaves the text as it is, and the field says what stands there.
    let _ = field.set_range_text(words);
    let behind = start + u32::try_from(words.encode_utf16().count()).unwrap_or_default();
    write.run(field.value());
    let _ = field.focus();
    let _ = field.set_selection_range(behind, behind);
}

/// Puts other words in the place of all that stands there.
pub(super) fn replace(field: Field, words: &str, write: Callback<String>) {
    let Some(field) = field.get_untracked() else { return };
    field.set_value(words);
    write.run(words.to_owned());
    // Focus can be refused only by an element that is not shown.
    let _ = field.focus();
    let end = u32::try_from(words.encode_utf16().count()).unwrap_or_default();
    let _ = field.set_selection_range(end, end);
}

/// Gives the field the focus.
pub(super) fn focus(field: Field) {
    if let Some(field) = field.get_untracked() {
        // Focus can be refused only by an element that is not shown.
        let _ = field.focus();
    }
}

/// Whether a key sends: Enter, or with Ctrl; with Shift it begins a line. While an input method composes a letter,
/// Enter belongs to it.
pub(super) fn sends(event: &KeyboardEvent) -> bool {
    event.key() == "Enter" && !event.shift_key() && !event.is_composing()
}
