//! The one place where HTML is given to the browser: after it was made harmless, and for letters in a frame of its
//! own in which nothing runs, nothing is sent off, and nothing leads the desk elsewhere.

use crate::desk::use_desk;
use crate::ui::Sizes;
use desk_contract::mail_html::{Clean, Pictures, clean, plain};
use desk_contract::own::Theme;
use leptos::html;
use leptos::prelude::*;

/// Characters that fit a line of a letter, roughly.
const A_LINE: usize = 52;
/// A line's height, in pixels.
const LINE_PX: usize = 20;
/// The space between two blocks, in pixels.
const BLOCK_PX: usize = 8;
/// The least and the most height of a letter's frame before it is measured, in pixels; what is longer is scrolled.
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
///
/// The frame has the desk's origin, or its height could not be read; without `allow-scripts` that lends nothing to
/// what is in it.
#[component]
pub(super) fn LetterFrame(html: String, title: Signal<String>, pictures: Signal<Pictures>) -> impl IntoView {
    let desk = use_desk();
    let frame = NodeRef::<html::Iframe>::new();
    let expected = expected_px(&html);
    let made = Memo::new(move |_| clean(&html, pictures.get()));
    let (measured, sizes) = (RwSignal::new(None), StoredValue::new_local(None));
    let measures = move |_| sizes.set_value(sizes_of_page(frame, measured));
    let height = move || measured.get().unwrap_or(expected).min(HEIGHT_PX.1);
    view! {
        <iframe
            node_ref=frame class="letter__frame" title=title referrerpolicy="no-referrer"
            sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox" on:load=measures
            style:--letter-height=move || format!("{}px", height()) srcdoc=move || page(&made.read(), desk.preferences.read().theme)
        ></iframe>
    }
}

/// Tells how high the page in the frame is, now and whenever that changes: by a picture, or by the frame's width.
fn sizes_of_page(frame: NodeRef<html::Iframe>, height: RwSignal<Option<usize>>) -> Option<Sizes> {
    let page = frame.get_untracked()?.content_document()?.body()?;
    let read = page.clone();
    Sizes::of(&page, move || {
        height.set(usize::try_from(read.offset_height()).ok().filter(|height| *height > 0))
    })
}

/// How high a letter will be, roughly: a chat that is read moves less when the letter is there.
fn expected_px(html: &str) -> usize {
    (lines_of(html) * LINE_PX + blocks_of(html) * BLOCK_PX + 20).clamp(HEIGHT_PX.0, HEIGHT_PX.1)
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
