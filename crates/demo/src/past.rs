//! The past: three months of appeals up to the moment at which the demo began.
//!
//! Owns: who came when, to whom, and how far it has come. Never: the talks themselves (`talk` does).
//!
//! Always: played by commands in the order of time, each granted by `decide`; nothing later than the
//! beginning.

use crate::cast::Cast;
use crate::chance::Chance;
use crate::clients::Clients;
use crate::directory;
use crate::memory::Memory;
use crate::stories::{self, Story};
use crate::talk::{Course, Talk, Timed};
use crate::{dialer, tasks};
use chrono::TimeDelta;
use desk_contract::command::ReportDelivery;
use desk_contract::directory::{Directory, Operator};
use desk_contract::event::MessageSent;
use desk_contract::id::OperatorId;
use desk_contract::message::{Author, Delivery};
use desk_contract::{Actor, Command, Event, Recorded, Slice, Timestamp, World};
use std::collections::BTreeMap;

/// The number of the first appeal of the past, and of its case.
pub(crate) const FIRST_NUMBER: u64 = 48_100;

const DAYS: i64 = 91;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
/// The company works by Moscow's clock, three hours ahead of UTC all the year.
const MOSCOW: i64 = 3 * HOUR;
const OPENS_AT: i64 = 9 * HOUR;
/// How busy each hour is from the first to the last.
const HOURS: [u64; 12] = [3, 6, 8, 9, 7, 6, 6, 7, 8, 9, 6, 3];
/// No talk of the past takes longer.
const LONGEST_TALK: i64 = 25 * 60_000;
/// The last hours before the beginning, by day or night: minutes ago, and whether it is mine.
const LATELY: [(i64, bool); 5] = [(28, true), (52, false), (85, true), (120, true), (165, false)];
/// Places in the directory of this desk's operator and of a colleague who is at work too.
const ME: usize = 0;
const BUSY_COLLEAGUE: usize = 2;
/// What is open at the beginning: seconds since it came and since its last step, and with whom.
const OPEN: [(i64, Option<i64>, Course, usize); 9] = [
    (840, Some(150), Course::Quiet, ME),
    (660, Some(25), Course::Answered, BUSY_COLLEAGUE),
    (540, Some(70), Course::Unread, ME),
    (420, Some(9), Course::Answered, BUSY_COLLEAGUE),
    (300, Some(12), Course::Answered, ME),
    (240, None, Course::Waiting, ME),
    (130, None, Course::Waiting, ME),
    (55, None, Course::Waiting, ME),
    (10, None, Course::Waiting, ME),
];

/// An arrival of the past that has no number yet.
struct Slot {
    from: Timestamp,
    /// Whose it must be, by the place in the directory.
    operator: Option<usize>,
    open: Option<(Course, Option<Timestamp>)>,
}

/// Plays the past into an empty world.
pub(crate) fn play(
    (seed, clients): (Chance, &Clients),
    began: Timestamp,
    world: &mut World,
    memory: &mut Memory,
) {
    let cast = Cast { seed, directory: world.directory(), clients };
    let mut played = commands(cast, began);
    played.extend(dialer::planned(cast, began));
    played.extend(tasks::set(cast, began));
    played.sort_by_key(|(at, ..)| *at);
    for (at, actor, command) in played {
        let recorded = world.execute(actor, at, &command);
        debug_assert!(recorded.is_ok(), "the past was refused: {recorded:?} {command:?}");
        for event in recorded.unwrap_or_default() {
            memory.note(&event, world);
            for event in arrived(&event, world).unwrap_or_default() {
                memory.note(&event, world);
            }
        }
    }
    memory.begin_at(began);
}

/// What the desk sent by itself has long been read.
fn arrived(recorded: &Recorded, world: &mut World) -> Option<Vec<Recorded>> {
    let Event::MessageSent(MessageSent { message }) = &recorded.event else { return None };
    let is_automatic = matches!(message.author, Author::Rule { .. });
    let (appeal, message, delivery) = (message.appeal, message.id, Delivery::Read);
    let report = ReportDelivery { appeal, message, delivery }.into();
    is_automatic.then(|| world.execute(Actor::Connector, recorded.at, &report).ok()).flatten()
}

fn commands(cast: Cast<'_>, began: Timestamp) -> Vec<Timed> {
    let mut slots = slots(cast.seed, began);
    slots.sort_by_key(|slot| slot.from);
    let mut number = FIRST_NUMBER;
    let mut busy: Vec<usize> = Vec::new();
    let mut lines = BusyLines::default();
    let mut played = Vec::new();
    for slot in &slots {
        while !suits(slot, stories::told_in(cast.seed, number), cast.directory) {
            number += 1;
        }
        let mut talk = talk(cast, slot, (number, &busy));
        let (mut who, mut steps) = talk.played();
        if talk.course == Course::Call && !lines.take(talk.operator.id, &steps) {
            // Nobody talks to two at once: who would have called writes.
            talk.course = Course::Closed;
            (who, steps) = talk.played();
        }
        if slot.open.is_some() {
            busy.extend(who);
        }
        played.extend(steps.into_iter().filter(|(at, ..)| *at <= began));
        number += 1;
    }
    played
}

