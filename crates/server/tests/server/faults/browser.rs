//! A browser without a screen: the feed and the outbox that the desk has, with real requests and a real socket.
//!
//! Owns: what the desk's own backend does around the two machines. Never: decides when to connect, what leaves next, or
//! what an answer means; the machines do.
//!
//! Always: what is told of a socket or a request of an earlier life is heard by nobody.

use super::clock::Clock;
use super::desk::Known;
use super::requests::{self, Way};
use super::socket::{Said, Socket};
use desk_contract::command::StoreAttachment;
use desk_contract::id::{AppealId, AttachmentId, CommandId, OperatorId};
use desk_contract::message::{Attachment, Thread};
use desk_contract::wire::{BrowserFrame, Heartbeat, Receipt};
use desk_contract::{Appeal, Command, Refusal};
use desk_courier::{Failed, Feed, Happening, Kept, Outbox, Step, Verdict, files_of};
use desk_faults::Chance;
use std::collections::BTreeMap;
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// How often the desk looks at the clock, in its own milliseconds.
const TICK_MS: u64 = 500;

/// What a browser is told by what it began.
pub(super) enum Word {
    /// By its socket, whose number that is.
    Line(u64, Said),
    Answered(CommandId, Verdict),
    Brought(AttachmentId),
    ReadAnew(u64, Result<Box<requests::Sat>, ()>),
    Appeal(Option<Box<Appeal>>),
    Chat(AppealId, Thread),
}

/// What came of a wish.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Outcome {
    Granted(u64),
    Refused(Refusal),
    Broken(String),
}

/// What was heard and read, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// Everything up to this number was read.
    Read(u64),
    /// An event was told.
    Told(u64),
}

/// What lies on the disk of the operator's machine.
#[derive(Default)]
struct Disk {
    commands: BTreeMap<CommandId, String>,
    files: BTreeMap<AttachmentId, (Attachment, Vec<u8>)>,
}

/// The browser.
pub(super) struct Browser {
    pub(super) me: OperatorId,
    pub(super) known: Known,
    pub(super) heard: Vec<Heard>,
    /// Everything that the operator wished, with what came of it.
    pub(super) given: BTreeMap<CommandId, (Command, Option<Outcome>)>,
    pub(super) chance: Chance,
    way: Way,
    clock: Clock,
    feed: Feed,
    outbox: Outbox,
    socket: Option<Socket>,
    sockets: u64,
    life: u64,
    place: u64,
    disk: Disk,
    words: UnboundedReceiver<(u64, Word)>,
    speaker: UnboundedSender<(u64, Word)>,
}

impl Browser {
    /// An operator sits down.
    pub(super) async fn opened(way: Way, me: OperatorId, clock: Clock, chance: Chance) -> Self {
        let (speaker, words) = unbounded_channel();
        let mut browser = Self {
            me,
            known: Known::default(),
            heard: Vec::new(),
            given: BTreeMap::new(),
            chance,
            way,
            clock,
            feed: Feed::default(),
            outbox: Outbox::default(),
            socket: None,
            sockets: 0,
            life: 0,
            place: 0,
            disk: Disk::default(),
            words,
            speaker,
        };
        browser.sits_down().await;
        browser
    }

    /// The page is gone in the middle of anything, and is loaded anew: the disk is all that is left.
    pub(super) async fn reloads(&mut self) {
        self.life += 1;
        (self.feed, self.outbox, self.socket) = (Feed::default(), Outbox::default(), None);
        self.known = Known::default();
        self.sits_down().await;
    }

    async fn sits_down(&mut self) {
        let sat = loop {
            match self.way.sits_down().await {
                Ok(sat) => break sat,
                // The page says so, and the operator presses «Повторить».
                Err(()) => tokio::time::sleep(Duration::from_millis(200)).await,
            }
        };
        for text in self.disk.commands.values() {
            self.outbox.put(serde_json::from_str(text).unwrap());
        }
        let seq = sat.session.seq;
        self.known.sits_down(self.me, sat);
        self.heard.push(Heard::Read(seq));
        self.happens(Happening::SnapshotRead(seq));
        self.pump();
    }

