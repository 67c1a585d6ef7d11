//! The room of the open appeal: header, tabs, and the client beside it.
//!
//! Owns: finding the appeal that the address names. Never: what stands inside header or tabs.

use super::client_panel::ClientPanel;
use super::header::AppealHeader;
use super::room_tabs::RoomTabs;
use super::widths::Edge;
use crate::desk::{Failure, Keepsake, use_desk};
use crate::i18n::words;
use crate::parts::failure_words;
use crate::ui::{Empty, Trouble, Widens, Width};
use desk_contract::Appeal;
use desk_contract::id::AppealId;
use leptos::prelude::*;

/// The client's panel, in pixels.
const PANEL: Width = Width { least: 264, most: 520, usual: 320 };

/// What the search for an appeal has come to.
#[derive(Clone)]
enum Search {
    Looking,
    Found(ArcRwSignal<Appeal>),
    NoSuchAppeal,
    Failed(Failure),
}

/// No appeal is open.
#[component]
pub(super) fn NothingOpen() -> impl IntoView {
    view! {
        <main class="page-state" aria-label=words!(appeal.label)>
            <Empty icon=icondata_lu::LuMessagesSquare title=words!(appeal.nothing_open) hint=words!(appeal.nothing_open_hint) />
        </main>
    }
}

/// The appeal that the address names, or that it names none.
#[component]
pub(super) fn AppealRoom(id: Memo<Option<AppealId>>) -> impl IntoView {
    view! {
        <main class="room" id="appeal" aria-label=words!(appeal.label)>
            {move || match id.get() {
                Some(id) => view! { <SearchedAppeal id /> }.into_any(),
                None => view! { <NoSuchAppeal /> }.into_any(),
            }}
        </main>
    }
}

#[component]
fn SearchedAppeal(id: AppealId) -> impl IntoView {
    let desk = use_desk();
    let known = desk.known_appeal(id).map_or(Search::Looking, Search::Found);
    let search = RwSignal::new(known);
    let look = Callback::new(move |()| {
        search.set(Search::Looking);
        leptos::task::spawn_local(async move {
            let result = match desk.appeal(id).await {
                Ok(Some(appeal)) => Search::Found(appeal),
                Ok(None) => Search::NoSuchAppeal,
                Err(failure) => Search::Failed(failure),
            };
            search.try_set(result);
        });
    });
    if matches!(search.get_untracked(), Search::Looking) {
        look.run(());
    }
    move || match search.get() {
        Search::Looking => {
            view! { <div class="skeleton" data-shape="room" aria-busy="true"></div> }.into_any()
        }
        Search::Found(appeal) => view! { <FoundAppeal id appeal /> }.into_any(),
        Search::NoSuchAppeal => view! { <NoSuchAppeal /> }.into_any(),
        Search::Failed(failure) => {
            let hint = move || failure_words(&failure);
            view! { <Trouble title=words!(trouble.load) hint again=words!(trouble.again) on_again=look /> }
                .into_any()
        }
    }
}

#[component]
fn NoSuchAppeal() -> impl IntoView {
    view! { <Empty icon=icondata_lu::LuSearchX title=words!(appeal.unknown) hint=words!(appeal.unknown_hint) /> }
}

#[component]
fn FoundAppeal(id: AppealId, appeal: ArcRwSignal<Appeal>) -> impl IntoView {
    let appeal = RwSignal::from(appeal);
    let panel_open = RwSignal::new(false);
    use_desk().look_at(id);
    view! {
        <div class="room__talk">
            <AppealHeader id appeal panel_open />
            <RoomTabs id appeal />
        </div>
        <Edge label=words!(client.width) kept=Keepsake::PanelWidth property="--panel-width" bounds=PANEL widens=Widens::After />
        <ClientPanel appeal panel_open />
    }
}
