//! WebDriver `BiDi`, the part of it that these tests need: asking the browser over a socket, and what it says by itself.
//!
//! Owns: the socket. Never: knows what is asked.

use crate::failed::Unmet;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::{mpsc, oneshot};
use tokio_tungstenite::client_async;
use tokio_tungstenite::tungstenite::Message;

/// A browser that says nothing for so long has gone.
const PATIENCE: Duration = Duration::from_secs(30);

type Waiting = Arc<Mutex<HashMap<u64, oneshot::Sender<Value>>>>;

/// An open socket to the browser.
#[derive(Debug)]
pub(crate) struct Bidi {
    asks: mpsc::UnboundedSender<String>,
    waiting: Waiting,
    said: Arc<Mutex<Vec<Value>>>,
    last: AtomicU64,
}

impl Bidi {
    /// Opens the socket that the driver told of.
    pub(crate) async fn at(url: &str) -> Result<Self, Unmet> {
        let address = url.strip_prefix("ws://").and_then(|rest| rest.split('/').next());
        let address = address.ok_or_else(|| Unmet(format!("a socket at {url}")))?;
        let stream = TcpStream::connect(address).await.map_err(unmet)?;
        let (socket, _) = client_async(url, stream).await.map_err(unmet)?;
        let (mut out, mut into) = socket.split();
        let (asks, mut asked) = mpsc::unbounded_channel::<String>();
        let (waiting, said) = (Waiting::default(), Arc::new(Mutex::new(Vec::new())));
        tokio::spawn(async move {
            while let Some(ask) = asked.recv().await {
                if out.send(Message::text(ask)).await.is_err() {
                    return;
                }
            }
        });
        let (answered, told) = (Arc::clone(&waiting), Arc::clone(&said));
        tokio::spawn(async move {
            while let Some(Ok(message)) = into.next().await {
                let Ok(text) = message.to_text() else { continue };
                let Ok(heard) = serde_json::from_str::<Value>(text) else { continue };
                match heard["id"].as_u64() {
                    Some(number) => {
                        let waits = answered.lock().unwrap_or_else(PoisonError::into_inner).remove(&number);
                        // Whoever asked may have gone meanwhile.
                        waits.map(|waits| waits.send(heard));
                    }
                    None => told.lock().unwrap_or_else(PoisonError::into_inner).push(heard),
                }
            }
            answered.lock().unwrap_or_else(PoisonError::into_inner).clear();
        });
        Ok(Self { asks, waiting, said, last: AtomicU64::new(0) })
    }

    /// Asks, and waits for the answer.
    pub(crate) async fn asks(&self, method: &str, params: Value) -> Result<Value, Unmet> {
        let number = self.last.fetch_add(1, Relaxed) + 1;
        let (answers, answer) = oneshot::channel();
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).insert(number, answers);
        let gone = || Unmet(format!("{method}: the browser's socket is shut"));
        let ask = json!({ "id": number, "method": method, "params": params }).to_string();
        self.asks.send(ask).map_err(|_| gone())?;
        let answer = tokio::time::timeout(PATIENCE, answer).await;
        let answer = answer.map_err(|_| Unmet(format!("{method}: no answer")))?.map_err(|_| gone())?;
        if answer["type"] == json!("error") {
            return Err(Unmet(format!("{method}: {}: {}", answer["error"], answer["message"])));
        }
        Ok(answer["result"].clone())
    }

    /// What the browser said by itself so far.
    pub(crate) fn said(&self) -> Vec<Value> {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn unmet(error: impl std::fmt::Display) -> Unmet {
    Unmet(format!("the browser's socket: {error}"))
}
