//! The order of lists: the queue by waiting, the appeals by last action, and the days between (Q1 to Q3).
//!
//! Owns: the sort keys, the day groups, and lists that keep their order as appeals change ([`Standings`]).
//! Never: a time zone; days come in as dates of the operator's own, or as the moments at which they began.

mod standings;
mod steady;

pub use standings::{Order, Standing, Standings};
pub use steady::steady;

use crate::Timestamp;
use crate::appeal::{Appeal, Receiver, Stage};
use crate::directory::Directory;
use crate::id::{AppealId, OperatorId};
use crate::sight::is_for;
use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// The groups of the list by the day of the last action (Q3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayGroup {
    /// Сегодня; a day that has not come yet counts as today, clocks may disagree.
    Today,
    /// Вчера.
    Yesterday,
    /// Позавчера.
    DayBeforeYesterday,
    /// Ранее.
    Earlier,
}

impl DayGroup {
    /// All four, in the order of the screen.
    pub const ALL: [Self; 4] = [Self::Today, Self::Yesterday, Self::DayBeforeYesterday, Self::Earlier];

    /// The group of a day, seen from today; both are dates of the operator's own time zone.
    #[must_use]
    pub fn of(day: NaiveDate, today: NaiveDate) -> Self {
        match (today - day).num_days() {
            ..=0 => Self::Today,
            1 => Self::Yesterday,
            2 => Self::DayBeforeYesterday,
            _ => Self::Earlier,
        }
    }

    /// The group of a moment, where the moments are known at which today, yesterday and the day before began.
    /// For long lists: no moment need be turned into a day of a time zone.
    #[must_use]
    pub fn at(moment: Timestamp, [today, yesterday, day_before]: [Timestamp; 3]) -> Self {
        if moment >= today {
            Self::Today
        } else if moment >= yesterday {
            Self::Yesterday
        } else if moment >= day_before {
            Self::DayBeforeYesterday
        } else {
            Self::Earlier
        }
    }
}

/// The groups of tasks by when they are due (W7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DueGroup {
    /// Просрочено: the hour is over, be it an hour of today.
    Late,
    /// Сегодня.
    Today,
    /// Завтра.
    Tomorrow,
    /// Позже.
    Later,
    /// Без срока.
    Undated,
}

impl DueGroup {
    /// All five, in the order of the screen.
    pub const ALL: [Self; 5] = [Self::Late, Self::Today, Self::Tomorrow, Self::Later, Self::Undated];

    /// The group of a task, seen from today: whether its hour is over, and its day, a date of the operator's own time
    /// zone like today's.
    #[must_use]
    pub fn of(due: Option<(bool, NaiveDate)>, today: NaiveDate) -> Self {
        match due {
            None => Self::Undated,
            Some((true, _)) => Self::Late,
            Some((false, day)) => match (day - today).num_days() {
                ..=0 => Self::Today,
                1 => Self::Tomorrow,
                _ => Self::Later,
            },
        }
    }
}

/// Which of the operator's lists an appeal stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The queue panel.
    Queue,
    /// В работе.
    InWork,
    /// Закрытые.
    Closed,
}

/// Where an operator finds an appeal; `None` for one that is a colleague's or another group's. What a
/// colleague hands over to him or to his group waits in his queue beside what came from outside (H6).
#[must_use]
pub fn place_of(appeal: &Appeal, operator: OperatorId, directory: &Directory) -> Option<Place> {
    let known = || directory.operator(operator);
    match &appeal.stage {
        Stage::Waiting => known()?.groups.contains(&appeal.group).then_some(Place::Queue),
        Stage::InWork { taken } if taken.by == operator => Some(Place::InWork),
        Stage::InWork { .. } => {
            let transfer = appeal.transfer.as_ref()?;
            is_for(known()?, transfer.to).then_some(Place::Queue)
        }
        Stage::Closed { closing, .. } => (closing.by == Some(operator)).then_some(Place::Closed),
    }
}

