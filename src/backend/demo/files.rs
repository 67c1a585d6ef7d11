//! The files of the demo while its page is open: each has one address in this page.
//!
//! Owns: those addresses, and how long a file takes on its way. Never: keeps bytes over a reload; the journal does.

use super::super::Failure;
use desk_contract::id::AttachmentId;
use desk_contract::message::Attachment;
use gloo_timers::future::TimeoutFuture;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use web_sys::{Blob, BlobPropertyBag, Url};

/// The pieces in which a file goes, so that its way can be watched as over a line.
const PIECES: u32 = 12;
/// The least and the most time a piece takes, in milliseconds.
const PIECE_MS: (u32, u32) = (12, 120);
/// How many bytes go in a millisecond: a line of some 40 Mbit/s.
const BYTES_A_MS: f64 = 5_000.0;

/// The addresses given so far.
#[derive(Default)]
pub(super) struct Files(RefCell<HashMap<AttachmentId, String>>);

impl Files {
    /// Gives the file an address.
    pub(super) fn show(&self, id: AttachmentId, file: &Blob) -> Result<(), Failure> {
        let address = Url::create_object_url_with_blob(file);
        let address = address.map_err(|_| Failure::Unexpected("file".to_owned()))?;
        self.0.borrow_mut().insert(id, address);
        Ok(())
    }

    /// The address it was given.
    pub(super) fn address(&self, id: AttachmentId) -> Option<String> {
        self.0.borrow().get(&id).cloned()
    }
}

/// The bytes of a file that a client of the demo sent, as what its sender says that it is.
pub(super) fn blob(bytes: &[u8], file: Option<&Attachment>) -> Option<Blob> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let kind = BlobPropertyBag::new();
    kind.set_type(file.map_or("", |file| file.media_type.as_str()));
    Blob::new_with_u8_array_sequence_and_options(&parts, &kind).ok()
}

/// Waits as long as the bytes would take over a line, and tells how many have gone.
pub(super) async fn as_over_a_line(file: &Blob, progress: Rc<dyn Fn(u64)>) {
    let bytes = file.size();
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to a span of a moment"
    )]
    let piece_ms = (bytes / BYTES_A_MS / f64::from(PIECES)) as u32;
    for piece in 1..=PIECES {
        TimeoutFuture::new(piece_ms.clamp(PIECE_MS.0, PIECE_MS.1)).await;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a file's size in bytes")]
        progress((bytes * f64::from(piece) / f64::from(PIECES)) as u64);
    }
}
