//! What lies on this device until the server has it: commands, and the bytes of files.
//!
//! Owns: the database's name, its stores and their keys (`backend::stores` opens it). Never: in which order anything is sent.

use crate::backend::keepsakes;
use crate::backend::stores::{NotKept, Stores};
use desk_contract::id::{AttachmentId, CommandId};
use desk_contract::json::read;
use desk_contract::message::Attachment;
use desk_courier::Kept;
use futures_channel::oneshot;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

const DATABASE: &str = "operator-desk-outbox";
const COMMANDS: &str = "commands";
/// What each file is.
const FILES: &str = "files";
/// Its bytes, as they are.
const BYTES: &str = "bytes";
const STORES: [&str; 3] = [COMMANDS, FILES, BYTES];
/// One more with each change of the stores.
const VERSION: u32 = 1;

/// Work with the store that goes on to its end though nobody waits for it any more: the browser tells the end in any case,
/// and would find nobody there to hear it. None where the page is going.
pub(super) async fn to_its_end<T: 'static>(work: impl Future<Output = T> + 'static) -> Option<T> {
    let (done, waits) = oneshot::channel();
    spawn_local(async move {
        // Nobody waits any more.
        let _ = done.send(work.await);
    });
    waits.await.ok()
}

/// The store.
pub(super) struct Store(Stores);

impl Default for Store {
    fn default() -> Self {
        Self(Stores::named(DATABASE, VERSION, &STORES))
    }
}

impl Store {
    /// Keeps a command. Done when it is on disk.
    pub(super) async fn keep(&self, kept: &Kept) -> Result<(), NotKept> {
        let text = serde_json::to_string(kept).map_err(unwritable)?;
        // A page that is loaded anew takes a transaction under way down with it.
        keepsakes::keep_pressed(kept.id, &text);
        let done = self.put(kept.id, &text).await;
        if done.is_ok() {
            keepsakes::forget_pressed(kept.id);
        }
        done
    }

    async fn put(&self, id: CommandId, text: &str) -> Result<(), NotKept> {
        let writing = self.0.writing(&[COMMANDS]).await?;
        writing.object_store(COMMANDS)?.put(&JsValue::from_str(text), Some(&key(id)))?;
        writing.commit()?.await?;
        Ok(())
    }

    /// A command was answered.
    pub(super) async fn forget(&self, id: CommandId) -> Result<(), NotKept> {
        keepsakes::forget_pressed(id);
        let writing = self.0.writing(&[COMMANDS]).await?;
        writing.object_store(COMMANDS)?.delete(key(id))?.await?;
        writing.commit()?.await?;
        Ok(())
    }

    /// Every command that was kept, as it was written; what was just pressed is there whatever becomes of the larger store.
    pub(super) async fn commands(&self) -> Vec<String> {
        self.stored().await.unwrap_or_default().into_iter().chain(keepsakes::pressed()).collect()
    }

    async fn stored(&self) -> Result<Vec<String>, NotKept> {
        let reading = self.0.reading(&[COMMANDS]).await?;
        let all = reading.object_store(COMMANDS)?.get_all(None, None)?.await?;
        Ok(all.iter().filter_map(|one| one.as_string()).collect())
    }

    /// Keeps a file that is to be brought. Done when it is on disk.
    pub(super) async fn keep_file(&self, file: &Attachment, bytes: &Blob) -> Result<(), NotKept> {
        let text = serde_json::to_string(file).map_err(unwritable)?;
        let writing = self.0.writing(&[FILES, BYTES]).await?;
        writing.object_store(FILES)?.put(&JsValue::from_str(&text), Some(&key(file.id)))?;
        writing.object_store(BYTES)?.put(bytes, Some(&key(file.id)))?;
        writing.commit()?.await?;
        Ok(())
    }

    /// A file that is to be brought, where it still is.
    pub(super) async fn file(&self, id: AttachmentId) -> Option<(Attachment, Blob)> {
        let reading = self.0.reading(&[FILES, BYTES]).await.ok()?;
        let file = reading.object_store(FILES).ok()?.get(key(id)).ok()?.await.ok()??;
        let bytes = reading.object_store(BYTES).ok()?.get(key(id)).ok()?.await.ok()??;
        Some((read(&file.as_string()?).ok()?, bytes.dyn_into().ok()?))
    }

    /// Every file that is to be brought.
    pub(super) async fn files(&self) -> Result<Vec<Attachment>, NotKept> {
        let reading = self.0.reading(&[FILES]).await?;
        let all = reading.object_store(FILES)?.get_all(None, None)?.await?;
        Ok(all.iter().filter_map(|one| read(&one.as_string()?).ok()).collect())
    }

    /// The server has a file, or nobody wants it.
    pub(super) async fn forget_file(&self, id: AttachmentId) -> Result<(), NotKept> {
        let writing = self.0.writing(&[FILES, BYTES]).await?;
        writing.object_store(FILES)?.delete(key(id))?.await?;
        writing.object_store(BYTES)?.delete(key(id))?.await?;
        writing.commit()?.await?;
        Ok(())
    }
}

fn unwritable(cause: serde_json::Error) -> NotKept {
    NotKept(cause.to_string())
}

fn key(id: impl ToString) -> JsValue {
    JsValue::from_str(&id.to_string())
}
