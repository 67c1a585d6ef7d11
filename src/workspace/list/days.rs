//! Rows under Сегодня, Вчера, Позавчера, Ранее of the operator's own time zone; regrouped at midnight while open (Q3).

use crate::desk::use_desk;
use crate::i18n::{day_begins, local_date, tr};
use crate::ui::RowGroup;
use chrono::{Days, NaiveDate};
use desk_contract::id::AppealId;
use desk_contract::listing::{DayGroup, Standing};
use leptos::prelude::*;

/// How high a row is, in pixels: `--row` of the style sheets.
pub(super) const ROW: u32 = 60;

/// The group of rows that stand under no day.
pub(super) const NO_DAY: usize = DayGroup::ALL.len();

/// The rows by their days.
pub(super) fn by_day(standings: Memo<Vec<Standing>>) -> Memo<Vec<RowGroup<AppealId>>> {
    let desk = use_desk();
    let today = Memo::new(move |_| local_date(desk.clock.get()));
    Memo::new(move |_| grouped(&standings.read(), today.get()))
}

fn grouped(standings: &[Standing], today: NaiveDate) -> Vec<RowGroup<AppealId>> {
    let ago = |days| day_begins(today.checked_sub_days(Days::new(days)).unwrap_or(today));
    let starts = [ago(0), ago(1), ago(2)];
    let mut groups: Vec<_> =
        (0..DayGroup::ALL.len()).map(|number| RowGroup { number, rows: Vec::new() }).collect();
    for standing in standings {
        let day = DayGroup::at(standing.at, starts);
        let place = DayGroup::ALL.iter().position(|other| *other == day).unwrap_or_default();
        if let Some(group) = groups.get_mut(place) {
            group.rows.push(standing.id);
        }
    }
    groups
}

/// The heading of a group.
pub(super) fn day_name(group: usize) -> Option<String> {
    Some(match DayGroup::ALL.get(group)? {
        DayGroup::Today => tr!(list.today),
        DayGroup::Yesterday => tr!(list.yesterday),
        DayGroup::DayBeforeYesterday => tr!(list.day_before),
        DayGroup::Earlier => tr!(list.earlier),
    })
}
