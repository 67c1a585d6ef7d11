//! The page: what is on screen, and what it asks the server.
//!
//! Owns: the one [`Page`], which everything else here is given. Never: a rule of the talk; `desk_visitor` has them.
//!
//! Start at [`start`]; then `hearing` (what comes), `leaving` (what goes), `log` and `composer` (what is seen).

mod bringing;
mod composer;
mod dom;
mod fetching;
mod hearing;
mod keep;
mod leaving;
mod line;
mod log;
mod seen;
mod times;

use desk_contract::id::EntryPointId;
use desk_contract::refusal::Language;
use desk_visitor::{Chat, Words, words};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::{Document, Window};

/// All that the page is.
struct Page {
    window: Window,
    document: Document,
    words: Words,
    language: Language,
    line: EntryPointId,
    /// What the visitor is known by.
    token: String,
    chat: RefCell<Chat>,
    /// Whether the server is heard.
    is_heard: Cell<bool>,
    /// Whether something is leaving at this moment.
    is_leaving: Cell<bool>,
    seen: RefCell<seen::Seen>,
    naps: RefCell<Vec<line::Nap>>,
    log: log::Log,
    composer: composer::Composer,
    fetched: fetching::Fetched,
}

type Shared = Rc<Page>;

/// Shows the chat of the line that the address names.
pub(crate) fn start() {
    let Some(window) = web_sys::window() else { return };
    let Some(document) = window.document() else { return };
    let asked = dom::asked(&window);
    let language = asked("lang").or_else(|| window.navigator().language()).unwrap_or_default();
    let language = if language.starts_with("ru") { Language::Ru } else { Language::En };
    let words = words(language);
    dom::dress(&document, language, asked("theme"));
    let path = window.location().pathname().unwrap_or_default();
    let line = path.trim_end_matches('/').rsplit('/').next().and_then(|id| id.parse().ok());
    let Some(line) = line else { return dom::only_says(&document, words.no_chat) };
    let Some((log, composer)) = dom::furnish(&document, &words) else { return };
    let page = Rc::new(Page {
        token: keep::token(&window),
        window,
        document,
        words,
        language,
        line,
        chat: RefCell::default(),
        is_heard: Cell::new(true),
        is_leaving: Cell::new(false),
        seen: RefCell::default(),
        naps: RefCell::default(),
        log,
        composer,
        fetched: fetching::Fetched::default(),
    });
    leaving::take_up(&page);
    composer::begin(&page);
    seen::begin(&page);
    hearing::begin(&page);
    log::draw(&page);
}
