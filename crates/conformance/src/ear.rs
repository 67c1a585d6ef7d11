//! A socket that is listened to: what comes is kept until it is asked for, and this end says that it lives.
//!
//! Always: an event is handed on only if its number is above that of the one before.

use crate::check::Broken;
use crate::person::Person;
use desk_contract::id::AppealId;
use desk_contract::wire::{BrowserFrame, Heartbeat, ServerFrame, names};
use desk_contract::{Recorded, Whisper};
use futures_util::{SinkExt, StreamExt};
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;
use tokio::time::{Instant, interval_at, timeout};
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{connect_async, tungstenite};

/// What happens is told within this time.
pub(crate) const PATIENCE: Duration = Duration::from_secs(5);

/// What came.
#[derive(Debug)]
pub(crate) enum Heard {
    /// A frame of the interface.
    Frame(Box<ServerFrame>),
    /// Something else.
    Odd(String),
    /// The end, with the code that it was closed with.
    Closed(Option<u16>),
}

/// An open socket.
#[derive(Debug)]
pub(crate) struct Ear {
    name: String,
    heard: UnboundedReceiver<Heard>,
    says: UnboundedSender<String>,
    /// The number of the last event.
    pub(crate) last: u64,
    task: JoinHandle<()>,
}

impl Drop for Ear {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Ear {
    /// Listens to what comes after a number.
    pub(crate) async fn open(person: &Person, after: u64) -> Result<Self, Broken> {
        let opened = Self::try_open(person, after).await;
        opened.map_err(|cause| Broken::new(format!("{} may hear of events", person.name), cause))
    }

    /// The same, where it may be refused: then with the status.
    pub(crate) async fn try_open(person: &Person, after: u64) -> Result<Self, String> {
        let every = Duration::from_millis(u64::from(names::HEARTBEAT_EVERY_MS));
        Self::beating(person, after, every).await
    }

    /// Listens, and never says that this end lives.
    pub(crate) async fn silent(person: &Person, after: u64) -> Result<Self, Broken> {
        let opened = Self::beating(person, after, Duration::from_secs(86_400)).await;
        opened.map_err(|cause| Broken::new(format!("{} may hear of events", person.name), cause))
    }

    async fn beating(person: &Person, after: u64, every: Duration) -> Result<Self, String> {
        let base = person.base.replacen("http", "ws", 1);
        let address = format!("{base}{}/events?after={after}", names::PREFIX);
        let mut request = address.into_client_request().map_err(|cause| cause.to_string())?;
        let token = person.token.as_deref().unwrap_or_default();
        let offered = format!("{}, {}{token}", names::SUBPROTOCOL, names::BEARER_SUBPROTOCOL);
        let offered = offered.parse().map_err(|_| "the token cannot stand in a header".to_owned())?;
        request.headers_mut().insert("sec-websocket-protocol", offered);
        let (mut socket, answer) = connect_async(request).await.map_err(|cause| match cause {
            Error::Http(answer) => format!("status {}", answer.status().as_u16()),
            other => other.to_string(),
        })?;
        let chosen = answer.headers().get("sec-websocket-protocol").and_then(|it| it.to_str().ok());
        if chosen != Some(names::SUBPROTOCOL) {
            return Err(format!("the subprotocol {chosen:?}, not {}", names::SUBPROTOCOL));
        }
        let (tell, heard) = unbounded_channel();
        let (says, mut to_say) = unbounded_channel::<String>();
        let task = tokio::spawn(async move {
            let mut beat = interval_at(Instant::now() + every, every);
            loop {
                let came = tokio::select! {
                    came = socket.next() => came,
                    text = to_say.recv() => {
                        let Some(text) = text else { return };
                        _ = socket.send(Message::text(text)).await;
                        continue;
                    }
                    _ = beat.tick() => {
                        let alive = BrowserFrame::Heartbeat(Heartbeat { at: chrono::Utc::now(), seq: after });
                        let text = serde_json::to_string(&alive).unwrap_or_default();
                        _ = socket.send(Message::text(text)).await;
                        continue;
                    }
                };
                let is_over = tell_of(came, &tell);
                if is_over {
                    return;
                }
            }
        });
        Ok(Self { name: person.name.clone(), heard, says, last: after, task })
    }

    /// What comes next; none where nothing comes for so long.
    pub(crate) async fn next(&mut self, patience: Duration) -> Option<Heard> {
        match timeout(patience, self.heard.recv()).await {
            Ok(Some(heard)) => Some(heard),
            Ok(None) => Some(Heard::Closed(None)),
            Err(_) => None,
        }
    }