    /// The operator wishes something.
    pub(super) fn wishes(&mut self, command: impl Into<Command>) {
        let (command, id) = (command.into(), CommandId::new(chrono::Utc::now(), crate::site::chance()));
        self.place += 1;
        let kept = Kept {
            id,
            operator: self.me,
            at: chrono::Utc::now(),
            place: self.place,
            command: command.clone(),
        };
        self.disk.commands.insert(id, serde_json::to_string(&kept).unwrap());
        self.given.insert(id, (command, None));
        self.outbox.put(kept);
        self.pump();
    }

    /// The operator chooses a file to send along.
    pub(super) fn chooses(&mut self, file: Attachment, bytes: Vec<u8>) {
        self.disk.files.insert(file.id, (file, bytes));
    }

    /// How much waits.
    pub(super) fn waiting(&self) -> usize {
        self.outbox.kept().len()
    }

    /// Up to which number everything was heard.
    pub(super) fn heard_up_to(&self) -> u64 {
        self.feed.heard()
    }

    /// Lives for so long.
    pub(super) async fn lives(&mut self, duration: Duration) {
        let until = tokio::time::Instant::now() + duration;
        let mut ticks = tokio::time::interval(self.clock.lasts(TICK_MS));
        loop {
            tokio::select! {
                () = tokio::time::sleep_until(until) => return,
                _ = ticks.tick() => {
                    self.happens(Happening::Ticked);
                    self.pump();
                }
                word = self.words.recv() => {
                    if let Some((life, word)) = word && life == self.life {
                        self.hears(word);
                    }
                }
            }
        }
    }

    fn hears(&mut self, word: Word) {
        match word {
            Word::Line(number, said) if number == self.sockets => self.happens(match said {
                Said::Opened => Happening::Opened,
                Said::Frame(frame) => Happening::Came(frame),
                Said::Closed(code) => Happening::Closed(code),
            }),
            Word::Line(..) => {}
            Word::Answered(id, verdict) => self.answered(id, verdict),
            Word::Brought(file) => _ = self.disk.files.remove(&file),
            Word::ReadAnew(reading, read) => self.was_read_anew(reading, read),
            Word::Appeal(appeal) => {
                self.known.refreshed(appeal.map(|it| *it));
                self.reads_what_is_missing();
            }
            Word::Chat(id, thread) => self.known.chat_read(id, thread),
        }
    }

    fn happens(&mut self, happening: Happening) {
        let has_opened = matches!(happening, Happening::Opened);
        let chance = u32::try_from(self.chance.below(1 << 20)).unwrap();
        let steps = self.feed.take(happening, self.clock.now(), chance);
        steps.into_iter().for_each(|step| self.does(step));
        if has_opened {
            self.outbox.wake();
            self.pump();
        }
    }

    fn does(&mut self, step: Step) {
        match step {
            Step::Connect(_, after) => {
                self.sockets += 1;
                self.socket = Some(self.opens_socket(after));
            }
            Step::Disconnect(_) => self.socket = None,
            Step::Tell(recorded) => {
                self.heard.push(Heard::Told(recorded.seq));
                self.known.happened(&recorded);
                self.reads_what_is_missing();
            }
            Step::Beat => {
                let beat = Heartbeat { at: chrono::Utc::now(), seq: self.feed.heard() };
                if let Some(socket) = &self.socket {
                    socket.says(BrowserFrame::Heartbeat(beat));
                }
            }
            Step::ReadAnew(reading) => self.reads_anew(reading),
            Step::Whisper(_) | Step::Clock(_) | Step::HeardUpTo(_) | Step::AskWhy => {}
            Step::SignIn | Step::StandStill => panic!("nobody ended the session: {step:?}"),
        }
    }

