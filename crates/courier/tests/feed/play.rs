//! A server, a line and a browser, played by the tests of the feed.

use chrono::DateTime;
use desk_contract::event::PresenceChanged;
use desk_contract::id::{EventId, OperatorId};
use desk_contract::operator::Presence;
use desk_contract::wire::{Heartbeat, Reset, ServerFrame};
use desk_contract::{Recorded, Timestamp};
use desk_courier::{Feed, Happening, Road, Step};

pub(crate) fn noon() -> Timestamp {
    DateTime::UNIX_EPOCH
}

pub(crate) fn event(seq: u64) -> Recorded {
    let changed = PresenceChanged { operator: OperatorId::new(noon(), [1; 10]), presence: Presence::Ready };
    Recorded {
        seq,
        id: EventId::new(noon(), [2; 10]),
        at: noon(),
        version: seq,
        command: None,
        event: changed.into(),
    }
}

/// Whether this operator may see the event: two of three.
pub(crate) fn is_seen(seq: u64) -> bool {
    !seq.is_multiple_of(3)
}

/// What the desk is told.
#[derive(Clone, Copy, Debug)]
pub(crate) enum News {
    Happened(u64),
    /// Everything as it stands after that event.
    Anew(u64),
    HeardUpTo(u64),
}

/// A server, a line and a browser.
pub(crate) struct Play {
    pub(crate) feed: Feed,
    pub(crate) now: u64,
    /// The last number on the server.
    pub(crate) last: u64,
    /// Up to which number events are kept no more.
    pub(crate) forgotten: u64,
    /// What the server has sent on this connection; `None` while there is none.
    pub(crate) sent: Option<u64>,
    pub(crate) told: Vec<u64>,
    /// All that the desk is told, in order.
    pub(crate) news: Vec<News>,
    /// What snapshots held: from one number up to another.
    pub(crate) read: Vec<(u64, u64)>,
    /// The snapshot that is being read.
    pub(crate) reading: Option<u64>,
    pub(crate) signs_in: u32,
    pub(crate) tries: u32,
    /// How the last connection was made.
    pub(crate) road: Road,
    /// How often the feed wanted to know why none came to stand.
    pub(crate) asks: u32,
}

impl Play {
    pub(crate) fn new() -> Self {
        let mut play = Self {
            feed: Feed::default(),
            now: 0,
            last: 0,
            forgotten: 0,
            sent: None,
            told: Vec::new(),
            news: Vec::new(),
            read: Vec::new(),
            reading: None,
            signs_in: 0,
            tries: 0,
            road: Road::Socket,
            asks: 0,
        };
        play.happens(Happening::SnapshotRead(0));
        play
    }

    pub(crate) fn happens(&mut self, happening: Happening) {
        for step in self.feed.take(happening, self.now, 7) {
            match step {
                Step::Connect(road, after) => {
                    self.sent = Some(after);
                    self.road = road;
                    self.tries += 1;
                }
                Step::AskWhy => self.asks += 1,
                Step::Disconnect(_) => self.sent = None,
                Step::Tell(recorded) => {
                    self.told.push(recorded.seq);
                    self.news.push(News::Happened(recorded.seq));
                }
                Step::HeardUpTo(seq) => self.news.push(News::HeardUpTo(seq)),
                Step::ReadAnew(reading) => self.reading = Some(reading),
                Step::SignIn => self.signs_in += 1,
                _ => {}
            }
        }
    }

    pub(crate) fn frame(&mut self, frame: ServerFrame) {
        self.happens(Happening::Came(Box::new(frame)));
    }

    /// The line works for a while: the handshake is done and everything is sent.
    pub(crate) fn flows(&mut self) {
        for _ in 0..200 {
            self.now += 500;
            self.happens(Happening::Ticked);
            self.reads();
            if let Some(after) = self.sent {
                if !self.feed.is_open() {
                    self.happens(Happening::Opened);
                }
                if after < self.forgotten {
                    self.frame(ServerFrame::Reset(Reset { seq: self.last }));
                    self.sent = Some(self.last);
                } else {
                    self.sends(after, self.last);
                }
                self.frame(ServerFrame::Heartbeat(Heartbeat { at: noon(), seq: self.last }));
            }
        }
    }

    pub(crate) fn sends(&mut self, after: u64, up_to: u64) {
        for seq in (after + 1..=up_to).filter(|seq| is_seen(*seq)) {
            self.frame(ServerFrame::Recorded(event(seq)));
        }
        self.sent = Some(up_to.max(after));
    }

    pub(crate) fn reads(&mut self) {
        if let Some(reading) = self.reading.take()
            && self.feed.awaits(reading)
        {
            self.read.push((self.feed.heard(), self.last));
            self.news.push(News::Anew(self.last));
            self.happens(Happening::SnapshotRead(self.last));
        }
    }
}
