//! A socket as a browser has one.

use desk_contract::wire::{BrowserFrame, CloseCode, ServerFrame, names};
use desk_contract::{Recorded, Whisper};
use futures_util::{SinkExt, StreamExt};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// Nothing that is told takes so long.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open socket.
pub(crate) struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

/// What came over it.
#[derive(Debug)]
pub(crate) enum Came {
    Frame(Box<ServerFrame>),
    Closed(Option<u16>),
}

impl Socket {
    pub(crate) async fn open(address: &str, token: &str, after: u64) -> Self {
        let mut request =
            format!("ws://{address}/api/v1/events?after={after}").into_client_request().unwrap();
        let offered = format!("{}, {}{token}", names::SUBPROTOCOL, names::BEARER_SUBPROTOCOL);
        request.headers_mut().insert("sec-websocket-protocol", offered.parse().unwrap());
        let (socket, answer) = connect_async(request).await.expect("a socket");
        let chosen = answer.headers().get("sec-websocket-protocol");
        assert_eq!(chosen.map(|it| it.as_bytes()), Some(names::SUBPROTOCOL.as_bytes()));
        Self(socket)
    }

    pub(crate) async fn next(&mut self) -> Came {
        loop {
            let message = timeout(PATIENCE, self.0.next()).await.expect("something comes");
            match message {
                Some(Ok(Message::Text(text))) => {
                    return Came::Frame(Box::new(serde_json::from_str(&text).unwrap()));
                }
                Some(Ok(Message::Close(frame))) => return Came::Closed(frame.map(|it| it.code.into())),
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return Came::Closed(None),
            }
        }
    }

    /// The next event; what is not numbered is passed over.
    pub(crate) async fn event(&mut self) -> Recorded {
        loop {
            match self.next().await {
                Came::Frame(frame) => {
                    if let ServerFrame::Recorded(recorded) = *frame {
                        return recorded;
                    }
                }
                Came::Closed(code) => panic!("closed with {code:?}"),
            }
        }
    }

    /// All events up to the one with this number, or the last before it that this operator is told.
    pub(crate) async fn events_until(&mut self, seq: u64) -> Vec<Recorded> {
        let mut events = Vec::new();
        while events.last().is_none_or(|last: &Recorded| last.seq < seq) {
            events.push(self.event().await);
        }
        events
    }

    pub(crate) async fn whisper(&mut self) -> Whisper {
        loop {
            if let Came::Frame(frame) = self.next().await
                && let ServerFrame::Whisper(whisper) = *frame
            {
                return whisper;
            }
        }
    }

    pub(crate) async fn says(&mut self, frame: BrowserFrame) {
        self.says_text(&serde_json::to_string(&frame).unwrap()).await;
    }

    pub(crate) async fn says_text(&mut self, text: &str) {
        self.0.send(Message::text(text)).await.unwrap();
    }

    /// Waits for the end, whatever comes before it.
    pub(crate) async fn is_closed_with(&mut self, code: CloseCode) {
        loop {
            if let Came::Closed(closed) = self.next().await {
                assert_eq!(closed, Some(code.code()));
                return;
            }
        }
    }
}
