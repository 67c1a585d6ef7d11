//! How high the desk would like to be.
//!
//! The desk fills whatever frame it is given, and its lists scroll within it; so what it tells is no height of its content,
//! which has none, but the least at which all that is open can be worked in: the page's own, or more while a dialog is open
//! that would have to be scrolled.
//!
//! Owns: measuring it. Never: makes anything higher.

use super::line::Line;
use desk_contract::frame::Told;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, ResizeObserver};

/// The least height of the desk itself, in pixels: queue and list, or a chat with its header and the field below.
const LEAST: i32 = 560;
/// What stands around the content of a dialog, in pixels: its head, its padding, and the page beside it.
const AROUND: i32 = 136;
/// A height is told at most so often, in milliseconds.
const REST_MS: u64 = 250;

/// Tells whenever it is another, for as long as this is on view; what it is at first is told with the greeting.
pub(super) fn follow(line: &Rc<Line>) {
    let told = Rc::new(Cell::new(needed()));
    let is_due = Rc::new(Cell::new(false));
    let line = Rc::clone(line);
    let tell = Rc::new(move || {
        if is_due.replace(true) {
            return;
        }
        let (line, told, is_due) = (Rc::clone(&line), Rc::clone(&told), Rc::clone(&is_due));
        set_timeout(
            move || {
                is_due.set(false);
                let height = needed();
                if told.replace(height) != height {
                    line.tells(&now());
                }
            },
            std::time::Duration::from_millis(REST_MS),
        );
    });
    watch(tell);
}

/// The height that it would like to have now.
pub(super) fn now() -> Told {
    Told::DeskResize(u32::try_from(needed()).unwrap_or_default())
}

/// The least height at which nothing but lists is scrolled.
fn needed() -> i32 {
    // One for something to look at fills whatever there is.
    let Ok(open) = document().query_selector_all("dialog[open]:not([data-size='full'])") else {
        return LEAST;
    };
    let dialogs = (0..open.length()).filter_map(|place| open.get(place)?.dyn_into::<Element>().ok());
    dialogs.filter_map(|dialog| of_dialog(&dialog)).fold(LEAST, i32::max)
}

/// A dialog's height, were none of it scrolled: its content's and not its own, which on a narrow screen is the frame's.
fn of_dialog(dialog: &Element) -> Option<i32> {
    let body = dialog.query_selector(".dialog__body").ok().flatten()?;
    let (first, last) = (body.first_element_child()?, body.last_element_child()?);
    let top = first.get_bounding_client_rect().top();
    let content = last.get_bounding_client_rect().bottom() - top;
    // Whole pixels are what a page around can give.
    #[allow(clippy::cast_possible_truncation, reason = "a height on a screen")]
    Some(content.ceil() as i32 + AROUND)
}

/// Calls that when a dialog opens, closes, or is another size.
fn watch(changed: Rc<dyn Fn()>) {
    let sized = {
        let changed = Rc::clone(&changed);
        Closure::<dyn Fn()>::new(move || changed())
    };
    let Ok(observer) = ResizeObserver::new(sized.as_ref().unchecked_ref()) else { return };
    let seen = RefCell::new(observer.clone());
    let toggled = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        let element = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        if let Some(dialog) = element.filter(|it| it.tag_name() == "DIALOG") {
            let observer = seen.borrow();
            observer.observe(&dialog);
            if let Some(content) = dialog.query_selector(".dialog__body > *").ok().flatten() {
                observer.observe(&content);
            }
            changed();
        }
    });
    // The event does not rise from the dialog, but it passes here on its way down.
    let listener = toggled.as_ref().unchecked_ref::<js_sys::Function>().clone();
    let _ = document().add_event_listener_with_callback_and_bool("toggle", &listener, true);
    let held = StoredValue::new_local((observer, sized, toggled));
    on_cleanup(move || {
        held.try_with_value(|(observer, _, toggled)| {
            observer.disconnect();
            let listener = toggled.as_ref().unchecked_ref();
            let _ = document().remove_event_listener_with_callback_and_bool("toggle", listener, true);
        });
    });
}
