//! What became of an archived appeal: how it came, who had it, how long each thing took, how it ended.
//!
//! Owns: the drawing of a row. Never: plays anything; `played` does, and comes to the same.
//!
//! Always: closed before the demo began; a text has two ratings and a call five (R12).

use super::matter::{self, Matter};
use super::people::{CHANNELS, Comer};
use super::{Archive, Entry};
use crate::chance::Chance;
use crate::directory;
use crate::staff::Ending;
use desk_contract::Channel;
use desk_contract::appeal::Outcome;
use desk_contract::history::{Creation, Direction, Rating};

/// How an appeal may end beside the directory's results; they stand first in the table.
pub(super) const UNLISTED: [Outcome; 2] = [Outcome::Spam, Outcome::Missed];
const SPAM: u8 = 0;
const MISSED: u8 = 1;

/// How often each channel of [`CHANNELS`] is used. Only buyers write on the marketplace.
const WEIGHTS: [u64; 9] = [270, 190, 160, 95, 80, 90, 40, 35, 40];
const MARKETPLACE: usize = 7;
/// How a call came, and how a text: incoming, outgoing by an operator, by the dialer, on demand, by hand, proactive.
const CALLS: [u64; 6] = [74, 9, 11, 6, 0, 0];
const TEXTS: [u64; 6] = [82, 9, 0, 0, 5, 4];

/// What an archived appeal is drawn as, before it is told by places.
pub(super) struct Fate<'a> {
    pub(super) matter: &'a Matter,
    pub(super) comer: &'a Comer,
    pub(super) course: Course,
    pub(super) entry: Entry,
}

/// How it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Course {
    /// Taken from the queue, answered, closed.
    Served,
    /// Begun or made by the operator who then had it.
    Begun,
    /// The caller gave up in the queue.
    Missed,
    /// An advertisement, thrown out of the queue or after a look.
    Spam { is_taken: bool },
}

/// Places of the draws.
#[derive(Hash)]
enum Of {
    Moment,
    Matter,
    Channel,
    Way,
    Who,
    IsKnown,
    Line,
    Operator,
    Course,
    Wait,
    Reply,
    Picks,
    Handling,
    Topic,
    Comment,
    Ratings,
}

/// The row of the one at a place.
pub(super) fn drawn(archive: &Archive, place: u32) -> Entry {
    fate(archive, place).entry
}

/// All that is drawn of it.
pub(super) fn fate(archive: &Archive, place: u32) -> Fate<'_> {
    let chance = archive.chance(place);
    let matter = &archive.matters[chance.of(Of::Matter).below(archive.matters.len() as u64) as usize];
    let (channel, way) = way(chance, matter);
    let comer = comer(archive, chance, (channel, way), matter);
    let course = course(chance, (CHANNELS[channel], way), matter);
    let spans = spans(chance, CHANNELS[channel], way, course);
    let created_ms = archive.calendar.moment(place, chance.of(Of::Moment));
    // The last is closed before the demo begins.
    let spans = spans.within(archive.began.timestamp_millis() - created_ms - 1);
    let outcome = match (course, matter.ending) {
        (Course::Spam { .. }, _) => SPAM,
        (Course::Missed, _) => MISSED,
        (_, ending) => UNLISTED.len() as u8 + ending.unwrap_or(Ending::Consulted) as u8,
    };
    let is_listed = usize::from(outcome) >= UNLISTED.len();
    let entry = Entry {
        created_ms,
        queue_wait_ms: spans.wait,
        first_reply_ms: spans.reply,
        handling_ms: spans.handling,
        channel: CHANNELS[channel],
        direction: way.0,
        creation: way.1,
        ratings: if is_listed { ratings(chance.of(Of::Ratings), CHANNELS[channel]) } else { [None; 3] },
        line: line(archive, chance, CHANNELS[channel]),
        operator: (course != Course::Missed).then(|| operator(archive, chance, matter)),
        group: matter::group(matter.queue),
        topic: if is_listed { topic(chance.of(Of::Topic), matter) } else { None },
        outcome,
        client: comer.shown,
        sms: sms(matter, CHANNELS[channel], (way.0, spans.reply.is_some())),
        comment: if is_listed { comment(chance, matter, CHANNELS[channel]) } else { 0 },
    };
    Fate { matter, comer, course, entry }
}