/// Until when each operator is on the telephone.
#[derive(Default)]
struct BusyLines(BTreeMap<OperatorId, Timestamp>);

impl BusyLines {
    /// Whether the operator has the telephone free for that call, and if so the call that he is in.
    fn take(&mut self, operator: OperatorId, steps: &[Timed]) -> bool {
        let at = |is_it: fn(&Command) -> bool| {
            steps.iter().find(|(.., command)| is_it(command)).map(|(at, ..)| *at)
        };
        let picked_up = at(|command| matches!(command, Command::TakeAppeal(_)));
        let hung_up = at(|command| matches!(command, Command::ReportCall(_)));
        let is_free = self.0.get(&operator).copied() < picked_up;
        if let Some(hung_up) = hung_up.filter(|_| is_free) {
            self.0.insert(operator, hung_up);
        }
        is_free
    }
}

fn slots(seed: Chance, began: Timestamp) -> Vec<Slot> {
    let mut slots = Vec::new();
    let ago = |seconds: i64| began - TimeDelta::seconds(seconds);
    let today = (began.timestamp_millis() + MOSCOW).div_euclid(DAY);
    for days_ago in (0..=DAYS).rev() {
        let day = today - days_ago;
        let chance = seed.of(("day", days_ago));
        let is_recent = days_ago <= 2;
        for place in 0..visits(chance, day, is_recent) {
            let chance = chance.of(("visit", place));
            let hour = OPENS_AT + HOUR * chance.of("hour").weighed(&HOURS) as i64;
            let at = day * DAY - MOSCOW + hour + chance.of("minute").between(0..HOUR);
            let Some(from) = Timestamp::from_timestamp_millis(at) else { continue };
            if from <= began - TimeDelta::milliseconds(LONGEST_TALK) {
                slots.push(Slot { from, operator: (is_recent && place < 5).then_some(ME), open: None });
            }
        }
    }
    for (minutes, is_mine) in LATELY {
        slots.push(Slot { from: ago(minutes * 60), operator: is_mine.then_some(ME), open: None });
    }
    for (came, last, course, operator) in OPEN {
        slots.push(Slot { from: ago(came), operator: Some(operator), open: Some((course, last.map(ago))) });
    }
    slots
}

/// How many come on that day, counted from 1 January 1970, a Thursday.
fn visits(chance: Chance, day: i64, is_recent: bool) -> u64 {
    let is_weekend = matches!((day + 4).rem_euclid(7), 0 | 6);
    match (is_recent, is_weekend) {
        (true, _) => 7,
        (false, true) => 1 + chance.of("visits").below(2),
        (false, false) => 3 + chance.of("visits").below(4),
    }
}

/// Whether the story may be told there: by the operator it must go to, and no advertisement among
/// what is open.
fn suits(slot: &Slot, story: &Story, directory: &Directory) -> bool {
    let group = directory::group(directory, story.queue).id;
    let is_theirs = slot.operator.is_none_or(|place| directory.operators[place].groups.contains(&group));
    is_theirs && !(slot.open.is_some() && story.is_spam())
}

fn talk<'a>(cast: Cast<'a>, slot: &Slot, (number, busy): (u64, &'a [usize])) -> Talk<'a> {
    let Cast { seed, directory, .. } = cast;
    let story = stories::told_in(seed, number);
    let chance = seed.of(("past", number));
    let (course, until) = slot.open.unwrap_or_else(|| (course(chance, story, slot.operator.is_some()), None));
    let operator = match slot.operator {
        Some(place) => &directory.operators[place],
        None => worker(chance, directory, story),
    };
    let busy = if slot.open.is_some() { busy } else { &[] };
    Talk { cast, number, course, operator, from: slot.from, until, busy }
}

fn course(chance: Chance, story: &Story, must_be_taken: bool) -> Course {
    match chance.of("course").below(100) {
        _ if story.is_spam() => Course::Spam,
        ..2 if !must_be_taken => Course::Missed,
        ..12 => Course::Call,
        12..19 => Course::Silent,
        _ => Course::Closed,
    }
}

/// More than half of what comes to the groups of this desk is done at this desk.
fn worker<'a>(chance: Chance, directory: &'a Directory, story: &Story) -> &'a Operator {
    let colleagues = directory::colleagues(directory, story.queue);
    if directory::is_mine(directory, story.queue) && chance.of("mine").below(100) < 56 {
        directory::me(directory)
    } else {
        chance.of("worker").pick(&colleagues)
    }
}
