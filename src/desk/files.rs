//! Files on their way to the backend, and the addresses of those that are there (W2, W3).
//!
//! Owns: the two steps of bringing a file: its bytes, then the word what it is; how far each has come; and its bytes
//! until they have gone. Never: what a channel carries, which the contract says.

use super::{Chat, CommandError, Desk, Failure};
use desk_contract::command::StoreAttachment;
use desk_contract::id::AttachmentId;
use desk_contract::message::Attachment;
use desk_contract::{Channel, Refusal, carries};
use futures_util::future::{AbortHandle, Abortable};
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// A file that was chosen, on its way.
#[derive(Clone, Debug)]
pub(crate) struct WaitingFile {
    /// What it is.
    pub(crate) attachment: Attachment,
    /// How far it has come.
    pub(crate) way: ArcRwSignal<FileWay>,
}

/// How far a file has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FileWay {
    /// The channel does not carry it; it is not sent.
    Refused(Refusal),
    /// So many bytes have gone.
    Going(u64),
    /// It is with the backend.
    Brought,
    /// It did not come through; why.
    Stuck(CommandError),
}

/// The bytes of files that are not brought yet, and how to stop them.
#[derive(Default)]
pub(super) struct Going(RefCell<HashMap<AttachmentId, (web_sys::File, Option<AbortHandle>)>>);

impl WaitingFile {
    /// Whether it needs the operator: tried again, or left out.
    pub(crate) fn is_stuck(&self) -> bool {
        matches!(*self.way.read_untracked(), FileWay::Refused(_) | FileWay::Stuck(_))
    }
}

impl Desk {
    /// Takes files for the next message of a chat and begins to bring them; what the channel does not carry stays
    /// with its reason.
    pub(crate) fn take_files(self, chat: &Chat, channel: Channel, files: Vec<web_sys::File>) {
        for file in files {
            let attachment = self.attachment_of(&file);
            let way = ArcRwSignal::new(FileWay::Going(0));
            self.going(|going| _ = going.insert(attachment.id, (file, None)));
            let waiting = WaitingFile { attachment, way };
            chat.files.update(|files| files.push(waiting.clone()));
            self.begin(chat, channel, &waiting);
        }
    }

    /// Tries a file once more that was refused or did not come through.
    pub(crate) fn bring_again(self, chat: &Chat, file: &WaitingFile) {
        let appeal = self.known_appeal(chat.appeal);
        let channel = appeal.map(|appeal| appeal.read_untracked().channel);
        if let Some(channel) = channel {
            self.begin(chat, channel, file);
        }
    }

    /// Leaves a file out; one on its way is stopped.
    pub(crate) fn leave_out(self, chat: &Chat, id: AttachmentId) {
        if let Some((_, Some(handle))) = self.going(|going| going.remove(&id)) {
            handle.abort();
        }
        chat.files.update(|files| files.retain(|file| file.attachment.id != id));
    }

    /// Why the channel does not carry such files together.
    pub(crate) fn refusal_of(self, channel: Channel, files: &[WaitingFile]) -> Option<Refusal> {
        let files: Vec<_> = files.iter().map(|file| file.attachment.clone()).collect();
        carries(channel, &files).err()
    }

    fn begin(self, chat: &Chat, channel: Channel, file: &WaitingFile) {
        let id = file.attachment.id;
        let refusal = {
            let files = chat.files.read_untracked();
            let sound = files.iter().filter(|it| it.attachment.id != id && !it.is_stuck());
            let with_it: Vec<_> = sound.chain([file]).cloned().collect();
            let store = StoreAttachment { attachment: file.attachment.clone() };
            self.refusal_of(channel, &with_it).or_else(|| untrack(|| self.refusal_beside(&store)))
        };
        if let Some(refusal) = refusal {
            return file.way.set(FileWay::Refused(refusal));
        }
        let (handle, registration) = AbortHandle::new_pair();
        let bytes = self.going(|going| {
            let (bytes, stop) = going.get_mut(&id)?;
            *stop = Some(handle);
            Some(bytes.clone())
        });
        let Some(bytes) = bytes else { return };
        file.way.set(FileWay::Going(0));
        let (chat, file) = (chat.clone(), file.clone());
        let seen = file.way.clone();
        let progress = Rc::new(move |gone| seen.set(FileWay::Going(gone)));
        leptos::task::spawn_local(async move {
            let bringing = self.bring_file(file.attachment.clone(), bytes.into(), progress);
            // Stopped, nobody waits for it any more.
            let Ok(brought) = Abortable::new(bringing, registration).await else { return };
            file.way.set(brought.map_or_else(FileWay::Stuck, |()| FileWay::Brought));
            self.file_settled(&chat);
        });
    }

    fn attachment_of(self, file: &web_sys::File) -> Attachment {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a file's size in bytes")]
        let bytes = file.size() as u64;
        let media_type = Some(file.type_()).filter(|it| !it.is_empty());
        let media_type = media_type.unwrap_or_else(|| "application/octet-stream".to_owned());
        Attachment { id: self.new_id(AttachmentId::new), name: file.name(), media_type, bytes }
    }

    fn going<T>(
        self,
        with: impl FnOnce(&mut HashMap<AttachmentId, (web_sys::File, Option<AbortHandle>)>) -> T,
    ) -> T {
        self.inner.with_value(|inner| with(&mut inner.going.0.borrow_mut()))
    }

    /// Their message has gone: their bytes need not be kept.
    pub(super) fn forget_files(self, files: &[WaitingFile]) {
        self.going(|going| files.iter().for_each(|file| _ = going.remove(&file.attachment.id)));
    }

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
