//! The CRM at the other end of the wire.
//!
//! Owns: when it answers and what it does not take. Never: a client's data.

use crate::live::{Deed, Scene};
use desk_contract::Appeal;
use desk_contract::appeal::CrmState;
use desk_contract::command::{CrmResult, ReportCrm};
use desk_contract::subject::Subject;
use std::ops::Range;

/// Delays in milliseconds at lifelike pace.
const ANSWERS: Range<i64> = 1_000..3_000;
/// One appeal in so many is not taken at first.
const FAILS_ONE_IN: u64 = 5;
const REASONS: [&str; 3] = [
    "Сервер CRM не ответил вовремя",
    "Карточка клиента сейчас открыта у другого сотрудника CRM",
    "Превышен лимит запросов, повторите позже",
];

/// What the CRM says to what was sent. What it once did not take it takes the next time.
pub(crate) fn deed(scene: &Scene<'_>, appeal: &Appeal) -> Option<Deed> {
    let Some(CrmState::Sending { at, .. }) = appeal.crm else { return None };
    let chance = scene.seed.of(("crm", appeal.id));
    let fails = chance.of("fails").one_in(FAILS_ONE_IN) && !scene.memory.has_failed_in_crm(appeal.id);
    let result = if fails {
        CrmResult::Failed { reason: chance.of("reason").pick(&REASONS).to_owned() }
    } else {
        CrmResult::Sent { link: Some(format!("https://crm.domolad.example/leads/{}", appeal.number)) }
    };
    let due = scene.due(at, chance.of(at.timestamp_millis()), ANSWERS);
    Some(Deed::told(Subject::Appeal(appeal.id), due, ReportCrm { appeal: appeal.id, result }))
}
