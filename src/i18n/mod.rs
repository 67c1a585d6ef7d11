//! The words on screen, in Russian and English, checked at compile time.
//!
//! Owns: which language is spoken now, [`tr!`], and dates and spans in that language.
//! Never: holds a sentence itself; they live in `locales/`.

mod counts;
mod dates;
mod moments;
mod money;
mod plural;

pub(crate) use counts::whole_number;
pub(crate) use dates::{
    clock_span, day_and_time, day_begins, day_title, exact_minute, exact_moment, list_time, local_date,
    local_minute, long_date, time_of_day, zone_name,
};
pub(crate) use moments::{hour_field, moment_field, read_moment};
pub(crate) use money::{amount_field, currency_code, money};
pub(crate) use plural::{PluralForm, plural_form};

use desk_contract::refusal::Language;
use leptos::prelude::*;
use std::sync::OnceLock;

#[allow(missing_docs, unreachable_pub, unused_imports, dead_code, clippy::all, clippy::expect_used)]
mod checked {
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

pub(crate) use checked::i18n::Locale;

/// The language of the screen. One for the whole page, and so not a context of the component tree:
/// words are also said after an answer has come, when no component is at hand.
static SPOKEN: OnceLock<RwSignal<Language>> = OnceLock::new();

/// Begins to speak; called once, by the root, which then owns the signal.
pub(crate) fn begin_with(language: Language) -> RwSignal<Language> {
    *SPOKEN.get_or_init(|| RwSignal::new(language))
}

/// The signal of the language, to read and to switch; `None` before the root has begun.
pub(crate) fn spoken() -> Option<RwSignal<Language>> {
    SPOKEN.get().copied()
}

/// The words of the language spoken now; a reader of it is told when the language changes.
pub(crate) fn locale() -> Locale {
    match language() {
        Language::Ru => Locale::ru,
        Language::En => Locale::en,
    }
}

/// The language spoken now.
pub(crate) fn language() -> Language {
    spoken().map_or(Language::Ru, |spoken| spoken.get())
}

/// The language as the browser names it (BCP 47).
fn tag(language: Language) -> &'static str {
    match language {
        Language::Ru => "ru",
        Language::En => "en-GB",
    }
}

/// A word or sentence of the screen by its key in `locales/`: `tr!(queue.title)`. Reactive: call it where a change of language shall be seen.
macro_rules! tr {
    ($($tokens:tt)*) => {
        leptos_i18n::td_string!($crate::i18n::locale(), $($tokens)*).to_string()
    };
}
pub(crate) use tr;

/// A sentence with a count, in the form that goes with it: `tr_count!(queue.waiting, 3)`.
macro_rules! tr_count {
    ($($key:ident).+, $count:expr) => {{
        let number: usize = $count;
        let count = $crate::i18n::whole_number(u64::try_from(number).unwrap_or(u64::MAX));
        match $crate::i18n::plural_form(number) {
            $crate::i18n::PluralForm::One => $crate::i18n::tr!($($key).+.one, count = count),
            $crate::i18n::PluralForm::Few => $crate::i18n::tr!($($key).+.few, count = count),
            $crate::i18n::PluralForm::Many => $crate::i18n::tr!($($key).+.many, count = count),
            $crate::i18n::PluralForm::Other => $crate::i18n::tr!($($key).+.other, count = count),
        }
    }};
}
pub(crate) use tr_count;

/// The words of [`tr!`] as a signal, for a place on screen: `{words!(queue.title)}`. All such places share one
/// type, and with it one copy of the code that redraws them; a closure each would make a copy each.
macro_rules! words {
    ($($tokens:tt)*) => {
        leptos::prelude::Signal::derive(move || $crate::i18n::tr!($($tokens)*))
    };
}
pub(crate) use words;
