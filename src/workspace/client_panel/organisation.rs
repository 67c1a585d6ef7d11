//! The company that the appeal is about: linked, changed, removed (H11).

use super::head::{link, tell_with_way_back};
use crate::desk::use_desk;
use crate::i18n::{tr, words};
use crate::parts::{
    Fold, OrganisationFinder, organisation_path, organisation_title, said, use_command, why_not,
};
use crate::ui::{Button, Look, Menu, Piece, Toast, ToastTone, Toasts, piece};
use desk_contract::Appeal;
use desk_contract::appeal::{Link, LinkKind};
use desk_contract::command::{LinkAppeal, UnlinkAppeal};
use desk_contract::id::OrganisationId;
use leptos::prelude::*;

/// The section.
#[component]
pub(super) fn LinkedOrganisation(appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let linked = Memo::new(move |_| appeal.read().organisation);
    let title = move || linked.get().and_then(|id| Some((id, organisation_title(desk, id)?)));
    let label = Signal::derive(move || {
        if linked.get().is_some() { tr!(organisation.change_link) } else { tr!(organisation.link) }
    });
    let content = move |close| {
        view! { <Piece load=organisation_ways props=WaysProps { appeal, linked, on_done: close } /> }
            .into_any()
    };
    let action =
        move || view! { <Menu label icon=icondata_lu::LuLink icon_alone=true look=Look::Quiet content /> };
    view! {
        <Fold name="organisation" title=words!(organisation.one) action>
            {move || match title() {
                Some((id, title)) => view! { <a href=organisation_path(id) class="line"><span class="line__title">{title}</span></a> }.into_any(),
                None => view! { <p class="quiet-line">{words!(organisation.not_linked)}</p> }.into_any(),
            }}
        </Fold>
    }
}

piece!(organisation_ways in forms = Ways(WaysProps));

#[component]
fn Ways(
    appeal: RwSignal<Appeal>,
    linked: Memo<Option<OrganisationId>>,
    on_done: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let this = appeal.read_untracked().id;
    let take = move |id: OrganisationId| {
        let wish = LinkAppeal { appeal: this, link: Link::Organisation { id } };
        if let Some(refusal) = untrack(|| desk.refusal(&appeal.read(), &wish)) {
            let text = untrack(|| said(desk, &refusal));
            toasts.say(Toast { text, tone: ToastTone::Failed, action: None });
            return;
        }
        let before = linked.get_untracked().map(|id| Link::Organisation { id });
        link(desk, toasts, this, Link::Organisation { id }, (untrack(|| tr!(organisation.linked)), before));
        on_done.run(());
    };
    view! {
        <div class="form">
            <OrganisationFinder on_take=take />
            {move || linked.get().map(|organisation| view! { <Unlink appeal organisation on_done /> })}
        </div>
    }
}

#[component]
fn Unlink(appeal: RwSignal<Appeal>, organisation: OrganisationId, on_done: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let this = appeal.read_untracked().id;
    let wish = UnlinkAppeal { appeal: this, kind: LinkKind::Organisation };
    let refusal = why_not(desk, appeal, wish.clone());
    let (busy, unlink) = use_command(
        move || Some(wish.clone().into()),
        move |_| {
            let back = LinkAppeal { appeal: this, link: Link::Organisation { id: organisation } }.into();
            tell_with_way_back(desk, toasts, untrack(|| tr!(organisation.unlinked)), back);
            on_done.try_run(());
        },
    );
    view! { <Button label=words!(organisation.unlink) icon=icondata_lu::LuUnlink look=Look::Quiet busy refusal on_press=unlink /> }
}
