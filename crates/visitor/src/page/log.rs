//! The talk on screen: a heading, the rows, who types, and how the line stands.
//!
//! Always: a row that has not changed keeps its element, so that a reader hears only what is new and nothing jumps.

use super::dom::{self, element, put, saying, set, set_if};
use super::line::now;
use super::{Page, Shared, fetching, leaving, times};
use desk_contract::message::Delivery;
use desk_contract::visitor::{TalkStage, VisitorMessage};
use desk_visitor::{Leaving, Row, Words};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::{Document, Element, HtmlElement};

/// So near its end, in pixels, somebody reads what is newest.
const NEAR: i32 = 80;

/// The part of the page above the field.
pub(super) struct Log {
    title: HtmlElement,
    standing: HtmlElement,
    line: HtmlElement,
    scroller: HtmlElement,
    rows: HtmlElement,
    typing: HtmlElement,
    newest: HtmlElement,
    drawn: RefCell<Vec<(Row, Element)>>,
    /// Whether the talk is there.
    pub(super) is_loaded: Cell<bool>,
    /// Counts whenever typing was told of.
    pub(super) typed_at: Cell<u32>,
}

impl Log {
    /// Makes it, empty.
    pub(super) fn made(document: &Document, words: &Words, main: &Element) -> Self {
        let head = element(document, "header", "talk-head");
        let title = saying(document, "h1", "talk-head__title", words.title);
        let standing = element(document, "p", "talk-head__standing");
        set(&standing, "role", "status");
        put(&head, &title);
        put(&head, &standing);
        let line = element(document, "p", "talk-line");
        set(&line, "role", "status");
        let scroller = element(document, "div", "talk-log");
        set(&scroller, "tabindex", "0");
        set(&scroller, "role", "log");
        set(&scroller, "aria-label", words.messages);
        set(&scroller, "aria-busy", "true");
        let rows = element(document, "ol", "talk-rows");
        put(&scroller, &rows);
        let foot = element(document, "div", "talk-foot");
        let typing = element(document, "p", "talk-typing");
        set(&typing, "role", "status");
        let newest = saying(document, "button", "talk-newest button", words.to_newest);
        set(&newest, "type", "button");
        set(&newest, "hidden", "");
        put(&foot, &typing);
        put(&foot, &newest);
        for part in [&head, &line, &scroller, &foot] {
            put(main, part);
        }
        let end = scroller.clone();
        dom::pressed(&newest, move || end.set_scroll_top(end.scroll_height()));
        let (at, button) = (scroller.clone(), newest.clone());
        dom::on(&scroller, "scroll", move |_| set_if(&button, "hidden", is_near(&at)));
        let (drawn, is_loaded, typed_at) = Default::default();
        Self { title, standing, line, scroller, rows, typing, newest, drawn, is_loaded, typed_at }
    }
}

fn is_near(scroller: &Element) -> bool {
    scroller.scroll_height() - scroller.scroll_top() - scroller.client_height() < NEAR
}

/// Draws what has changed of the rows.
pub(super) fn draw(page: &Shared) {
    let log = &page.log;
    let was_near = is_near(&log.scroller);
    let rows = page.chat.borrow().rows(times::day);
    let mut old = log.drawn.take();
    let mut next = log.rows.first_element_child();
    let mut drawn = Vec::with_capacity(rows.len());
    for row in rows {
        let known = old.iter().position(|(known, _)| *known == row).map(|place| old.remove(place).1);
        let element = known.unwrap_or_else(|| row_element(page, &row));
        if next.as_ref() == Some(&element) {
            next = element.next_element_sibling();
        } else {
            _ = log.rows.insert_before(&element, next.as_deref());
        }
        drawn.push((row, element));
    }
    old.iter().for_each(|(_, element)| element.remove());
    log.drawn.replace(drawn);
    if log.is_loaded.get() {
        set(&log.scroller, "aria-busy", "false");
    }
    draw_head(page);
    if was_near {
        to_newest(page);
    } else {
        set_if(&log.newest, "hidden", false);
    }
}

/// Down to the newest.
pub(super) fn to_newest(page: &Page) {
    page.log.scroller.set_scroll_top(page.log.scroller.scroll_height());
}

