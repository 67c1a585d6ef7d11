//! Walking through the messages by keyboard: Enter steps in at the newest in sight, the arrows go from one to the
//! next, Escape steps out. What stands at a message, such as copying it, is one Tab away then.
//!
//! Owns: which message has the focus. Never: what the keys do elsewhere.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

/// A key was pressed within the scroller.
pub(super) fn walk(scroller: &HtmlElement, event: &KeyboardEvent) {
    let Some(target) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) else { return };
    let is_message = target.has_attribute("data-from");
    let is_scroller = target == *scroller.as_ref();
    let step = match event.key().as_str() {
        "Enter" if is_scroller => None,
        "ArrowUp" if is_message => Some(-1),
        "ArrowDown" if is_message => Some(1),
        "Escape" if !is_scroller => {
            focus(scroller);
            return event.stop_propagation();
        }
        _ => return,
    };
    let messages = messages_of(scroller);
    let next = match step {
        None => last_in_sight(scroller, &messages),
        Some(step) => {
            messages.iter().position(|it| *it == target).and_then(|here| here.checked_add_signed(step))
        }
    };
    if let Some(next) = next.and_then(|place| messages.get(place)).and_then(|it| it.dyn_ref::<HtmlElement>())
    {
        event.prevent_default();
        focus(next);
    }
}

fn focus(element: &HtmlElement) {
    // Focus can be refused only by an element that is not shown.
    let _ = element.focus();
}

fn messages_of(scroller: &HtmlElement) -> Vec<Element> {
    let Ok(found) = scroller.query_selector_all("[data-from]") else { return Vec::new() };
    (0..found.length()).filter_map(|place| found.get(place)?.dyn_into().ok()).collect()
}

fn last_in_sight(scroller: &HtmlElement, messages: &[Element]) -> Option<usize> {
    let bottom = scroller.get_bounding_client_rect().bottom();
    messages.iter().rposition(|it| it.get_bounding_client_rect().top() < bottom)
}
