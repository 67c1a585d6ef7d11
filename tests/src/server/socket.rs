//! The socket of the server: events after a number, each once, and heartbeats between them.

use super::{Answer, Server, now};
use desk_contract::wire::names::SUBPROTOCOL;
use desk_contract::wire::{CloseCode, Heartbeat, Reset, ServerFrame};
use futures_util::{SinkExt, StreamExt};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{
    CONNECTION, HeaderValue, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_PROTOCOL, UPGRADE,
};
use hyper::upgrade::Upgraded;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use std::sync::Arc;
use std::time::Duration;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, Role};

type Stream = WebSocketStream<TokioIo<Upgraded>>;

/// Opens a socket (RFC 6455, section 4.2).
pub(super) fn opened(server: Arc<Server>, request: &mut Request<Incoming>) -> Option<Answer> {
    let key = derive_accept_key(request.headers().get(SEC_WEBSOCKET_KEY)?.as_bytes());
    let after = request.uri().query()?.strip_prefix("after=")?.parse().ok()?;
    let upgrade = hyper::upgrade::on(request);
    tokio::spawn(async move {
        if let Ok(upgraded) = upgrade.await {
            let stream = WebSocketStream::from_raw_socket(TokioIo::new(upgraded), Role::Server, None).await;
            // A line that breaks is nobody's fault.
            let _ = tells(&server, stream, after).await;
        }
    });
    let mut answer = Response::new(Full::new(Bytes::new()));
    *answer.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let headers = answer.headers_mut();
    headers.insert(CONNECTION, HeaderValue::from_static("Upgrade"));
    headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
    headers.insert(SEC_WEBSOCKET_ACCEPT, key.parse().ok()?);
    headers.insert(SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(SUBPROTOCOL));
    Some(answer)
}

/// Tells everything after that number until the line breaks.
async fn tells(server: &Server, mut stream: Stream, after: u64) -> Option<()> {
    let mut stirs = server.stirs.subscribe();
    let (opened_at, forgotten) = {
        let state = server.state();
        (state.closing.0, state.forgotten)
    };
    let mut told = after;
    if after < forgotten {
        told = server.state().demo.world().seq();
        send(&mut stream, &ServerFrame::Reset(Reset { seq: told })).await?;
    }
    loop {
        let (news, closing, seq) = {
            let state = server.state();
            let news: Vec<_> = state.log.iter().filter(|it| it.seq > told).cloned().collect();
            (news, (state.closing.0 != opened_at).then_some(state.closing.1), state.demo.world().seq())
        };
        if let Some(code) = closing {
            return closes(stream, code).await;
        }
        for recorded in news {
            told = recorded.seq;
            send(&mut stream, &ServerFrame::Recorded(recorded)).await?;
        }
        send(&mut stream, &ServerFrame::Heartbeat(Heartbeat { at: now(), seq })).await?;
        tokio::select! {
            _ = stirs.changed() => {}
            heard = stream.next() => { heard?.ok()?; }
            () = tokio::time::sleep(Duration::from_secs(5)) => {}
        }
    }
}

/// With a code as a server closes, or without a word as a line breaks.
async fn closes(mut stream: Stream, code: Option<CloseCode>) -> Option<()> {
    if let Some(code) = code {
        let frame = CloseFrame { code: code.code().into(), reason: code.reason().into() };
        stream.close(Some(frame)).await.ok()?;
    }
    Some(())
}

async fn send(stream: &mut Stream, frame: &ServerFrame) -> Option<()> {
    let text = serde_json::to_string(frame).ok()?;
    stream.send(Message::text(text)).await.ok()
}
