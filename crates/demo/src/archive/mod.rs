//! The archive: as many closed appeals as one likes, over the ninety days before the demo began.
//!
//! The world's own past is played event by event and is small. A report wants tens of thousands, so an archived appeal
//! is drawn, not played: what its row says follows from the seed and its place alone, in any order and at once. The
//! whole appeal with its talk is played by the rules of the contract only when somebody opens it, and then its row is
//! the very one that was drawn.
//!
//! Owns: the archived appeals. Never: an appeal of the world, or what a report makes of rows.
//!
//! Start at [`Archive::kept`], then [`Archive::entry`]; `calendar` tells when, `fate` what, `matter` about what,
//! `people` who, and `played` the talk.

mod calendar;
mod fate;
mod matter;
mod people;
mod played;
#[cfg(test)]
mod tests;

use crate::cast::Cast;
use crate::chance::Chance;
use crate::clients::Clients;
use crate::{directory, past};
use calendar::Calendar;
use chrono::DateTime;
use desk_contract::appeal::Outcome;
use desk_contract::directory::Directory;
use desk_contract::history::{Creation, Direction, HistoryRow, Rating, ShownClient, ShownEntryPoint};
use desk_contract::id::{AppealId, ContactId, GroupId, OperatorId, TopicId};
use desk_contract::operator::Operator;
use desk_contract::{Channel, Timestamp};
use matter::Matter;
use people::People;
use std::ops::Range;

/// The number of the first archived appeal where there are too many to stand before those of the world.
const FAR_NUMBER: u64 = 100_000;

/// Closed appeals of the time before the demo began.
#[derive(Debug)]
pub struct Archive {
    seed: Chance,
    root: Chance,
    began: Timestamp,
    count: u32,
    calendar: Calendar,
    /// No more than rows are made of; whoever plays an appeal makes the rest.
    directory: Directory,
    clients: Clients,
    matters: Vec<Matter>,
    people: People,
    tables: Tables,
}

/// What the entries of an archive have in common, told by place.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// Lines.
    pub lines: Vec<ShownEntryPoint>,
    /// Operators.
    pub operators: Vec<OperatorId>,
    /// Groups.
    pub groups: Vec<GroupId>,
    /// Topics.
    pub topics: Vec<TopicId>,
    /// How an appeal may end.
    pub outcomes: Vec<Outcome>,
    /// Whose matter it was.
    pub clients: Vec<ShownClient>,
    /// What the desk wrote by SMS.
    pub sms: Vec<String>,
    /// What was noted; the first is nothing.
    pub comments: Vec<String>,
}

/// An archived appeal as its row knows it. What many have in common is a place in [`Tables`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When it came, in milliseconds of Unix time.
    pub created_ms: i64,
    /// Arrival to first taken, or to its end.
    pub queue_wait_ms: u32,
    /// First taken to first answer.
    pub first_reply_ms: Option<u32>,
    /// First taken to closed.
    pub handling_ms: Option<u32>,
    /// The kind of line.
    pub channel: Channel,
    /// Who began it.
    pub direction: Direction,
    /// How it came to be.
    pub creation: Creation,
    /// What the client thought of it.
    pub ratings: [Option<Rating>; 3],
    /// The line.
    pub line: u8,
    /// Who closed it.
    pub operator: Option<u8>,
    /// Whose queue it came to.
    pub group: u8,
    /// Why the client came.
    pub topic: Option<u8>,
    /// How it ended.
    pub outcome: u8,
    /// Whose matter it was.
    pub client: u32,
    /// What the desk wrote by SMS.
    pub sms: Option<u32>,
    /// What was noted.
    pub comment: u32,
}

