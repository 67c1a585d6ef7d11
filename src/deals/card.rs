//! A deal on its page: with whom, for how much, how far; its tasks, payments and documents (W7, W8).

use super::page::UnknownDeal;
use crate::desk::{Beside, Desk, use_desk};
use crate::i18n::{day_and_time, money, tr, words};
use crate::parts::{
    DealDraft, DealForm, DialogButton, DocumentsSection, PaymentsSection, TaskDraft, TasksOf, TasksSection,
    contact_name, contact_path, deal_signal, organisation_path, organisation_title, said, tell_error,
    use_command,
};
use crate::ui::{Each, Icon, Toast, ToastTone, Toasts};
use desk_contract::Command;
use desk_contract::command::SaveDeal;
use desk_contract::deal::{Deal, DealCard, DocumentOwner};
use desk_contract::id::{ContactId, DealId, DealStageId};
use desk_contract::wire::ContactAppealsQuery;
use leptos::prelude::*;
use std::sync::Arc;

/// The page of one deal.
#[component]
pub(super) fn DealPage(id: DealId) -> impl IntoView {
    let desk = use_desk();
    let deal = deal_signal(desk, id);
    let is_read = RwSignal::new(false);
    leptos::task::spawn_local(async move {
        // What cannot be read now is read when the page is opened again; what is known stands here.
        let _ = desk.read_cards(Beside::Deal(id)).await;
        is_read.try_set(true);
    });
    let is_known = Memo::new(move |_| deal.read().is_some());
    move || match is_known.get() {
        true => view! { <Card id deal /> }.into_any(),
        false if is_read.get() => view! { <UnknownDeal /> }.into_any(),
        false => view! { <div class="skeleton" data-shape="room" aria-busy="true"></div> }.into_any(),
    }
}

#[component]
fn Card(id: DealId, deal: Memo<Option<Arc<Deal>>>) -> impl IntoView {
    let desk = use_desk();
    let contact = Memo::new(move |_| deal.read().as_ref().map(|it| it.card.contact));
    let comment = move || deal.read().as_ref().map(|it| it.card.comment.clone()).filter(|it| !it.is_empty());
    let draft =
        Signal::derive(move || TaskDraft { contact: contact.get(), deal: Some(id), ..TaskDraft::default() });
    let form = move |close| {
        let deal = deal.get_untracked().map(|deal| (*deal).clone());
        view! { <DealForm draft=DealDraft { deal, ..DealDraft::default() } on_done=close /> }.into_any()
    };
    let title = move || deal.read().as_ref().map(|it| it.card.title.clone());
    view! {
        <article class="card-page" aria-label=title>
            <header class="card-page__head">
                <a href="/deals" class="button card-page__back" data-look="quiet" data-alone="" aria-label=words!(card.back)>
                    <Icon icon=icondata_lu::LuArrowLeft />
                </a>
                <div class="card-page__who">
                    <h1 class="card-page__name">{title}</h1>
                    <p class="card-page__sum">{move || deal.read().as_ref().and_then(|it| it.card.amount).map(money)}</p>
                </div>
                <div class="card-page__actions">
                    <DialogButton label=words!(card.edit) icon=icondata_lu::LuPencil title=words!(deal.edit) content=form />
                </div>
            </header>
            <Stages id deal />
            <dl class="facts card-page__facts">{move || deal.get().map(|deal| facts(desk, &deal))}</dl>
            {move || comment().map(|text| view! { <p class="card-page__comment">{text}</p> })}
            <div class="card-page__columns">
                <div class="card-page__column">
                    <PaymentsSection deal=id appeals=appeals_in_work(contact) />
                    <DocumentsSection owners=Signal::stored(vec![DocumentOwner::Deal { id }]) />
                </div>
                <div class="card-page__column"><TasksSection of=TasksOf::Deal(id) draft /></div>
            </div>
        </article>
    }
}

