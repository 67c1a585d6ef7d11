//! A deal on two lines: what it is, for how much, how far it has come; and the deals of a client (W7).

use super::super::dialog_button::DialogButton;
use super::super::fold::Fold;
use super::super::paths::deal_path;
use super::deal_form::{DealDraft, DealForm};
use crate::desk::{Desk, use_desk};
use crate::i18n::{money, words};
use crate::ui::{Each, Look};
use desk_contract::deal::{Deal, StageKind};
use desk_contract::id::{ContactId, DealId, DealStageId};
use leptos::prelude::*;
use std::sync::Arc;

/// A deal by its card, as long as it is known.
pub(crate) fn deal_signal(desk: Desk, id: DealId) -> Memo<Option<Arc<Deal>>> {
    Memo::new(move |_| desk.cards.read().deals.get(&id).cloned())
}

/// A row that leads to the deal's page.
#[component]
pub(crate) fn DealLine(id: DealId) -> impl IntoView {
    let desk = use_desk();
    let deal = deal_signal(desk, id);
    view! {
        <li>
            <a href=deal_path(id) class="line">
                {move || deal.get().map(|deal| view! {
                    <span class="line__title">{deal.card.title.clone()}</span>
                    <span class="line__amount">{deal.card.amount.map(money)}</span>
                    <span class="line__hint"><StageChip stage=deal.card.stage /></span>
                })}
            </a>
        </li>
    }
}

/// How far a deal has come.
#[component]
pub(crate) fn StageChip(stage: DealStageId) -> impl IntoView {
    let desk = use_desk();
    move || {
        let directory = desk.directory.read();
        let stage = directory.deal_stage(stage)?;
        let tone = match stage.kind {
            StageKind::Open => "open",
            StageKind::Won => "done",
            StageKind::Lost => "lost",
        };
        Some(view! { <span class="chip" data-tone=tone>{stage.title.clone()}</span> })
    }
}

/// The deals of a client, the latest changed first, and a new one.
#[component]
pub(crate) fn DealsSection(contact: ContactId) -> impl IntoView {
    let desk = use_desk();
    let ids = Memo::new(move |_| {
        let cards = desk.cards.read();
        let mut deals: Vec<_> = cards.deals_of(contact).map(|deal| (deal.changed_at, deal.id)).collect();
        deals.sort_by(|one, two| two.cmp(one));
        deals.into_iter().map(|(_, id)| id).collect::<Vec<_>>()
    });
    let form = move |close| {
        let draft = DealDraft { contact: Some(contact), ..DealDraft::default() };
        view! { <DealForm draft on_done=close /> }.into_any()
    };
    let action = move || {
        view! { <DialogButton label=words!(deal.new) icon=icondata_lu::LuPlus icon_alone=true look=Look::Quiet content=form /> }
    };
    let count = Signal::derive(move || Some(ids.read().len().to_string()).filter(|it| it != "0"));
    view! {
        <Fold name="deals" title=words!(deal.many) count action>
            <Show when=move || !ids.read().is_empty() fallback=|| view! { <p class="quiet-line">{words!(deal.none)}</p> }>
                <ul class="lines"><Each each=move || ids.get() key=|id| *id children=|id| view! { <DealLine id /> } /></ul>
            </Show>
        </Fold>
    }
}
