//! Bytes that come one piece after another (Streams, `ReadableStreamDefaultReader`).
//!
//! Never: keeps a piece that was given on.

use super::super::Failure;
use super::line::Stops;
use js_sys::{Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A stream that is being read.
pub(super) struct Reader {
    reader: JsValue,
    /// Whoever drops the reader has the browser stop the request.
    _stops: Stops,
}

impl Reader {
    /// Begins to read a stream.
    pub(super) fn of(stream: &JsValue, stops: Stops) -> Result<Self, Failure> {
        let reader = call(stream, "getReader").map_err(|_| Failure::Unexpected("file".to_owned()))?;
        Ok(Self { reader, _stops: stops })
    }

    /// The next bytes; `None` at the end.
    pub(super) async fn next(&self) -> Result<Option<Uint8Array>, Failure> {
        self.read().await.map_err(|_| Failure::Unreachable)
    }

    async fn read(&self) -> Result<Option<Uint8Array>, JsValue> {
        let promise: Promise = call(&self.reader, "read")?.unchecked_into();
        let chunk = JsFuture::from(promise).await?;
        if Reflect::get(&chunk, &"done".into())?.is_truthy() {
            return Ok(None);
        }
        Ok(Some(Reflect::get(&chunk, &"value".into())?.unchecked_into()))
    }
}

fn call(of: &JsValue, method: &str) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(of, &method.into())?.dyn_into()?;
    method.call0(of)
}
