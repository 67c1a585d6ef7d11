//! The one place where HTML is given to the browser: after it was made harmless, and for letters in a frame of its
//! own without scripts, without the desk's origin and without its store.

use crate::desk::use_desk;
use desk_contract::mail_html::{Clean, Pictures, clean, plain};
use desk_contract::own::Theme;
use leptos::prelude::*;

/// Characters that fit a line of a letter, roughly.
const A_LINE: usize = 52;
/// A line's height, in pixels.
const LINE_PX: usize = 20;
/// The space between two blocks, in pixels.
const BLOCK_PX: usize = 8;
/// The least and the most height of a letter's frame, in pixels; what is longer is scrolled.
const HEIGHT_PX: (usize, usize) = (56, 440);

/// Harmless HTML, to be put into the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Harmless(String);

impl Harmless {
    /// Makes it harmless.
    pub(crate) fn of(html: &str) -> Self {
        Self(clean(html, Pictures::Blocked).html)
    }

    /// What stands in an element, made harmless.
    pub(crate) fn read_from(element: &web_sys::Element) -> Self {
        Self::of(&element.inner_html())
    }

    /// Whether it says nothing.
    pub(crate) fn is_wordless(&self) -> bool {
        plain(&self.0).is_empty()
    }

    /// The HTML itself.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Puts it into an element.
    pub(crate) fn put_into(&self, element: &web_sys::Element) {
        element.set_inner_html(&self.0);
    }
}

/// A letter in a frame of its own.
#[component]
pub(super) fn LetterFrame(html: String, title: Signal<String>, pictures: Signal<Pictures>) -> impl IntoView {
    let desk = use_desk();
    let (lines, blocks) = (lines_of(&html), blocks_of(&html));
    let made = Memo::new(move |_| clean(&html, pictures.get()));
    let height = move || {
        let shown = if pictures.get() == Pictures::Shown { made.read().pictures * 12 } else { 0 };
        ((lines + shown) * LINE_PX + blocks * BLOCK_PX + 20).clamp(HEIGHT_PX.0, HEIGHT_PX.1)
    };
    view! {
        <iframe
            class="letter__frame" title=title sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"
            style:--letter-height=move || format!("{}px", height()) srcdoc=move || page(&made.read(), desk.preferences.read().theme)
        ></iframe>
    }
}

/// How many pictures a letter has.
pub(super) fn pictures_of(html: &str) -> usize {
    clean(html, Pictures::Blocked).pictures
}

fn lines_of(html: &str) -> usize {
    plain(html).lines().map(|line| line.chars().count().div_ceil(A_LINE).max(1)).sum()
}

fn blocks_of(html: &str) -> usize {
    let html = Harmless::of(html).0;
    ["</p>", "</ul>", "</ol>", "</blockquote>"].iter().map(|end| html.matches(end).count()).sum()
}

/// The page in the frame: in the desk's own look, so that a letter reads like the rest.
fn page(clean: &Clean, theme: Option<Theme>) -> String {
    let theme = match theme {
        Some(Theme::Dark) => " data-theme=\"dark\"",
        Some(Theme::Light) => " data-theme=\"light\"",
        None => "",
    };
    let sheet = document().query_selector("link[rel=stylesheet]").ok().flatten();
    let sheet = sheet
        .and_then(|it| it.get_attribute("href"))
        .filter(|it| !it.contains(['"', '<', '>']))
        .unwrap_or_default();
    format!(
        "<!doctype html><html{theme}><head><meta charset=\"utf-8\"><meta name=\"referrer\" content=\"no-referrer\">\
         <link rel=\"stylesheet\" href=\"{sheet}\"></head><body class=\"letter-page\">{}</body></html>",
        clean.html
    )
}
