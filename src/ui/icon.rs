//! An icon from an icon set, as inline SVG in the colour of the text around it.
//!
//! Always: as few elements as the drawing has, put there by cloning one template an icon; dozens stand on a screen, and each
//! attribute set by itself is a call into the browser.

use leptos::prelude::*;
use leptos::tachys::html::InertElement;
use std::fmt::Write as _;

/// A picture beside a word; hidden from screen readers, which hear the word.
#[component]
pub(crate) fn Icon(
    /// From one of the icondata crates.
    icon: icondata_core::Icon,
) -> impl IntoView {
    InertElement::new(markup(icon))
}

/// The element, made from constants of the icon crate and never from anything a person wrote.
fn markup(icon: icondata_core::Icon) -> String {
    let mut markup = String::from("<svg class=\"icon\" aria-hidden=\"true\"");
    let attributes = [
        ("viewBox", icon.view_box),
        ("stroke", icon.stroke),
        ("stroke-width", icon.stroke_width),
        ("stroke-linecap", icon.stroke_linecap),
        ("stroke-linejoin", icon.stroke_linejoin),
        ("fill", Some(icon.fill.unwrap_or("currentColor"))),
    ];
    for (name, value) in attributes {
        if let Some(value) = value {
            // A `String` takes whatever is written.
            let _ = write!(markup, " {name}=\"{value}\"");
        }
    }
    markup + ">" + icon.data + "</svg>"
}
