//! The one place where the text of a drawing becomes part of the page.
//!
//! Owns: the list of elements and attributes that a chart is made of. Whatever else stands in the text, whoever wrote
//! it, does not come into the page: it is read as a document of its own, in which nothing runs, and only what is on
//! the list is made anew here. Never: sets markup.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{DomParser, Element, Node, SupportedType};

const SVG: &str = "http://www.w3.org/2000/svg";
const ELEMENTS: &[&str] = &["svg", "g", "rect", "line", "text", "title"];
const ATTRIBUTES: &[&str] = &[
    "aria-hidden",
    "aria-label",
    "class",
    "data-category",
    "data-index",
    "data-series",
    "data-value",
    "fill",
    "font-size",
    "height",
    "paint-order",
    "pointer-events",
    "role",
    "rx",
    "stroke",
    "stroke-dasharray",
    "stroke-linejoin",
    "stroke-width",
    "text-anchor",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];
/// Attributes that hold words of people; in any other an address is no part of a chart.
const WORDS: &[&str] = &["aria-label", "data-category", "data-series"];

/// The drawing as elements of this page; `None` where it is none.
pub(super) fn accepted(svg: &str) -> Option<Element> {
    let read = DomParser::new().ok()?.parse_from_string(svg, SupportedType::ImageSvgXml).ok()?;
    let root = read.document_element().filter(|root| root.local_name() == "svg")?;
    made_anew(&root)
}

fn made_anew(read: &Element) -> Option<Element> {
    let name = read.local_name();
    if !ELEMENTS.contains(&name.as_str()) {
        return None;
    }
    let made = document().create_element_ns(Some(SVG), &name).ok()?;
    for name in read.get_attribute_names().iter().filter_map(|name| name.as_string()) {
        let value = read.get_attribute(&name).unwrap_or_default();
        let is_address = value.contains("url(") && !WORDS.contains(&name.as_str());
        if ATTRIBUTES.contains(&name.as_str()) && !is_address {
            made.set_attribute(&name, &value).ok()?;
        }
    }
    let mut child = read.first_child();
    while let Some(node) = child {
        if let Some(made_child) = child_anew(&node) {
            made.append_child(&made_child).ok()?;
        }
        child = node.next_sibling();
    }
    Some(made)
}

fn child_anew(node: &Node) -> Option<Node> {
    if node.node_type() == Node::TEXT_NODE {
        return Some(document().create_text_node(&node.text_content()?).into());
    }
    node.dyn_ref::<Element>().and_then(made_anew).map(Into::into)
}
