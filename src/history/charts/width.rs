//! How wide a chart may be, and how high its rows are.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, ResizeObserver};

/// A drawing is made for a width; a difference of fewer pixels is not worth another.
const STEP: u16 = 8;
/// Rows as high as a mouse needs, and as a finger does.
const ROWS: (u16, u16) = (28, 40);

/// The width of a place in whole steps; nothing before it is known.
pub(super) fn use_width(place: NodeRef<html::Div>) -> Signal<u16> {
    let width = RwSignal::new(0);
    let observer = StoredValue::new_local(None::<ResizeObserver>);
    Effect::new(move |_| {
        let Some(element) = place.get() else { return };
        let watched = HtmlElement::from(element.clone());
        let measured = Closure::<dyn Fn(JsValue)>::new(move |_| {
            let now = u16::try_from(watched.client_width()).unwrap_or_default() / STEP * STEP;
            if now > 0 && width.try_get_untracked().is_some_and(|before| before != now) {
                width.try_set(now);
            }
        });
        let made = ResizeObserver::new(measured.as_ref().unchecked_ref()).ok();
        // It is called as long as the observer lives, which the page outlives.
        measured.forget();
        if let Some(made) = &made {
            made.observe(&element);
        }
        observer.set_value(made);
    });
    on_cleanup(move || {
        if let Some(Some(observer)) = observer.try_get_value() {
            observer.disconnect();
        }
    });
    width.into()
}

/// The height of a row under what points on this device.
pub(super) fn row_height() -> u16 {
    let coarse = window().match_media("(pointer: coarse)").ok().flatten();
    if coarse.is_some_and(|query| query.matches()) { ROWS.1 } else { ROWS.0 }
}
