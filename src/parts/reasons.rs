//! Why a button is off, in words (O6).

use crate::desk::Desk;
use crate::i18n::language;
use desk_contract::{Appeal, Wish};
use leptos::prelude::*;

/// Why a command about an appeal would be refused, in words, for a button.
pub(crate) fn why_not(
    desk: Desk,
    appeal: RwSignal<Appeal>,
    wish: impl Wish + 'static,
) -> Signal<Option<String>> {
    why(desk, appeal, Box::new(wish))
}

fn why(desk: Desk, appeal: RwSignal<Appeal>, wish: Box<dyn Wish>) -> Signal<Option<String>> {
    Signal::derive(move || {
        let refusal = desk.refusal(&appeal.read(), &*wish)?;
        Some(desk.sentence(&refusal, language()))
    })
}
