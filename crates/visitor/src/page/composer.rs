//! The field, its files and its buttons.

use super::dom::{self, element, on, pressed, put, saying, set, set_if};
use super::line::{beside, now};
use super::{Page, Shared, bringing, keep, leaving};
use desk_contract::Timestamp;
use desk_contract::channel::Channel;
use desk_contract::visitor::VisitorTypes;
use desk_visitor::Words;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{
    ClipboardEvent, Document, DragEvent, Element, Event, File, FileList, HtmlElement, HtmlInputElement,
    HtmlTextAreaElement, KeyboardEvent,
};

/// Typing is told so often at most.
const TELLS_EVERY_MS: i64 = 2_500;

/// The part of the page below the talk.
pub(super) struct Composer {
    form: HtmlElement,
    pub(super) field: HtmlTextAreaElement,
    pub(super) files: HtmlElement,
    chooser: HtmlInputElement,
    attach: HtmlElement,
    send: HtmlElement,
    notice: HtmlElement,
    pub(super) brought: RefCell<Vec<bringing::Brought>>,
    told_at: Cell<Timestamp>,
}

impl Composer {
    /// Makes it.
    pub(super) fn made(document: &Document, words: &Words, main: &Element) -> Option<Self> {
        let form = element(document, "form", "talk-composer");
        let notice = element(document, "p", "talk-composer__notice");
        set(&notice, "role", "alert");
        let files = element(document, "ul", "talk-files");
        set(&files, "aria-label", words.files);
        set(&files, "hidden", "");
        let chooser = element(document, "input", "for-readers");
        for (name, value) in [("type", "file"), ("multiple", ""), ("tabindex", "-1"), ("aria-hidden", "true")]
        {
            set(&chooser, name, value);
        }
        let attach = icon_button(document, "talk-composer__attach", words.attach);
        set(&attach, "type", "button");
        let field = element(document, "textarea", "talk-composer__field");
        for (name, value) in [
            ("rows", "1"),
            ("aria-label", words.message),
            ("placeholder", words.message),
            ("enterkeyhint", "send"),
        ] {
            set(&field, name, value);
        }
        let send = icon_button(document, "talk-composer__send", words.send);
        set(&send, "type", "submit");
        let row = element(document, "div", "talk-composer__row");
        for part in [&chooser, &attach, &field, &send] {
            put(&row, part);
        }
        for part in [&notice, &files, &row] {
            put(&form, part);
        }
        put(main, &form);
        let (field, chooser) = (field.dyn_into().ok()?, chooser.dyn_into().ok()?);
        let (brought, told_at) = Default::default();
        Some(Self { form, field, files, chooser, attach, send, notice, brought, told_at })
    }
}

/// A button that shows a sign and says a word.
fn icon_button(document: &Document, class: &str, words: &str) -> HtmlElement {
    let button = element(document, "button", &format!("button {class}"));
    set(&button, "title", words);
    put(&button, &saying(document, "span", "for-readers", words));
    button
}

/// Begins to listen to the visitor's hands.
pub(super) fn begin(page: &Shared) {
    let composer = &page.composer;
    composer.field.set_value(&keep::draft(&page.window, page.line));
    hear_typing(page);
    let sends = Rc::clone(page);
    on(&composer.form, "submit", move |event| {
        event.prevent_default();
        send(&sends);
    });
    let chooser = composer.chooser.clone();
    pressed(&composer.attach, move || chooser.click());
    let chosen = Rc::clone(page);
    on(&composer.chooser, "change", move |_| {
        take(&chosen, chosen.composer.chooser.files());
        chosen.composer.chooser.set_value("");
    });
    hear_drops(page);
    may_send(page);
}

fn hear_typing(page: &Shared) {
    let field = &page.composer.field;
    let typed = Rc::clone(page);
    on(field, "input", move |_| {
        keep::keep_draft(&typed.window, typed.line, &typed.composer.field.value());
        may_send(&typed);
        tell_typing(&typed);
    });
    let keyed = Rc::clone(page);
    on(field, "keydown", move |event| {
        let key: &KeyboardEvent = event.unchecked_ref();
        if key.key() == "Enter" && !key.shift_key() && !key.is_composing() {
            event.prevent_default();
            send(&keyed);
        }
    });
    let pasted = Rc::clone(page);
    on(field, "paste", move |event| {
        let files = event.unchecked_ref::<ClipboardEvent>().clipboard_data().and_then(|data| data.files());
        if files.as_ref().is_some_and(|files| files.length() > 0) {
            event.prevent_default();
            take(&pasted, files);
        }
    });
}

fn hear_drops(page: &Shared) {
    on(&page.document, "dragover", |event: Event| event.prevent_default());
    let dropped = Rc::clone(page);
    on(&page.document, "drop", move |event| {
        event.prevent_default();
        take(&dropped, event.unchecked_ref::<DragEvent>().data_transfer().and_then(|data| data.files()));
    });
}

fn take(page: &Shared, files: Option<FileList>) {
    let Some(files) = files else { return };
    let files: Vec<File> = (0..files.length()).filter_map(|place| files.get(place)).collect();
    notice(page, "");
    for file in files {
        if page.composer.brought.borrow().len() >= Channel::SiteChat.most_files() {
            return notice(page, &page.words.too_many.of(&Channel::SiteChat.most_files().to_string()));
        }
        bringing::bring(page, file);
    }
    _ = dom::focus(&page.composer.field);
}

/// Says what is the matter at the field.
pub(super) fn notice(page: &Page, words: &str) {
    page.composer.notice.set_text_content(Some(words));
}

/// Whether there is something to send, and all of it is there.
pub(super) fn may_send(page: &Page) -> bool {
    let (composer, longest) = (&page.composer, Channel::SiteChat.longest_text());
    let text = composer.field.value();
    let brought = composer.brought.borrow();
    let may = (!text.trim().is_empty() || !brought.is_empty())
        && text.chars().count() <= longest
        && brought.iter().all(bringing::Brought::is_there);
    set(&composer.send, "aria-disabled", if may { "false" } else { "true" });
    set_if(&composer.files, "hidden", brought.is_empty());
    if text.chars().count() > longest {
        notice(page, &page.words.too_long.of(&longest.to_string()));
    }
    may
}

fn send(page: &Shared) {
    if !may_send(page) {
        return;
    }
    let composer = &page.composer;
    let text = composer.field.value().trim().to_owned();
    let attachments = bringing::taken(page);
    composer.field.set_value("");
    keep::keep_draft(&page.window, page.line, "");
    notice(page, "");
    leaving::leave(page, text, attachments);
    composer.told_at.set(Timestamp::default());
    may_send(page);
    _ = dom::focus(&composer.field);
}

/// It may be lost.
fn tell_typing(page: &Shared) {
    let is_over = page.composer.field.value().is_empty();
    let last = page.composer.told_at.get();
    if !is_over && (now() - last).num_milliseconds() < TELLS_EVERY_MS {
        return;
    }
    page.composer.told_at.set(if is_over { Timestamp::default() } else { now() });
    beside(page, async move |page| _ = page.tell::<()>("typing", &VisitorTypes { is_over }).await);
}
