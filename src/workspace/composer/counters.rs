//! How much the channel still carries: characters, or the parts of an SMS.

use crate::i18n::tr_count;
use desk_contract::sms::{LONGEST_IN_PARTS, SmsCount};
use desk_contract::{Appeal, Channel};
use leptos::prelude::*;

/// From how many characters left the count is shown.
const COUNT_FROM: usize = 200;

#[component]
pub(super) fn Counters(text: RwSignal<String>, appeal: RwSignal<Appeal>) -> impl IntoView {
    let channel = appeal.read_untracked().channel;
    let said = Memo::new(move |_| match channel {
        Channel::Sms => sms_words(text.read().trim()),
        channel => characters_left(text.read().trim(), channel.longest_text()),
    });
    move || {
        let (words, is_over) = said.get()?;
        Some(view! { <p class="composer__left" data-over=is_over.then_some("") role="status">{words}</p> })
    }
}

fn characters_left(text: &str, limit: usize) -> Option<(String, bool)> {
    let used = text.chars().count();
    let is_near = limit.saturating_sub(used) <= COUNT_FROM;
    is_near.then(|| match limit.checked_sub(used) {
        Some(left) => (tr_count!(chat.left, left), false),
        None => (format!("−{}", used - limit), true),
    })
}

/// What an SMS costs, and how much goes into its last part.
fn sms_words(text: &str) -> Option<(String, bool)> {
    let count = SmsCount::of(text);
    let is_over = count.parts > LONGEST_IN_PARTS;
    let parts = tr_count!(composer.parts, count.parts);
    let left = tr_count!(chat.left, count.left_in_part);
    (!text.is_empty()).then(|| (format!("{parts} · {left}"), is_over))
}
