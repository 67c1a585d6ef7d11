//! The directory of the demo: everything that appeals refer to, made of the tables.
//!
//! Owns: putting it together. Never: the tables themselves.

use crate::chance::Chance;
use crate::{lines, people, staff};
use chrono::TimeDelta;
use desk_contract::Timestamp;
use desk_contract::directory::{Directory, EntryPoint, Group, Operator};
use desk_contract::id::{AppealId, OutcomeId};
use desk_contract::{Appeal, Channel};
use staff::{Ending, Queue};

/// How long before the demo began the desk was set up.
const SET_UP: TimeDelta = TimeDelta::days(800);

pub(crate) fn made(seed: Chance, began: Timestamp) -> Directory {
    let at = began - SET_UP;
    let groups = staff::groups(seed, at);
    Directory {
        operators: staff::operators(seed, at, &groups),
        groups,
        entry_points: lines::entry_points(seed, at),
        outcomes: staff::outcomes(seed, at),
        contacts: people::contacts(seed, began),
    }
}

pub(crate) fn group(directory: &Directory, queue: Queue) -> &Group {
    &directory.groups[queue as usize]
}

pub(crate) fn outcome(directory: &Directory, ending: Ending) -> OutcomeId {
    directory.outcomes[ending as usize].id
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

/// One of the lines of that channel; there is always one.
pub(crate) fn entry_point(directory: &Directory, channel: Channel, chance: Chance) -> &EntryPoint {
    let lines: Vec<_> = directory.entry_points.iter().filter(|line| line.channel == channel).collect();
    chance.of("line").pick(&lines)
}

/// An appeal's own chance: by its number, so that the same people come whenever the demo is opened.
pub(crate) fn appeal_id(seed: Chance, number: u64, at: Timestamp) -> AppealId {
    AppealId::new(at, seed.of(("appeal", number)).bytes())
}

/// The group's place among [`Queue`]s, read back from an appeal.
pub(crate) fn queue_of(directory: &Directory, appeal: &Appeal) -> Option<Queue> {
    let queues = [Queue::Sales, Queue::Delivery, Queue::Support];
    queues.into_iter().find(|queue| group(directory, *queue).id == appeal.group)
}
