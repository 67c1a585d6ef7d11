//! The way so far: each step that was passed, and going back to it.

use super::Walk;
use crate::desk::use_desk;
use crate::i18n::{tr, words};
use crate::parts::{tell_error, use_command, why_not};
use crate::ui::{Button, Look, Toasts};
use desk_contract::Appeal;
use desk_contract::command::StepBack;
use desk_contract::id::StepId;
use desk_contract::script::Script;
use leptos::prelude::*;

#[component]
pub(super) fn Trail(script: Script, walk: Walk, appeal: RwSignal<Appeal>) -> impl IntoView {
    let path = Memo::new(move |_| {
        let appeal = appeal.read();
        let path = appeal.script.as_ref().filter(|it| it.script == walk.script).map(|it| it.path.clone());
        path.unwrap_or_default()
    });
    let script = StoredValue::new(script);
    let title = move |step: StepId| {
        script.with_value(|it| it.step(step).map(|it| it.title.clone()).unwrap_or_default())
    };
    let one = move |(place, step): (usize, StepId)| {
        let is_here = place + 1 == path.read_untracked().len();
        let title = title(step);
        match is_here {
            true => view! { <li class="trail__one" aria-current="step">{title}</li> }.into_any(),
            false => view! { <li class="trail__one"><BackTo place title walk path /></li> }.into_any(),
        }
    };
    view! {
        <Show when=move || !path.read().is_empty()>
            <nav class="trail" aria-label=words!(script.trail)>
                <Show when=move || { path.read().len() > 1 }><OneBack path walk appeal /></Show>
                <ol class="trail__way">{move || path.get().into_iter().enumerate().map(one).collect_view()}</ol>
            </nav>
        </Show>
    }
}

/// One step back.
#[component]
fn OneBack(path: Memo<Vec<StepId>>, walk: Walk, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let back =
        move || path.read_untracked().last().map(|from| StepBack { appeal: walk.appeal, from: *from }.into());
    let (busy, press) = use_command(back, |_| ());
    let refusal = Signal::derive(move || {
        let from = *path.read().last()?;
        why_not(desk, appeal, StepBack { appeal: walk.appeal, from }).get()
    });
    view! { <Button label=words!(script.back) icon=icondata_lu::LuArrowLeft look=Look::Quiet busy refusal on_press=press /> }
}

/// Back to a step that was passed: a step at a time, as one goes.
#[component]
fn BackTo(place: usize, title: String, walk: Walk, path: Memo<Vec<StepId>>) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let press = move |_| {
        let passed: Vec<_> = path.read_untracked().iter().skip(place + 1).rev().copied().collect();
        leptos::task::spawn_local(async move {
            for from in passed {
                if let Err(error) = desk.send(StepBack { appeal: walk.appeal, from }.into()).await {
                    return tell_error(desk, toasts, &error);
                }
            }
        });
    };
    let name = title.clone();
    view! { <button type="button" class="trail__back" title=move || tr!(script.back_to, step = name.clone()) on:click=press>{title}</button> }
}
