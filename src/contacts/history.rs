//! Every appeal of a client, the latest action first, a page at a time; each opens at its own address.

use crate::desk::use_desk;
use crate::i18n::words;
use crate::parts::{AppealLine, Fold, SearchEnd, use_search};
use crate::ui::Each;
use desk_contract::Appeal;
use desk_contract::id::ContactId;
use desk_contract::wire::ContactAppealsQuery;
use leptos::prelude::*;

/// The history.
#[component]
pub(super) fn AppealHistory(contact: ContactId) -> impl IntoView {
    let desk = use_desk();
    let known = Memo::new(move |_| desk.appeals_of(contact));
    let search = use_search::<Appeal>(move |_, cursor, limit| {
        // One more may have come.
        _ = known.get();
        Box::pin(desk.find_appeals_of(contact, ContactAppealsQuery { is_open: None, cursor, limit }))
    });
    let ids = Memo::new(move |_| search.found.read().iter().map(|appeal| appeal.id).collect::<Vec<_>>());
    view! {
        <Fold name="history" title=words!(contact.history)>
            <ul class="lines"><Each each=move || ids.get() key=|id| *id children=|id| view! { <AppealLine id /> } /></ul>
            <SearchEnd search nothing=words!(contact.no_appeals) />
        </Fold>
    }
}
