//! Files of the talk: pictures shown where they stand, everything else saved when it is asked for.

use super::dom::{self, element, on, put, saying, set};
use super::line::beside;
use super::{Page, Shared};
use desk_contract::id::AttachmentId;
use desk_contract::message::Attachment;
use desk_visitor::Words;
use js_sys::Promise;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, Url, XmlHttpRequest, XmlHttpRequestResponseType};

/// Pictures up to this are shown by themselves.
const SHOWN: u64 = 4 << 20;

/// What was fetched, by its address in this page.
#[derive(Default)]
pub(super) struct Fetched(RefCell<BTreeMap<AttachmentId, String>>);

/// A file as it stands in a message.
pub(super) fn shown(page: &Shared, file: &Attachment) -> Element {
    let document = &page.document;
    let row = element(document, "div", "talk-file");
    let button = element(document, "button", "talk-file__save button");
    set(&button, "type", "button");
    put(&button, &saying(document, "span", "for-readers", page.words.save));
    if is_picture(file) && file.bytes <= SHOWN {
        let picture = element(document, "img", "talk-file__picture");
        set(&picture, "alt", &file.name);
        put(&row, &picture);
        let (id, of_picture) = (file.id, picture.clone());
        beside(page, async move |page| {
            if let Some(address) = fetched(&page, id, None).await {
                set(&of_picture, "src", &address);
            }
        });
    }
    put(&button, &saying(document, "span", "talk-file__name", &file.name));
    put(&button, &saying(document, "span", "talk-file__size", &size(&page.words, file.bytes)));
    put(&row, &button);
    let (owner, described, of_row) = (Rc::clone(page), file.clone(), row.clone());
    dom::pressed(&button, move || save(&owner, described.clone(), of_row.clone()));
    row.into()
}

fn is_picture(file: &Attachment) -> bool {
    ["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"].contains(&file.media_type.as_str())
}

fn save(page: &Shared, file: Attachment, row: HtmlElement) {
    beside(page, async move |page| {
        let progress = element(&page.document, "progress", "talk-file__progress");
        set(&progress, "max", "100");
        set(&progress, "aria-label", &file.name);
        put(&row, &progress);
        let address = fetched(&page, file.id, Some(&progress)).await;
        progress.remove();
        let Some(address) = address else {
            let why = saying(&page.document, "small", "talk-file__why", page.words.not_loaded);
            set(&why, "role", "alert");
            return put(&row, &why);
        };
        let link = element(&page.document, "a", "");
        set(&link, "href", &address);
        set(&link, "download", &file.name);
        link.click();
    });
}

/// The address in this page under which a file's bytes stand.
async fn fetched(page: &Page, id: AttachmentId, progress: Option<&HtmlElement>) -> Option<String> {
    if let Some(address) = page.fetched.0.borrow().get(&id) {
        return Some(address.clone());
    }
    let request = XmlHttpRequest::new().ok()?;
    request.open_with_async("GET", &page.address(&format!("files/{id}")), true).ok()?;
    request.set_request_header("Authorization", &format!("Bearer {}", page.token)).ok()?;
    request.set_response_type(XmlHttpRequestResponseType::Blob);
    if let Some(progress) = progress.cloned() {
        on(&request, "progress", move |event| {
            dom::advance(&progress, event.unchecked_ref());
        });
    }
    let over = Promise::new(&mut |done, _| request.set_onloadend(Some(&done)));
    request.send().ok()?;
    JsFuture::from(over).await.ok()?;
    if request.status() != Ok(200) {
        return None;
    }
    let bytes = request.response().ok()?;
    let address = Url::create_object_url_with_blob(bytes.unchecked_ref()).ok()?;
    page.fetched.0.borrow_mut().insert(id, address.clone());
    Some(address)
}

fn size(words: &Words, bytes: u64) -> String {
    let tenths = |unit: u64| {
        let tenths = bytes.saturating_mul(10).div_ceil(unit);
        if tenths.is_multiple_of(10) || tenths >= 100 {
            (tenths / 10).to_string()
        } else {
            format!("{},{}", tenths / 10, tenths % 10)
        }
    };
    if bytes < 1 << 20 { words.kilobytes.of(&tenths(1 << 10)) } else { words.megabytes.of(&tenths(1 << 20)) }
}
