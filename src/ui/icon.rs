//! An icon from an icon set, as inline SVG in the colour of the text around it.

use leptos::prelude::*;
use leptos::svg::{self, InertElement};

/// A picture beside a word; hidden from screen readers, which hear the word.
#[component]
pub(crate) fn Icon(
    /// From one of the icondata crates.
    icon: icondata_core::Icon,
) -> impl IntoView {
    // The element is made from a constant of the icon crate, never from anything a person wrote.
    let drawing = InertElement::new(format!("<g>{}</g>", icon.data));
    svg::svg()
        .attr("class", "icon")
        .attr("viewBox", icon.view_box)
        .attr("stroke", icon.stroke)
        .attr("stroke-width", icon.stroke_width)
        .attr("stroke-linecap", icon.stroke_linecap)
        .attr("stroke-linejoin", icon.stroke_linejoin)
        .attr("fill", icon.fill.unwrap_or("currentColor"))
        .attr("aria-hidden", "true")
        .child(drawing)
}
