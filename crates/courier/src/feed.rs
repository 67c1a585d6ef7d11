//! The feed: events in order, over any number of connections.
//!
//! Owns: the number up to which everything was heard, when to connect, when a silent line counts as dead, and what the
//! operator is told of it. Never: a socket.
//!
//! Always: an event is told once, in the order of its number. Numbers have gaps, for what an operator may not see is
//! not sent to him; so a heartbeat's number, too, is one up to which everything was heard. After a break the server is
//! told that number and sends what came since; where it cannot, everything is read anew.

use crate::{Millis, wait_ms};
use desk_contract::wire::names::{HEARTBEAT_DEADLINE_MS, HEARTBEAT_EVERY_MS};
use desk_contract::wire::{AfterClose, CloseCode, ServerFrame};
use desk_contract::{Recorded, Timestamp, Whisper};

/// How long a connection may take to stand.
const OPENING_MS: u64 = 10_000;
/// How long a line may be down before the operator is told: a blink is nobody's business.
const GRACE_MS: u64 = 3_000;

/// What happened.
#[derive(Clone, Debug)]
pub enum Happening {
    /// A snapshot with this number was read, at the start or anew.
    SnapshotRead(u64),
    /// It could not be read anew.
    SnapshotFailed,
    /// The connection stands.
    Opened,
    /// A frame came.
    Came(Box<ServerFrame>),
    /// The connection is closed, by whomever and with whatever code.
    Closed(u16),
    /// The browser says that there is a network again, or the tab is looked at again.
    Returned,
    /// The browser says that there is no network.
    NetworkGone,
    /// The session is at its end, as a request was told: a connection that the server does not let stand says nothing.
    SessionOver,
    /// A request was answered, though the connection did not come to stand.
    OthersGetThrough,
    /// The operator has signed in again.
    SignedIn,
    /// Time has passed.
    Ticked,
}

/// What is to be done.
#[derive(Clone, Debug)]
pub enum Step {
    /// Connect by this road, and name this as the last number.
    Connect(Road, u64),
    /// The connection did not come to stand, which a browser tells without a reason: ask a question, and say whether the
    /// session is over or others get through.
    AskWhy,
    /// Close the connection with this code; nothing more is heard of it.
    Disconnect(CloseCode),
    /// Tell the desk of an event.
    Tell(Box<Recorded>),
    /// Tell the desk of a whisper.
    Whisper(Whisper),
    /// The server's clock.
    Clock(Timestamp),
    /// Everything up to this number was heard.
    HeardUpTo(u64),
    /// Let the server know that this end is alive.
    Beat,
    /// Read everything anew; then, if this reading is still [awaited](Feed::awaits), say that a snapshot was read.
    ReadAnew(u64),
    /// Let the operator sign in.
    SignIn,
    /// The desk is open elsewhere.
    StandStill,
}

/// What a connection is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Road {
    /// A WebSocket, which carries what this end tells as well.
    #[default]
    Socket,
    /// Server-sent events: an ordinary answer that does not end, for networks that let no socket through. This end is
    /// not heard on it, so colleagues do not see it type.
    Stream,
}

/// How the line stands, for the operator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Standing {
    /// All is well, or has not been ill for long.
    #[default]
    Live,
    /// The server does not answer; it is tried again.
    Reconnecting,
    /// This device has no network.
    NoNetwork,
}

/// So many times in succession a socket fails where a request is answered before the other road is taken: a server that
/// starts anew lets the first fail as well.
const SOCKETS_TRIED: u32 = 2;

/// What the connection is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// Nothing was read yet.
    Asleep,
    Connecting {
        since: Millis,
    },
    Open {
        heard_at: Millis,
        beat_at: Millis,
    },
    /// Between two attempts.
    Waiting {
        until: Millis,
    },
    /// Until the operator has signed in.
    SignedOut,
    /// For good.
    StandsStill,
}

/// The feed.
#[derive(Clone, Debug)]
pub struct Feed {
    way: Way,
    /// Everything up to this number was heard.
    heard: u64,
    failures: u32,
    /// Of the connection that stands or is tried.
    road: Road,
    /// How many sockets in succession did not come to stand where a request was answered.
    shut: u32,
    down_since: Option<Millis>,
    has_network: bool,
    /// What came while everything is being read anew.
    held: Option<Vec<Recorded>>,
    /// One more with each time that everything is read anew.
    reading: u64,
}

