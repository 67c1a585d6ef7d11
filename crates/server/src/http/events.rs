//! The feed over a socket, or as server-sent events where none gets through.
//!
//! Owns: heartbeats, deadlines, how a connection ends. Never: who is told what; the feed says.

use super::Shared;
use super::caller::Caller;
use super::metrics::{Metrics, OpenSocket};
use super::whispers;
use crate::failure::Failure;
use crate::feed::{Heard, Listener, text_of};
use crate::http::filter;
use crate::store::accounts;
use axum::Router;
use axum::extract::ws::{
    CloseFrame, Message, WebSocket, WebSocketUpgrade, rejection::WebSocketUpgradeRejection,
};
use axum::extract::{Query, State};
use axum::http::Uri;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::on;
use desk_contract::Whisper;
use desk_contract::wire::questions::HearEvents;
use desk_contract::wire::{
    Ask, BrowserFrame, CloseCode, EventsQuery, FieldError, Heartbeat, ServerFrame, names,
};
use futures_util::stream::{self, StreamExt};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, Interval, interval, timeout};

const EVERY: Duration = Duration::from_millis(names::HEARTBEAT_EVERY_MS as u64);
const DEADLINE: Duration = Duration::from_millis(names::HEARTBEAT_DEADLINE_MS as u64);
/// What a browser tells is short.
const LONGEST: usize = 4_096;
/// Each of thousands of sockets holds so much for what a browser tells; it would be 128 KB otherwise.
const READ_AT_ONCE: usize = 1_024;

pub(super) fn routes(stopping: watch::Receiver<bool>) -> Router<Shared> {
    let question = HearEvents::QUESTION;
    let handler = move |state, caller, uri, socket| hear(state, caller, uri, socket, stopping.clone());
    Router::new().route(&question.full_path(), on(filter(question.method), handler))
}

async fn hear(
    State(desk): State<Shared>,
    caller: Caller,
    uri: Uri,
    socket: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
    stopping: watch::Receiver<bool>,
) -> Result<Response, Failure> {
    let Query(EventsQuery { after }) = Query::try_from_uri(&uri)
        .map_err(|cause| Failure::Shape(FieldError { pointer: String::new(), message: cause.to_string() }))?;
    let who = (caller.operator_if_any(), caller.token.clone());
    let listener = Listener::after(Arc::clone(&desk), who, after).await?;
    let Ok(socket) = socket else {
        let open = Metrics::open_socket(&desk);
        let streaming = Streaming { desk, caller, listener, stopping, beat: interval(EVERY), _open: open };
        return Ok(streaming.answer());
    };
    let socket = socket
        .protocols([names::SUBPROTOCOL])
        .max_message_size(LONGEST)
        .max_frame_size(LONGEST)
        .read_buffer_size(READ_AT_ONCE)
        .write_buffer_size(0);
    Ok(socket.on_upgrade(move |socket| async move {
        let _open = Metrics::open_socket(&desk);
        let connection = Connection { desk: &desk, caller, socket, heard_at: Instant::now() };
        connection.serve(listener, stopping).await;
    }))
}

struct Connection<'d> {
    desk: &'d Shared,
    caller: Caller,
    socket: WebSocket,
    /// When the other end was last heard.
    heard_at: Instant,
}

