//! The count of those who wait, in the tab's title and on its icon (U4).

use super::super::Shelf;
use crate::i18n::tr;
use desk_contract::id::AppealId;
use leptos::prelude::*;

/// The most that the icon counts.
const MOST: usize = 99;

/// Keeps the count there, for as long as the page lives.
pub(super) fn keep(queue: Shelf, ringing: ArcRwSignal<Vec<AppealId>>) {
    let plain_icon = icon().and_then(|icon| icon.get_attribute("href"));
    let state = Memo::new(move |_| (queue.len(), !ringing.read().is_empty()));
    Effect::new(move |_| {
        let (waiting, rings) = state.get();
        show_in_title(waiting, rings);
        let address = if waiting > 0 { Some(counted_icon(waiting, rings)) } else { plain_icon.clone() };
        if let (Some(icon), Some(address)) = (icon(), address) {
            // Only a misspelt attribute name is refused.
            let _ = icon.set_attribute("href", &address);
        }
    });
}

fn show_in_title(waiting: usize, rings: bool) {
    let title = tr!(app.title);
    let counted = if waiting > 0 { format!("({waiting}) {title}") } else { title };
    document().set_title(&if rings { format!("☎ {counted}") } else { counted });
}

fn icon() -> Option<web_sys::Element> {
    document().query_selector("link[rel='icon']").ok().flatten()
}

/// The icon with the count on it, as an address that holds the whole picture.
fn counted_icon(waiting: usize, rings: bool) -> String {
    let count = if waiting > MOST { format!("{MOST}+") } else { waiting.to_string() };
    let ground = if rings { "#2b8a3e" } else { "#c92a2a" };
    let size = [17, 15, 11].get(count.len().saturating_sub(1)).copied().unwrap_or(11);
    let picture = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'><rect width='32' height='32' rx='8' fill='#3b5bdb'/>\
         <path d='M6 9a3 3 0 0 1 3-3h9v12l-5 5c-.5.5-1.200.2-1.200-.5V20H9a3 3 0 0 1-3-3z' fill='#fff'/>\
         <circle cx='21' cy='20' r='11' fill='{ground}'/>\
         <text x='21' y='20' fill='#fff' font-family='sans-serif' font-weight='700' font-size='{size}' \
         text-anchor='middle' dominant-baseline='central'>{count}</text></svg>"
    );
    format!("data:image/svg+xml,{}", js_sys::encode_uri_component(&picture))
}
