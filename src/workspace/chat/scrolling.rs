//! Where the chat is scrolled to, and that what is read stays where it is while blocks come and go around it.
//!
//! The scroller is a reversed column: its end is 0 and everything before negative, so that it keeps its end in sight
//! by itself. What is read further up is held by an anchor: the uppermost message in sight is found again after each
//! change, and the scroller is moved by what it moved.
//!
//! Owns: the scroller. Never: what stands in it.

use super::window::{Heights, blocks_of};
use crate::desk::Talk;
use leptos::html;
use leptos::prelude::*;
use std::ops::RangeInclusive;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// How far from its end the chat counts as scrolled away, in pixels.
const SCROLLED_AWAY: f64 = 240.0;
/// How near the beginning of what is drawn older messages are asked for, in pixels.
const NEAR_THE_BEGINNING: f64 = 1_500.0;

/// The scroller and what is drawn in it.
#[derive(Clone, Copy)]
pub(super) struct Scrolling {
    /// The scrolling element.
    pub(super) element: NodeRef<html::Div>,
    /// The blocks that are drawn.
    pub(super) drawn: RwSignal<RangeInclusive<i64>>,
    /// How much room those below leave, in whole pixels.
    pub(super) below: RwSignal<f64>,
    /// Whether the operator reads further up.
    pub(super) is_away: RwSignal<bool>,
    heights: StoredValue<Heights>,
    anchor: StoredValue<Option<(Element, f64)>, LocalStorage>,
}

impl Scrolling {
    /// At the end.
    pub(super) fn new(talk: &Talk) -> Self {
        let all = blocks_of(&talk.places());
        let drawn = Heights::default().near(&all, 0.0, 800.0);
        Self {
            element: NodeRef::new(),
            drawn: RwSignal::new(drawn),
            below: RwSignal::new(0.0),
            is_away: RwSignal::new(false),
            heights: StoredValue::new(Heights::default()),
            anchor: StoredValue::new_local(None),
        }
    }

    /// To the end.
    pub(super) fn to_end(self) {
        if let Some(scroller) = self.element.get_untracked() {
            self.anchor.set_value(None);
            scroller.set_scroll_top(0);
        }
    }

    /// The room that the blocks below leave, for the style sheet. A whole number: writing out a broken one takes 10 KB of code.
    pub(super) fn below_px(self) -> String {
        #[allow(clippy::cast_possible_truncation, reason = "pixels of a page, and whole ones")]
        let below = self.below.get() as i64;
        format!("{below}px")
    }

    /// Draws what is near to what is seen. Answers whether older messages are wanted.
    pub(super) fn place(self, all: &RangeInclusive<i64>) -> bool {
        let Some(scroller) = self.element.get_untracked() else { return false };
        self.measure(&scroller);
        let from_end = f64::from(scroller.scroll_top().abs());
        let view = f64::from(scroller.client_height());
        self.set(self.is_away, from_end > SCROLLED_AWAY);
        let near = self.heights.with_value(|heights| heights.near(all, from_end, view));
        let below = self.heights.with_value(|heights| heights.after(*near.end(), all));
        let has_all_above = near.start() == all.start();
        self.hold(&scroller);
        if *self.drawn.read_untracked() != near {
            self.drawn.set(near);
            self.below.set(below);
            request_animation_frame(move || self.settle());
        }
        let above = f64::from(scroller.scroll_height()) - view - from_end;
        has_all_above && above < NEAR_THE_BEGINNING
    }

    /// The blocks are others now: nothing that was measured holds.
    pub(super) fn forget(self) {
        self.heights.update_value(Heights::clear);
        self.anchor.set_value(None);
    }

    /// Finds the uppermost message in sight.
    fn hold(self, scroller: &HtmlElement) {
        if !self.is_away.get_untracked() {
            return self.anchor.set_value(None);
        }
        let top = scroller.get_bounding_client_rect().top();
        let seen = children(scroller, "[data-block]").into_iter().find(|it| bottom_of(it) > top);
        let messages = seen.map(|block| children(&block, ":scope > *")).unwrap_or_default();
        let seen = messages.into_iter().find(|it| bottom_of(it) > top);
        self.anchor.set_value(seen.map(|element| {
            let at = element.get_bounding_client_rect().top();
            (element, at)
        }));
    }

    /// Something of the chat changed: what is read stays where it was.
    pub(super) fn keep_still(self) {
        if self.is_away.get_untracked() {
            request_animation_frame(move || self.settle());
        }
    }

    /// Moves the scroller by what the anchor moved.
    fn settle(self) {
        let Some(scroller) = self.element.try_get_untracked().flatten() else { return };
        self.measure(&scroller);
        let Some(Some((element, was))) = self.anchor.try_get_value() else { return };
        if !element.is_connected() {
            return;
        }
        let moved = element.get_bounding_client_rect().top() - was;
        if moved.abs() >= 1.0 {
            #[allow(clippy::cast_possible_truncation, reason = "a distance on screen")]
            scroller.set_scroll_top(scroller.scroll_top() + moved.round() as i32);
        }
        self.hold(&scroller);
    }

    fn measure(self, scroller: &HtmlElement) {
        for element in children(scroller, "[data-block]") {
            let block = element.get_attribute("data-block").and_then(|block| block.parse().ok());
            if let Some(block) = block {
                let height = element.get_bounding_client_rect().height();
                self.heights.update_value(|heights| heights.learn(block, height));
            }
        }
    }

    fn set(self, signal: RwSignal<bool>, value: bool) {
        if signal.get_untracked() != value {
            signal.set(value);
        }
    }
}

fn bottom_of(element: &Element) -> f64 {
    element.get_bounding_client_rect().bottom()
}

fn children(of: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = of.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|place| found.get(place)?.dyn_into().ok()).collect()
}
