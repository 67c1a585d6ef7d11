//! What lies on this device until the server has it: commands, and the bytes of files.
//!
//! Owns: the database's name, its stores and their keys. Never: in which order anything is sent.

use crate::backend::keepsakes;
use desk_contract::id::{AttachmentId, CommandId};
use desk_contract::message::Attachment;
use desk_courier::Kept;
use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared};
use idb::{Database, DatabaseEvent, Factory, KeyPath, ObjectStoreParams, TransactionMode};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
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

type Opening = Shared<LocalBoxFuture<'static, Option<Rc<Database>>>>;

/// The store; the database is opened at the first use.
#[derive(Default)]
pub(super) struct Store {
    opening: RefCell<Option<Opening>>,
}

/// The browser did not keep what it was given.
#[derive(Debug, thiserror::Error)]
#[error("the browser's store is closed to this page, or full")]
pub(super) struct NotKept;

impl From<idb::Error> for NotKept {
    fn from(_: idb::Error) -> Self {
        Self
    }
}

impl Store {
    /// Keeps a command. Done when it is on disk.
    pub(super) async fn keep(&self, kept: &Kept) -> Result<(), NotKept> {
        let text = serde_json::to_string(kept).map_err(|_| NotKept)?;
        // A page that is loaded anew takes a transaction under way down with it.
        keepsakes::keep_pressed(kept.id, &text);
        let done = self.put(kept.id, &text).await;
        if done.is_ok() {
            keepsakes::forget_pressed(kept.id);
        }
        done
    }

    async fn put(&self, id: CommandId, text: &str) -> Result<(), NotKept> {
        let writing = self.writing(&[COMMANDS]).await?;
        writing.object_store(COMMANDS)?.put(&JsValue::from_str(text), Some(&key(id)))?;
        writing.commit()?.await?;
        Ok(())
    }

    /// A command was answered.
    pub(super) async fn forget(&self, id: CommandId) -> Result<(), NotKept> {
        keepsakes::forget_pressed(id);
        let writing = self.writing(&[COMMANDS]).await?;
        writing.object_store(COMMANDS)?.delete(key(id))?.await?;
        writing.commit()?.await?;
        Ok(())
    }

    /// Every command that was kept. One that cannot be read is of a newer desk, and stays for it; what was just pressed is
    /// there whatever becomes of the larger store.
    pub(super) async fn commands(&self) -> Vec<Kept> {
        let kept = self.stored().await.unwrap_or_default().into_iter().chain(keepsakes::pressed());
        kept.filter_map(|one| serde_json::from_str(&one).ok()).collect()
    }

    async fn stored(&self) -> Result<Vec<String>, NotKept> {
        let database = self.database().await?;
        let reading = database.transaction(&[COMMANDS], TransactionMode::ReadOnly)?;
        let all = reading.object_store(COMMANDS)?.get_all(None, None)?.await?;
        Ok(all.iter().filter_map(|one| one.as_string()).collect())
    }

    /// Keeps a file that is to be brought. Done when it is on disk.
    pub(super) async fn keep_file(&self, file: &Attachment, bytes: &Blob) -> Result<(), NotKept> {
        let text = serde_json::to_string(file).map_err(|_| NotKept)?;
        let writing = self.writing(&[FILES, BYTES]).await?;
        writing.object_store(FILES)?.put(&JsValue::from_str(&text), Some(&key(file.id)))?;
        writing.object_store(BYTES)?.put(bytes, Some(&key(file.id)))?;
        writing.commit()?.await?;
        Ok(())
    }

    /// A file that is to be brought, where it still is.
    pub(super) async fn file(&self, id: AttachmentId) -> Option<(Attachment, Blob)> {
        let database = self.database().await.ok()?;
        let reading = database.transaction(&[FILES, BYTES], TransactionMode::ReadOnly).ok()?;
        let file = reading.object_store(FILES).ok()?.get(key(id)).ok()?.await.ok()??;
        let bytes = reading.object_store(BYTES).ok()?.get(key(id)).ok()?.await.ok()??;
        Some((serde_json::from_str(&file.as_string()?).ok()?, bytes.dyn_into().ok()?))
    }

    /// Every file that is to be brought.
    pub(super) async fn files(&self) -> Result<Vec<Attachment>, NotKept> {
        let database = self.database().await?;
        let reading = database.transaction(&[FILES], TransactionMode::ReadOnly)?;
        let all = reading.object_store(FILES)?.get_all(None, None)?.await?;
        Ok(all.iter().filter_map(|one| serde_json::from_str(&one.as_string()?).ok()).collect())
    }

    /// The server has a file, or nobody wants it.
    pub(super) async fn forget_file(&self, id: AttachmentId) -> Result<(), NotKept> {
        let writing = self.writing(&[FILES, BYTES]).await?;
        writing.object_store(FILES)?.delete(key(id))?.await?;
        writing.object_store(BYTES)?.delete(key(id))?.await?;
        writing.commit()?.await?;
        Ok(())
    }

    async fn writing(&self, stores: &[&str]) -> Result<idb::Transaction, NotKept> {
        Ok(self.database().await?.transaction(stores, TransactionMode::ReadWrite)?)
    }

    async fn database(&self) -> Result<Rc<Database>, NotKept> {
        let opening = self
            .opening
            .borrow_mut()
            .get_or_insert_with(|| async { open().await.ok().map(Rc::new) }.boxed_local().shared())
            .clone();
        opening.await.ok_or(NotKept)
    }
}

async fn open() -> Result<Database, idb::Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(VERSION))?;
    request.on_upgrade_needed(|upgrade| {
        let Ok(database) = upgrade.database() else { return };
        let there = database.store_names();
        for store in STORES.into_iter().filter(|store| !there.iter().any(|it| it == store)) {
            let mut outside_keys = ObjectStoreParams::new();
            outside_keys.key_path(None::<KeyPath>);
            // A store that cannot be made fails the first transaction, which says so.
            let _ = database.create_object_store(store, outside_keys);
        }
    });
    request.await
}

fn key(id: impl ToString) -> JsValue {
    JsValue::from_str(&id.to_string())
}