impl Archive {
    /// As many as were asked for, of a demo that began at that moment with that seed.
    #[must_use]
    pub fn kept(seed: u64, began: Timestamp, count: u32) -> Self {
        let began = DateTime::from_timestamp_millis(began.timestamp_millis()).unwrap_or(began);
        let seed = Chance::seeded(seed);
        let (directory, clients) = (directory::staffed(seed, began), Clients::made(seed, began));
        let cast = Cast { seed, directory: &directory, clients: &clients };
        let matters = matter::all(cast, count);
        let people = People::of(cast, count);
        let tables = tables(cast, &matters, &people);
        let calendar = Calendar::before(began, count);
        Self {
            seed: seed.of("archive"),
            root: seed,
            began,
            count,
            calendar,
            matters,
            people,
            tables,
            directory,
            clients,
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.count
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// What the entries name by place.
    #[must_use]
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// The one at a place; those that came earlier stand before.
    #[must_use]
    pub fn entry(&self, place: u32) -> Entry {
        fate::drawn(self, place)
    }

    /// Its number, as people say it: before every number that the world gives, or behind them all.
    #[must_use]
    pub fn number(&self, place: u32) -> u64 {
        let before = past::FIRST_NUMBER.checked_sub(u64::from(self.count) + 1);
        before.unwrap_or(FAR_NUMBER) + u64::from(place)
    }

    /// Its identity. Ids stand in the order of places.
    #[must_use]
    pub fn id(&self, place: u32, created_ms: i64) -> AppealId {
        let mut bytes = self.seed.of("id").bytes();
        bytes[6..].copy_from_slice(&place.to_be_bytes());
        AppealId::new(DateTime::from_timestamp_millis(created_ms).unwrap_or_default(), bytes)
    }

    /// The place of the one with that id; none for any other appeal.
    #[must_use]
    pub fn place_of(&self, id: AppealId) -> Option<u32> {
        let [.., a, b, c, d] = *id.as_bytes();
        let place = u32::from_be_bytes([a, b, c, d]);
        (place < self.count && self.id(place, self.entry(place).created_ms) == id).then_some(place)
    }

    /// The row of the one at a place.
    #[must_use]
    pub fn row(&self, place: u32) -> HistoryRow {
        self.told(place, &self.entry(place), &self.tables)
    }

    /// Those among some places that were one of these clients' matter and that `who` may see, with the moment each was
    /// closed.
    #[must_use]
    pub fn closed_of(
        &self,
        clients: &[ContactId],
        who: &Operator,
        places: Range<u32>,
    ) -> Vec<(AppealId, Timestamp)> {
        let is_theirs = |place: u32| {
            let client = &self.tables.clients[self.entry(place).client as usize];
            matches!(client, ShownClient::Contact { id, .. } if clients.contains(id))
        };
        let theirs =
            places.filter(|place| is_theirs(*place)).filter_map(|place| self.row(place).as_seen_by(who));
        theirs.map(|row| (row.appeal, row.closed_at)).collect()
    }

    /// The row that an entry makes with tables that may have changed since.
    #[must_use]
    pub fn told(&self, place: u32, entry: &Entry, tables: &Tables) -> HistoryRow {
        let ms = |span: Option<u32>| span.map(u64::from);
        let (wait, reply) = (u64::from(entry.queue_wait_ms), ms(entry.first_reply_ms));
        let closed_ms =
            entry.created_ms + i64::from(entry.queue_wait_ms) + i64::from(entry.handling_ms.unwrap_or(0));
        let at = |ms: i64| DateTime::from_timestamp_millis(ms).unwrap_or_default();
        HistoryRow {
            appeal: self.id(place, entry.created_ms),
            channel: entry.channel,
            direction: entry.direction,
            creation: entry.creation,
            number: self.number(place),
            ratings: entry.ratings,
            client: tables.clients[entry.client as usize].clone(),
            entry_point: tables.lines[usize::from(entry.line)].clone(),
            created_at: at(entry.created_ms),
            closed_at: at(closed_ms),
            reaction_ms: reply.map(|reply| wait + reply),
            handling_ms: ms(entry.handling_ms),
            queue_wait_ms: Some(wait),
            first_reply_ms: reply,
            operator: entry.operator.map(|place| tables.operators[usize::from(place)]),
            group: tables.groups[usize::from(entry.group)],
            topic: entry.topic.map(|place| tables.topics[usize::from(place)]),
            outcome: Some(tables.outcomes[usize::from(entry.outcome)]),
            sms_text: entry.sms.map(|place| tables.sms[place as usize].clone()),
            comment: tables.comments[entry.comment as usize].clone(),
        }
    }

    fn chance(&self, place: u32) -> Chance {
        self.seed.of(place)
    }

    fn cast(&self) -> Cast<'_> {
        Cast { seed: self.seed, directory: &self.directory, clients: &self.clients }
    }
}

fn tables(cast: Cast<'_>, matters: &[Matter], people: &People) -> Tables {
    let Cast { directory, clients, .. } = cast;
    let listed = directory.outcomes.iter().map(|it| Outcome::Listed { id: it.id });
    let thanks = std::iter::once(matter::AFTER_A_CALL.to_owned());
    let nothing = std::iter::once(String::new());
    Tables {
        lines: directory.entry_points.iter().map(ShownEntryPoint::from).collect(),
        operators: directory.operators.iter().map(|it| it.id).collect(),
        groups: directory.groups.iter().map(|it| it.id).collect(),
        topics: directory.topics.iter().map(|it| it.id).collect(),
        outcomes: fate::UNLISTED.into_iter().chain(listed).collect(),
        clients: people.shown(clients),
        sms: thanks.chain(matters.iter().map(|it| it.sms.clone())).collect(),
        comments: nothing.chain(matters.iter().map(|it| it.comment.clone())).collect(),
    }
}
