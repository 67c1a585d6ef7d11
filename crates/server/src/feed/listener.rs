//! One listener: an operator's socket, or a connector's, as far as it has heard.

use super::{BATCH, Frame, News, text_of};
use crate::desk::Desk;
use crate::failure::Failure;
use crate::store::events;
use axum::extract::ws::Utf8Bytes;
use desk_contract::Timestamp;
use desk_contract::directory::Directory;
use desk_contract::id::OperatorId;
use desk_contract::operator::Operator;
use desk_contract::sight::Audience;
use desk_contract::wire::{CloseCode, Reset, ServerFrame};
use std::collections::VecDeque;
use std::sync::Arc;
use tokio::sync::broadcast::{Receiver, error::RecvError};

/// Whoever missed more than this reads everything anew: it is quicker.
const MOST_MISSED: u64 = 5_000;

/// What a listener hears next.
#[derive(Debug)]
pub(crate) enum Heard {
    /// A frame to be sent; with its number, where it is an event's.
    Frame(Utf8Bytes, Option<u64>),
    /// Nothing any more, and why.
    Close(CloseCode),
}

/// Somebody who listens.
pub(crate) struct Listener {
    desk: Arc<Desk>,
    /// Which operator; a connector is none.
    id: Option<OperatorId>,
    /// What his session is known by.
    token: String,
    /// The number up to which everything that he may be told has been read for him.
    seq: u64,
    /// The number up to which he has been told it.
    told: u64,
    /// The number up to which something has happened for certain.
    until: u64,
    news: Receiver<News>,
    waiting: VecDeque<Heard>,
    /// Who he is, as this version of the directory says.
    known: Option<(u64, Operator)>,
}

impl Listener {
    /// Somebody who has heard all up to a number.
    pub(crate) async fn after(
        desk: Arc<Desk>,
        (id, token): (Option<OperatorId>, String),
        seq: u64,
    ) -> Result<Self, Failure> {
        // First of all: what happens from here on is not missed, whatever is read meanwhile.
        let news = desk.feed.news.subscribe();
        let mut listener =
            Self { desk, id, token, seq, told: seq, until: 0, news, waiting: VecDeque::new(), known: None };
        listener.begin().await?;
        Ok(listener)
    }

    async fn begin(&mut self) -> Result<(), Failure> {
        let mut connection = self.desk.store.reading().await?;
        let last = events::last(&mut connection).await?;
        let first = events::first(&mut connection).await?;
        drop(connection);
        let is_kept = self.seq.saturating_add(1) >= first && self.seq <= last;
        if !is_kept || last.saturating_sub(self.seq) > MOST_MISSED {
            self.seq = last;
            let reset = text_of(&ServerFrame::Reset(Reset { seq: last }))?;
            self.waiting.push_back(Heard::Frame(reset, None));
            return Ok(());
        }
        self.read_until(last).await
    }

    /// Reads what was missed, up to a number.
    async fn read_until(&mut self, last: u64) -> Result<(), Failure> {
        while self.seq < last {
            let mut connection = self.desk.store.reading().await?;
            let directory = self.desk.store.directory_by(&mut connection).await?;
            let missed = events::after(&mut connection, self.seq, BATCH).await?;
            if missed.is_empty() {
                return Ok(());
            }
            for told in missed {
                self.hear(Frame::of(told, Arc::clone(&directory)));
            }
        }
        Ok(())
    }

    /// What comes next; waits until there is something. Dropped while it waits, it loses nothing.
    pub(crate) async fn next(&mut self) -> Result<Heard, Failure> {
        loop {
            if let Some(heard) = self.waiting.pop_front() {
                if let Heard::Frame(_, Some(seq)) = heard {
                    self.told = seq;
                }
                return Ok(heard);
            }
            if self.until > self.seq {
                self.read_until(self.until).await?;
                continue;
            }
            match self.news.recv().await {
                // What it heard out of its turn it reads, with all before it.
                Ok(News::Happened(frame)) if frame.seq > self.seq.saturating_add(1) => {
                    self.until = frame.seq;
                }
                Ok(News::Happened(frame)) => self.hear(frame),
                Ok(News::Whispered(it)) => {
                    let is_his_own = it.from == self.id;
                    let sees = match self.id {
                        None => true,
                        Some(_) => self.known().await?.is_some_and(|me| it.sight.has(me)),
                    };
                    let hears = sees && !is_his_own;
                    if hears {
                        let text = text_of(&ServerFrame::Whisper(it.whisper))?;
                        return Ok(Heard::Frame(text, None));
                    }
                }
                Ok(News::SessionOver(token)) if *token == *self.token => {
                    return Ok(Heard::Close(CloseCode::TokenExpired));
                }
                Ok(News::SessionOver(_)) => {}
                Err(RecvError::Lagged(_)) => return Ok(Heard::Close(CloseCode::TooSlow)),
                Err(RecvError::Closed) => return Ok(Heard::Close(CloseCode::GoingAway)),
            }
        }
    }

    /// What time it is at the desk that he listens to.
    pub(crate) fn now(&self) -> Timestamp {
        self.desk.clock.now()
    }

    /// The number up to which he has been told everything; what still waits for him does not count. A heartbeat with a
    /// later number would have his browser take what waits for a repeat.
    pub(crate) fn seq(&self) -> u64 {
        if self.waiting.is_empty() { self.seq } else { self.told }
    }

    fn hear(&mut self, frame: Frame) {
        if frame.seq <= self.seq {
            return;
        }
        self.seq = frame.seq;
        let directory = Arc::clone(&frame.directory);
        let is_told = match (self.id, self.operator_in(&directory)) {
            // Whoever speaks for the world outside hears all but what is an operator's own.
            (None, _) => !matches!(frame.audience, Audience::One { .. }),
            (Some(_), Some(me)) => frame.audience.has(&directory, me),
            (Some(_), None) => return self.waiting.push_back(Heard::Close(CloseCode::TokenExpired)),
        };
        if is_told {
            self.waiting.push_back(Heard::Frame(frame.text, Some(frame.seq)));
        }
    }

    async fn known(&mut self) -> Result<Option<&Operator>, Failure> {
        if self.known.is_none() {
            let directory = self.desk.store.directory().await?;
            self.operator_in(&directory);
        }
        Ok(self.known.as_ref().map(|(_, me)| me))
    }

    /// Looked up once a version: five thousand listeners do not search a list of five thousand with each event.
    fn operator_in(&mut self, directory: &Directory) -> Option<&Operator> {
        if self.known.as_ref().is_none_or(|(version, _)| *version != directory.version) {
            let me = self.id.and_then(|id| directory.operator(id));
            self.known = me.map(|me| (directory.version, me.clone()));
        }
        self.known.as_ref().map(|(_, me)| me)
    }
}
