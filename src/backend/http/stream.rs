//! Events over an answer that does not end, for networks that let no socket through.
//!
//! Owns: the request and what comes of it. Never: when it is asked for; the feed says that.
//!
//! Always: one that was dropped calls nobody, and has the browser stop the request.

use super::super::Failure;
use super::Shared;
use super::socket::Told;
use desk_contract::json::read;
use desk_contract::wire::names::EVENT_STREAM;
use desk_contract::wire::{CloseCode, EventStream, Fault, Streamed};
use desk_courier::Happening;
use futures_channel::oneshot;
use futures_util::future::{Either, select};
use std::rc::Rc;

/// A stream that is being heard.
pub(super) struct Stream {
    /// Whoever hears it stops once this is gone.
    _held: oneshot::Sender<()>,
}

impl Stream {
    /// Begins to hear what comes from an address.
    pub(super) fn open(shared: &Rc<Shared>, address: String, told: Told) -> Self {
        let (held, dropped) = oneshot::channel();
        let shared = Rc::clone(shared);
        wasm_bindgen_futures::spawn_local(async move {
            let heard = Box::pin(async {
                let ended = hear(&shared, &address, &told).await;
                told(ended);
            });
            match select(heard, dropped).await {
                Either::Left(_) | Either::Right(_) => {}
            }
        });
        Self { _held: held }
    }
}

/// Tells what comes until nothing more does; answers how it ended.
async fn hear(shared: &Shared, address: &str, told: &Told) -> Happening {
    let reader = match shared.line.reader(address, EVENT_STREAM).await {
        Ok(reader) => reader,
        Err(Failure::Fault(Fault::NotSignedIn)) => return Happening::SessionOver,
        Err(_) => return lost(),
    };
    told(Happening::Opened);
    let mut stream = EventStream::default();
    while let Ok(Some(bytes)) = reader.next().await {
        for event in stream.take(&bytes.to_vec()) {
            match event {
                // A frame of an unknown name is passed over.
                Streamed::Frame(text) => {
                    if let Ok(frame) = read(&text) {
                        told(Happening::Came(Box::new(frame)));
                    }
                }
                Streamed::Closes(code) => return Happening::Closed(code),
            }
        }
    }
    lost()
}

fn lost() -> Happening {
    Happening::Closed(CloseCode::GoingAway.code())
}
