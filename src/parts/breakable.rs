//! An address that may be longer than its place: it goes on in the next line after a sign, not within a word.

use leptos::prelude::*;

/// The address; what is copied from the page is the same as ever.
pub(crate) fn breakable(address: &str) -> AnyView {
    // A sign at the beginning stays with what follows.
    let part = |part: &str| view! { {part.to_owned()}{(part.len() > 1).then(|| view! { <wbr /> })} };
    address.split_inclusive(['/', '@', '_']).map(part).collect_view().into_any()
}
