//! The telephony and the people on the line: who rings where, who picks up, who hangs up.
//!
//! Owns: their delays. Never: what the operator of this desk does with his telephone.

use crate::chance::Chance;
use crate::live::{Deed, Scene};
use desk_contract::appeal::Stage;
use desk_contract::call::{Call, CallEnd, LegState, Party};
use desk_contract::command::{CallReport, OfferAppeal, ReportCall, TakeAppeal, WithdrawOffer};
use desk_contract::subject::Subject;
use desk_contract::{Appeal, Slice, Timestamp};
use std::ops::Range;

/// Delays in milliseconds at lifelike pace.
const OFFERED: Range<i64> = 700..2_500;
/// Nobody's telephone rings the moment he puts it down.
const AFTER_CALL: Range<i64> = 4_000..9_000;
const RINGS: Range<i64> = 18_000..22_000;
const GIVES_UP: Range<i64> = 60_000..120_000;
const COLLEAGUE_TAKES: Range<i64> = 32_000..75_000;
/// In a group of which this desk's operator is not.
const TAKEN_ELSEWHERE: Range<i64> = 3_000..20_000;
const TALKS: Range<i64> = 40_000..150_000;
const TALKS_ON: Range<i64> = 6_000..25_000;
const LISTENS_TO_MUSIC: Range<i64> = 150_000..240_000;
const PICKS_UP: Range<i64> = 3_000..8_000;
const IS_BUSY: Range<i64> = 2_000..4_500;
const NEVER_ANSWERS: Range<i64> = 20_000..30_000;

/// What happens next in the call of an appeal.
pub(crate) fn deeds(scene: &Scene<'_>, appeal: &Appeal) -> Vec<Deed> {
    let Some(call) = appeal.live_call() else { return Vec::new() };
    let chance = scene.seed.of(("call", appeal.id, call.started_at.timestamp_millis()));
    match appeal.stage {
        Stage::Waiting => in_the_queue(scene, appeal, chance),
        _ => vec![on_the_line(scene, appeal, call, chance)],
    }
}

/// It rings at this desk once; then a colleague takes it, or the caller gives up.
fn in_the_queue(scene: &Scene<'_>, appeal: &Appeal, chance: Chance) -> Vec<Deed> {
    let of = Subject::Appeal(appeal.id);
    let since = appeal.queued_at;
    let gives_up = scene.due(since, chance.of("gives up"), GIVES_UP);
    let mut deeds = vec![ended(appeal, gives_up, CallEnd::ByClient)];
    if appeal.offered.is_some() {
        let offered_at = scene.memory.offered_at(appeal.id).unwrap_or(since);
        let due = scene.due(offered_at, chance.of("rings"), RINGS);
        deeds.push(Deed::told(of, due, WithdrawOffer { appeal: appeal.id }));
        return deeds;
    }
    let is_mine = scene.is_of_mine(appeal.group);
    if is_mine && scene.is_free(scene.me) && scene.memory.may_ring(appeal.id) {
        let after_call = scene.memory.free_from + scene.span(chance.of("after call"), AFTER_CALL);
        let due = scene.due(since, chance.of("offered"), OFFERED).max(after_call);
        deeds.push(Deed::told(of, due, OfferAppeal { appeal: appeal.id, to: scene.me }));
    }
    let mut free = scene.ready_colleagues(appeal.group);
    free.retain(|colleague| scene.world.live_call_of(*colleague).is_none());
    if !free.is_empty() && !chance.of("is missed").one_in(4) {
        let range = if is_mine { COLLEAGUE_TAKES } else { TAKEN_ELSEWHERE };
        let due = scene.due(since, chance.of("taken"), range);
        deeds.push(Deed::done(of, due, chance.of("by").pick(&free), TakeAppeal { appeal: appeal.id }));
    }
    deeds
}

/// Who is called answers or does not; who talks hangs up in his time, and holds on while music plays.
fn on_the_line(scene: &Scene<'_>, appeal: &Appeal, call: &Call, chance: Chance) -> Deed {
    let client = call.legs.iter().find(|leg| leg.party == Party::Client);
    let since = client.map_or(call.started_at, |leg| leg.since);
    match (call.state(), client.map(|leg| leg.state)) {
        (LegState::Ringing, Some(LegState::Ringing)) => match chance.of("answers").below(8) {
            0 => ended(appeal, scene.due(since, chance, IS_BUSY), CallEnd::Busy),
            1 => ended(appeal, scene.due(since, chance, NEVER_ANSWERS), CallEnd::NoAnswer),
            _ => {
                let report = CallReport::Answered { party: Party::Client };
                let due = scene.due(since, chance, PICKS_UP);
                Deed::told(Subject::Appeal(appeal.id), due, ReportCall { appeal: appeal.id, report })
            }
        },
        (LegState::Held, _) => {
            ended(appeal, scene.due(since, chance.of("held"), LISTENS_TO_MUSIC), CallEnd::ByClient)
        }
        _ => {
            let talked = scene.due(call.answered_at.unwrap_or(since), chance.of("talks"), TALKS);
            let due = talked.max(scene.due(since, chance.of("talks on"), TALKS_ON));
            ended(appeal, due, CallEnd::ByClient)
        }
    }
}

fn ended(appeal: &Appeal, due: Timestamp, why: CallEnd) -> Deed {
    let report = CallReport::Ended { why };
    Deed::told(Subject::Appeal(appeal.id), due, ReportCall { appeal: appeal.id, report })
}