/// Nobody advertises by telephone, and nothing else than an advertisement comes of one.
fn way(chance: Chance, matter: &Matter) -> (usize, (Direction, Creation)) {
    let mut weights = WEIGHTS;
    let is_spam = matter.ending.is_none();
    if matter.queue != crate::staff::Queue::Sales || is_spam {
        weights[MARKETPLACE] = 0;
    }
    if is_spam {
        weights[0] = 0;
    }
    let channel = chance.of(Of::Channel).weighed(&weights);
    let ways = if CHANNELS[channel] == Channel::Call { &CALLS } else { &TEXTS };
    let drawn = if is_spam { 0 } else { chance.of(Of::Way).weighed(ways) };
    let way = match drawn {
        1 => (Direction::Outgoing, Creation::Operator),
        2 => (Direction::Outgoing, Creation::Dialer),
        3 => (Direction::Incoming, Creation::CallBack),
        4 => (Direction::Incoming, Creation::Operator),
        5 if CHANNELS[channel] == Channel::SiteChat => (Direction::Proactive, Creation::Widget),
        _ => (Direction::Incoming, Creation::Client),
    };
    (channel, way)
}

/// Guests and clients come alike; one calls and writes to clients mostly, and an advertiser is nobody's client.
fn comer<'a>(
    archive: &'a Archive,
    chance: Chance,
    (channel, way): (usize, (Direction, Creation)),
    matter: &Matter,
) -> &'a Comer {
    let draw = chance.of(Of::IsKnown).below(100);
    let is_call_of_ours =
        CHANNELS[channel] == Channel::Call && way == (Direction::Outgoing, Creation::Operator);
    let is_known = match way.0 {
        _ if matter.ending.is_none() => false,
        Direction::Outgoing => is_call_of_ours || draw < 85,
        _ => draw < 45,
    };
    archive.people.drawn(channel, chance.of(Of::Who), is_known)
}

fn course(chance: Chance, (channel, way): (Channel, (Direction, Creation)), matter: &Matter) -> Course {
    let draw = chance.of(Of::Course).below(100);
    match way.1 {
        _ if matter.ending.is_none() => Course::Spam { is_taken: draw < 50 },
        Creation::Operator => Course::Begun,
        Creation::Client if channel == Channel::Call && draw < 9 => Course::Missed,
        _ => Course::Served,
    }
}

/// How long each thing took, in milliseconds.
#[derive(Clone, Copy, Debug)]
struct Spans {
    wait: u32,
    reply: Option<u32>,
    handling: Option<u32>,
}

impl Spans {
    /// Shortened alike, where they would go beyond the beginning of the demo.
    fn within(self, room_ms: i64) -> Self {
        let whole = i64::from(self.wait) + i64::from(self.handling.unwrap_or(0));
        if whole <= room_ms {
            return self;
        }
        let shorter = |span: u32| (i64::from(span) * room_ms.max(0) / whole.max(1)) as u32;
        Self {
            wait: shorter(self.wait),
            reply: self.reply.map(shorter),
            handling: self.handling.map(shorter),
        }
    }
}

fn spans(chance: Chance, channel: Channel, way: (Direction, Creation), course: Course) -> Spans {
    let span = |of: Of, ranges: Ranges| span(chance.of(of), ranges);
    let wait = match (course, channel) {
        (Course::Begun, _) => 0,
        (Course::Missed, _) => span(Of::Wait, &[(3, 15, 60), (2, 60, 180), (1, 180, 420)]),
        (Course::Spam { is_taken: false }, _) => span(Of::Wait, &[(1, 10, 900)]),
        (_, Channel::Call) => span(Of::Wait, &[(6, 2, 20), (3, 20, 60), (1, 60, 240)]),
        (_, Channel::Email) => span(Of::Wait, &[(3, 60, 900), (2, 900, 5_400)]),
        _ => span(Of::Wait, &[(6, 4, 60), (3, 60, 180), (1, 180, 1_200)]),
    };
    let is_called = course == Course::Begun || way.1 == Creation::CallBack;
    let reply = match (course, channel) {
        (Course::Missed | Course::Spam { .. }, _) => None,
        // Nobody picks up every seventh time.
        (_, Channel::Call) if is_called && chance.of(Of::Picks).one_in(7) => None,
        (_, Channel::Call) if is_called => Some(span(Of::Reply, &[(1, 4, 30)])),
        // Both hear each other as soon as it is taken.
        (_, Channel::Call) => Some(0),
        (_, Channel::Email) => Some(span(Of::Reply, &[(3, 90, 600), (1, 600, 3_600)])),
        _ if way.0 == Direction::Outgoing => Some(span(Of::Reply, &[(1, 10, 90)])),
        _ => Some(span(Of::Reply, &[(6, 6, 45), (3, 45, 150), (1, 150, 900)])),
    };
    let after = match (course, channel) {
        (Course::Missed | Course::Spam { is_taken: false }, _) => None,
        (Course::Spam { is_taken: true }, _) => Some(span(Of::Handling, &[(1, 4, 60)])),
        (_, Channel::Call) => Some(span(Of::Handling, &[(4, 60, 240), (3, 240, 600), (1, 600, 1_500)])),
        (_, Channel::Email) => Some(span(Of::Handling, &[(2, 60, 900), (1, 900, 10_800)])),
        _ => Some(span(Of::Handling, &[(4, 120, 720), (3, 720, 1_800), (1, 1_800, 7_200)])),
    };
    Spans { wait, reply, handling: after.map(|after| reply.unwrap_or(0) + after) }
}

