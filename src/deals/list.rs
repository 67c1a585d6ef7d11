//! The list of deals: by stage, by whose they are, by words; with the sum of what is shown (W7).

use crate::desk::{Desk, use_desk};
use crate::i18n::{day_and_time, list_time, local_date, money, tr, words};
use crate::parts::{
    DealDraft, DealForm, DialogButton, SearchEnd, StageChip, contact_name, deal_path, deal_signal,
    use_search, walk_rows,
};
use crate::ui::{Each, LineKind, SelectField, TextField};
use desk_contract::deal::Deal;
use desk_contract::id::DealId;
use desk_contract::money::{Currency, Money};
use desk_contract::wire::DealsQuery;
use leptos::prelude::*;

/// The key of the choice of the operator's own deals.
const MINE: &str = "mine";

/// The list.
#[component]
pub(super) fn DealList(
    /// Which deal is open.
    open: Signal<Option<DealId>>,
) -> impl IntoView {
    let desk = use_desk();
    let stage = RwSignal::new(String::new());
    let whose = RwSignal::new(MINE.to_owned());
    let known = Memo::new(move |_| {
        let cards = desk.cards.read();
        (cards.deals.len(), cards.deals.values().map(|deal| deal.version).sum::<u64>())
    });
    let search = use_search::<Deal>(move |search, cursor, limit| {
        // A deal that was made or changed may belong elsewhere in the list.
        _ = known.get();
        let assignee = (whose.get() == MINE).then(|| desk.me());
        Box::pin(desk.find_deals(DealsQuery {
            search,
            stage: stage.get().parse().ok(),
            assignee,
            cursor,
            limit,
        }))
    });
    let form = move |close| view! { <DealForm draft=DealDraft::default() on_done=close /> }.into_any();
    let ids = Memo::new(move |_| search.found.read().iter().map(|deal| deal.id).collect::<Vec<_>>());
    let stages = Signal::derive(move || stages(desk));
    let owners = Signal::derive(|| vec![(MINE.to_owned(), tr!(deal.mine)), (String::new(), tr!(deal.all))]);
    view! {
        <div class="book__search" on:keydown=move |event| walk_rows(&event)>
            <div class="book__find">
                <TextField label=words!(card.search) value=search.sought kind=LineKind::Search placeholder=words!(deal.find_hint) />
                <DialogButton label=words!(deal.new) icon=icondata_lu::LuPlus icon_alone=true content=form />
            </div>
            <div class="book__filters">
                <SelectField label=words!(deal.whose) options=owners value=whose />
                <SelectField label=words!(deal.stage) options=stages value=stage />
            </div>
            <div class="book__found" aria-busy=move || search.busy.get().to_string()>
                <ul class="lines" aria-label=words!(deal.many)>
                    <Each each=move || ids.get() key=|id| *id children=move |id| view! { <Row id open /> } />
                </ul>
                <SearchEnd search nothing=words!(deal.nothing_found) />
            </div>
            <Sum ids />
        </div>
    }
}

fn stages(desk: Desk) -> Vec<(String, String)> {
    let directory = desk.directory.read();
    let stages = directory.deal_stages.iter().map(|it| (it.id.to_string(), it.title.clone()));
    std::iter::once((String::new(), tr!(deal.any_stage))).chain(stages).collect()
}

#[component]
fn Row(id: DealId, open: Signal<Option<DealId>>) -> impl IntoView {
    let desk = use_desk();
    let deal = deal_signal(desk, id);
    let inside = move || {
        let deal = deal.get()?;
        let at = deal.changed_at;
        let today = local_date(desk.clock.get_untracked());
        Some(view! {
            <span class="line__title">{deal.card.title.clone()}</span>
            <span class="line__amount">{deal.card.amount.map(money)}</span>
            <span class="line__hint">{contact_name(desk, deal.card.contact)}</span>
            <span class="line__end">
                <StageChip stage=deal.card.stage />
                <time datetime=at.to_rfc3339() title=day_and_time(at)>{list_time(at, today)}</time>
            </span>
        })
    };
    view! {
        <li>
            <a href=deal_path(id) class="line" aria-current=move || (open.get() == Some(id)).then_some("page")>{inside}</a>
        </li>
    }
}

/// How many deals are shown, and for how much: a sum a currency, since nothing is converted.
#[component]
fn Sum(ids: Memo<Vec<DealId>>) -> impl IntoView {
    let desk = use_desk();
    let sums = move || {
        let cards = desk.cards.read();
        let amounts: Vec<_> = ids.read().iter().filter_map(|id| cards.deals.get(id)?.card.amount).collect();
        let sum = |currency: Currency| {
            let of = amounts.iter().filter(|it| it.currency == currency);
            let minor = of.fold(0_u64, |sum, it| sum.saturating_add(it.minor));
            (minor > 0).then(|| money(Money { minor, currency }))
        };
        Currency::ALL.into_iter().filter_map(sum).collect::<Vec<_>>().join(" + ")
    };
    view! {
        <p class="book__sum">
            <span>{words!(deal.shown, count = ids.read().len())}</span>
            <span class="line__amount">{sums}</span>
        </p>
    }
}
