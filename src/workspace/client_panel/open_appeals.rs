//! What else the same client has open, live, and how much he has closed (W5).

use crate::desk::use_desk;
use crate::i18n::{tr, words};
use crate::parts::{AppealLine, Fold, contact_path};
use crate::ui::Each;
use desk_contract::Appeal;
use desk_contract::id::ContactId;
use desk_contract::wire::ContactAppealsQuery;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;

/// Who stays so long at an appeal is not passing by, and wants to know how much his client has closed. Milliseconds.
const STAYS_MS: u32 = 700;

/// The section; nothing for a guest, of whom nothing else is known.
#[component]
pub(super) fn OpenAppeals(appeal: RwSignal<Appeal>) -> impl IntoView {
    let contact = Memo::new(move |_| appeal.read().contact);
    move || contact.get().map(|contact| view! { <OfContact appeal contact /> })
}

#[component]
fn OfContact(appeal: RwSignal<Appeal>, contact: ContactId) -> impl IntoView {
    let desk = use_desk();
    let this = appeal.read_untracked().id;
    let has_more = RwSignal::new(false);
    leptos::task::spawn_local(async move {
        // Without an answer what this desk knows already stands here.
        let open = ContactAppealsQuery { is_open: Some(true), ..ContactAppealsQuery::default() };
        let _ = desk.find_appeals_of(contact, open).await;
        TimeoutFuture::new(STAYS_MS).await;
        if has_more.try_get_untracked().is_none() {
            return;
        }
        let closed = ContactAppealsQuery { is_open: Some(false), ..ContactAppealsQuery::default() };
        if let Ok(page) = desk.find_appeals_of(contact, closed).await {
            has_more.try_set(page.next_cursor.is_some());
        }
    });
    let others = Memo::new(move |_| {
        let theirs = desk.appeals_of(contact).into_iter().filter(|id| *id != this);
        let is_open = |id: &_| desk.known_appeal(*id).is_some_and(|it| it.read().closing().is_none());
        let (open, closed): (Vec<_>, Vec<_>) = theirs.partition(is_open);
        (open, closed.len())
    });
    let count = Signal::derive(move || Some(others.read().0.len().to_string()).filter(|it| it != "0"));
    let closed = move || {
        let count = others.read().1;
        let more = if has_more.get() { "+" } else { "" };
        (count > 0).then(|| tr!(client.closed_count, count = format!("{count}{more}")))
    };
    view! {
        <Fold name="appeals" title=words!(client.open_appeals) count>
            <Show when=move || !others.read().0.is_empty() fallback=|| view! { <p class="quiet-line">{words!(client.no_open_appeals)}</p> }>
                <ul class="lines"><Each each=move || others.get().0 key=|id| *id children=|id| view! { <AppealLine id /> } /></ul>
            </Show>
            {move || closed().map(|words| view! { <a href=contact_path(contact) class="quiet-link">{words}</a> })}
        </Fold>
    }
}
