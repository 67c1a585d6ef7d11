//! The demo's world: a contact centre made from a seed, whose clients, connectors and colleagues
//! act by themselves.
//!
//! A [`Demo`] is a [`World`] and the people around it. The operator's commands go in through
//! [`Demo::execute`]; everybody else acts in [`Demo::tick`]. Time comes in as an argument, chance
//! out of the seed, so the same seed, moment and commands make the same world again.
//!
//! Owns: the invented people and what they do. Never: changes the world but by commands that
//! `decide` grants (the load that one asks for in [`DemoOptions`] is folded in before anybody acts); reads a
//! clock; draws a true random number; remembers anything that a journal of events could not restore.
//!
//! Start at [`Demo::begin`], then [`Demo::tick`]. What somebody does next is a plan of `live`, which asks a
//! module for each kind of people: `client`, `colleague`, `telephony`, `dialer`, `payments`, and so on.

mod archive;
mod arrival;
mod asides;
mod case;
mod cast;
mod chance;
mod client;
mod clients;
mod colleague;
mod crm;
mod delivery;
mod dialer;
mod directory;
mod elsewhere;
mod files;
mod forms;
mod gist;
mod journal;
mod lines;
mod live;
mod load;
mod mail;
mod memory;
mod noise;
mod past;
mod payments;
mod people;
mod plans;
mod presence;
mod ratings;
mod set_up;
mod staff;
mod stories;
mod talk;
mod tasks;
mod telephony;
mod transfers;
mod words;

pub use archive::{Archive, Entry, Tables};
pub use elsewhere::{Outcome, Wish};
pub use journal::BrokenJournal;
pub use noise::Noise;

use cast::Cast;
use chance::Chance;
use chrono::{DateTime, TimeDelta};
use clients::Clients;
use desk_contract::appeal::Folded;
use desk_contract::id::{AttachmentId, OperatorId};
use desk_contract::subject::Subject;
use desk_contract::{Actor, Command, Event, Recorded, Refusal, Slice, Timestamp, Whisper, World};
use live::{Plan, Scene};
use memory::Memory;
use std::collections::BTreeMap;

/// Without a tick for so long, everybody was away: nothing is made up for.
const ABSENCE: TimeDelta = TimeDelta::minutes(5);
/// No tick does more than this; the next goes on.
const MOST_DEEDS: usize = 1_000;

/// How the demo behaves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DemoOptions {
    /// Everything that is drawn is drawn from this.
    pub seed: u64,
    /// Every delay of the simulated people is multiplied by this: 1 is lifelike, a tenth is ten times
    /// faster, and at nothing (or less) nobody acts by himself.
    pub pace: f64,
    /// So many appeals more are in work with this desk's operator.
    pub in_work: u32,
    /// One appeal more is in work, whose chat has so many messages; none at nothing.
    pub messages: u32,
}

impl Default for DemoOptions {
    fn default() -> Self {
        Self { seed: 1, pace: 1.0, in_work: 0, messages: 0 }
    }
}

/// What happened by itself since the tick before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tick {
    /// Facts, in their order.
    pub recorded: Vec<Recorded>,
    /// What is true for a moment.
    pub whispers: Vec<Whisper>,
}

/// A contact centre with its people, and an operator's desk in it.
#[derive(Clone, Debug)]
pub struct Demo {
    world: World,
    memory: Memory,
    clients: Clients,
    seed: Chance,
    pace: f64,
    me: OperatorId,
    opened_at: Timestamp,
    ticked_at: Timestamp,
    /// What comes next in all that stirs; made when asked for, dropped with its next event.
    plans: BTreeMap<Subject, Plan>,
    /// What somebody wished by himself and nothing came of.
    #[cfg(test)]
    in_vain: Vec<(live::Deed, Option<Refusal>)>,
}

impl Demo {
    /// The world at the moment at which the demo was first opened, with three months behind it. The
    /// same options and the same moment make the same world.
    #[must_use]
    pub fn begin(options: DemoOptions, began: Timestamp) -> Self {
        let began = DateTime::from_timestamp_millis(began.timestamp_millis()).unwrap_or(began);
        let seed = Chance::seeded(options.seed);
        let directory = directory::made(seed, began);
        let me = directory::me(&directory).id;
        let mut memory = Memory::new(&directory, began, past::FIRST_NUMBER);
        let clients = Clients::made(seed, began);
        let world = World::new(directory).with_cards(clients.cards());
        let mut world = world.numbered_after(past::FIRST_NUMBER - 1);
        past::play((seed, &clients), began, &mut world, &mut memory);
        if options.in_work > 0 || options.messages > 0 {
            let directory = world.directory().clone();
            let cast = Cast { seed, directory: &directory, clients: &clients };
            load::put_on(cast, options, began, &mut world);
        }
        Self {
            world,
            memory,
            clients,
            seed,
            pace: options.pace,
            me,
            opened_at: began,
            ticked_at: began,
            plans: BTreeMap::new(),
            #[cfg(test)]
            in_vain: Vec::new(),
        }
    }

    /// The operator who sits at this desk.
    #[must_use]
    pub fn me(&self) -> OperatorId {
        self.me
    }

