//! What the visitor says, on its way: kept from the press until the answer, one after the other.

use super::line::{No, beside, pause};
use super::{Shared, dom, keep, log, seen};
use desk_contract::id::MessageId;
use desk_contract::message::Attachment;
use desk_contract::visitor::{VisitorMessage, VisitorSays};

/// Takes up what an earlier page had not got answered.
pub(super) fn take_up(page: &Shared) {
    for said in keep::all_leaving(&page.window, page.line) {
        page.chat.borrow_mut().leave(said);
    }
    go(page);
}

/// Sends something off.
pub(super) fn leave(page: &Shared, text: String, attachments: Vec<Attachment>) {
    let said = VisitorSays { id: keep::id(&page.window), text, attachments };
    keep::keep_leaving(&page.window, page.line, &said);
    page.chat.borrow_mut().leave(said);
    seen::answered(page);
    log::draw(page);
    log::to_newest(page);
    go(page);
}

/// Tries again what the server did not take.
pub(super) fn again(page: &Shared, id: MessageId) {
    page.chat.borrow_mut().refuse(id, None);
    log::draw(page);
    go(page);
}

/// Lets it be.
pub(super) fn give_up(page: &Shared, id: MessageId) {
    keep::forget_leaving(&page.window, page.line, id);
    page.chat.borrow_mut().give_up(id);
    log::draw(page);
    _ = dom::focus(&page.composer.field);
}

/// What the server's own word says has arrived is kept no more.
pub(super) fn forget_arrived(page: &Shared) {
    let chat = page.chat.borrow();
    for said in keep::all_leaving(&page.window, page.line) {
        if !chat.leaving.iter().any(|leaving| leaving.said.id == said.id) {
            keep::forget_leaving(&page.window, page.line, said.id);
        }
    }
}

/// Sends what waits, in its order; who is at it already goes on.
pub(super) fn go(page: &Shared) {
    if page.is_leaving.replace(true) {
        return;
    }
    beside(page, async |page| {
        let mut tries = 0;
        loop {
            let next = page.chat.borrow().next_to_leave().cloned();
            let Some(said) = next else { break };
            match page.tell::<VisitorMessage>("messages", &said).await {
                Ok(message) => {
                    tries = 0;
                    page.chat.borrow_mut().know(message);
                    keep::forget_leaving(&page.window, page.line, said.id);
                }
                Err(No::Refused(words)) => page.chat.borrow_mut().refuse(said.id, Some(words)),
                Err(No::Later | No::Nowhere) => {
                    page.nap(pause(tries)).await;
                    tries = tries.saturating_add(1);
                }
            }
            log::draw(&page);
        }
        page.is_leaving.set(false);
    });
}