/// Weights with ranges of seconds.
type Ranges = &'static [(u64, i64, i64)];

fn span(chance: Chance, ranges: Ranges) -> u32 {
    let whole: u64 = ranges.iter().map(|(weight, ..)| weight).sum();
    let mut left = chance.of(0_u8).below(whole);
    for (weight, from, until) in ranges {
        if left < *weight {
            return chance.of(1_u8).between(from * 1_000..until * 1_000) as u32;
        }
        left -= weight;
    }
    0
}

/// One in three says what he thinks, some of them two or three times.
fn ratings(chance: Chance, channel: Channel) -> [Option<Rating>; 3] {
    let asked = match chance.of(0_u8).below(100) {
        ..67 => 0,
        67..84 => 1,
        84..94 => 2,
        _ => 3,
    };
    let mut ratings = [None; 3];
    for (place, rating) in ratings.iter_mut().enumerate().take(asked) {
        let mark = chance.of(place as u8 + 1);
        *rating = Some(if channel == Channel::Call {
            Rating::ALL[4 - mark.weighed(&[9, 5, 3, 2, 1])]
        } else {
            [Rating::Good, Rating::Bad][mark.weighed(&[5, 1])]
        });
    }
    ratings
}

fn line(archive: &Archive, chance: Chance, channel: Channel) -> u8 {
    let lines = (0_u8..).zip(&archive.directory.entry_points);
    let of_channel = || lines.clone().filter(|(_, line)| line.channel == channel);
    let nth = chance.of(Of::Line).below(of_channel().count().max(1) as u64);
    of_channel().nth(nth as usize).map_or(0, |(place, _)| place)
}

/// The one who sits at this desk at the beginning does as much as others do.
fn operator(archive: &Archive, chance: Chance, matter: &Matter) -> u8 {
    let group = directory::group(&archive.directory, matter.queue).id;
    let people = (0_u8..).zip(&archive.directory.operators);
    let of_group = || people.clone().filter(|(_, operator)| operator.groups.contains(&group));
    let nth = chance.of(Of::Operator).below(of_group().count().max(1) as u64);
    of_group().nth(nth as usize).map_or(0, |(place, _)| place)
}

/// Nobody says it every time, and some only at large.
fn topic(chance: Chance, matter: &Matter) -> Option<u8> {
    let draw = chance.of(0_u8).below(10);
    match matter.under.as_slice() {
        _ if draw < 2 => None,
        under if draw < 8 && !under.is_empty() => Some(chance.of(1_u8).pick(under)),
        _ => matter.topic,
    }
}

/// A place of the table: nothing, or what is noted of the matter. Of a call there is no other trace.
fn comment(chance: Chance, matter: &Matter, channel: Channel) -> u32 {
    let is_noted = channel == Channel::Call || chance.of(Of::Comment).below(5) >= 3;
    if is_noted && !matter.comment.is_empty() { matter.case as u32 + 1 } else { 0 }
}

/// What was answered by SMS, or written by itself after a call that a client made and somebody answered.
fn sms(matter: &Matter, channel: Channel, (direction, is_answered): (Direction, bool)) -> Option<u32> {
    match channel {
        Channel::Sms if is_answered => Some(matter.case as u32 + 1),
        Channel::Call if is_answered && direction == Direction::Incoming => Some(0),
        _ => None,
    }
}
