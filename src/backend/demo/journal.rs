//! The demo's journal in IndexedDB: how it began, and every event since.
//!
//! The files that the operator brought lie beside them, as they are.
//!
//! Owns: the database's name, its stores and their keys. Never: reads an event.
//!
//! The past before the beginning is not kept: the same seed makes it again.

use desk_contract::id::{AttachmentId, OperatorId};
use desk_contract::json::read;
use desk_contract::{Recorded, Timestamp};
use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared};
use idb::{Database, DatabaseEvent, Factory, KeyPath, ObjectStoreParams, TransactionMode};
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

const DATABASE: &str = "operator-desk-demo";
const BEGINNING: &str = "beginning";
const EVENTS: &str = "events";
const FILES: &str = "files";
/// One more with each change of the stores.
const VERSION: u32 = 2;

/// How a demo began; with its seed it makes the whole past.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Beginning {
    pub(super) seed: u64,
    pub(super) began: Timestamp,
    pub(super) ahead_ms: i64,
    /// Who sits at the desk; none is the first operator.
    #[serde(default)]
    pub(super) me: Option<OperatorId>,
}

/// The browser did not keep what it was given.
#[derive(Debug, thiserror::Error)]
#[error("the browser's store: {0}")]
pub(super) struct NotKept(String);

impl From<idb::Error> for NotKept {
    fn from(error: idb::Error) -> Self {
        Self(error.to_string())
    }
}

type Opening = Shared<LocalBoxFuture<'static, Option<Rc<Database>>>>;

/// The journal; the database is opened at the first use.
#[derive(Default)]
pub(super) struct Journal {
    opening: RefCell<Option<Opening>>,
}

impl Journal {
    /// How the demo began and everything since; `None` where nothing can be read.
    pub(super) async fn read(&self) -> Option<(Beginning, Vec<Recorded>)> {
        let database = self.database().await.ok()?;
        let reading = database.transaction(&[BEGINNING, EVENTS], TransactionMode::ReadOnly).ok()?;
        let beginning = reading.object_store(BEGINNING).ok()?.get(JsValue::from(0)).ok()?.await.ok()??;
        let events = reading.object_store(EVENTS).ok()?.get_all(None, None).ok()?.await.ok()?;
        let events: Option<Vec<Recorded>> = events.iter().map(parse).collect();
        Some((parse(&beginning)?, events?))
    }

    /// Writes down a new beginning, with nothing after it.
    pub(super) async fn begin(&self, beginning: &Beginning) -> Result<(), NotKept> {
        let writing = self.writing(&[BEGINNING, EVENTS, FILES]).await?;
        writing.object_store(EVENTS)?.clear()?.await?;
        writing.object_store(FILES)?.clear()?.await?;
        writing.object_store(BEGINNING)?.put(&text(beginning), Some(&JsValue::from(0)))?.await?;
        writing.commit()?.await?;
        Ok(())
    }

    /// Writes down who sits at the desk from now on.
    pub(super) async fn sit(&self, me: OperatorId) -> Result<(), NotKept> {
        let writing = self.writing(&[BEGINNING]).await?;
        let store = writing.object_store(BEGINNING)?;
        let kept = store.get(JsValue::from(0))?.await?.as_ref().and_then(parse::<Beginning>);
        let beginning = kept.ok_or_else(|| NotKept("no beginning".to_owned()))?;
        store.put(&text(&Beginning { me: Some(me), ..beginning }), Some(&JsValue::from(0)))?.await?;
        writing.commit()?.await?;
        Ok(())
    }

    /// Writes down what happened. Done when it is on disk.
    pub(super) async fn append(&self, recorded: &[Recorded]) -> Result<(), NotKept> {
        let writing = self.writing(&[EVENTS]).await?;
        let store = writing.object_store(EVENTS)?;
        for event in recorded {
            #[allow(clippy::cast_precision_loss, reason = "numbers of events stay far below 2^53")]
            store.put(&text(event), Some(&JsValue::from_f64(event.seq as f64)))?;
        }
        writing.commit()?.await?;
        Ok(())
    }

    /// Keeps the bytes of a file. Done when they are on disk.
    pub(super) async fn keep_file(&self, id: AttachmentId, bytes: &Blob) -> Result<(), NotKept> {
        let writing = self.writing(&[FILES]).await?;
        writing.object_store(FILES)?.put(bytes, Some(&JsValue::from_str(&id.to_string())))?;
        writing.commit()?.await?;
        Ok(())
    }

    /// The bytes of a file, where they were kept.
    pub(super) async fn file(&self, id: AttachmentId) -> Option<Blob> {
        let database = self.database().await.ok()?;
        let reading = database.transaction(&[FILES], TransactionMode::ReadOnly).ok()?;
        let key = JsValue::from_str(&id.to_string());
        reading.object_store(FILES).ok()?.get(key).ok()?.await.ok()??.dyn_into().ok()
    }

    /// Forgets everything.
    pub(super) async fn forget(&self) -> Result<(), NotKept> {
        let writing = self.writing(&[BEGINNING, EVENTS, FILES]).await?;
        for store in [BEGINNING, EVENTS, FILES] {
            writing.object_store(store)?.clear()?.await?;
        }
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
        opening.await.ok_or_else(|| NotKept("closed to this page".to_owned()))
    }
}

async fn open() -> Result<Database, idb::Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(VERSION))?;
    request.on_upgrade_needed(|upgrade| {
        let Ok(database) = upgrade.database() else { return };
        let there = database.store_names();
        for store in
            [BEGINNING, EVENTS, FILES].into_iter().filter(|store| !there.iter().any(|it| it == store))
        {
            let mut outside_keys = ObjectStoreParams::new();
            outside_keys.key_path(None::<KeyPath>);
            // A store that cannot be made fails the first transaction, which says so.
            let _ = database.create_object_store(store, outside_keys);
        }
    });
    request.await
}

fn text(value: &impl Serialize) -> JsValue {
    JsValue::from_str(&serde_json::to_string(value).unwrap_or_default())
}

fn parse<T: for<'a> Deserialize<'a>>(value: &JsValue) -> Option<T> {
    read(&value.as_string()?).ok()
}
