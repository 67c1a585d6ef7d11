//! В работе: what the operator has in work, as he looks for it and in the order that he chose (Q2, Q3, U8).

use super::super::row::appeal_row;
use super::super::touch::Touch;
use super::days::{NO_DAY, ROW, by_day, day_name};
use super::looked_for::{Arrangement, LookedFor, Seen};
use super::search_bar::NothingFound;
use crate::desk::use_desk;
use crate::i18n::words;
use crate::ui::{Empty, RowGroup, VirtualList};
use leptos::prelude::*;

#[component]
pub(super) fn AppealsInWork(looked_for: LookedFor, touch: Touch, scrolled: RwSignal<i32>) -> impl IntoView {
    let desk = use_desk();
    let shelf = desk.in_work();
    let seen = StoredValue::new_local(Seen::default());
    let now = move || {
        let mut arranged = Vec::new();
        seen.update_value(|seen| arranged = shelf.with(|rows| looked_for.among(desk, rows, seen)));
        arranged
    };
    // A search and another order are wished for: they take effect though the list is pointed at.
    let wish = Memo::new(move |_| {
        (looked_for.settled.get(), looked_for.channel.get(), looked_for.arrangement.get())
    });
    let standings = touch.steadied_but_for(wish, now, |standing| standing.id);
    let days = by_day(standings);
    let groups = Signal::derive(move || match looked_for.arrangement.get() {
        Arrangement::Latest => days.get(),
        Arrangement::Owed => {
            vec![RowGroup { number: NO_DAY, rows: standings.read().iter().map(|row| row.id).collect() }]
        }
    });
    let is_empty = Memo::new(move |_| standings.read().is_empty());
    view! {
        {move || is_empty.get().then(|| if looked_for.is_any() {
            view! { <NothingFound looked_for /> }.into_any()
        } else {
            view! { <Empty icon=icondata_lu::LuCoffee title=words!(list.empty_in_work) hint=words!(list.empty_in_work_hint) /> }.into_any()
        })}
        <VirtualList groups title=day_name row_height=ROW scrolled row=appeal_row />
    }
}
