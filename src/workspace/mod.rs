//! The workspace: the queue, the operator's appeals, and the one that is open.
//!
//! Owns: how they stand beside each other. Never: a rule; a button asks the desk why it is off.

mod appeal_room;
mod chat;
mod client_panel;
mod clocks;
mod close_form;
mod composer;
mod create;
mod header;
mod list;
mod message_view;
mod queue;
mod row;
mod touch;

pub(crate) use appeal_room::{AppealRoom, NothingOpen};
pub(crate) use create::NewAppeal;

use desk_contract::id::AppealId;
use leptos::prelude::*;
use leptos_router::components::Outlet;
use leptos_router::hooks::use_location;
use list::AppealList;
use queue::QueuePanel;

/// Which appeal the address names.
fn open_appeal() -> Memo<Option<AppealId>> {
    let path = use_location().pathname;
    Memo::new(move |_| path.read().strip_prefix("/appeals/")?.parse().ok())
}

/// The appeal in whose composer the operator wants to write as soon as it is there: the one he took.
#[derive(Clone, Copy)]
struct WritesNext(RwSignal<Option<AppealId>>);

/// Queue and list at the left, the open appeal beside them.
#[component]
pub(crate) fn Workspace() -> impl IntoView {
    let open = open_appeal();
    provide_context(WritesNext(RwSignal::new(None)));
    view! {
        <div class="workspace" data-open=move || open.get().is_some().then_some("appeal")>
            <div class="workspace__side">
                <QueuePanel />
                <AppealList />
            </div>
            <div class="workspace__room">
                <Outlet />
            </div>
        </div>
    }
}