/// Whether what waits in the operator's queue cannot wait for its turn: it is offered to him alone, or a colleague hands
/// him a call over whose client is on the line (Q1, H6).
#[must_use]
pub fn rings_for(appeal: &Appeal, operator: OperatorId) -> bool {
    let is_for_him = |to| to == Receiver::Operator { id: operator };
    let is_handed_over = || appeal.transfer.as_ref().is_some_and(|transfer| is_for_him(transfer.to));
    appeal.offered == Some(operator) || (appeal.live_call().is_some() && is_handed_over())
}

/// The queue's order: the longest waiting first, by the same moment from which the clock in it runs.
#[must_use]
pub fn queue_order(appeal: &Appeal) -> (Timestamp, AppealId) {
    (appeal.waits_since().unwrap_or(appeal.queued_at), appeal.id)
}

/// The lists' order: the latest action first; equal moments by id, so that nothing flickers.
#[must_use]
pub fn list_order(appeal: &Appeal) -> Reverse<(Timestamp, AppealId)> {
    Reverse((appeal.last_action_at, appeal.id))
}

/// Until when the client should have his answer, by the answering target of the group (U8); the earliest is
/// the most urgent. `None` while nothing is owed; where the group has no target, no haste is meant.
#[must_use]
pub fn answer_due(appeal: &Appeal, directory: &Directory) -> Option<Timestamp> {
    let since = appeal.unanswered_since.filter(|_| appeal.closing().is_none())?;
    let target = directory.group(appeal.group).and_then(|group| group.answering_target_ms);
    let due = |target: u32| since.checked_add_signed(TimeDelta::milliseconds(target.into()));
    Some(target.and_then(due).unwrap_or(Timestamp::MAX_UTC))
}

/// How a waiting clock looks (U8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// Within the group's target.
    Calm,
    /// Past the target.
    Warning,
    /// Past twice the target.
    Late,
}