    /// Somebody else sits down at this desk: from now on it is his commands that [`Demo::execute`] carries out, and
    /// the clients come to his groups. Nobody the directory does not know sits down.
    pub fn sits(&mut self, me: OperatorId) {
        if self.world.directory().operator(me).is_some() {
            self.me = me;
            self.memory.sits(me, &self.world);
            self.plans.clear();
        }
    }

    /// The world as it stands.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The bytes of a file that a simulated client sent; none for any other file.
    #[must_use]
    pub fn file(&self, id: AttachmentId) -> Option<Vec<u8>> {
        self.world.attachment(id).and_then(|file| files::bytes(file.id))
    }

    /// The same demo with the events folded that an earlier run of it recorded after [`Demo::begin`].
    ///
    /// # Errors
    /// [`BrokenJournal`] when they do not continue this world.
    pub fn replayed(mut self, journal: &[Recorded]) -> Result<Self, BrokenJournal> {
        let began = self.opened_at;
        for recorded in journal {
            journal::continues(&self.world, recorded)?;
            if self.world.fold(recorded) != Folded::Applied {
                return Err(BrokenJournal::AnotherWorld { seq: recorded.seq });
            }
            // What was taken up happened long ago: nobody acts upon it.
            if recorded.at >= began {
                self.memory.note(recorded, &self.world);
            }
        }
        self.resume(self.memory.last_at);
        Ok(self)
    }

    /// Carries out a command of the operator at this desk.
    ///
    /// # Errors
    /// The [`Refusal`] of the rules; nothing has happened then.
    pub fn execute(&mut self, now: Timestamp, command: &Command) -> Result<Vec<Recorded>, Refusal> {
        self.carry_out(Actor::Operator { id: self.me }, now, command)
    }

    /// An archived appeal is part of this world from now on, so that it can go on: `past` is all that happened in it.
    /// Answers the same as it stands in this world's journal; nothing where the world has the appeal already.
    pub fn takes_up(&mut self, past: Vec<Recorded>) -> Vec<Recorded> {
        let is_here = |recorded: &Recorded| {
            recorded.event.appeal().is_none_or(|appeal| self.world.appeal(appeal).is_some())
        };
        if past.iter().any(is_here) {
            return Vec::new();
        }
        let numbered = past.into_iter().zip(self.world.seq() + 1..);
        let taken_up: Vec<_> = numbered
            .map(|(recorded, seq)| self.of_the_client_as_he_is(Recorded { seq, ..recorded }))
            .collect();
        for recorded in &taken_up {
            self.world.fold(recorded);
        }
        taken_up
    }

    /// Whose card has gone into another since is the other's.
    fn of_the_client_as_he_is(&self, mut recorded: Recorded) -> Recorded {
        if let Event::AppealRegistered(it) = &mut recorded.event {
            let cards = &self.world.cards().contacts;
            // A card goes into another but once; the count bounds what a broken book could make of it.
            for _ in 0..cards.len() {
                let into = it.appeal.contact.and_then(|id| cards.get(&id)?.merged_into);
                let Some(into) = into else { break };
                it.appeal.contact = Some(into);
            }
        }
        recorded
    }

    /// Lets everybody else do what is due by `now`, each at the moment at which it is due. After five
    /// minutes without a tick it is as if the page had just been opened.
    pub fn tick(&mut self, now: Timestamp) -> Tick {
        let mut tick = Tick::default();
        let now = now.max(self.memory.last_at);
        if !(self.pace > 0.0 && self.pace.is_finite()) {
            return tick;
        }
        if now - self.ticked_at > ABSENCE {
            self.resume(now);
        }
        for _ in 0..MOST_DEEDS {
            let Some(deed) = self.next_deed(now) else { break };
            let recorded = self.live_out(deed);
            tick.whispers.extend(recorded.iter().filter_map(|recorded| self.stopped(recorded)));
            tick.recorded.extend(recorded);
        }
        tick.whispers.extend(self.seen_by(now));
        self.ticked_at = self.ticked_at.max(now);
        tick
    }

    /// The page was just opened, perhaps after a long absence: arrivals count from here, and what
    /// fell due meanwhile happens within moments rather than at once.
    pub fn resume(&mut self, now: Timestamp) {
        let now = now.max(self.memory.last_at);
        self.opened_at = now;
        self.ticked_at = now;
        self.plans.clear();
    }

    fn carry_out(
        &mut self,
        actor: Actor,
        at: Timestamp,
        command: &Command,
    ) -> Result<Vec<Recorded>, Refusal> {
        let recorded = self.world.execute(actor, at.max(self.memory.last_at), command)?;
        for event in &recorded {
            self.memory.note(event, &self.world);
            self.plan_anew_after(&event.event);
        }
        Ok(recorded)
    }

    fn scene(&self) -> Scene<'_> {
        Scene {
            world: &self.world,
            memory: &self.memory,
            clients: &self.clients,
            seed: self.seed,
            pace: self.pace,
            me: self.me,
            opened_at: self.opened_at,
        }
    }
}

#[cfg(test)]
mod tests;
