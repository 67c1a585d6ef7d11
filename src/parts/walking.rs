//! Walking through a list of rows with the arrows, from the field in which one searches and back.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Moves the focus to the row below or above; to be told of the keys of whatever holds field and rows. Rows are links
/// in list items.
pub(crate) fn walk_rows(event: &KeyboardEvent) {
    let step: i32 = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    let place = event.current_target().and_then(|it| it.dyn_into::<HtmlElement>().ok());
    let Some(place) = place else { return };
    let here = document().active_element();
    // In a field of several values the arrows belong to the field.
    if here.as_ref().is_some_and(|it| it.tag_name() == "SELECT") {
        return;
    }
    let Ok(found) = place.query_selector_all("li a[href]") else { return };
    let rows: Vec<HtmlElement> =
        (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect();
    let now = rows.iter().position(|row| Some(row.as_ref()) == here.as_ref());
    let next = match (now, step) {
        (None, 1) => Some(0),
        (Some(at), 1) => Some(at + 1),
        (Some(at), _) => at.checked_sub(1),
        (None, _) => None,
    };
    if let Some(row) = next.and_then(|at| rows.get(at)) {
        event.prevent_default();
        // Focus can be refused only by an element that is not shown.
        let _ = row.focus();
    }
}
