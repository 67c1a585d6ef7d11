//! A browser's socket over a line that breaks.
//!
//! Always: one that was dropped tells nobody anything.

use super::requests::Way;
use desk_contract::wire::{BrowserFrame, ServerFrame, names};
use futures_util::{SinkExt, StreamExt};
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;
use tokio_tungstenite::connect_async;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

/// What a socket tells.
pub(super) enum Said {
    Opened,
    Frame(Box<ServerFrame>),
    Closed(u16),
}

/// The code that a browser gives where none came.
const BROKEN: u16 = 1_006;

/// An open socket, or one that opens.
pub(super) struct Socket {
    out: UnboundedSender<BrowserFrame>,
    task: JoinHandle<()>,
}

impl Socket {
    pub(super) fn opens(way: &Way, after: u64, tell: impl Fn(Said) + Send + 'static) -> Self {
        let (out, mut frames) = unbounded_channel::<BrowserFrame>();
        let mut request =
            format!("ws://{}/api/v1/events?after={after}", way.address()).into_client_request().unwrap();
        let offered = format!("{}, {}{}", names::SUBPROTOCOL, names::BEARER_SUBPROTOCOL, way.token());
        request.headers_mut().insert("sec-websocket-protocol", offered.parse().unwrap());
        let task = tokio::spawn(async move {
            let Ok((mut socket, _)) = connect_async(request).await else { return tell(Said::Closed(BROKEN)) };
            tell(Said::Opened);
            loop {
                tokio::select! {
                    frame = frames.recv() => {
                        let Some(frame) = frame else { return };
                        // What does not go is nothing that anybody waits for.
                        _ = socket.send(Message::text(serde_json::to_string(&frame).unwrap())).await;
                    }
                    came = socket.next() => match came {
                        Some(Ok(Message::Text(text))) => {
                            tell(Said::Frame(Box::new(serde_json::from_str(&text).unwrap())));
                        }
                        Some(Ok(Message::Close(frame))) => {
                            return tell(Said::Closed(frame.map_or(BROKEN, |it| it.code.into())));
                        }
                        Some(Ok(_)) => {}
                        Some(Err(_)) | None => return tell(Said::Closed(BROKEN)),
                    },
                    () = tokio::time::sleep(Duration::from_secs(3_600)) => return,
                }
            }
        });
        Self { out, task }
    }

    pub(super) fn says(&self, frame: BrowserFrame) {
        _ = self.out.send(frame);
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.task.abort();
    }
}
