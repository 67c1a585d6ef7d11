//! The workspace: the queue, the operator's appeals, and the one that is open.
//!
//! Owns: how they stand beside each other. Never: a rule; a button asks the desk why it is off.

mod actions;
mod appeal_room;
mod call_bar;
mod chat;
mod client_panel;
mod clocks;
mod close_form;
mod composer;
mod create;
mod file;
mod header;
mod keypad;
mod list;
mod mail;
mod message;
mod outgoing;
mod queue;
mod room_tabs;
mod row;
mod script;
mod told;
mod touch;
mod widths;

pub(crate) use call_bar::OwnCallElsewhere;
pub(crate) use create::NewAppeal;
pub(crate) use header::OpenPanel;
pub(crate) use told::Told;

use crate::desk::Keepsake;
use crate::i18n::words;
use crate::parts::WritesNext;
use crate::ui::{Widens, Width};
use appeal_room::{AppealRoom, NothingOpen};
use desk_contract::id::AppealId;
use gloo_timers::future::TimeoutFuture;
use header::fetch_forms_ahead;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use list::AppealList;
use queue::QueuePanel;
use room_tabs::LeftAt;
use widths::Edge;

/// How long after the desk stands what comes next is fetched, in milliseconds: the appeal that is open goes first.
const STANDS_STILL_MS: u32 = 3_000;
/// Queue and list, in pixels.
const SIDE: Width = Width { least: 264, most: 560, usual: 336 };

/// What the address names below the workspace.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Named {
    Nothing,
    Appeal(AppealId),
    /// Something that can be no appeal.
    Nonsense,
}

fn named() -> Memo<Named> {
    let path = use_location().pathname;
    Memo::new(move |_| match path.read().strip_prefix("/appeals/") {
        None => Named::Nothing,
        Some(id) => id.trim_end_matches('/').parse().map_or(Named::Nonsense, Named::Appeal),
    })
}

/// Which appeal the address names.
fn open_appeal() -> Memo<Option<AppealId>> {
    let named = named();
    Memo::new(move |_| match named.get() {
        Named::Appeal(id) => Some(id),
        Named::Nothing | Named::Nonsense => None,
    })
}

/// Fetches what an open appeal may ask for. What is not had now is asked for again when it is needed.
pub(crate) async fn fetch_ahead() {
    fetch_forms_ahead().await;
    mail::fetch_ahead().await;
    script::fetch_ahead().await;
}

/// Queue and list at the left, the open appeal beside them.
#[component]
pub(crate) fn Workspace() -> impl IntoView {
    let named = named();
    let is_open = move || matches!(named.get(), Named::Appeal(_));
    let is_empty = Memo::new(move |_| named.get() == Named::Nothing);
    provide_context(LeftAt::new());
    leptos::task::spawn_local(async {
        TimeoutFuture::new(STANDS_STILL_MS).await;
        fetch_forms_ahead().await;
    });
    view! {
        <div class="workspace" data-open=move || is_open().then_some("appeal")>
            <div class="workspace__side">
                <QueuePanel />
                <AppealList />
            </div>
            <Edge label=words!(list.width) kept=Keepsake::SideWidth property="--side-width" bounds=SIDE widens=Widens::Before />
            <div class="workspace__room">
                {move || if is_empty.get() {
                    view! { <NothingOpen /> }.into_any()
                } else {
                    view! { <AppealRoom id=open_appeal() /> }.into_any()
                }}
            </div>
        </div>
    }
}
