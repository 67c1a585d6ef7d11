//! Looking for something with the backend as one types: a page at a time, the latest question only.
//!
//! Owns: what is typed, what was found for it, and that a late answer to an earlier question is dropped.
//! Never: what matches.

use super::words::failure_words;
use crate::desk::Failure;
use crate::i18n::words;
use crate::ui::{Button, Trouble};
use desk_contract::wire::{Cursor, Limit, Page};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// How long the fingers rest before it is looked for, in milliseconds.
const RESTS_MS: u32 = 120;

/// An answer to a question.
pub(crate) type Finding<T> = Pin<Box<dyn Future<Output = Result<Page<T>, Failure>>>>;

/// A search under way.
pub(crate) struct Search<T: Send + Sync + 'static> {
    /// What is typed.
    pub(crate) sought: RwSignal<String>,
    /// What was found so far, in its order.
    pub(crate) found: RwSignal<Vec<T>>,
    /// Whether an answer is awaited.
    pub(crate) busy: RwSignal<bool>,
    /// Why the last question was not answered.
    pub(crate) failure: RwSignal<Option<Failure>>,
    /// Where the next page begins.
    next: RwSignal<Option<Cursor>>,
    /// Asks for the next page.
    more: Callback<()>,
    /// Asks anew.
    again: Callback<()>,
}

// Derived, they would ask the same of what is found.
impl<T: Send + Sync + 'static> Clone for Search<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Search<T> {}

/// Looks whenever what is typed changes, or what `question` reads: it is given what is sought, where to begin and how
/// much is wanted. What was loaded already is asked for again as a whole, so that the list does not shrink.
pub(crate) fn use_search<T: Clone + Send + Sync + 'static>(
    question: impl Fn(Option<String>, Option<Cursor>, Limit) -> Finding<T> + Send + Sync + 'static,
) -> Search<T> {
    let question = Arc::new(question);
    let (sought, found) = (RwSignal::new(String::new()), RwSignal::new(Vec::new()));
    let (busy, failure) = (RwSignal::new(true), RwSignal::new(None));
    let next = RwSignal::new(None);
    let number = StoredValue::new(0_u32);
    let ask = move |answer: Finding<T>, is_more: bool, rests_ms: u32| {
        number.update_value(|number| *number = number.wrapping_add(1));
        let mine = number.get_value();
        busy.set(true);
        leptos::task::spawn_local(async move {
            if rests_ms > 0 {
                TimeoutFuture::new(rests_ms).await;
            }
            if number.try_get_value() != Some(mine) {
                return;
            }
            let answer = answer.await;
            if number.try_get_value() != Some(mine) {
                return;
            }
            busy.set(false);
            match answer {
                Ok(page) => {
                    failure.set(None);
                    next.set(page.next_cursor);
                    found.update(|found| {
                        if !is_more {
                            found.clear();
                        }
                        found.extend(page.items);
                    });
                }
                Err(why) => failure.set(Some(why)),
            }
        });
    };
    let words = move || Some(sought.get().trim().to_owned()).filter(|text| !text.is_empty());
    let asks = Arc::clone(&question);
    Effect::new(move |before: Option<Option<String>>| {
        let words = words();
        let limit = if before.as_ref() == Some(&words) {
            loaded(found.read_untracked().len())
        } else {
            Limit::default()
        };
        ask(asks(words.clone(), None, limit), false, if before.is_some() { RESTS_MS } else { 0 });
        words
    });
    let asks = Arc::clone(&question);
    let more = Callback::new(move |()| {
        let cursor = next.get_untracked();
        if cursor.is_some() {
            ask(untrack(|| asks(words(), cursor, Limit::default())), true, 0);
        }
    });
    let again = Callback::new(move |()| ask(untrack(|| question(words(), None, Limit::default())), false, 0));
    Search { sought, found, busy, failure, next, more, again }
}

/// As many as are there already, as far as one page goes.
fn loaded(count: usize) -> Limit {
    let count = u16::try_from(count).unwrap_or(u16::MAX).clamp(Limit::default().get(), Limit::MOST.get());
    Limit::try_from(count).unwrap_or_default()
}

/// The end of a list that was found: more, or why there is nothing.
#[component]
pub(crate) fn SearchEnd<T: Clone + Send + Sync + 'static>(
    /// The search.
    search: Search<T>,
    /// Said where nothing was found.
    #[prop(into)]
    nothing: Signal<String>,
) -> impl IntoView {
    let Search { found, busy, failure, next, more, again, .. } = search;
    let is_empty = Memo::new(move |_| found.read().is_empty());
    move || {
        if let Some(why) = failure.get() {
            let hint = Signal::derive(move || failure_words(&why));
            return view! { <Trouble title=words!(trouble.load) hint again=words!(trouble.again) on_again=again /> }
                .into_any();
        }
        if is_empty.get() {
            // What is being looked for for the first time says nothing of it yet.
            return (!busy.get())
                .then(|| view! { <p class="quiet-line" role="status">{nothing}</p> })
                .into_any();
        }
        let has_more = next.read().is_some();
        has_more
            .then(|| view! { <div class="more"><Button label=words!(card.more) busy on_press=more /></div> })
            .into_any()
    }
}
