//! Keeps the focus where the operator was when what had it is gone: a button that did its work, a row that was taken.
//!
//! A browser lets the focus fall to the page then, and Tab begins from the top again.
//!
//! Owns: the place that the focus falls to, the nearest part of the page that is still there. Never: moves a focus
//! that somebody has.

use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, MutationObserver, MutationObserverInit};

/// The element that had the focus last, and what it stood in, from the inside out.
type LastPlace = Rc<RefCell<Vec<Element>>>;

/// Begins to keep it, for as long as the desk is on view.
pub(super) fn keep_focus() {
    let last = LastPlace::default();
    let came = {
        let last = Rc::clone(&last);
        Closure::<dyn Fn(web_sys::FocusEvent)>::new(move |event: web_sys::FocusEvent| {
            let element = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            last.replace(element.map(with_all_around).unwrap_or_default());
        })
    };
    let changed = Closure::<dyn Fn()>::new(move || bring_back(&last));
    let observer = MutationObserver::new(changed.as_ref().unchecked_ref());
    let (Ok(observer), Some(body)) = (observer, document().body()) else { return };
    let whole = MutationObserverInit::new();
    whole.set_child_list(true);
    whole.set_subtree(true);
    // A page that cannot be watched loses the focus as pages do.
    let _ = observer.observe_with_options(&body, &whole);
    let _ = body.add_event_listener_with_callback("focusin", came.as_ref().unchecked_ref());
    let held = StoredValue::new_local((observer, came, changed));
    on_cleanup(move || {
        held.with_value(|(observer, came, _)| {
            observer.disconnect();
            // Only a page without listeners refuses to forget one.
            let _ = body.remove_event_listener_with_callback("focusin", came.as_ref().unchecked_ref());
        });
    });
}

fn with_all_around(element: Element) -> Vec<Element> {
    std::iter::successors(Some(element), |it| it.parent_element()).collect()
}

/// Gives the focus to the nearest part that still stands, when what had it does not and nobody else took it.
fn bring_back(last: &LastPlace) {
    let places = last.borrow();
    let is_gone = places.first().is_some_and(|element| !element.is_connected());
    let is_lost = || {
        let has_it = document().active_element();
        has_it.is_none_or(|element| element.tag_name() == "BODY")
    };
    if !is_gone || !is_lost() {
        return;
    }
    let still_there =
        places.iter().find(|element| element.is_connected() && element.tag_name() != "BODY").cloned();
    drop(places);
    last.borrow_mut().clear();
    if let Some(place) = still_there.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        if !place.has_attribute("tabindex") {
            place.set_tab_index(-1);
        }
        // Focus can be refused only by an element that is not shown.
        let _ = place.focus();
    }
}
