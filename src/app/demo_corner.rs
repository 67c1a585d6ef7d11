//! The demo's own corner of the rail: whose desk this is, and starting over.
//!
//! Owns: both questions. Never: decides who may do what at his desk.

use crate::desk::{Desk, Failure, use_desk};
use crate::i18n::{tr, words};
use crate::parts::{failure_words, role_name};
use crate::ui::{Button, Look, Menu, Piece, Toast, ToastTone, Toasts, piece};
use desk_contract::directory::Operator;
use desk_contract::operator::Role;
use leptos::prelude::*;

/// The menu.
#[component]
pub(super) fn DemoCorner() -> impl IntoView {
    let content = move |_close| view! { <Piece load=demo_questions props=() /> }.into_any();
    view! {
        <Menu label=words!(rail.start_over) icon=icondata_lu::LuRotateCcw icon_alone=true look=Look::Quiet side="end" content />
    }
}

piece!(demo_questions in demo = Questions);

/// Both questions, in the demo's own file.
#[component]
fn Questions() -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let begin_anew = move |()| {
        leptos::task::spawn_local(async move {
            // From the root: the appeal that is open now will not exist.
            let done = desk.start_over().await.map(|()| drop(window().location().set_href("/")));
            tell_failure(toasts, done);
        });
    };
    view! {
        <div class="question">
            <p class="question__title">{words!(seat.title)}</p>
            <p class="question__hint">{words!(seat.hint)}</p>
            <Seats />
            <p class="question__title">{words!(rail.start_over_question)}</p>
            <p class="question__hint">{words!(rail.start_over_hint)}</p>
            <Button label=words!(rail.start_over_yes) look=Look::Danger on_press=begin_anew />
        </div>
    }
}

/// One operator of each role, and whose desk it is now.
#[component]
fn Seats() -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let one = move |operator: Operator| {
        let is_me = operator.id == desk.me();
        let sit = move |()| {
            leptos::task::spawn_local(async move {
                let done = desk.sit_as(operator.id).await.map(|()| super::reload());
                tell_failure(toasts, done);
            });
        };
        let label = {
            let (name, role) = (operator.name, operator.role);
            move || tr!(seat.who, name = name.clone(), role = role_name(role).to_lowercase())
        };
        let refusal = Signal::derive(move || is_me.then(|| tr!(seat.is_yours)));
        view! { <Button label=Signal::derive(label) refusal on_press=sit /> }
    };
    view! { <div class="seats" role="group" aria-label=words!(seat.title)>{offered(desk).into_iter().map(one).collect_view()}</div> }
}

fn offered(desk: Desk) -> Vec<Operator> {
    let directory = desk.directory.read_untracked();
    let of_role = |role| {
        let mine = directory.operator(desk.me()).filter(|me| me.role == role);
        mine.or_else(|| directory.operators.iter().find(|operator| operator.role == role)).cloned()
    };
    Role::ALL.into_iter().filter_map(of_role).collect()
}

fn tell_failure(toasts: Toasts, done: Result<(), Failure>) {
    if let Err(failure) = done {
        let text = untrack(|| failure_words(&failure));
        toasts.say(Toast { text, tone: ToastTone::Failed, action: None });
    }
}
