//! A backend, three browsers, and a network between them that delays, reorders, repeats and loses.
//!
//! Owns: what travels and what becomes of it. Never: says what must be true of it; [`crate::checks`] does.

use crate::cast::*;
use crate::scenes::scenes;
use crate::wishes::as_seen;
use desk_contract::appeal::Folded;
use desk_contract::id::CommandId;
use desk_contract::optimism::{Answer, Expectations, Waiting};
use desk_contract::{Actor, Command, Recorded, Timestamp, World, decide};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeMap;

/// What becomes of something under way when its turn comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    Arrives,
    /// It arrives, and will arrive once more.
    Repeats,
    GetsLost,
}

/// One thing that happens.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// An operator wishes something, and sees it happen.
    Wish(usize, Command),
    /// A client or a connector does something, straight at the backend.
    Outside(Command),
    /// Some request under way comes to its end.
    Request(Index, Fate),
    /// Some answer under way does.
    Answer(Index, Fate),
    /// Some event under way does.
    Event(Index, Fate),
    /// A browser asks again whatever it has no answer to.
    AskAgain(usize),
    /// So many milliseconds pass.
    Pause(i64),
}

/// Wishes, and between any two of them a little of what travels.
pub(crate) fn steps() -> impl Strategy<Value = Vec<Step>> {
    let fates = || select(&[Fate::Arrives, Fate::Arrives, Fate::Arrives, Fate::Repeats, Fate::GetsLost][..]);
    let travel = prop_oneof![
        6 => (any::<Index>(), fates()).prop_map(|(which, fate)| Step::Request(which, fate)),
        4 => (any::<Index>(), fates()).prop_map(|(which, fate)| Step::Answer(which, fate)),
        8 => (any::<Index>(), fates()).prop_map(|(which, fate)| Step::Event(which, fate)),
        1 => (0..3_usize).prop_map(Step::AskAgain),
        1 => select(&[1, 1_000, 31_000][..]).prop_map(Step::Pause),
    ];
    (vec(scenes(), 0..=20), vec(vec(travel, 0..=8), 70)).prop_map(|(scenes, travels)| {
        let wished = scenes.concat().into_iter().map(|(browser, command)| match browser {
            Some(browser) => Step::Wish(browser, command),
            None => Step::Outside(command),
        });
        wished.zip(travels).flat_map(|(wish, travel)| [vec![wish], travel].concat()).collect()
    })
}

/// The backend: the world, all that was recorded, and what it said to each command.
pub(crate) struct Server {
    pub(crate) world: World,
    log: Vec<Recorded>,
    pub(crate) answers: BTreeMap<CommandId, Answer>,
    /// How often a command was carried out.
    pub(crate) done: BTreeMap<CommandId, u32>,
}

impl Server {
    /// A command that was answered before gets the same answer, and is not carried out again.
    fn asked(&mut self, id: CommandId, actor: Actor, now: Timestamp, command: &Command) -> Answer {
        if let Some(answer) = self.answers.get(&id) {
            return *answer;
        }
        *self.done.entry(id).or_default() += 1;
        let answer = match self.world.execute(actor, now, command) {
            Ok(events) => {
                self.log.extend(events);
                Answer::Granted { last_seq: self.world.seq() }
            }
            Err(_) => Answer::Refused,
        };
        self.answers.insert(id, answer);
        answer
    }

    fn since(&self, seq: u64) -> impl Iterator<Item = &Recorded> {
        self.log.iter().filter(move |recorded| recorded.seq > seq)
    }
}

/// One operator's browser.
pub(crate) struct Browser {
    pub(crate) actor: Actor,
    pub(crate) confirmed: World,
    pub(crate) expectations: Expectations,
    /// What it has no answer to.
    unanswered: Vec<Waiting>,
}

impl Browser {
    fn new(number: u8) -> Self {
        let (confirmed, mut expectations) = (morning(), Expectations::default());
        expectations.confirmed(confirmed.seq());
        Self { actor: actor(number), confirmed, expectations, unanswered: Vec::new() }
    }

    /// An event arrives. What is missing before it is fetched.
    fn hears(&mut self, recorded: &Recorded, server: &Server) {
        if self.confirmed.fold(recorded) == Folded::Gap {
            let missing = server.since(self.confirmed.seq()).filter(|it| it.seq <= recorded.seq);
            missing.for_each(|it| assert_eq!(self.confirmed.fold(it), Folded::Applied));
        }
        self.expectations.confirmed(self.confirmed.seq());
    }
}

