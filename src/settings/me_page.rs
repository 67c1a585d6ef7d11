//! «Мои настройки»: who sits here, in which groups, and what his role lets him do (E6).

use super::access::OwnPassword;
use super::page::Page;
use crate::desk::use_desk;
use crate::i18n::{tr, words};
use crate::parts::role_name;
use crate::ui::Icon;
use desk_contract::operator::Right;
use leptos::prelude::*;

/// The page.
#[component]
pub(super) fn MePage() -> impl IntoView {
    let desk = use_desk();
    let me = Memo::new(move |_| desk.directory.read().operator(desk.me()).cloned());
    let name = move || me.get().map(|me| me.name).unwrap_or_default();
    let role = move || me.get().map(|me| role_name(me.role));
    let groups = move || {
        let directory = desk.directory.read();
        let me = me.get();
        let groups = me.iter().flat_map(|me| &me.groups).filter_map(|id| directory.group(*id));
        let titles: Vec<_> = groups.map(|group| group.title.clone()).collect();
        if titles.is_empty() { tr!(staff.in_no_group) } else { titles.join(", ") }
    };
    let right = move |right: Right| {
        let has = Memo::new(move |_| me.read().as_ref().is_some_and(|me| me.may(right)));
        view! {
            <li class="rights__one" data-has=move || has.get().to_string()>
                {move || if has.get() {
                    view! { <Icon icon=icondata_lu::LuCheck /><span class="for-readers">{words!(staff.may)}</span> }
                } else {
                    view! { <Icon icon=icondata_lu::LuMinus /><span>{words!(staff.may_not)}</span> }
                }}
                <span>{move || right_name(right)}</span>
            </li>
        }
    };
    view! {
        <div class="settings-form">
            <header class="page-head">
                <h1 class="page-head__title">{move || Page::Me.title()}</h1>
                <p class="page-head__hint">{words!(staff.me_hint)}</p>
            </header>
            <section class="settings-card" aria-label=words!(staff.who)>
                <dl class="own-facts">
                    <dt>{words!(staff.name)}</dt><dd>{name}</dd>
                    <dt>{words!(staff.role)}</dt><dd>{role}</dd>
                    <dt>{words!(staff.groups)}</dt><dd>{groups}</dd>
                </dl>
            </section>
            <section class="settings-card" aria-label=words!(staff.rights)>
                <h2 class="settings-card__title">{words!(staff.rights)}</h2>
                <ul class="rights">{Right::ALL.map(right).collect_view()}</ul>
            </section>
            {(!desk.is_demo()).then(|| view! { <OwnPassword /> })}
        </div>
    }
}

fn right_name(right: Right) -> String {
    match right {
        Right::OverseeGroup => tr!(staff.right_group),
        Right::OverseeAll => tr!(staff.right_all),
        Right::SetPresenceOfOthers => tr!(staff.right_presence),
        Right::SeeHistoryOfOthers => tr!(staff.right_history),
        Right::ExportHistory => tr!(staff.right_export),
        Right::SetUpAutomation => tr!(staff.right_automation),
        Right::WriteReplies => tr!(staff.right_replies),
        Right::SetUpDesk => tr!(staff.right_desk),
    }
}
