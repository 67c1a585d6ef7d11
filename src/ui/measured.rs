//! How large a part of the page is, told whenever that changes, also when it comes into sight again.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlDivElement, ResizeObserver};

/// Tells `on_size` of each size of the part, for as long as it is there.
pub(crate) fn follow_size(part: NodeRef<html::Div>, on_size: impl Fn(&HtmlDivElement) + Clone + 'static) {
    let observer = StoredValue::new_local(None::<ResizeObserver>);
    Effect::new(move |_| {
        let Some(element) = part.get() else { return };
        let (watched, on_size) = (element.clone(), on_size.clone());
        let measured = Closure::<dyn Fn(JsValue)>::new(move |_| on_size(&watched));
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
}
