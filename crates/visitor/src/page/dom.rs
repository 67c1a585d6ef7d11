//! Elements, made and found: small steps that everything on the page is drawn by.

use super::composer::Composer;
use super::log::Log;
use desk_contract::refusal::Language;
use desk_visitor::Words;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, Event, EventTarget, HtmlElement, ProgressEvent, Window};

/// An element with a class; a document makes every element whose name is one.
pub(super) fn element(document: &Document, name: &str, class: &str) -> HtmlElement {
    // No name that is asked for here is refused.
    let made = document.create_element(name).unwrap_or_else(JsCast::unchecked_into);
    let made: HtmlElement = made.unchecked_into();
    if !class.is_empty() {
        made.set_class_name(class);
    }
    made
}

/// The same with words in it.
pub(super) fn saying(document: &Document, name: &str, class: &str, words: &str) -> HtmlElement {
    let made = element(document, name, class);
    made.set_text_content(Some(words));
    made
}

/// Shows how far something has come, in whole percents: what writes out a fraction is a tenth of this page.
pub(super) fn advance(progress: &Element, event: &ProgressEvent) {
    if event.total() > 0.0 {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
        let percent = (event.loaded() / event.total() * 100.0) as u32;
        set(progress, "value", &percent.to_string());
    }
}

/// Sets an attribute. A name that can be one always can.
pub(super) fn set(element: &Element, name: &str, value: &str) {
    _ = element.set_attribute(name, value);
}

/// Sets it or takes it away.
pub(super) fn set_if(element: &Element, name: &str, is_set: bool) {
    _ = element.toggle_attribute_with_force(name, is_set);
}

/// Puts one into the other, last.
pub(super) fn put(parent: &Element, child: &Element) {
    _ = parent.append_child(child);
}

/// A button that does something.
pub(super) fn button(
    document: &Document,
    class: &str,
    words: &str,
    on_press: impl FnMut() + 'static,
) -> HtmlElement {
    let button = saying(document, "button", class, words);
    set(&button, "type", "button");
    pressed(&button, on_press);
    button
}

/// Does something whenever it is pressed.
pub(super) fn pressed(target: &EventTarget, mut on_press: impl FnMut() + 'static) {
    on(target, "click", move |_| on_press());
}

/// Hears an event for as long as the target lives.
pub(super) fn on(target: &EventTarget, name: &str, on_event: impl FnMut(Event) + 'static) {
    let closure = Closure::<dyn FnMut(Event)>::new(on_event);
    _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    // The listener goes with its target.
    closure.forget();
}

/// What stands behind the question mark of the page's address.
pub(super) fn asked(window: &Window) -> impl Fn(&str) -> Option<String> + use<> {
    let search = window.location().search().unwrap_or_default();
    let asked = web_sys::UrlSearchParams::new_with_str(&search).ok();
    move |name| asked.as_ref()?.get(name)
}

/// Language and theme of the page as a whole.
pub(super) fn dress(document: &Document, language: Language, theme: Option<String>) {
    let Some(root) = document.document_element() else { return };
    set(&root, "lang", if language == Language::Ru { "ru" } else { "en" });
    if let Some(theme) = theme.filter(|theme| theme == "light" || theme == "dark") {
        set(&root, "data-theme", &theme);
    }
}

/// A page that has but one thing to say.
pub(super) fn only_says(document: &Document, words: &str) {
    if let Some(body) = document.body() {
        body.set_text_content(None);
        put(&body, &saying(document, "main", "talk-only", words));
    }
}

/// Puts the parts of the page into it.
pub(super) fn furnish(document: &Document, words: &Words) -> Option<(Log, Composer)> {
    let body = document.body()?;
    body.set_text_content(None);
    document.set_title(words.title);
    let main = element(document, "main", "talk");
    let log = Log::made(document, words, &main);
    let composer = Composer::made(document, words, &main)?;
    put(&body, &main);
    Some((log, composer))
}

/// Puts the focus there. It may have gone meanwhile.
pub(super) fn focus(element: &HtmlElement) -> Option<()> {
    element.focus().ok()
}
