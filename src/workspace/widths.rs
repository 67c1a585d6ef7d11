//! How wide the operator likes the panels at the sides: dragged, and remembered on this device.

use crate::desk::{Keepsake, keep, kept};
use crate::ui::{Splitter, Widens, Width};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The edge of a panel whose width is a property of the page's style.
#[component]
pub(super) fn Edge(
    /// What is made wider, for screen readers.
    label: Signal<String>,
    /// Where the width is remembered.
    kept: Keepsake,
    /// The property of the style that holds it.
    property: &'static str,
    /// How wide it may be.
    bounds: Width,
    /// Which side of the edge the panel is on.
    widens: Widens,
) -> impl IntoView {
    let width = RwSignal::new(kept_width(kept, bounds));
    Effect::new(move |_| set_property(property, width.get()));
    let on_set = move |width: i32| keep(kept, &width.to_string());
    view! { <Splitter label width bounds widens on_set=Callback::new(on_set) /> }
}

fn kept_width(of: Keepsake, bounds: Width) -> i32 {
    let width = kept(of).and_then(|text| text.parse().ok()).unwrap_or(bounds.usual);
    width.clamp(bounds.least, bounds.most)
}

fn set_property(property: &str, width: i32) {
    let root = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok());
    if let Some(root) = root {
        // Only a property that the page itself has made read-only is refused.
        let _ = root.style().set_property(property, &format!("{width}px"));
    }
}
