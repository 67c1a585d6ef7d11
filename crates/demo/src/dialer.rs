//! The dialer: when it calls whom, and what it is to call.
//!
//! Owns: its turn, and the calls of a campaign that has just begun. Never: what comes of a call (`telephony` does).

use crate::cast::Cast;
use crate::directory;
use crate::live::{Deed, Scene};
use crate::talk::Timed;
use chrono::TimeDelta;
use desk_contract::address::Address;
use desk_contract::campaign::{CampaignTask, CampaignTaskState};
use desk_contract::command::{PlanCampaignTask, RegisterAppeal};
use desk_contract::history::{Creation, Direction};
use desk_contract::id::{AppealId, CampaignTaskId};
use desk_contract::subject::Subject;
use desk_contract::{Actor, Channel, Slice, Timestamp};
use std::ops::Range;

/// Delays in milliseconds at lifelike pace.
const NEXT: Range<i64> = 150_000..360_000;
/// Nobody is called for an operator who has just put the telephone down.
const AFTER_CALL: Range<i64> = 6_000..12_000;
const AT_ITS_HOUR: Range<i64> = 1_000..4_000;
/// Whom nobody talked to so many times is left alone.
const MOST_ATTEMPTS: u32 = 5;
/// How many are to be called at the beginning, and how long before they were planned.
const PLANNED: u64 = 8;
const PLANNED_BEFORE: TimeDelta = TimeDelta::hours(3);

/// The call of that task, if it is its turn and this desk's operator is free to talk. One that was moved to
/// an hour is called then; the others one after the other.
pub(crate) fn deed(scene: &Scene<'_>, task: &CampaignTask) -> Option<Deed> {
    let CampaignTaskState::Planned { not_before } = task.state else { return None };
    if task.attempts >= MOST_ATTEMPTS || !scene.is_free(scene.me) || scene.memory.rings() {
        return None;
    }
    let directory = scene.world.directory();
    let group = directory.campaign(task.campaign)?.group;
    let chance = scene.seed.of(("dialed", task.id, task.attempts));
    let due = match not_before {
        Some(hour) => scene.due(hour, chance, AT_ITS_HOUR).max(hour),
        None if is_next(scene, task) => {
            scene.due(scene.memory.dialed_from.max(scene.opened_at), chance, NEXT)
        }
        None => return None,
    };
    let due = due.max(scene.memory.free_from + scene.span(chance.of("after call"), AFTER_CALL));
    let appeal = AppealId::new(due, chance.of("appeal").bytes());
    let registered = RegisterAppeal {
        appeal,
        channel: Channel::Call,
        direction: Direction::Outgoing,
        creation: Creation::Dialer,
        entry_point: directory::entry_point(directory, Channel::Call, chance).id,
        group,
        contact: None,
        address: Address::Phone { number: task.number.clone() },
        campaign_task: Some(task.id),
    };
    Some(Deed::told(Subject::CampaignTask(task.id), due, registered))
}

/// Whoever was called least often comes first.
fn is_next(scene: &Scene<'_>, task: &CampaignTask) -> bool {
    let others = scene.world.cards().campaign_tasks.values();
    let waiting = others.filter(|it| it.state == CampaignTaskState::Planned { not_before: None });
    waiting.map(|it| (it.attempts, it.id)).min() == Some((task.attempts, task.id))
}

/// The numbers that the campaigns have to call at the beginning.
pub(crate) fn planned(cast: Cast<'_>, began: Timestamp) -> Vec<Timed> {
    let at = began - PLANNED_BEFORE;
    let task = |place: u64| {
        let chance = cast.seed.of(("campaign task", place));
        let client = cast.clients.nth(chance.of("from").below(20) + place * 5);
        let number = cast.clients.card(client)?.numbers.first()?.number.clone();
        let task = CampaignTask {
            id: CampaignTaskId::new(at, chance.bytes()),
            version: 1,
            campaign: cast.directory.campaigns[place as usize % cast.directory.campaigns.len()].id,
            number,
            contact: cast.clients.id(client),
            state: CampaignTaskState::Planned { not_before: None },
            attempts: 0,
        };
        Some((at + TimeDelta::seconds(place as i64), Actor::Connector, PlanCampaignTask { task }.into()))
    };
    (0..PLANNED).filter_map(task).collect()
}