fn facts(desk: Desk, deal: &Deal) -> impl IntoView + use<> {
    let DealCard { contact, organisation, assignee, .. } = deal.card;
    let created = day_and_time(deal.created_at);
    let company = organisation.and_then(|id| Some((id, organisation_title(desk, id)?)));
    view! {
        <div class="facts__line">
            <dt>{tr!(contact.one)}</dt>
            <dd><a href=contact_path(contact)>{move || contact_name(desk, contact)}</a></dd>
        </div>
        {company.map(|(id, title)| view! {
            <div class="facts__line"><dt>{tr!(organisation.one)}</dt><dd><a href=organisation_path(id)>{title}</a></dd></div>
        })}
        <div class="facts__line"><dt>{tr!(deal.assignee)}</dt><dd>{desk.name_of(assignee)}</dd></div>
        <div class="facts__line"><dt>{tr!(deal.created)}</dt><dd>{created}</dd></div>
    }
}

/// The client's open appeals, in whose channel a payment link can go out.
fn appeals_in_work(contact: Memo<Option<ContactId>>) -> Signal<Vec<desk_contract::id::AppealId>> {
    let desk = use_desk();
    Effect::new(move |_| {
        let Some(contact) = contact.get() else { return };
        leptos::task::spawn_local(async move {
            let query = ContactAppealsQuery { is_open: Some(true), ..ContactAppealsQuery::default() };
            // Without an answer the link can still be sent from the appeal itself.
            let _ = desk.find_appeals_of(contact, query).await;
        });
    });
    Signal::derive(move || {
        let theirs = contact.get().map(|contact| desk.appeals_of(contact)).unwrap_or_default();
        let is_open = |id: &_| desk.known_appeal(*id).is_some_and(|it| it.read().closing().is_none());
        theirs.into_iter().filter(is_open).collect()
    })
}

/// The stages in their order; a press moves the deal there, and can be taken back.
#[component]
fn Stages(id: DealId, deal: Memo<Option<Arc<Deal>>>) -> impl IntoView {
    let desk = use_desk();
    let now = Memo::new(move |_| deal.read().as_ref().map(|it| it.card.stage));
    let stages = move || {
        desk.directory.read().deal_stages.iter().map(|it| (it.id, it.title.clone())).collect::<Vec<_>>()
    };
    view! {
        <div class="stages" role="group" aria-label=words!(deal.stage)>
            <Each each=stages key=|(stage, _)| *stage children=move |(stage, title)| view! { <StageButton id stage title now /> } />
        </div>
    }
}

#[component]
fn StageButton(
    id: DealId,
    stage: DealStageId,
    title: String,
    now: Memo<Option<DealStageId>>,
) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let before = StoredValue::new(None::<DealStageId>);
    let (busy, go) = use_command(
        move || {
            before.set_value(now.get_untracked());
            moved(desk, id, stage)
        },
        move |_| tell_moved(desk, toasts, id, before.try_get_value().flatten()),
    );
    let is_here = move || now.get() == Some(stage);
    let why = Signal::derive(move || {
        _ = now.get();
        let refusal = desk.refusal_beside(&moved(desk, id, stage)?)?;
        Some(said(desk, &refusal))
    });
    let press = move |_| {
        if !busy.get_untracked() && !untrack(is_here) && why.read_untracked().is_none() {
            go.run(());
        }
    };
    view! {
        <button
            type="button" class="stages__one" aria-pressed=move || is_here().to_string() aria-busy=move || busy.get().then_some("true")
            aria-disabled=move || why.read().is_some().then_some("true") title=why on:click=press
        >
            {title}
        </button>
    }
}

/// The wish that the deal stand at another stage, with everything else as it is.
fn moved(desk: Desk, id: DealId, stage: DealStageId) -> Option<Command> {
    let cards = desk.cards.read();
    let deal = cards.deals.get(&id)?;
    let card = DealCard { stage, ..deal.card.clone() };
    Some(SaveDeal { deal: id, version: Some(deal.version), card, from_appeal: None }.into())
}

fn tell_moved(desk: Desk, toasts: Toasts, id: DealId, before: Option<DealStageId>) {
    let undo: Option<Arc<dyn Fn() + Send + Sync>> = before.map(|before| {
        let undo = move || {
            leptos::task::spawn_local(async move {
                let Some(back) = untrack(|| moved(desk, id, before)) else { return };
                if let Err(error) = desk.send(back).await {
                    tell_error(desk, toasts, &error);
                }
            });
        };
        Arc::new(undo) as Arc<dyn Fn() + Send + Sync>
    });
    let (text, word) = untrack(|| (tr!(deal.moved), tr!(appeal.undo)));
    toasts.say(Toast { text, tone: ToastTone::Done, action: undo.map(|undo| (word, undo)) });
}
