//! The section «История обращений»: the report, and an appeal of it opened to be read.

use super::appeal::{PastAppealProps, past_appeal};
use super::report::ReportScreen;
use crate::i18n::words;
use crate::ui::{Piece, piece};
use desk_contract::id::AppealId;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

piece!(pub(crate) history = HistoryPage);

/// What the address names.
#[derive(Clone, Copy, PartialEq)]
enum Named {
    Report,
    Appeal(Option<AppealId>),
}

/// The section.
#[component]
fn HistoryPage() -> impl IntoView {
    let path = use_location().pathname;
    let named = Memo::new(move |_| match path.read().strip_prefix("/history/appeals/") {
        Some(id) => Named::Appeal(id.trim_end_matches('/').parse().ok()),
        None => Named::Report,
    });
    view! {
        <main class="history" aria-label=words!(history.title)>
            {move || match named.get() {
                Named::Report => view! { <ReportScreen /> }.into_any(),
                Named::Appeal(id) => view! { <Piece load=past_appeal props=PastAppealProps { id } /> }.into_any(),
            }}
        </main>
    }
}