    /// The next event; what is not numbered is passed over. None where none comes for so long.
    pub(crate) async fn event_within(&mut self, patience: Duration) -> Result<Option<Recorded>, Broken> {
        loop {
            let frame = match self.next(patience).await {
                None => return Ok(None),
                Some(Heard::Frame(frame)) => *frame,
                Some(Heard::Odd(text)) => {
                    return Err(Broken::new("frames of the contract's shape", text));
                }
                Some(Heard::Closed(code)) => {
                    return Err(Broken::new(
                        format!("{} goes on hearing of events", self.name),
                        format!("closed with {code:?}"),
                    ));
                }
            };
            match frame {
                ServerFrame::Recorded(recorded) => {
                    let before = std::mem::replace(&mut self.last, recorded.seq);
                    if recorded.seq <= before {
                        let expected = format!(
                            "{} hears each event once, in the order of numbers, after {before}",
                            self.name
                        );
                        return Err(Broken::new(
                            expected,
                            format!("number {} ({})", recorded.seq, recorded.event.name()),
                        ));
                    }
                    return Ok(Some(recorded));
                }
                ServerFrame::Heartbeat(beat) if beat.seq < self.last => {
                    let expected = format!("a heartbeat that knows of event {}, which was told", self.last);
                    return Err(Broken::new(expected, format!("seq {}", beat.seq)));
                }
                ServerFrame::Reset(reset) => {
                    return Err(Broken::new(
                        format!("events after {}", self.last),
                        format!("reset to {}", reset.seq),
                    ));
                }
                ServerFrame::Heartbeat(_) | ServerFrame::Whisper(_) => {}
            }
        }
    }

    /// The next event, which must come.
    pub(crate) async fn event(&mut self, what: &str) -> Result<Recorded, Broken> {
        self.event_until(patience(), what).await
    }

    /// The same, which must come by then: where others are at work, one that never comes is not waited for as long as
    /// anything else does.
    pub(crate) async fn event_until(&mut self, end: Instant, what: &str) -> Result<Recorded, Broken> {
        let came = self.event_within(end.saturating_duration_since(Instant::now())).await?;
        came.ok_or_else(|| {
            let expected = format!("{} hears of {what} within {} s", self.name, PATIENCE.as_secs());
            Broken::new(expected, format!("nothing after number {}", self.last))
        })
    }

    /// The next whisper of an appeal, if one comes within this time; events, and what is said of others, are passed over.
    pub(crate) async fn whisper_of(
        &mut self,
        appeal: AppealId,
        patience: Duration,
    ) -> Result<Option<Whisper>, Broken> {
        let end = Instant::now() + patience;
        loop {
            match self.next(end.saturating_duration_since(Instant::now())).await {
                Some(Heard::Frame(frame)) => match *frame {
                    ServerFrame::Whisper(whisper) if of(&whisper) == appeal => return Ok(Some(whisper)),
                    _ => {}
                },
                None => return Ok(None),
                Some(other) => return Err(Broken::new("a whisper", format!("{other:?}"))),
            }
        }
    }

    /// Says something; it may be lost.
    pub(crate) fn says(&self, text: impl Into<String>) {
        _ = self.says.send(text.into());
    }

    /// The code that it is closed with, whatever comes before; none where it stays open for so long.
    pub(crate) async fn closed_within(&mut self, patience: Duration) -> Option<Option<u16>> {
        loop {
            match self.next(patience).await {
                Some(Heard::Closed(code)) => return Some(code),
                Some(_) => {}
                None => return None,
            }
        }
    }
}

/// Until when is waited for what happens now.
pub(crate) fn patience() -> Instant {
    Instant::now() + PATIENCE
}

fn of(whisper: &Whisper) -> AppealId {
    match *whisper {
        Whisper::Typing { appeal, .. }
        | Whisper::Viewing { appeal, .. }
        | Whisper::StoppedViewing { appeal, .. }
        | Whisper::StoppedTyping { appeal, .. } => appeal,
    }
}

/// Keeps what came; says whether it was the last.
fn tell_of(came: Option<Result<Message, tungstenite::Error>>, tell: &UnboundedSender<Heard>) -> bool {
    let (heard, is_over) = match came {
        Some(Ok(Message::Text(text))) => match serde_json::from_str::<ServerFrame>(&text) {
            Ok(frame) => (Heard::Frame(Box::new(frame)), false),
            Err(cause) if is_of_unknown_name(&text) => {
                drop(cause);
                return false;
            }
            Err(cause) => (Heard::Odd(format!("{cause}: {text}")), false),
        },
        Some(Ok(Message::Close(frame))) => (Heard::Closed(frame.map(|it| it.code.into())), true),
        Some(Ok(Message::Binary(bytes))) => {
            (Heard::Odd(format!("{} bytes that are no text", bytes.len())), false)
        }
        Some(Ok(_)) => return false,
        Some(Err(_)) | None => (Heard::Closed(None), true),
    };
    is_over | tell.send(heard).is_err()
}

/// A frame of tomorrow is passed over.
fn is_of_unknown_name(text: &str) -> bool {
    let told: Option<serde_json::Value> = serde_json::from_str(text).ok();
    let name = told.as_ref().and_then(|told| told.get("type")).and_then(|name| name.as_str());
    name.is_some_and(|name| !ServerFrame::NAMES.contains(&name))
}
