//! What the visitor has seen: told to the desk, and shown as the line before what is unread.

use super::line::beside;
use super::{Shared, dom, keep, log};
use desk_contract::id::MessageId;
use desk_contract::message::Delivery;
use desk_contract::visitor::VisitorSaw;
use std::rc::Rc;
use web_sys::VisibilityState;

/// What is known of it.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// The last that was before his eyes.
    last: Option<MessageId>,
    /// What the desk was told last.
    told: Option<(MessageId, Delivery)>,
}

/// Looks whether he looks.
pub(super) fn begin(page: &Shared) {
    page.seen.borrow_mut().last = keep::seen(&page.window, page.line);
    for (target, name) in [
        (page.document.as_ref(), "visibilitychange"),
        (page.window.as_ref(), "focus"),
        (page.window.as_ref(), "blur"),
    ] {
        let looked = Rc::clone(page);
        dom::on(target, name, move |_| {
            if is_looking(&looked) {
                sees(&looked);
                title(&looked);
            }
        });
    }
}

fn is_looking(page: &Shared) -> bool {
    page.document.visibility_state() == VisibilityState::Visible && page.document.has_focus().unwrap_or(true)
}

/// Something of the desk may have come.
pub(super) fn heard(page: &Shared, is_first: bool) {
    let (last, seen) = (page.chat.borrow().last_of_desk(), page.seen.borrow().last);
    let looks = is_looking(page);
    if is_first || !looks {
        page.chat.borrow_mut().mark_unread_after(seen);
    }
    if is_first {
        // Whatever a broken line swallowed is told again.
        page.seen.borrow_mut().told = None;
    }
    match last {
        Some(_) if looks => sees(page),
        Some(id) => tell(page, id, Delivery::Delivered),
        None => {}
    }
    title(page);
}

/// He has all before his eyes.
fn sees(page: &Shared) {
    let Some(last) = page.chat.borrow().last_of_desk() else { return };
    page.seen.borrow_mut().last = Some(last);
    keep::keep_seen(&page.window, page.line, last);
    tell(page, last, Delivery::Read);
}

/// He answers: nothing is unread any more.
pub(super) fn answered(page: &Shared) {
    let last = page.chat.borrow().last_of_desk();
    page.chat.borrow_mut().mark_unread_after(last);
    title(page);
}

fn tell(page: &Shared, message: MessageId, delivery: Delivery) {
    let what = (message, delivery);
    if page.seen.borrow_mut().told.replace(what) == Some(what) {
        return;
    }
    beside(page, async move |page| {
        if page.tell::<()>("seen", &VisitorSaw { message, delivery }).await.is_err() {
            let mut seen = page.seen.borrow_mut();
            if seen.told == Some(what) {
                seen.told = None;
            }
        }
    });
}

/// How many are unread, where a tab shows it.
fn title(page: &Shared) {
    let chat = page.chat.borrow();
    let name = if chat.title.is_empty() { page.words.title } else { &chat.title };
    let unread = if is_looking(page) { 0 } else { chat.unread() };
    let title = if unread == 0 { name.to_owned() } else { format!("({unread}) {name}") };
    drop(chat);
    page.document.set_title(&title);
    log::draw_head(page);
}
