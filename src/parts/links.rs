//! Addresses in a text become links that can be followed; all else stays text.
//!
//! Owns: what counts as an address: `http://` or `https://` up to a space, without the stop that ends the sentence.
//! Never: reads markup.

use leptos::prelude::*;

/// A text with its addresses as links.
pub(crate) fn linked(text: &str) -> AnyView {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, address, after)) = first_address(rest) {
        if !before.is_empty() {
            parts.push(before.to_owned().into_any());
        }
        let (address, shown) = (address.to_owned(), address.to_owned());
        parts.push(
            view! { <a class="message__link" href=address target="_blank" rel="noopener noreferrer">{shown}</a> }
                .into_any(),
        );
        rest = after;
    }
    if parts.is_empty() {
        return text.to_owned().into_any();
    }
    if !rest.is_empty() {
        parts.push(rest.to_owned().into_any());
    }
    parts.collect_view().into_any()
}

/// What stands before the first address, the address, and what follows it.
fn first_address(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let tail = text.get(from..)?;
        let start = from + tail.find("http")?;
        let candidate = text.get(start..)?;
        let is_apart =
            text.get(..start).and_then(|it| it.chars().next_back()).is_none_or(|it| !it.is_alphanumeric());
        let length = length_of(candidate).filter(|_| is_apart);
        if let Some(length) = length {
            let (address, after) = candidate.split_at(length);
            return Some((text.get(..start)?, address, after));
        }
        from = start + 4;
    }
}

/// How long the address at the beginning is, if there is one.
fn length_of(text: &str) -> Option<usize> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?;
    let is_end = |letter: char| letter.is_whitespace() || matches!(letter, '<' | '>' | '"' | '«' | '»');
    let mut address = text.get(..text.find(is_end).unwrap_or(text.len()))?;
    while let Some(last) = address.chars().next_back() {
        let is_closing = last == ')' && address.matches('(').count() < address.matches(')').count();
        if !is_closing && !".,;:!?'…]}*_".contains(last) {
            break;
        }
        address = address.get(..address.len() - last.len_utf8())?;
    }
    (address.len() > scheme.len()).then_some(address.len())
}
