//! Marks in a text what was looked for. Case and the dots of `ё` do not count, as in the search itself.

use leptos::prelude::*;

/// A text in which every word looked for is marked.
pub(super) fn marked(text: &str, sought: &str) -> AnyView {
    let plain = |letter: char| match letter.to_lowercase().next() {
        Some('ё') => 'е',
        Some(small) => small,
        None => letter,
    };
    let letters: Vec<char> = text.chars().collect();
    let plain_text: Vec<char> = letters.iter().map(|letter| plain(*letter)).collect();
    let mut is_hit = vec![false; letters.len()];
    for word in sought.split_whitespace() {
        let word: Vec<char> = word.chars().map(plain).collect();
        let places =
            plain_text.windows(word.len().max(1)).enumerate().filter(|(_, part)| *part == word.as_slice());
        for (place, _) in places {
            is_hit.iter_mut().skip(place).take(word.len()).for_each(|hit| *hit = true);
        }
    }
    let mut parts = Vec::new();
    let mut from = 0;
    while let Some(first) = is_hit.get(from).copied() {
        let length = is_hit.iter().skip(from).take_while(|hit| **hit == first).count();
        let part: String = letters.iter().skip(from).take(length).collect();
        parts.push(if first {
            view! { <mark class="hit">{part}</mark> }.into_any()
        } else {
            part.into_any()
        });
        from += length;
    }
    parts.collect_view().into_any()
}
