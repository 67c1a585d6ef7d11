//! A drawing that stands in the page: its rows as buttons, and which of them is marked.
//!
//! Owns: what changes without a new drawing. Never: knows what a row stands for.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, SvgElement};

/// How far PageUp and PageDown go.
const PAGE: usize = 10;

/// A drawing in the page.
pub(super) struct Stage {
    svg: Element,
    rows: Vec<SvgElement>,
    bars: Vec<Element>,
}

impl Stage {
    pub(super) fn new(svg: Element) -> Self {
        let rows = within(&svg, ".chart-row");
        let rows = rows.into_iter().filter_map(|row| row.dyn_into().ok()).collect();
        let bars = within(&svg, ".chart-bar");
        Self { svg, rows, bars }
    }

    /// Puts it into its place instead of what stood there; a bar that had the focus keeps it.
    pub(super) fn show(&self, place: &HtmlElement, title: &str, hint: &str) {
        // Names of attributes that are spelt right are never refused.
        let _ = self.svg.set_attribute("role", "group");
        let _ = self.svg.set_attribute("aria-label", title);
        let _ = self.svg.set_attribute("aria-describedby", hint);
        let focused = document().active_element().filter(|it| place.contains(Some(it)));
        let focused = focused.as_ref().and_then(index_of);
        place.replace_children_with_node_1(&self.svg);
        if let Some(index) = focused {
            self.stand_on(index.min(self.rows.len().saturating_sub(1)), true);
        }
    }

    /// Marks a row, and leaves the others quieter; without one, none is quiet.
    pub(super) fn mark(&self, chosen: Option<usize>) {
        for (index, row) in self.rows.iter().enumerate() {
            let _ = row.set_attribute("aria-pressed", if chosen == Some(index) { "true" } else { "false" });
        }
        for bar in &self.bars {
            let is_chosen = chosen.is_some() && index_of(bar) == chosen;
            let _ = bar.toggle_attribute_with_force("data-chosen", is_chosen);
        }
        let _ = self.svg.toggle_attribute_with_force("data-marks", chosen.is_some());
        let has_stop = self.rows.iter().any(|row| row.get_attribute("tabindex").as_deref() == Some("0"));
        if chosen.is_some() || !has_stop {
            self.stand_on(chosen.unwrap_or_default(), false);
        }
    }

    /// Makes a row the one that Tab comes to, and goes there if asked.
    pub(super) fn stand_on(&self, index: usize, with_focus: bool) {
        for (other, row) in self.rows.iter().enumerate() {
            let _ = row.set_attribute("tabindex", if other == index { "0" } else { "-1" });
        }
        if let Some(row) = self.rows.get(index).filter(|_| with_focus) {
            // Focus can be refused only by an element that is not shown.
            let _ = row.focus();
        }
    }

    /// The row that a key leads to from another.
    pub(super) fn step(&self, from: usize, key: &str) -> Option<usize> {
        let last = self.rows.len().checked_sub(1)?;
        Some(match key {
            "ArrowDown" | "ArrowRight" => (from + 1).min(last),
            "ArrowUp" | "ArrowLeft" => from.saturating_sub(1),
            "PageDown" => (from + PAGE).min(last),
            "PageUp" => from.saturating_sub(PAGE),
            "Home" => 0,
            "End" => last,
            _ => return None,
        })
    }
}

/// The row of which something happened.
pub(super) fn row_of(event: &Event) -> Option<usize> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    index_of(&target.closest("[data-index]").ok()??)
}

fn index_of(element: &Element) -> Option<usize> {
    element.get_attribute("data-index")?.parse().ok()
}

fn within(svg: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = svg.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}
