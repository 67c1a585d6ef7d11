//! How large a part of the page is, told whenever that changes, also when it comes into sight again.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlDivElement, ResizeObserver};

/// Tells of an element's sizes for as long as it is kept.
pub(crate) struct Sizes {
    observer: ResizeObserver,
    /// Called by the observer, which is ended first.
    _told: Closure<dyn Fn(JsValue)>,
}

impl Sizes {
    /// Calls `on_size` with the first size and each that follows it; none where the browser refuses.
    pub(crate) fn of(element: &Element, on_size: impl Fn() + 'static) -> Option<Self> {
        let told = Closure::<dyn Fn(JsValue)>::new(move |_| on_size());
        let observer = ResizeObserver::new(told.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, _told: told })
    }
}

impl Drop for Sizes {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Tells `on_size` of each size of the part, for as long as it is there.
pub(crate) fn follow_size(part: NodeRef<html::Div>, on_size: impl Fn(&HtmlDivElement) + Clone + 'static) {
    let sizes = StoredValue::new_local(None::<Sizes>);
    Effect::new(move |_| {
        let Some(element) = part.get() else { return };
        let (watched, on_size) = (element.clone(), on_size.clone());
        sizes.set_value(Sizes::of(&element, move || on_size(&watched)));
    });
}