/// What stands above: whose chat it is and how the matter stands.
pub(super) fn draw_head(page: &Page) {
    let (chat, words) = (page.chat.borrow(), &page.words);
    let title = if chat.title.is_empty() { words.title } else { &chat.title };
    says(&page.log.title, title);
    let standing = match (chat.stage, &chat.operator) {
        (TalkStage::None, _) => words.invitation.to_owned(),
        (TalkStage::Waiting, _) => words.waiting.to_owned(),
        (TalkStage::InWork, name) => words.in_work.of(name.as_deref().unwrap_or(words.operator)),
        (TalkStage::Closed, _) => words.closed.to_owned(),
    };
    if page.log.is_loaded.get() {
        says(&page.log.standing, &standing);
    }
}

/// The same words again would be read out again.
fn says(element: &Element, words: &str) {
    if element.text_content().as_deref() != Some(words) {
        element.set_text_content(Some(words));
    }
}

/// How the line stands.
pub(super) fn draw_line(page: &Page) {
    says(&page.log.line, if page.is_heard.get() { "" } else { page.words.offline });
}

/// Whether the operator types.
pub(super) fn types(page: &Page, is_typing: bool) {
    page.log.typed_at.set(page.log.typed_at.get().wrapping_add(1));
    let words = &page.words;
    let name = page.chat.borrow().operator.clone();
    let typing = words.typing.of(name.as_deref().unwrap_or(words.operator));
    says(&page.log.typing, if is_typing { &typing } else { "" });
}

fn row_element(page: &Shared, row: &Row) -> Element {
    let document = &page.document;
    match row {
        Row::Day(day) => {
            let heading = times::heading(page, *day, times::day(now()));
            saying(document, "li", "talk-day", &heading).into()
        }
        Row::Unread => saying(document, "li", "talk-unread", page.words.unread).into(),
        Row::Message(message) => message_element(page, message),
        Row::Leaving(leaving) => leaving_element(page, leaving),
    }
}

fn bubble(page: &Page, who: &str, is_own: bool) -> (HtmlElement, HtmlElement) {
    let row = element(&page.document, "li", "talk-row");
    set_if(&row, "data-own", is_own);
    let bubble = element(&page.document, "div", "talk-bubble");
    put(
        &bubble,
        &saying(&page.document, "span", if is_own { "for-readers" } else { "talk-bubble__who" }, who),
    );
    put(&row, &bubble);
    (row, bubble)
}

fn message_element(page: &Shared, message: &VisitorMessage) -> Element {
    let (document, words) = (&page.document, &page.words);
    let who = if message.is_own { words.you } else { message.by.as_deref().unwrap_or(words.operator) };
    let (row, bubble) = bubble(page, who, message.is_own);
    if !message.text.is_empty() {
        put(&bubble, &saying(document, "p", "talk-bubble__text", &message.text));
    }
    if let Some(link) = message.link.as_ref().filter(|link| link.starts_with("https://")) {
        let join = saying(document, "a", "talk-bubble__link", words.join);
        for (name, value) in [("href", link.as_str()), ("target", "_blank"), ("rel", "noopener noreferrer")] {
            set(&join, name, value);
        }
        put(&bubble, &join);
    }
    for file in &message.attachments {
        put(&bubble, &fetching::shown(page, file));
    }
    let state = match (message.is_own, message.delivery) {
        (true, Delivery::Sent) => words.sent,
        (true, _) => words.read,
        (false, _) => "",
    };
    let time = times::time(message.at);
    let told = if state.is_empty() { time } else { format!("{time} · {state}") };
    put(&bubble, &saying(document, "small", "talk-bubble__state", &told));
    row.into()
}

fn leaving_element(page: &Shared, leaving: &Leaving) -> Element {
    let (document, words, said) = (&page.document, &page.words, &leaving.said);
    let (row, bubble) = bubble(page, words.you, true);
    if !said.text.is_empty() {
        put(&bubble, &saying(document, "p", "talk-bubble__text", &said.text));
    }
    for file in &said.attachments {
        put(&bubble, &saying(document, "span", "talk-file__name", &file.name));
    }
    let Some(refusal) = &leaving.refusal else {
        set(&row, "data-leaving", "");
        put(&bubble, &saying(document, "small", "talk-bubble__state", words.leaving));
        return row.into();
    };
    set(&row, "data-refused", "");
    let why = saying(document, "small", "talk-bubble__state", &format!("{}: {refusal}", words.refused));
    set(&why, "role", "alert");
    put(&bubble, &why);
    let (id, once_more, gone) = (said.id, Rc::clone(page), Rc::clone(page));
    let actions = element(document, "div", "talk-bubble__actions");
    put(&actions, &dom::button(document, "button", words.again, move || leaving::again(&once_more, id)));
    put(&actions, &dom::button(document, "button", words.give_up, move || leaving::give_up(&gone, id)));
    put(&bubble, &actions);
    row.into()
}
