//! Files on their way up, before the message that they go with.
//!
//! Always: what the line swallowed is brought again; what the server does not take says why and goes no further.

use super::dom::{self, element, on, put, saying, set};
use super::line::{beside, bytes, now, pause};
use super::{Page, Shared, composer};
use desk_contract::channel::Channel;
use desk_contract::id::AttachmentId;
use desk_contract::message::Attachment;
use js_sys::Promise;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlElement, XmlHttpRequest};

/// A file beside the field.
pub(super) struct Brought {
    file: Attachment,
    chip: HtmlElement,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Coming,
    There,
    Refused,
}

impl Brought {
    /// Whether it is with the server.
    pub(super) fn is_there(&self) -> bool {
        self.state == State::There
    }
}

/// Begins to bring a file.
pub(super) fn bring(page: &Shared, file: File) {
    let largest = Channel::SiteChat.largest_file();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a size is whole and no less than 0"
    )]
    let size = file.size() as u64;
    if size > largest {
        return composer::notice(page, &page.words.too_large.of(&(largest >> 20).to_string()));
    }
    let mut chance = [0; 10];
    bytes(&page.window, &mut chance);
    let id = AttachmentId::new(now(), chance);
    let media_type = match file.type_() {
        unknown if unknown.is_empty() => "application/octet-stream".to_owned(),
        known => known,
    };
    let described = Attachment { id, name: file.name(), media_type, bytes: size };
    let (chip, progress) = chip(page, &described);
    put(&page.composer.files, &chip);
    page.composer.brought.borrow_mut().push(Brought { file: described, chip, state: State::Coming });
    composer::may_send(page);
    beside(page, async move |page| {
        let mut tries = 0;
        while is_wanted(&page, id) {
            match up(&page, id, &file, &progress).await {
                200..300 => return stands(&page, id, State::There, &progress),
                408 | 429 => page.nap(pause(tries)).await,
                400..500 => return stands(&page, id, State::Refused, &progress),
                _ => page.nap(pause(tries)).await,
            }
            tries = tries.saturating_add(1);
        }
    });
}

fn is_wanted(page: &Page, id: AttachmentId) -> bool {
    page.composer.brought.borrow().iter().any(|brought| brought.file.id == id)
}

fn chip(page: &Shared, file: &Attachment) -> (HtmlElement, HtmlElement) {
    let (document, words) = (&page.document, &page.words);
    let chip = element(document, "li", "talk-chip");
    let progress = element(document, "progress", "talk-chip__progress");
    set(&progress, "max", "100");
    set(&progress, "value", "0");
    set(&progress, "aria-label", &words.uploading.of(&file.name));
    put(&chip, &saying(document, "span", "talk-chip__name", &file.name));
    put(&chip, &progress);
    let (owner, id) = (Rc::clone(page), file.id);
    let off = dom::button(document, "button talk-chip__off", "×", move || detach(&owner, id));
    set(&off, "aria-label", &words.detach.of(&file.name));
    put(&chip, &off);
    (chip, progress)
}

fn detach(page: &Shared, id: AttachmentId) {
    let mut brought = page.composer.brought.borrow_mut();
    if let Some(place) = brought.iter().position(|brought| brought.file.id == id) {
        brought.remove(place).chip.remove();
    }
    drop(brought);
    composer::may_send(page);
    _ = dom::focus(&page.composer.field);
}

fn stands(page: &Page, id: AttachmentId, state: State, progress: &HtmlElement) {
    progress.remove();
    if let Some(brought) = page.composer.brought.borrow_mut().iter_mut().find(|it| it.file.id == id) {
        brought.state = state;
        if state == State::Refused {
            set(&brought.chip, "data-refused", "");
            let why = saying(&page.document, "span", "talk-chip__why", page.words.refused);
            set(&why, "role", "alert");
            _ = brought.chip.insert_before(&why, brought.chip.last_element_child().as_deref());
        }
    }
    composer::may_send(page);
}

/// Takes the files that are there; the field is empty of them then.
pub(super) fn taken(page: &Page) -> Vec<Attachment> {
    page.composer.files.set_text_content(None);
    page.composer.brought.take().into_iter().map(|brought| brought.file).collect()
}

/// Brings the bytes once; answers the status, 0 where nobody answered.
async fn up(page: &Page, id: AttachmentId, file: &File, progress: &HtmlElement) -> u16 {
    let Ok(request) = XmlHttpRequest::new() else { return 0 };
    let address = page.address(&format!("files/{id}"));
    if request.open_with_async("PUT", &address, true).is_err() {
        return 0;
    }
    _ = request.set_request_header("Authorization", &format!("Bearer {}", page.token));
    _ = request.set_request_header("Content-Type", "application/octet-stream");
    if let Ok(upload) = request.upload() {
        let progress = progress.clone();
        on(&upload, "progress", move |event| {
            dom::advance(&progress, event.unchecked_ref());
        });
    }
    let over = Promise::new(&mut |done, _| request.set_onloadend(Some(&done)));
    if request.send_with_opt_blob(Some(file)).is_err() {
        return 0;
    }
    _ = JsFuture::from(over).await;
    request.status().unwrap_or(0)
}
