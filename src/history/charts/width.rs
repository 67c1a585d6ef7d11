//! How wide a chart may be, and how high its rows are.

use crate::ui::follow_size;
use leptos::html;
use leptos::prelude::*;

/// A drawing is made for a width; a difference of fewer pixels is not worth another.
const STEP: u16 = 8;
/// Rows as high as a mouse needs, and as a finger does.
const ROWS: (u16, u16) = (28, 40);

/// The width of a place in whole steps; nothing before it is known.
pub(super) fn use_width(place: NodeRef<html::Div>) -> Signal<u16> {
    let width = RwSignal::new(0);
    follow_size(place, move |place| {
        let now = u16::try_from(place.client_width()).unwrap_or_default() / STEP * STEP;
        if now > 0 && width.try_get_untracked().is_some_and(|before| before != now) {
            width.try_set(now);
        }
    });
    width.into()
}

/// The height of a row under what points on this device.
pub(super) fn row_height() -> u16 {
    let coarse = window().match_media("(pointer: coarse)").ok().flatten();
    if coarse.is_some_and(|query| query.matches()) { ROWS.1 } else { ROWS.0 }
}
