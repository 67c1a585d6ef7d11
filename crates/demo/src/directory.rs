//! The directory of the demo: everything that appeals refer to, made of the tables.
//!
//! Owns: putting it together. Never: the tables themselves.

use crate::chance::Chance;
use crate::set_up::{self, replies, scripts, tools};
use crate::stories::{self, Story};
use crate::{lines, staff};
use chrono::TimeDelta;
use desk_contract::Timestamp;
use desk_contract::directory::{Directory, EntryPoint, Group, Operator};
use desk_contract::id::{AppealId, OutcomeId, TopicId};
use desk_contract::{Appeal, Channel};
use staff::{Ending, Queue};

/// How long before the demo began the desk was set up.
const SET_UP: TimeDelta = TimeDelta::days(800);

pub(crate) fn made(seed: Chance, began: Timestamp) -> Directory {
    let (at, known) = (began - SET_UP, staffed(seed, began));
    Directory {
        settings: set_up::settings(),
        widgets: vec![set_up::widget(seed, at, &known.entry_points)],
        deal_stages: set_up::deal_stages(seed, at),
        quick_replies: replies::quick_replies(seed, at, &known.groups),
        mailboxes: tools::mailboxes(seed, at, known.operators[0].id),
        scripts: scripts::scripts(seed, at),
        forms: tools::forms(seed, at),
        campaigns: tools::campaigns(seed, at, &known.groups),
        rules: tools::rules(seed, at, &known.outcomes),
        ..known
    }
}

/// What rows of the history are made of, and no more: whose, by what line, about what, how it ended.
pub(crate) fn staffed(seed: Chance, began: Timestamp) -> Directory {
    let at = began - SET_UP;
    let groups = staff::groups(seed, at);
    Directory {
        entry_points: lines::entry_points(seed, at),
        topics: set_up::topics(seed, at),
        operators: staff::operators(seed, at, &groups),
        outcomes: staff::outcomes(seed, at),
        groups,
        ..Directory::default()
    }
}

pub(crate) fn group(directory: &Directory, queue: Queue) -> &Group {
    &directory.groups[queue as usize]
}

/// The result, or another where that one is offered no more.
pub(crate) fn outcome(directory: &Directory, ending: Ending) -> OutcomeId {
    let known = &directory.outcomes[ending as usize];
    let instead = directory.outcomes.iter().find(|outcome| !outcome.is_put_away);
    if known.is_put_away { instead.unwrap_or(known).id } else { known.id }
}

/// Why whoever tells that story came; nobody says it every time.
pub(crate) fn topic(directory: &Directory, story: &Story, chance: Chance) -> Option<TopicId> {
    let mut above = directory.topics.iter().filter(|topic| topic.parent.is_none());
    let known = stories::topic(story).and_then(|place| above.nth(place));
    known.filter(|_| !chance.of("unsorted").one_in(4)).map(|topic| topic.id)
}

/// The operator of this desk: the first there is.
pub(crate) fn me(directory: &Directory) -> &Operator {
    &directory.operators[0]
}

/// Those of the group, this desk's operator left out.
pub(crate) fn colleagues(directory: &Directory, queue: Queue) -> Vec<&Operator> {
    let group = group(directory, queue).id;
    directory.operators.iter().skip(1).filter(|operator| operator.groups.contains(&group)).collect()
}

pub(crate) fn is_mine(directory: &Directory, queue: Queue) -> bool {
    me(directory).groups.contains(&group(directory, queue).id)
}

/// One of the lines of that channel; any where an administrator has left none.
pub(crate) fn entry_point(directory: &Directory, channel: Channel, chance: Chance) -> &EntryPoint {
    let mut lines: Vec<_> = directory.entry_points.iter().filter(|line| line.channel == channel).collect();
    if lines.is_empty() {
        lines.extend(&directory.entry_points);
    }
    chance.of("line").pick(&lines)
}

/// An appeal's id ends with the number of its case, so that the same people come whenever the demo is
/// opened, whatever number the world gives to the appeal.
pub(crate) fn appeal_id(seed: Chance, case: u64, at: Timestamp) -> AppealId {
    let mut bytes = seed.of(("appeal", case)).bytes();
    bytes[6..].copy_from_slice(&u32::try_from(case).unwrap_or(u32::MAX).to_be_bytes());
    AppealId::new(at, bytes)
}

/// The number of an appeal's case. Who made an appeal by hand gave it a case by chance.
pub(crate) fn case_of(appeal: AppealId) -> u64 {
    let [.., a, b, c, d] = *appeal.as_bytes();
    u32::from_be_bytes([a, b, c, d]).into()
}

/// The group's place among [`Queue`]s, read back from an appeal.
pub(crate) fn queue_of(directory: &Directory, appeal: &Appeal) -> Option<Queue> {
    let queues = [Queue::Sales, Queue::Delivery, Queue::Support];
    queues.into_iter().find(|queue| group(directory, *queue).id == appeal.group)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_case_of_an_appeal_is_read_from_its_id() {
        for case in [0, 1, 48_100, 70_000, u64::from(u32::MAX)] {
            let id = appeal_id(Chance::seeded(case), case, Timestamp::UNIX_EPOCH);
            assert_eq!(case_of(id), case);
        }
    }
}