/// All of it.
pub(crate) struct Network {
    pub(crate) server: Server,
    pub(crate) browsers: Vec<Browser>,
    requests: Vec<(usize, Waiting)>,
    answers: Vec<(usize, CommandId, Answer)>,
    events: Vec<(usize, Recorded)>,
    millis: i64,
    /// Every wish by its name, and whether its browser expected it to be granted.
    pub(crate) wished: BTreeMap<CommandId, (&'static str, bool)>,
}

impl Network {
    pub(crate) fn new() -> Self {
        let (world, log) = (morning(), Vec::new());
        Self {
            server: Server { world, log, answers: BTreeMap::new(), done: BTreeMap::new() },
            browsers: [ANNA, BORIS, VERA].map(Browser::new).into(),
            requests: Vec::new(),
            answers: Vec::new(),
            events: Vec::new(),
            millis: 0,
            wished: BTreeMap::new(),
        }
    }

    /// Lets one thing happen; answers the browsers that it concerned.
    pub(crate) fn happens(&mut self, step: &Step) -> Option<usize> {
        self.millis += 1;
        match step {
            Step::Wish(browser, command) => self.wishes(*browser, command.clone()),
            Step::Outside(command) => self.tells(command),
            Step::Request(which, fate) => {
                let (browser, request) = under_way(&mut self.requests, which, *fate)?;
                self.request(browser, &request);
                None
            }
            Step::Answer(which, fate) => {
                let (browser, id, answer) = under_way(&mut self.answers, which, *fate)?;
                self.answer(browser, id, answer);
                Some(browser)
            }
            Step::Event(which, fate) => {
                let (browser, recorded) = under_way(&mut self.events, which, *fate)?;
                self.browsers.get_mut(browser)?.hears(&recorded, &self.server);
                Some(browser)
            }
            Step::AskAgain(browser) => {
                let again = self.browsers.get(*browser)?.unanswered.iter().cloned();
                self.requests.extend(again.map(|request| (*browser, request)));
                None
            }
            Step::Pause(millis) => {
                self.millis += millis;
                None
            }
        }
    }

    fn wishes(&mut self, number: usize, command: Command) -> Option<usize> {
        let place = u8::try_from(self.wished.len()).ok()?;
        let (id, at) = (crate::cast::command(place), at(self.millis));
        let browser = self.browsers.get_mut(number)?;
        let shown = browser.expectations.shown(&browser.confirmed);
        let command = as_seen(command, &shown);
        let is_expected = decide(&shown, browser.actor, at, &command).is_ok();
        self.wished.insert(id, (command.name(), is_expected));
        let waiting = Waiting { id, actor: browser.actor, at, command, granted: None };
        browser.expectations.begin(id, waiting.actor, at, waiting.command.clone());
        browser.unanswered.push(waiting.clone());
        self.requests.push((number, waiting));
        Some(number)
    }

    fn tells(&mut self, command: &Command) -> Option<usize> {
        let before = self.server.world.seq();
        let events = self.server.world.execute(Actor::Connector, at(self.millis), command);
        self.server.log.extend(events.into_iter().flatten());
        self.tell_since(before);
        None
    }

    fn request(&mut self, browser: usize, request: &Waiting) {
        let before = self.server.world.seq();
        let answer = self.server.asked(request.id, request.actor, at(self.millis), &request.command);
        self.answers.push((browser, request.id, answer));
        self.tell_since(before);
    }

    fn tell_since(&mut self, seq: u64) {
        for browser in 0..self.browsers.len() {
            self.events.extend(self.server.since(seq).map(|recorded| (browser, recorded.clone())));
        }
    }

    fn answer(&mut self, browser: usize, id: CommandId, answer: Answer) {
        let Some(browser) = self.browsers.get_mut(browser) else { return };
        browser.unanswered.retain(|waiting| waiting.id != id);
        browser.expectations.answered(id, answer);
    }

    /// The network works again: everything arrives, the newest first, and what got lost is asked for.
    pub(crate) fn settles(&mut self) {
        for browser in 0..self.browsers.len() {
            self.happens(&Step::AskAgain(browser));
        }
        while let Some((browser, request)) = self.requests.pop() {
            self.millis += 1;
            self.request(browser, &request);
        }
        while let Some((browser, id, answer)) = self.answers.pop() {
            self.answer(browser, id, answer);
        }
        while let Some((browser, recorded)) = self.events.pop() {
            if let Some(browser) = self.browsers.get_mut(browser) {
                browser.hears(&recorded, &self.server);
            }
        }
        // Whoever comes back on line says how far he is; nothing else tells of a last event that got lost.
        for browser in &mut self.browsers {
            let newest: Vec<_> = self.server.since(browser.confirmed.seq()).cloned().collect();
            newest.iter().for_each(|recorded| browser.hears(recorded, &self.server));
        }
    }
}

/// Something under way comes to its end; none if nothing is, or it got lost.
fn under_way<T: Clone>(all: &mut Vec<T>, which: &Index, fate: Fate) -> Option<T> {
    if all.is_empty() {
        return None;
    }
    let place = which.index(all.len());
    match fate {
        Fate::Arrives => Some(all.remove(place)),
        Fate::Repeats => all.get(place).cloned(),
        Fate::GetsLost => {
            all.remove(place);
            None
        }
    }
}
