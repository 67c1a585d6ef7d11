//! The cell that the keyboard stands on, and where a key leads from there (WAI-ARIA APG, "Grid").
//!
//! Owns: that Tab comes to the table once, to that cell or to what can be pressed in it. Never: which rows are in the page.

use desk_contract::history::Column;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDivElement, HtmlElement, KeyboardEvent};

/// What marks the row of headings.
const HEAD: &str = "head";

/// A cell of the table, or a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Which row; none is the head.
    pub(super) at: Option<u32>,
    /// Which column.
    pub(super) column: Column,
}

/// What is known of the table when a key is pressed.
pub(super) struct Around {
    /// The columns, in order.
    pub(super) shown: Vec<Column>,
    /// How many rows there are.
    pub(super) rows: u32,
    /// How many of them are seen at once.
    pub(super) a_page: u32,
}

impl Place {
    /// The place that an event comes from, among the columns that are shown.
    pub(super) fn of(target: Option<web_sys::EventTarget>, shown: &[Column]) -> Option<Self> {
        let inside = target?.dyn_into::<Element>().ok()?;
        let cell = inside.closest("[role=gridcell], [role=columnheader]").ok()??;
        let at = cell.closest("[data-at]").ok()??.get_attribute("data-at")?;
        let at = if at == HEAD { None } else { Some(at.parse().ok()?) };
        let mut place = 0;
        let mut before = cell.previous_element_sibling();
        while let Some(one) = before {
            place += 1;
            before = one.previous_element_sibling();
        }
        Some(Self { at, column: shown.get(place).copied()? })
    }

    /// Where a key leads; nowhere where it means something else.
    pub(super) fn step(self, event: &KeyboardEvent, around: &Around) -> Option<Self> {
        if event.alt_key() || event.shift_key() {
            return None;
        }
        let ctrl = event.ctrl_key() || event.meta_key();
        let place = around.shown.iter().position(|it| *it == self.column)?;
        let last = around.shown.len().checked_sub(1)?;
        let column = |place: usize| around.shown.get(place).copied();
        let in_column = |place: usize| Some(Self { column: column(place)?, ..self });
        let end = around.rows.checked_sub(1);
        let in_row = |at: Option<u32>| Some(Self { at, ..self });
        match event.key().as_str() {
            "ArrowRight" => in_column((place + 1).min(last)),
            "ArrowLeft" => in_column(place.saturating_sub(1)),
            "Home" if ctrl => Some(Self { at: Some(0).filter(|_| end.is_some()), column: column(0)? }),
            "End" if ctrl => Some(Self { at: end, column: column(last)? }),
            "Home" => in_column(0),
            "End" => in_column(last),
            "ArrowDown" => in_row(
                self.at
                    .map_or(Some(0), |at| Some(at + 1))
                    .map(|at| at.min(end.unwrap_or(0)))
                    .filter(|_| end.is_some()),
            ),
            "ArrowUp" => in_row(self.at.and_then(|at| at.checked_sub(1))),
            "PageDown" => in_row(end.map(|end| self.at.unwrap_or(0).saturating_add(around.a_page).min(end))),
            "PageUp" => in_row(self.at.map(|at| at.saturating_sub(around.a_page))),
            _ => None,
        }
    }

    /// What takes the focus there: what can be pressed in the cell, else the cell.
    fn control(self, table: &HtmlDivElement, shown: &[Column]) -> Option<HtmlElement> {
        let at = self.at.map_or_else(|| HEAD.to_owned(), |at| at.to_string());
        let nth = shown.iter().position(|column| *column == self.column)? + 1;
        let cell = table.query_selector(&format!("[data-at='{at}'] > :nth-child({nth})")).ok()??;
        let inside = cell.query_selector("a, button").ok().flatten();
        inside.unwrap_or(cell).dyn_into().ok()
    }

    /// Gives the focus to it, once it is in the page.
    pub(super) fn focus(self, table: NodeRef<html::Div>, shown: Memo<Vec<Column>>) {
        request_animation_frame(move || {
            let (table, shown) = (table.try_get_untracked().flatten(), shown.try_get_untracked());
            let control = table.zip(shown).and_then(|(table, shown)| self.control(&table, &shown));
            if let Some(control) = control {
                // Focus can be refused only by an element that is not shown.
                let _ = control.focus();
            }
        });
    }

    /// Makes it the one that Tab comes to.
    pub(super) fn become_stop(self, table: &HtmlDivElement, shown: &[Column]) {
        if let Ok(stops) = table.query_selector_all("[data-stop]") {
            let stops = (0..stops.length()).filter_map(|at| stops.get(at)?.dyn_into::<Element>().ok());
            for stop in stops {
                // Only misspelt names of attributes are refused.
                let _ = stop.remove_attribute("data-stop");
                let _ = stop.set_attribute("tabindex", "-1");
            }
        }
        if let Some(control) = self.control(table, shown) {
            let _ = control.set_attribute("data-stop", "");
            let _ = control.set_attribute("tabindex", "0");
        }
    }
}
