//! What the page's start script asked for before the program was here (`dist::early` of `xtask`): only a release's does.
//!
//! Owns: taking an answer, each once. Never: asks; what was not asked for early, or not answered, is asked for by whoever
//! needs it.

use super::chance::device_clock;
use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// Where the answers wait, each by its path.
const ANSWERS: &str = "deskAnswers";
/// When an answer came, in milliseconds of the device's clock.
const CAME: &str = "deskCame";

/// An answer, and how long it lay here, in milliseconds.
pub(super) struct Early {
    pub(super) answer: Response,
    pub(super) lay_ms: i64,
}

/// The early answer to a path with its query; none where it was not asked for, was taken already, or did not come.
pub(super) async fn taken(path: &str) -> Option<Early> {
    let answers = Reflect::get(web_sys::window()?.as_ref(), &JsValue::from_str(ANSWERS)).ok()?;
    let path = JsValue::from_str(path);
    let coming = Reflect::get(&answers, &path).ok()?.dyn_into::<Promise>().ok()?;
    // An object that refuses this keeps an answer that nobody else asks for.
    let _ = Reflect::delete_property(answers.unchecked_ref::<Object>(), &path);
    let answer: Response = JsFuture::from(coming).await.ok()?.dyn_into().ok()?;
    let came = Reflect::get(&answer, &JsValue::from_str(CAME)).ok().and_then(|came| came.as_f64());
    let lay_ms = came.map_or(0, |came| device_clock().timestamp_millis() - came as i64);
    Some(Early { answer, lay_ms: lay_ms.max(0) })
}