impl Default for Feed {
    fn default() -> Self {
        Self {
            way: Way::Asleep,
            heard: 0,
            failures: 0,
            road: Road::Socket,
            shut: 0,
            down_since: None,
            has_network: true,
            held: None,
            reading: 0,
        }
    }
}

impl Feed {
    /// Takes in what happened at that moment; answers what is to be done, in order.
    pub fn take(&mut self, happening: Happening, now: Millis, chance: u32) -> Vec<Step> {
        let mut steps = Vec::new();
        match happening {
            Happening::SnapshotRead(seq) => self.snapshot_read(seq, now, &mut steps),
            Happening::SnapshotFailed => self.breaks(CloseCode::GoingAway, (now, chance), &mut steps),
            Happening::Opened => self.opened(now),
            Happening::Came(frame) => self.came(*frame, now, &mut steps),
            Happening::Closed(code) => self.closed(code, now, chance, &mut steps),
            Happening::Returned => self.returned(now, &mut steps),
            Happening::NetworkGone => {
                self.has_network = false;
                self.down_since.get_or_insert(now);
                self.breaks(CloseCode::GoingAway, (now, chance), &mut steps);
            }
            Happening::SessionOver => {
                self.breaks(CloseCode::TokenExpired, (now, chance), &mut steps);
                if matches!(self.way, Way::Waiting { .. }) {
                    self.way = Way::SignedOut;
                    steps.push(Step::SignIn);
                }
            }
            Happening::OthersGetThrough => self.others_get_through(now, &mut steps),
            Happening::SignedIn if matches!(self.way, Way::SignedOut | Way::Waiting { .. }) => {
                self.connect(now, &mut steps);
            }
            Happening::SignedIn => {}
            Happening::Ticked => self.ticked(now, chance, &mut steps),
        }
        steps
    }

    /// Up to which number everything was heard.
    #[must_use]
    pub fn heard(&self) -> u64 {
        self.heard
    }

    /// How the line stands at that moment.
    #[must_use]
    pub fn standing(&self, now: Millis) -> Standing {
        match self.down_since {
            Some(since) if now.saturating_sub(since) >= GRACE_MS => {
                if self.has_network {
                    Standing::Reconnecting
                } else {
                    Standing::NoNetwork
                }
            }
            _ => Standing::Live,
        }
    }