impl Connection<'_> {
    async fn serve(mut self, mut listener: Listener, mut stopping: watch::Receiver<bool>) {
        let mut beat = interval(EVERY);
        loop {
            let code = tokio::select! {
                () = stopped(&mut stopping) => Some(CloseCode::GoingAway),
                heard = listener.next() => self.tell(heard).await,
                _ = beat.tick() => self.beat(&listener).await,
                said = self.socket.recv() => match said {
                    Some(Ok(message)) => self.take(message).await,
                    Some(Err(_)) | None => return,
                },
            };
            if let Some(code) = code {
                return self.close(code).await;
            }
        }
    }

    async fn tell(&mut self, heard: Result<Heard, Failure>) -> Option<CloseCode> {
        match heard {
            Ok(Heard::Frame(text, _)) => self.send(Message::Text(text)).await,
            Ok(Heard::Close(code)) => Some(code),
            Err(failure) => {
                tracing::error!(%failure, "a listener cannot go on");
                Some(CloseCode::GoingAway)
            }
        }
    }

    /// Says that this end is alive, and looks whether the other is, and whether it may still listen.
    async fn beat(&mut self, listener: &Listener) -> Option<CloseCode> {
        if self.heard_at.elapsed() > DEADLINE {
            return Some(CloseCode::Silent);
        }
        let now = self.desk.clock.now();
        if !is_signed_in(self.desk, &self.caller).await.unwrap_or(true) {
            return Some(CloseCode::TokenExpired);
        }
        let beat = ServerFrame::Heartbeat(Heartbeat { at: now, seq: listener.seq() });
        match text_of(&beat) {
            Ok(text) => self.send(Message::Text(text)).await,
            Err(_) => Some(CloseCode::GoingAway),
        }
    }

    /// A browser that takes nothing for so long is gone or too slow; either way it comes again.
    async fn send(&mut self, message: Message) -> Option<CloseCode> {
        match timeout(DEADLINE, self.socket.send(message)).await {
            Ok(Ok(())) => {
                self.desk.metrics.count_frame();
                None
            }
            Ok(Err(_)) => Some(CloseCode::GoingAway),
            Err(_) => Some(CloseCode::TooSlow),
        }
    }

    async fn take(&mut self, message: Message) -> Option<CloseCode> {
        self.heard_at = Instant::now();
        let Message::Text(text) = message else {
            return matches!(message, Message::Binary(_)).then_some(CloseCode::BadFrame);
        };
        // A frame of an unknown name is passed over; what is no frame at all ends the connection.
        let told: Result<serde_json::Value, _> = serde_json::from_str(&text);
        let Ok(told) = told else { return Some(CloseCode::BadFrame) };
        let is_known = told.get("type").and_then(|name| name.as_str());
        if !is_known.is_some_and(|name| BrowserFrame::NAMES.contains(&name)) {
            return is_known.is_none().then_some(CloseCode::BadFrame);
        }
        match serde_json::from_value(told) {
            Ok(BrowserFrame::Heartbeat(_)) => None,
            Ok(BrowserFrame::Whisper(whisper)) => {
                self.whisper(whisper).await;
                None
            }
            Err(_) => Some(CloseCode::BadFrame),
        }
    }

    /// It may be lost: nobody waits for it.
    async fn whisper(&mut self, whisper: Whisper) {
        if let Err(failure) = whispers::pass_on(self.desk, &self.caller, whisper).await {
            tracing::debug!(%failure, "a whisper is lost");
        }
    }

    async fn close(mut self, code: CloseCode) {
        if code == CloseCode::TooSlow {
            self.desk.metrics.count_slow();
        }
        tracing::debug!(code = code.code(), reason = code.reason(), "a socket is closed");
        let frame = CloseFrame { code: code.code(), reason: code.reason().into() };
        // Whoever does not take it learns by the line's end. The other end's goodbye is waited for a little, so that
        // it reads why.
        let goodbye = async {
            if self.socket.send(Message::Close(Some(frame))).await.is_ok() {
                while let Some(Ok(_)) = self.socket.recv().await {}
            }
        };
        _ = timeout(Duration::from_secs(2), goodbye).await;
    }
}

/// Waits until the server stops.
async fn stopped(stopping: &mut watch::Receiver<bool>) {
    // That nobody can say it any more means it, too.
    _ = stopping.wait_for(|stops| *stops).await;
}

/// The same frames as server-sent events; where a socket would be closed, the last one says with what code.
struct Streaming {
    desk: Shared,
    caller: Caller,
    listener: Listener,
    stopping: watch::Receiver<bool>,
    beat: Interval,
    _open: OpenSocket,
}

impl Streaming {
    fn answer(self) -> Response {
        let next = |streaming: Option<Self>| async {
            let mut streaming = streaming?;
            let event = streaming.next().await;
            // After the last word nothing is said.
            let goes_on = matches!(event, Ok(Said::More(_)));
            let event = event.map(|(Said::More(event) | Said::Last(event))| event);
            Some((event, goes_on.then_some(streaming)))
        };
        Sse::new(stream::unfold(Some(self), next).boxed()).into_response()
    }

    async fn next(&mut self) -> Result<Said, Failure> {
        tokio::select! {
            () = stopped(&mut self.stopping) => Ok(closed(CloseCode::GoingAway)),
            heard = self.listener.next() => Ok(match heard? {
                Heard::Frame(text, seq) => {
                    self.desk.metrics.count_frame();
                    let event = Event::default().data(text.as_str());
                    Said::More(seq.map_or(event.clone(), |seq| event.id(seq.to_string())))
                }
                Heard::Close(code) => closed(code),
            }),
            _ = self.beat.tick() => {
                if !is_signed_in(&self.desk, &self.caller).await.unwrap_or(true) {
                    return Ok(closed(CloseCode::TokenExpired));
                }
                let beat = Heartbeat { at: self.listener.now(), seq: self.listener.seq() };
                let text = text_of(&ServerFrame::Heartbeat(beat))?;
                Ok(Said::More(Event::default().data(text.as_str())))
            }
        }
    }
}

/// An event of a stream.
enum Said {
    More(Event),
    Last(Event),
}

fn closed(code: CloseCode) -> Said {
    tracing::debug!(code = code.code(), reason = code.reason(), "a stream is closed");
    Said::Last(Event::default().event(names::STREAM_CLOSES).data(code.code().to_string()))
}

/// A connector's token ends with the process.
async fn is_signed_in(desk: &Shared, caller: &Caller) -> Result<bool, Failure> {
    if caller.operator_if_any().is_none() {
        return Ok(true);
    }
    let mut connection = desk.store.reading().await?;
    let session = accounts::session(&mut connection, &caller.token, desk.clock.now()).await?;
    Ok(session.is_some())
}
