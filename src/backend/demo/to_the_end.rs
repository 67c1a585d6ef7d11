//! What has begun to be written is written to its end, whether or not anybody still waits for it.
//!
//! Whoever takes a file back drops the future that brings it. A write of the journal that was dropped half way would
//! leave facts in the world of which nobody is told, and the browser's store tells of its end all the same.

use futures_channel::oneshot;
use std::future::Future;

/// Runs on by itself; the answer is for whoever still waits.
pub(super) async fn to_the_end(writing: impl Future<Output = ()> + 'static) {
    let (done, waits) = oneshot::channel();
    wasm_bindgen_futures::spawn_local(async move {
        writing.await;
        // Nobody waits any more.
        let _ = done.send(());
    });
    // The other end is held until the writing is done.
    let _ = waits.await;
}