    fn opens_socket(&self, after: u64) -> Socket {
        let (number, speaker, life) = (self.sockets, self.speaker.clone(), self.life);
        Socket::opens(&self.way, after, move |said| _ = speaker.send((life, Word::Line(number, said))))
    }

    fn reads_anew(&mut self, reading: u64) {
        let way = self.way.clone();
        self.begins(async move { Word::ReadAnew(reading, way.sits_down().await.map(Box::new)) });
    }

    fn was_read_anew(&mut self, reading: u64, read: Result<Box<requests::Sat>, ()>) {
        if !self.feed.awaits(reading) {
            return;
        }
        let Ok(sat) = read else { return self.happens(Happening::SnapshotFailed) };
        let seq = sat.session.seq;
        self.known.sits_down(self.me, *sat);
        self.heard.push(Heard::Read(seq));
        self.happens(Happening::SnapshotRead(seq));
    }

    /// What the desk asks for by itself, until it is answered.
    fn reads_what_is_missing(&mut self) {
        for id in self.known.wanted_appeals() {
            let way = self.way.clone();
            self.begins(async move { Word::Appeal(way.reads_appeal(id).await.map(Box::new)) });
        }
        for id in self.known.wanted_chats() {
            let way = self.way.clone();
            self.begins(async move { Word::Chat(id, way.reads_chat(id).await) });
        }
    }

    /// Opens an appeal's chat.
    pub(super) fn opens_chat(&mut self, id: AppealId) {
        self.known.opens_chat(id);
        self.reads_what_is_missing();
    }

    fn pump(&mut self) {
        for kept in self.outbox.leave(self.clock.now()) {
            let files = files_of(&kept.command).iter().filter_map(|id| self.disk.files.get(id)).cloned();
            let (files, way, speaker, life) =
                (files.collect::<Vec<_>>(), self.way.clone(), self.speaker.clone(), self.life);
            self.begins(async move {
                for (file, bytes) in files {
                    let brought = brings(&way, &file, bytes).await;
                    if let Err(verdict) = brought {
                        return Word::Answered(kept.id, verdict);
                    }
                    _ = speaker.send((life, Word::Brought(file.id)));
                }
                Word::Answered(kept.id, way.posts(kept.id, &kept.command).await)
            });
        }
    }

    fn answered(&mut self, id: CommandId, verdict: Verdict) {
        let outcome = match verdict {
            Verdict::Granted(Receipt { seq }) => Outcome::Granted(seq),
            Verdict::Refused(refusal) => Outcome::Refused(*refusal),
            Verdict::Broken(code) => Outcome::Broken(code),
            Verdict::SignIn => panic!("nobody ended the session"),
            Verdict::Later { after_ms, is_bug } => {
                let chance = u32::try_from(self.chance.below(1 << 20)).unwrap();
                let failed = self.outbox.failed(id, self.clock.now(), (after_ms, is_bug), chance);
                assert_eq!(failed, Failed::Waits, "the server broke at {id} again and again");
                return;
            }
        };
        assert!(self.outbox.answered(id).is_some(), "{id} is answered once");
        self.disk.commands.remove(&id);
        self.given.get_mut(&id).unwrap().1 = Some(outcome);
        self.pump();
    }

    fn begins(&self, work: impl Future<Output = Word> + Send + 'static) {
        let (speaker, life) = (self.speaker.clone(), self.life);
        tokio::spawn(async move { _ = speaker.send((life, work.await)) });
    }
}

async fn brings(way: &Way, file: &Attachment, bytes: Vec<u8>) -> Result<(), Verdict> {
    way.uploads(file.id, bytes).await?;
    let key = CommandId::new(chrono::Utc::now(), crate::site::chance());
    way.posts(key, &StoreAttachment { attachment: file.clone() }.into()).await.of_whole_file()
}
