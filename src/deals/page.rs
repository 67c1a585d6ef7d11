//! The page of deals: the list at the left, the chosen deal beside it; one at a time where it is narrow.

use super::card::DealPage;
use super::list::DealList;
use crate::i18n::words;
use crate::ui::{Empty, piece};
use desk_contract::id::DealId;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

piece!(pub(crate) deals = DealsPage);

/// Deals.
#[component]
fn DealsPage() -> impl IntoView {
    let path = use_location().pathname;
    let open = Memo::new(move |_| {
        let path = path.read();
        let id =
            path.strip_prefix("/deals/").map(|it| it.trim_end_matches('/')).filter(|it| !it.is_empty())?;
        Some(id.parse::<DealId>().ok())
    });
    view! {
        <main class="book" data-wide="" aria-label=words!(deal.many) data-open=move || open.get().map(|_| "")>
            <div class="book__side"><DealList open=Signal::derive(move || open.get().flatten()) /></div>
            <div class="book__room">
                {move || match open.get() {
                    Some(Some(id)) => view! { <DealPage id /> }.into_any(),
                    Some(None) => view! { <UnknownDeal /> }.into_any(),
                    None => view! { <Empty icon=icondata_lu::LuBriefcase title=words!(deal.choose) hint=words!(card.choose_hint) /> }.into_any(),
                }}
            </div>
        </main>
    }
}

/// No deal has this address.
#[component]
pub(super) fn UnknownDeal() -> impl IntoView {
    view! { <Empty icon=icondata_lu::LuSearchX title=words!(deal.unknown) hint=words!(card.unknown_hint) /> }
}
