//! A list whose rows stay what they are while others come and go.
//!
//! Owns: what `<For>` does, compiled once for every list there is: `<For>` is written out anew for each kind of item,
//! key and row (docs/decisions/0015). Never: decides which rows are in sight; `VirtualList` does.
//!
//! Always: a row is made once for its key and keeps its state while the key stays. Keys are told apart by a hash of 64
//! bits: of a hundred rows two share one in one list of 10^15.

use leptos::prelude::*;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash};
use std::sync::Arc;

/// What shows a row once it is new.
struct Row {
    key: u64,
    make: Box<dyn FnOnce() -> AnyView + Send>,
}

/// Shows a row for each item.
#[component]
pub(crate) fn Each<T, K, V>(
    /// The items, in order; followed as it changes.
    each: impl Fn() -> Vec<T> + Send + Sync + 'static,
    /// What tells one item from another.
    key: impl Fn(&T) -> K + Send + Sync + 'static,
    /// The row of an item.
    children: impl Fn(T) -> V + Send + Sync + 'static,
) -> impl IntoView
where
    T: Send + 'static,
    K: Hash,
    V: IntoView + 'static,
{
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let children = Arc::new(children);
    rows(Box::new(move || {
        let row = |item: T| {
            let key = hasher.hash_one(key(&item));
            let children = Arc::clone(&children);
            Row { key, make: Box::new(move || children(item).into_any()) }
        };
        each().into_iter().map(row).collect()
    }))
}

fn rows(each: Box<dyn Fn() -> Vec<Row> + Send>) -> AnyView {
    view! { <For each key=|row| row.key children=|row: Row| (row.make)() /> }.into_any()
}
