//! A file that is written to the operator's disk while it is still being made.
//!
//! Owns: where it goes. Where the browser lets a page write into a file (the File System Access API), it is written
//! there piece by piece; elsewhere the pieces are gathered by the browser, off the page's own memory where it does so
//! with blobs, and downloaded at the end. Never: knows what is in it.

use super::{CsvPiece, Failure, Pieces};
use futures_util::StreamExt;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// What a file of this kind is on the wire and in a picker.
const CSV: &str = "text/csv";

/// Where a file goes.
pub(crate) enum Place {
    /// A stream into a file that the operator named.
    File(JsValue),
    /// Among the browser's downloads, under this name.
    Downloads(String),
}

/// Asks where the file shall go, at the click that wishes it; `None` where the operator thinks better of it.
pub(crate) async fn choose(name: &str) -> Option<Place> {
    let Some(asked) = ask_for_file(name) else { return Some(Place::Downloads(name.to_owned())) };
    match JsFuture::from(asked).await {
        Ok(handle) => {
            Some(open(&handle).await.map_or_else(|| Place::Downloads(name.to_owned()), Place::File))
        }
        Err(error) if is_named(&error, "AbortError") => None,
        // In a frame of another origin the browser asks nobody.
        Err(_) => Some(Place::Downloads(name.to_owned())),
    }
}

/// Writes all pieces; `progress` is told how many rows of how many are written, and so is whoever waits for the end. Dropped
/// before its end, no file is left; nor where pieces end before all rows that were promised are written.
pub(crate) async fn write(
    place: Place,
    pieces: Pieces<'_>,
    progress: impl Fn(u64, u64),
) -> Result<u64, Failure> {
    match place {
        Place::File(stream) => into_file(Writing(Some(stream)), pieces, progress).await,
        Place::Downloads(name) => into_download(&name, pieces, progress).await,
    }
}

/// A stream into a file. What is dropped before its end is thrown away by the browser.
struct Writing(Option<JsValue>);

impl Drop for Writing {
    fn drop(&mut self) {
        if let Some(stream) = self.0.take() {
            // Whether it worked shows nowhere: the file that was chosen stays as it was either way.
            let _ = call(&stream, "abort", &JsValue::UNDEFINED);
        }
    }
}

async fn into_file(
    mut writing: Writing,
    mut pieces: Pieces<'_>,
    progress: impl Fn(u64, u64),
) -> Result<u64, Failure> {
    let mut last = (0, 0);
    while let Some(piece) = pieces.next().await {
        let CsvPiece { bytes, written, rows } = piece?;
        let stream = writing.0.as_ref().ok_or(Failure::Unreachable)?;
        done(call(stream, "write", &bytes)).await?;
        last = (written, rows);
        progress(written, rows);
    }
    let rows = whole(last)?;
    let stream = writing.0.take().ok_or(Failure::Unreachable)?;
    done(call(&stream, "close", &JsValue::UNDEFINED)).await?;
    Ok(rows)
}

/// A file that ended early is none.
fn whole((written, rows): (u64, u64)) -> Result<u64, Failure> {
    if written == rows { Ok(rows) } else { Err(Failure::Unexpected(format!("{written} rows of {rows}"))) }
}

async fn into_download(
    name: &str,
    mut pieces: Pieces<'_>,
    progress: impl Fn(u64, u64),
) -> Result<u64, Failure> {
    let (parts, mut last) = (Array::new(), (0, 0));
    while let Some(piece) = pieces.next().await {
        let CsvPiece { bytes, written, rows } = piece?;
        // A blob's bytes are the browser's to keep, on disk where there are many.
        parts.push(blob(&Array::of1(&bytes))?.as_ref());
        last = (written, rows);
        progress(written, rows);
    }
    let rows = whole(last)?;
    let address = Url::create_object_url_with_blob(&blob(&parts)?).map_err(failed)?;
    download(&address, name)?;
    // The browser has begun to read it by then; the address alone is given back.
    gloo_timers::callback::Timeout::new(60_000, move || _ = Url::revoke_object_url(&address)).forget();
    Ok(rows)
}

fn download(address: &str, name: &str) -> Result<(), Failure> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(Failure::Unreachable)?;
    let link: HtmlAnchorElement = document.create_element("a").map_err(failed)?.unchecked_into();
    link.set_href(address);
    link.set_download(name);
    link.click();
    Ok(())
}

fn blob(parts: &Array) -> Result<Blob, Failure> {
    let kind = BlobPropertyBag::new();
    kind.set_type(CSV);
    Blob::new_with_blob_sequence_and_options(parts, &kind).map_err(failed)
}

/// The browser's own question for a file; `None` where it has none.
fn ask_for_file(name: &str) -> Option<Promise> {
    let window = web_sys::window()?;
    let ask: Function =
        Reflect::get(&window, &JsValue::from_str("showSaveFilePicker")).ok()?.dyn_into().ok()?;
    let kind = object(&[("accept", object(&[(CSV, Array::of1(&".csv".into()).into())]))]);
    let options = object(&[("suggestedName", name.into()), ("types", Array::of1(&kind).into())]);
    ask.call1(&window, &options).ok()?.dyn_into().ok()
}

async fn open(handle: &JsValue) -> Option<JsValue> {
    let opening = call(handle, "createWritable", &JsValue::UNDEFINED).ok()?;
    JsFuture::from(opening).await.ok()
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (key, value) in fields {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(key), value);
    }
    object.into()
}

fn call(target: &JsValue, method: &str, argument: &JsValue) -> Result<Promise, JsValue> {
    let method: Function = Reflect::get(target, &JsValue::from_str(method))?.dyn_into()?;
    let answer = if argument.is_undefined() { method.call0(target) } else { method.call1(target, argument) };
    Ok(Promise::resolve(&answer?))
}

async fn done(called: Result<Promise, JsValue>) -> Result<(), Failure> {
    JsFuture::from(called.map_err(failed)?).await.map(drop).map_err(failed)
}

fn is_named(error: &JsValue, name: &str) -> bool {
    let named = Reflect::get(error, &JsValue::from_str("name"));
    named.ok().and_then(|named| named.as_string()).is_some_and(|named| named == name)
}

fn failed(error: JsValue) -> Failure {
    Failure::Unexpected(error.as_string().unwrap_or_else(|| format!("file: {error:?}")))
}
