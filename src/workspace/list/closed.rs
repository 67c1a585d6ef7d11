//! Закрытые: page by page, and what the backend finds among them (Q2, Q3).

use super::super::row::appeal_row;
use super::super::touch::Touch;
use super::days::{ROW, by_day, day_name};
use super::looked_for::LookedFor;
use super::search_bar::NothingFound;
use crate::desk::{Failure, use_desk};
use crate::i18n::words;
use crate::parts::failure_words;
use crate::ui::{Button, Empty, Look, Trouble, VirtualList};
use desk_contract::listing::{Order, Place, Standing};
use desk_contract::wire::{AppealsQuery, Cursor, Limit, Page};
use leptos::prelude::*;

/// What the operator closed, as far as it is loaded.
#[component]
pub(super) fn ClosedAppeals(touch: Touch, scrolled: RwSignal<i32>) -> impl IntoView {
    let desk = use_desk();
    let loading = RwSignal::new(false);
    let trouble = RwSignal::new(None::<Failure>);
    let load = Callback::new(move |()| {
        if loading.get_untracked() || !untrack(|| desk.has_more_closed()) {
            return;
        }
        loading.set(true);
        trouble.set(None);
        leptos::task::spawn_local(async move {
            let failed = desk.load_more_closed().await.err();
            trouble.try_set(failed);
            loading.try_set(false);
        });
    });
    let shelf = desk.closed();
    let standings = touch.steadied(move || shelf.with(<[Standing]>::to_vec), |standing| standing.id);
    let more = Memo::new(move |_| desk.has_more_closed());
    let empty = move || {
        view! { <Empty icon=icondata_lu::LuArchive title=words!(list.empty_closed) hint=words!(list.empty_closed_hint) /> }.into_any()
    };
    view! { <Pages standings more=more.into() loading trouble load scrolled empty /> }
}

/// What the backend finds among all that the operator closed.
#[component]
pub(super) fn FoundClosed(looked_for: LookedFor) -> impl IntoView {
    let desk = use_desk();
    let loading = RwSignal::new(true);
    let trouble = RwSignal::new(None::<Failure>);
    let found = RwSignal::new(Vec::<Standing>::new());
    let next = RwSignal::new(None::<Cursor>);
    let asked = RwSignal::new(0_u32);
    // An answer counts only while nothing else was asked after it.
    let ask = move |cursor: Option<Cursor>| {
        asked.update(|asked| *asked += 1);
        let mine = asked.get_untracked();
        loading.set(true);
        trouble.set(None);
        let search = Some(looked_for.settled.get_untracked()).filter(|text| !text.is_empty());
        let (channel, is_first) = (looked_for.channel.get_untracked(), cursor.is_none());
        let query = AppealsQuery { place: Place::Closed, channel, search, cursor, limit: Limit::default() };
        leptos::task::spawn_local(async move {
            let answer = desk.find_appeals(query).await;
            if asked.try_get_untracked() != Some(mine) {
                return;
            }
            match answer {
                Ok(Page { items, next_cursor }) => {
                    let directory = desk.directory.read_untracked();
                    let rows = items.iter().map(|it| Standing::of(it, Order::LatestActionFirst, &directory));
                    found.update(|found| {
                        if is_first {
                            found.clear();
                        }
                        found.extend(rows);
                    });
                    next.set(next_cursor);
                }
                Err(failure) => trouble.set(Some(failure)),
            }
            loading.set(false);
        });
    };
    let scrolled = RwSignal::new(0);
    Effect::new(move |_| {
        looked_for.settled.track();
        looked_for.channel.track();
        scrolled.set(0);
        ask(None);
    });
    let load = Callback::new(move |()| match next.get_untracked() {
        _ if loading.get_untracked() => {}
        Some(cursor) => ask(Some(cursor)),
        None if trouble.read_untracked().is_some() => ask(None),
        None => {}
    });
    let standings = Memo::new(move |_| found.get());
    let more = Signal::derive(move || next.read().is_some());
    let empty = move || view! { <NothingFound looked_for /> }.into_any();
    view! { <Pages standings more loading trouble load scrolled empty /> }
}

/// Rows that come page by page.
#[component]
fn Pages(
    standings: Memo<Vec<Standing>>,
    /// Whether there are more.
    more: Signal<bool>,
    loading: RwSignal<bool>,
    trouble: RwSignal<Option<Failure>>,
    /// Loads the next page.
    load: Callback<()>,
    scrolled: RwSignal<i32>,
    /// What is said where there are none.
    empty: impl Fn() -> AnyView + Send + Sync + 'static,
) -> impl IntoView {
    let is_empty =
        Memo::new(move |_| standings.read().is_empty() && !loading.get() && trouble.read().is_none());
    let near_the_end = Callback::new(move |()| {
        if trouble.read_untracked().is_none() {
            load.run(());
        }
    });
    view! {
        {move || is_empty.get().then(&empty)}
        <VirtualList groups=by_day(standings) title=day_name row_height=ROW scrolled on_end=near_the_end row=appeal_row>
            {move || trouble.get().map(|failure| {
                let hint = move || failure_words(&failure);
                view! { <Trouble title=words!(trouble.load) hint again=words!(trouble.again) on_again=load /> }
            })}
            <Show when=move || more.get() && trouble.read().is_none()>
                <div class="list__more">
                    <Button label=words!(list.load_more) busy=loading look=Look::Quiet on_press=load />
                </div>
            </Show>
        </VirtualList>
    }
}
