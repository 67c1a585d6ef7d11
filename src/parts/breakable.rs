//! An address that may be longer than its place: it goes on in the next line after a sign, not within a word.

use leptos::prelude::*;

/// The address; what is copied from the page is the same as ever.
pub(crate) fn breakable(address: &str) -> AnyView {
    let part = |part: &str| view! { {part.to_owned()}<wbr /> };
    address.split_inclusive(['/', '@']).map(part).collect_view().into_any()
}
