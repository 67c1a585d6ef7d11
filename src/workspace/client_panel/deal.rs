//! The deal that the appeal is about: linked, changed, removed, with its payments live (H11, W7, W8).

use super::head::{link, tell_with_way_back};
use crate::desk::{Desk, use_desk};
use crate::i18n::{money, tr, words};
use crate::parts::{
    DealDraft, DealForm, DealLine, DialogButton, Fold, PaymentsSection, said, use_command, why_not,
};
use crate::ui::{Button, Finder, Found, Look, Menu, Piece, Toasts, piece};
use desk_contract::Appeal;
use desk_contract::appeal::{Link, LinkKind};
use desk_contract::command::{LinkAppeal, SaveDeal, UnlinkAppeal};
use desk_contract::deal::DealCard;
use desk_contract::id::{AppealId, DealId};
use desk_contract::search::Sought;
use leptos::prelude::*;

/// The section, and the payments of the deal below it.
#[component]
pub(super) fn LinkedDeal(appeal: RwSignal<Appeal>) -> impl IntoView {
    let deal = Memo::new(move |_| appeal.read().deal);
    let this = appeal.read_untracked().id;
    let action = move || view! { <DealMenu appeal deal /> };
    view! {
        <Fold name="deal" title=words!(deal.one) action>
            {move || match deal.get() {
                Some(id) => view! { <ul class="lines"><DealLine id /></ul> }.into_any(),
                None => view! { <NoDeal appeal /> }.into_any(),
            }}
        </Fold>
        {move || deal.get().map(|deal| view! { <PaymentsSection deal appeals=Signal::stored(vec![this]) /> })}
    }
}

#[component]
fn NoDeal(appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let deal = desk.new_id(DealId::new);
    let refusal = Signal::derive(move || {
        let appeal = appeal.read();
        // Whose deal it is must be known; a guest is bound first.
        let refusal = appeal.known_contact().err().or_else(|| {
            let wish = new_deal(desk, &appeal, deal)?;
            desk.refusal(&appeal, &wish)
        })?;
        Some(said(desk, &refusal))
    });
    let form = move |close| {
        let contact = appeal.read_untracked().contact;
        view! { <DealForm draft=DealDraft { deal: None, contact, appeal: Some(appeal) } on_done=close /> }
            .into_any()
    };
    view! {
        <div class="next-step">
            <span class="quiet-line">{words!(deal.not_linked)}</span>
            <DialogButton label=words!(deal.new) look=Look::Quiet refusal content=form />
        </div>
    }
}

/// A deal of the client with any name: the form asks for the right one.
fn new_deal(desk: Desk, appeal: &Appeal, deal: DealId) -> Option<SaveDeal> {
    let card = DealCard {
        title: "1".to_owned(),
        contact: appeal.contact?,
        organisation: None,
        amount: None,
        stage: desk.directory.read().deal_stages.first()?.id,
        assignee: desk.me(),
        comment: String::new(),
    };
    Some(SaveDeal { deal, version: None, card, from_appeal: Some(appeal.id) })
}

/// Links a deal of the client, another instead, or none.
#[component]
fn DealMenu(appeal: RwSignal<Appeal>, deal: Memo<Option<DealId>>) -> impl IntoView {
    let label =
        Signal::derive(move || if deal.get().is_some() { tr!(deal.change_link) } else { tr!(deal.link) });
    let content = move |close| {
        view! { <Piece load=deal_ways props=DealWaysProps { appeal, deal, on_done: close } /> }.into_any()
    };
    view! { <Menu label icon=icondata_lu::LuLink icon_alone=true look=Look::Quiet content /> }
}

piece!(deal_ways in forms = DealWays(DealWaysProps));

#[component]
fn DealWays(appeal: RwSignal<Appeal>, deal: Memo<Option<DealId>>, on_done: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let sought = RwSignal::new(String::new());
    let found = Signal::derive(move || deals_to_link(desk, &appeal.read(), &sought.read()));
    let this = appeal.read_untracked().id;
    let take = move |key: String| {
        let Ok(id) = key.parse() else { return };
        let before = deal.get_untracked().map(|id| Link::Deal { id });
        link(desk, toasts, this, Link::Deal { id }, (untrack(|| tr!(deal.linked)), before));
        on_done.run(());
    };
    view! {
        <div class="form">
            <Finder label=words!(deal.link) placeholder=words!(deal.title) sought found nothing=words!(deal.none) on_take=take takes_focus=true />
            {move || deal.get().map(|deal| view! { <Unlink appeal deal on_done /> })}
        </div>
    }
}

/// The client's deals that have the words looked for, the latest changed first; each with why it may not be linked.
fn deals_to_link(desk: Desk, appeal: &Appeal, sought: &str) -> Vec<Found> {
    let (cards, sought) = (desk.cards.read(), Sought::read(sought));
    let Some(contact) = appeal.contact else { return Vec::new() };
    let mut deals: Vec<_> = cards
        .deals_of(contact)
        .filter(|deal| Some(deal.id) != appeal.deal && sought.is_in(&deal.card.title))
        .collect();
    deals.sort_by_key(|deal| std::cmp::Reverse((deal.changed_at, deal.id)));
    let directory = desk.directory.read();
    let one = |deal: &&desk_contract::deal::Deal| {
        let wish = LinkAppeal { appeal: appeal.id, link: Link::Deal { id: deal.id } };
        let stage = directory.deal_stage(deal.card.stage).map(|it| it.title.clone());
        Found {
            key: deal.id.to_string(),
            title: deal.card.title.clone(),
            hint: [stage, deal.card.amount.map(money)].into_iter().flatten().collect::<Vec<_>>().join(" · "),
            refusal: desk.refusal(appeal, &wish).map(|refusal| said(desk, &refusal)),
        }
    };
    deals.iter().map(one).collect()
}

#[component]
fn Unlink(appeal: RwSignal<Appeal>, deal: DealId, on_done: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let this: AppealId = appeal.read_untracked().id;
    let wish = UnlinkAppeal { appeal: this, kind: LinkKind::Deal };
    let refusal = why_not(desk, appeal, wish.clone());
    let (busy, unlink) = use_command(
        move || Some(wish.clone().into()),
        move |_| {
            let back = LinkAppeal { appeal: this, link: Link::Deal { id: deal } }.into();
            tell_with_way_back(desk, toasts, untrack(|| tr!(deal.unlinked)), back);
            on_done.try_run(());
        },
    );
    view! { <Button label=words!(deal.unlink) icon=icondata_lu::LuUnlink look=Look::Quiet busy refusal on_press=unlink /> }
}