    /// Whether the connection stands.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.way, Way::Open { .. })
    }

    /// Whether what this reading of everything brings is still wanted. It is not, once its connection has broken: what
    /// was told since is newer, and whatever must be read anew is read by another.
    #[must_use]
    pub fn awaits(&self, reading: u64) -> bool {
        self.held.is_some() && self.reading == reading
    }

    fn snapshot_read(&mut self, seq: u64, now: Millis, steps: &mut Vec<Step>) {
        self.heard = seq;
        steps.push(Step::HeardUpTo(seq));
        let held = self.held.take().unwrap_or_default();
        held.into_iter().for_each(|recorded| self.tell(recorded, steps));
        if self.way == Way::Asleep {
            self.connect(now, steps);
        }
    }

    fn connect(&mut self, now: Millis, steps: &mut Vec<Step>) {
        self.way = Way::Connecting { since: now };
        self.down_since.get_or_insert(now);
        self.road = if self.shut < SOCKETS_TRIED { Road::Socket } else { Road::Stream };
        steps.push(Step::Connect(self.road, self.heard));
    }

    /// Where it is sockets alone that do not get through, nobody need wait for the other road.
    fn others_get_through(&mut self, now: Millis, steps: &mut Vec<Step>) {
        self.shut = self.shut.saturating_add(1);
        if self.shut >= SOCKETS_TRIED && matches!(self.way, Way::Waiting { .. }) {
            self.connect(now, steps);
        }
    }

    fn opened(&mut self, now: Millis) {
        self.way = Way::Open { heard_at: now, beat_at: now };
        self.has_network = true;
    }

    fn came(&mut self, frame: ServerFrame, now: Millis, steps: &mut Vec<Step>) {
        let Way::Open { beat_at, .. } = self.way else { return };
        self.way = Way::Open { heard_at: now, beat_at };
        // A server that lets go right after the handshake is not yet back.
        self.failures = 0;
        self.down_since = None;
        if self.road == Road::Socket {
            self.shut = 0;
        }
        match frame {
            ServerFrame::Recorded(recorded) => match &mut self.held {
                Some(held) => held.push(recorded),
                None => self.tell(recorded, steps),
            },
            ServerFrame::Whisper(whisper) => steps.push(Step::Whisper(whisper)),
            ServerFrame::Reset(_) => {
                self.held = Some(Vec::new());
                self.reading = self.reading.saturating_add(1);
                steps.push(Step::ReadAnew(self.reading));
            }
            ServerFrame::Heartbeat(beat) => {
                steps.push(Step::Clock(beat.at));
                if self.held.is_none() && beat.seq > self.heard {
                    self.heard = beat.seq;
                    steps.push(Step::HeardUpTo(beat.seq));
                }
                // Timers hardly run behind another tab; frames arrive all the same.
                self.beat(now, steps);
            }
        }
    }

    fn tell(&mut self, recorded: Recorded, steps: &mut Vec<Step>) {
        if recorded.seq > self.heard {
            self.heard = recorded.seq;
            steps.push(Step::Tell(Box::new(recorded)));
            steps.push(Step::HeardUpTo(self.heard));
        }
    }

    fn beat(&mut self, now: Millis, steps: &mut Vec<Step>) {
        if let Way::Open { heard_at, .. } = self.way {
            self.way = Way::Open { heard_at, beat_at: now };
            steps.push(Step::Beat);
        }
    }

    fn closed(&mut self, code: u16, now: Millis, chance: u32, steps: &mut Vec<Step>) {
        if !matches!(self.way, Way::Open { .. } | Way::Connecting { .. }) {
            return;
        }
        self.fell(steps);
        match CloseCode::of(code).map_or(AfterClose::Reconnect, CloseCode::what_next) {
            AfterClose::Reconnect => self.wait(now, chance),
            AfterClose::SignIn => {
                self.way = Way::SignedOut;
                steps.push(Step::SignIn);
            }
            AfterClose::StandStill => {
                self.way = Way::StandsStill;
                self.down_since = None;
                steps.push(Step::StandStill);
            }
        }
    }

    /// The connection, if there is one, is given up and tried again later.
    fn breaks(&mut self, code: CloseCode, (now, chance): (Millis, u32), steps: &mut Vec<Step>) {
        if matches!(self.way, Way::Open { .. } | Way::Connecting { .. }) {
            steps.push(Step::Disconnect(code));
            self.fell(steps);
            self.wait(now, chance);
        }
    }

    /// A connection is no more, or did not come to stand.
    fn fell(&mut self, steps: &mut Vec<Step>) {
        self.held = None;
        match self.road {
            // The network may let sockets through by now: the next is one, and one more that fails is enough.
            Road::Stream => self.shut = SOCKETS_TRIED.saturating_sub(1),
            Road::Socket if matches!(self.way, Way::Connecting { .. }) => steps.push(Step::AskWhy),
            Road::Socket => {}
        }
    }

    fn wait(&mut self, now: Millis, chance: u32) {
        self.failures = self.failures.saturating_add(1);
        self.down_since.get_or_insert(now);
        self.way = Way::Waiting { until: now.saturating_add(u64::from(wait_ms(self.failures, chance))) };
    }

    /// At once, whatever the wait; a connection that was silent for longer than a heartbeat is not trusted.
    fn returned(&mut self, now: Millis, steps: &mut Vec<Step>) {
        self.has_network = true;
        match self.way {
            Way::Waiting { .. } => self.connect(now, steps),
            Way::Open { heard_at, .. } if now.saturating_sub(heard_at) > silence_ms() => {
                steps.push(Step::Disconnect(CloseCode::Silent));
                self.held = None;
                self.connect(now, steps);
            }
            _ => {}
        }
    }

    fn ticked(&mut self, now: Millis, chance: u32, steps: &mut Vec<Step>) {
        match self.way {
            Way::Waiting { until } if until <= now => self.connect(now, steps),
            Way::Connecting { since } if now.saturating_sub(since) >= OPENING_MS => {
                self.breaks(CloseCode::Silent, (now, chance), steps);
            }
            Way::Open { heard_at, .. }
                if now.saturating_sub(heard_at) >= u64::from(HEARTBEAT_DEADLINE_MS) =>
            {
                self.breaks(CloseCode::Silent, (now, chance), steps);
            }
            Way::Open { beat_at, .. } if now.saturating_sub(beat_at) >= u64::from(HEARTBEAT_EVERY_MS) => {
                self.beat(now, steps);
            }
            _ => {}
        }
    }
}

/// After so long without a frame something is wrong: the server beats more often.
fn silence_ms() -> u64 {
    u64::from(HEARTBEAT_EVERY_MS).saturating_add(GRACE_MS)
}
