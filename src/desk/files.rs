//! Files on their way to the backend, and the addresses of those that are there (W2, W3).
//!
//! Owns: the two steps of bringing a file: its bytes, then the word what it is. Never: what a channel carries
//! (`contract::Channel` says it), or a file's bytes once they have gone.

use super::{CommandError, Desk, Failure};
use desk_contract::command::StoreAttachment;
use desk_contract::id::AttachmentId;
use desk_contract::message::Attachment;
use leptos::prelude::*;
use std::rc::Rc;

impl Desk {
    /// Brings a file; `progress` is told how many bytes have gone. Whoever drops this before its end has it stopped.
    pub(crate) async fn bring_file(
        self,
        attachment: Attachment,
        bytes: web_sys::Blob,
        progress: Rc<dyn Fn(u64)>,
    ) -> Result<(), CommandError> {
        self.backend().upload(attachment.id, bytes, progress).await?;
        self.send(StoreAttachment { attachment: attachment.clone() }.into()).await?;
        self.know_file(attachment);
        Ok(())
    }

    /// An address in this page under which a file can be shown or saved.
    pub(crate) async fn file_address(self, id: AttachmentId) -> Result<String, Failure> {
        self.backend().file(id).await
    }

    /// A file that is with the backend may go with a message.
    pub(super) fn know_file(self, attachment: Attachment) {
        self.attachments.update(|known| _ = known.insert(attachment.id, attachment));
    }
}
