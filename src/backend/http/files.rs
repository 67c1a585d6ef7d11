//! Files on their way to the server and from it.
//!
//! Owns: the request that tells how many bytes have gone (only XMLHttpRequest does), and the addresses in this page of
//! files that came. Never: keeps bytes over a reload; the store does.

use super::super::{CommandError, Failure};
use super::Shared;
use super::line::{Line, chance};
use super::question::unexpected;
use super::store::to_its_end;
use desk_contract::id::AttachmentId;
use desk_contract::message::Attachment;
use desk_contract::wire::Ask;
use desk_contract::wire::names::{ACCEPT_LANGUAGE, BYTES};
use desk_contract::wire::questions::{ReadFile, UploadFile};
use desk_courier::{Verdict, wait_ms};
use futures_channel::oneshot;
use gloo_timers::future::TimeoutFuture;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, Event, ProgressEvent, Url, XmlHttpRequest};

/// The addresses given so far.
#[derive(Default)]
pub(super) struct Addresses(RefCell<HashMap<AttachmentId, String>>);

impl Addresses {
    /// The address of a file, if it has one.
    pub(super) fn of(&self, id: AttachmentId) -> Option<String> {
        self.0.borrow().get(&id).cloned()
    }

    /// Gives a file an address.
    pub(super) fn give(&self, id: AttachmentId, bytes: &Blob) -> Result<String, Failure> {
        let address = Url::create_object_url_with_blob(bytes);
        let address = address.map_err(|_| Failure::Unexpected("file".to_owned()))?;
        self.0.borrow_mut().insert(id, address.clone());
        Ok(address)
    }
}

/// Whoever drops the future has the browser stop it.
struct Stops(XmlHttpRequest);

impl Drop for Stops {
    fn drop(&mut self) {
        self.0.set_onloadend(None);
        if let Ok(upload) = self.0.upload() {
            upload.set_onprogress(None);
        }
        // One that has ended is not touched by it.
        let _ = self.0.abort();
    }
}

/// Sends the bytes of a file once; answers the status and the body, status 0 where nobody answered.
pub(super) async fn send(
    line: &Line,
    id: AttachmentId,
    bytes: &Blob,
    progress: Rc<dyn Fn(u64)>,
) -> Option<(u16, String)> {
    let path = UploadFile::QUESTION.address(&[&id]).ok()?;
    let request = XmlHttpRequest::new().ok()?;
    request.open_with_async(UploadFile::QUESTION.method.as_str(), &line.url(&path), true).ok()?;
    request.set_with_credentials(line.has_cookies());
    request.set_request_header("Content-Type", BYTES).ok()?;
    request.set_request_header(ACCEPT_LANGUAGE, "ru").ok()?;
    if let Some(token) = line.token() {
        request.set_request_header("Authorization", &format!("Bearer {token}")).ok()?;
    }
    let seen = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a file's size in bytes")]
        progress(event.loaded() as u64);
    });
    if let Ok(upload) = request.upload() {
        upload.set_onprogress(Some(seen.as_ref().unchecked_ref()));
    }
    let (done, waits) = oneshot::channel();
    let mut done = Some(done);
    let ended = Closure::<dyn FnMut(Event)>::new(move |_| {
        // Nobody waits any more.
        let _ = done.take().map(|done| done.send(()));
    });
    request.set_onloadend(Some(ended.as_ref().unchecked_ref()));
    let stops = Stops(request.clone());
    request.send_with_opt_blob(Some(bytes)).ok()?;
    waits.await.ok()?;
    let answer = (request.status().unwrap_or(0), request.response_text().ok().flatten().unwrap_or_default());
    // Only now: what is aborted forgets its answer.
    drop(stops);
    Some(answer)
}

impl Shared {
    /// Keeps a file on this device and brings it, for as long as somebody waits for it.
    pub(super) async fn brings(
        self: &Rc<Self>,
        file: Attachment,
        bytes: Blob,
        progress: Rc<dyn Fn(u64)>,
    ) -> Result<(), CommandError> {
        let id = file.id;
        // A picture is shown from here, whether or not it has gone.
        self.addresses.give(id, &bytes)?;
        let shared = Rc::clone(self);
        let kept = to_its_end(async move { shared.store.keep_file(&file, &bytes).await });
        if !matches!(kept.await, Some(Ok(()))) {
            self.warn_not_kept();
            return Err(Failure::Unexpected("store".to_owned()).into());
        }
        let mut failures = 0;
        loop {
            match self.bring(id, Rc::clone(&progress)).await {
                Ok(()) => return Ok(()),
                Err(Verdict::Refused(refusal)) => return Err(CommandError::Refused(*refusal)),
                Err(Verdict::Broken(code)) => return Err(Failure::Unexpected(code).into()),
                Err(Verdict::SignIn) => self.line.signed_out(),
                Err(Verdict::Later { .. } | Verdict::Granted(_)) => {}
            }
            failures += 1;
            TimeoutFuture::new(wait_ms(failures, chance())).await;
        }
    }

    /// An address in this page under which a file can be shown or saved.
    pub(super) async fn address_of(&self, id: AttachmentId) -> Result<String, Failure> {
        if let Some(address) = self.addresses.of(id) {
            return Ok(address);
        }
        let path = ReadFile::QUESTION.address(&[&id]).map_err(unexpected)?;
        let bytes = self.line.bytes(&path).await?;
        self.addresses.give(id, &bytes)
    }
}
