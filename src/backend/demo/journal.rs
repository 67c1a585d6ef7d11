//! The demo's journal in IndexedDB: how it began, and every event since.
//!
//! The files that the operator brought lie beside them, as they are.
//!
//! Owns: the database's name, its stores and their keys (`backend::stores` opens it). Never: reads an event.
//!
//! The past before the beginning is not kept: the same seed makes it again.

use crate::backend::stores::{NotKept, Stores};
use desk_contract::id::{AttachmentId, OperatorId};
use desk_contract::json::read;
use desk_contract::{Recorded, Timestamp};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

const DATABASE: &str = "operator-desk-demo";
const BEGINNING: &str = "beginning";
const EVENTS: &str = "events";
const FILES: &str = "files";
const STORES: [&str; 3] = [BEGINNING, EVENTS, FILES];
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

/// The journal.
pub(super) struct Journal(Stores);

impl Default for Journal {
    fn default() -> Self {
        Self(Stores::named(DATABASE, VERSION, &STORES))
    }
}

impl Journal {
    /// How the demo began and everything since; `None` where nothing can be read.
    pub(super) async fn read(&self) -> Option<(Beginning, Vec<Recorded>)> {
        let reading = self.0.reading(&[BEGINNING, EVENTS]).await.ok()?;
        let beginning = reading.object_store(BEGINNING).ok()?.get(JsValue::from(0)).ok()?.await.ok()??;
        let events = reading.object_store(EVENTS).ok()?.get_all(None, None).ok()?.await.ok()?;
        let events: Option<Vec<Recorded>> = events.iter().map(parse).collect();
        Some((parse(&beginning)?, events?))
    }

    /// Writes down a new beginning, with nothing after it.
    pub(super) async fn begin(&self, beginning: &Beginning) -> Result<(), NotKept> {
        let writing = self.0.writing(&STORES).await?;
        writing.object_store(EVENTS)?.clear()?.await?;
        writing.object_store(FILES)?.clear()?.await?;
        writing.object_store(BEGINNING)?.put(&text(beginning), Some(&JsValue::from(0)))?.await?;
        writing.commit()?.await?;
        Ok(())
    }

    /// Writes down who sits at the desk from now on.
    pub(super) async fn sit(&self, me: OperatorId) -> Result<(), NotKept> {
        let writing = self.0.writing(&[BEGINNING]).await?;
        let store = writing.object_store(BEGINNING)?;
        let kept = store.get(JsValue::from(0))?.await?.as_ref().and_then(parse::<Beginning>);
        let beginning = kept.ok_or_else(|| NotKept("no beginning".to_owned()))?;
        store.put(&text(&Beginning { me: Some(me), ..beginning }), Some(&JsValue::from(0)))?.await?;
        writing.commit()?.await?;
        Ok(())
    }

    /// Writes down what happened. Done when it is on disk.
    pub(super) async fn append(&self, recorded: &[Recorded]) -> Result<(), NotKept> {
        let writing = self.0.writing(&[EVENTS]).await?;
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
        let writing = self.0.writing(&[FILES]).await?;
        writing.object_store(FILES)?.put(bytes, Some(&JsValue::from_str(&id.to_string())))?;
        writing.commit()?.await?;
        Ok(())
    }

    /// The bytes of a file, where they were kept.
    pub(super) async fn file(&self, id: AttachmentId) -> Option<Blob> {
        let reading = self.0.reading(&[FILES]).await.ok()?;
        let key = JsValue::from_str(&id.to_string());
        reading.object_store(FILES).ok()?.get(key).ok()?.await.ok()??.dyn_into().ok()
    }

    /// Forgets everything.
    pub(super) async fn forget(&self) -> Result<(), NotKept> {
        let writing = self.0.writing(&STORES).await?;
        for store in STORES {
            writing.object_store(store)?.clear()?.await?;
        }
        writing.commit()?.await?;
        Ok(())
    }
}

fn text(value: &impl Serialize) -> JsValue {
    JsValue::from_str(&serde_json::to_string(value).unwrap_or_default())
}

fn parse<T: for<'a> Deserialize<'a>>(value: &JsValue) -> Option<T> {
    read(&value.as_string()?).ok()
}