/// How urgent a wait has become, against the group's target.
#[must_use]
pub fn urgency(wait: TimeDelta, target_ms: u32) -> Urgency {
    let (wait, target) = (wait.num_milliseconds(), i64::from(target_ms));
    if wait < target {
        Urgency::Calm
    } else if wait < target.saturating_mul(2) {
        Urgency::Warning
    } else {
        Urgency::Late
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::command::CallReport;
    use crate::given::*;
    use crate::world::World;

    #[test]
    fn a_task_stands_under_its_day_or_under_late_once_its_hour_is_over() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 18).unwrap();
        let in_days = |days: i64| today + TimeDelta::days(days);
        for (due, group) in [
            (None, DueGroup::Undated),
            (Some((true, in_days(-3))), DueGroup::Late),
            (Some((true, today)), DueGroup::Late),
            (Some((false, in_days(-1))), DueGroup::Today),
            (Some((false, today)), DueGroup::Today),
            (Some((false, in_days(1))), DueGroup::Tomorrow),
            (Some((false, in_days(2))), DueGroup::Later),
        ] {
            assert_eq!(DueGroup::of(due, today), group, "{due:?}");
        }
    }

    fn places(appeal: &Appeal) -> [Option<Place>; 4] {
        [anna(), boris(), vera(), stranger()].map(|operator| place_of(appeal, operator, &directory()))
    }

    fn numbered(number: u8, queued_at: i64, last_action_at: i64) -> Appeal {
        let (queued_at, last_action_at) = (at(queued_at), at(last_action_at));
        Appeal { id: appeal(number), queued_at, last_action_at, ..waiting().the_appeal().clone() }
    }

    fn order_of(appeals: &[Appeal]) -> Vec<AppealId> {
        appeals.iter().map(|appeal| appeal.id).collect()
    }

    #[test]
    fn a_waiting_appeal_stands_in_the_queue_of_everybody_in_its_group() {
        assert_eq!(places(waiting().the_appeal()), [Some(Place::Queue), Some(Place::Queue), None, None]);
    }

    #[test]
    fn an_appeal_in_work_stands_in_the_list_of_one() {
        assert_eq!(places(in_work().the_appeal()), [Some(Place::InWork), None, None, None]);
    }

    #[test]
    fn what_is_handed_over_stands_in_the_queue_of_whom_it_is_for_and_with_whoever_has_it() {
        let handing = |to| places(answered().and(80, anna(), hand_over(to, "")).the_appeal());
        let (his, theirs) = (Some(Place::InWork), Some(Place::Queue));
        assert_eq!(handing(to_operator(boris())), [his, theirs, None, None]);
        assert_eq!(handing(to_operator(vera())), [his, None, theirs, None]);
        assert_eq!(handing(to_group(sales())), [his, None, theirs, None]);
        assert_eq!(handing(to_group(support())), [his, theirs, None, None]);
        let pending = || answered().and(80, anna(), hand_over(to_operator(vera()), ""));
        let accepted = pending().and(90, vera(), accept());
        assert_eq!(places(accepted.the_appeal()), [None, None, his, None]);
        let declined = pending().and(90, vera(), decline(""));
        assert_eq!(places(declined.the_appeal()), [his, None, None, None]);
    }

    #[test]
    fn what_is_handed_over_to_a_stranger_stands_nowhere_else() {
        let to_nobody = crate::appeal::Transfer {
            from: anna(),
            to: to_operator(stranger()),
            comment: String::new(),
            at: at(80),
        };
        let appeal = Appeal { transfer: Some(to_nobody), ..answered().the_appeal().clone() };
        assert_eq!(places(&appeal), [Some(Place::InWork), None, None, None]);
    }

    #[test]
    fn a_call_that_nobody_took_stands_in_nobodys_list() {
        let gone = CallReport::Ended { why: crate::call::CallEnd::ByClient };
        let missed = calling().and(30, CONNECTOR, report_call(gone));
        assert_eq!(places(missed.the_appeal()), [None; 4]);
    }

    #[test]
    fn a_closed_appeal_stands_with_whoever_closed_it() {
        assert_eq!(places(finished().the_appeal()), [Some(Place::Closed), None, None, None]);
        let spam = waiting().and(20, boris(), mark_spam());
        assert_eq!(places(spam.the_appeal()), [None, Some(Place::Closed), None, None]);
    }

    #[test]
    fn a_reopened_appeal_changes_hands() {
        let reopened = finished().and(400, boris(), reopen());
        assert_eq!(places(reopened.the_appeal()), [None, Some(Place::InWork), None, None]);
    }

    #[test]
    fn a_call_handed_over_to_one_rings_there_and_nowhere_else() {
        let rings = |world: &World| [anna(), boris()].map(|operator| rings_for(world.the_appeal(), operator));
        let handing = |to| talking().and(80, anna(), hand_over(to, ""));
        assert_eq!(rings(&handing(to_operator(boris()))), [false, true]);
        assert_eq!(rings(&handing(to_group(support()))), [false, false]);
        assert_eq!(rings(&answered().and(80, anna(), hand_over(to_operator(boris()), ""))), [false, false]);
        let ended = CallReport::Ended { why: crate::call::CallEnd::ByClient };
        let gone = handing(to_operator(boris())).and(90, CONNECTOR, report_call(ended));
        assert_eq!(rings(&gone), [false, false]);
    }

    #[test]
    fn a_queue_stands_in_the_order_of_its_clocks() {
        let returned = answered().and(100, anna(), give_back("")).the_appeal().clone();
        let handed_over = Appeal {
            id: appeal(2),
            ..answered().and(90, anna(), hand_over(to_operator(boris()), "")).the_appeal().clone()
        };
        let mut queue = [returned, numbered(3, 95, 0), handed_over, numbered(4, 85, 0)];
        queue.sort_by_key(queue_order);
        assert_eq!(order_of(&queue), [appeal(4), appeal(2), appeal(3), appeal(1)]);
        let clocks = queue.each_ref().map(|appeal| appeal.waits_for(at(100)).num_seconds());
        assert_eq!(clocks, [15, 10, 5, 0]);
    }

    #[test]
    fn whoever_waits_longest_is_first_in_the_queue() {
        let mut queue = [numbered(1, 20, 20), numbered(3, 10, 90), numbered(2, 10, 10), numbered(4, 5, 99)];
        queue.sort_by_key(queue_order);
        assert_eq!(order_of(&queue), [appeal(4), appeal(2), appeal(3), appeal(1)]);
    }

    #[test]
    fn the_latest_action_is_first_in_the_lists() {
        let mut list = [numbered(1, 0, 20), numbered(2, 0, 10), numbered(3, 0, 10), numbered(4, 0, 99)];
        list.sort_by_key(list_order);
        assert_eq!(order_of(&list), [appeal(4), appeal(1), appeal(3), appeal(2)]);
    }

    #[test]
    fn a_clock_of_a_wait_without_a_target_is_late_at_once() {
        assert_eq!(urgency(TimeDelta::zero(), 0), Urgency::Late);
        assert_eq!(urgency(TimeDelta::MAX, u32::MAX), Urgency::Late);
        assert_eq!(urgency(TimeDelta::milliseconds(-1), 0), Urgency::Calm);
    }

    #[test]
    fn the_groups_of_days_are_shown_from_the_latest_to_the_earliest() {
        assert!(DayGroup::ALL.is_sorted());
    }

    #[test]
    fn days_fall_into_four_groups() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 1).unwrap();
        let group = |y, m, d| DayGroup::of(NaiveDate::from_ymd_opt(y, m, d).unwrap(), today);
        assert_eq!(group(2026, 3, 2), DayGroup::Today);
        assert_eq!(group(2026, 3, 1), DayGroup::Today);
        assert_eq!(group(2026, 2, 28), DayGroup::Yesterday);
        assert_eq!(group(2026, 2, 27), DayGroup::DayBeforeYesterday);
        assert_eq!(group(2026, 2, 26), DayGroup::Earlier);
        assert_eq!(group(2025, 3, 1), DayGroup::Earlier);
    }

    #[test]
    fn a_moment_falls_into_the_group_of_its_day() {
        let starts = [at(300), at(200), at(100)];
        for (moment, group) in [
            (400, DayGroup::Today),
            (300, DayGroup::Today),
            (299, DayGroup::Yesterday),
            (200, DayGroup::Yesterday),
            (199, DayGroup::DayBeforeYesterday),
            (100, DayGroup::DayBeforeYesterday),
            (99, DayGroup::Earlier),
        ] {
            assert_eq!(DayGroup::at(at(moment), starts), group, "{moment}");
        }
    }

    #[test]
    fn an_answer_is_due_a_target_after_the_question() {
        let asked = in_work().and(50, CONNECTOR, receive(message(9), "Алло?"));
        let mut directory = directory();
        let set = |directory: &mut Directory, target| {
            for group in &mut directory.groups {
                group.answering_target_ms = target;
            }
        };
        let appeal = asked.the_appeal();
        let since = appeal.unanswered_since.unwrap();
        set(&mut directory, Some(30_000));
        assert_eq!(answer_due(appeal, &directory), Some(since + TimeDelta::seconds(30)));
        set(&mut directory, None);
        assert_eq!(answer_due(appeal, &directory), Some(Timestamp::MAX_UTC), "owed, but without haste");
        assert_eq!(answer_due(&Appeal { unanswered_since: None, ..appeal.clone() }, &directory), None);
        let closed = Appeal { unanswered_since: Some(since), ..finished().the_appeal().clone() };
        assert_eq!(answer_due(&closed, &directory), None);
    }

    #[test]
    fn a_clock_warns_at_the_target_and_is_late_at_twice_it() {
        let after = |ms| urgency(TimeDelta::milliseconds(ms), 30_000);
        assert_eq!(after(0), Urgency::Calm);
        assert_eq!(after(29_999), Urgency::Calm);
        assert_eq!(after(30_000), Urgency::Warning);
        assert_eq!(after(59_999), Urgency::Warning);
        assert_eq!(after(60_000), Urgency::Late);
    }
}
