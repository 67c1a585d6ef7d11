//! The search over the operator's words and the names of transitions.

use super::Walk;
use super::hits::marked;
use crate::desk::use_desk;
use crate::i18n::words;
use crate::parts::use_command;
use crate::ui::{Icon, LineKind, TextField};
use desk_contract::Appeal;
use desk_contract::script::{Script, Step};
use leptos::prelude::*;

#[component]
pub(super) fn ScriptSearch(
    script: Script,
    sought: RwSignal<String>,
    walk: Walk,
    appeal: RwSignal<Appeal>,
) -> impl IntoView {
    let found = Memo::new(move |_| {
        let found = script.search(&sought.read());
        found
            .into_iter()
            .map(|it| (it.step.clone(), it.transition.map(|it| it.title.clone())))
            .collect::<Vec<_>>()
    });
    let one = move |(step, transition)| view! { <FoundStep step transition sought walk appeal /> };
    let is_sought = move || !sought.read().trim().is_empty();
    view! {
        <div class="script__search" role="search">
            <TextField label=words!(script.search) value=sought kind=LineKind::Search placeholder=words!(script.search_hint) />
            <Show when=is_sought>
                <ul class="script__found" aria-label=words!(script.found)>{move || {
                    sought.track();
                    found.get().into_iter().map(one).collect_view()
                }}</ul>
                <p class="script__nothing" role="status">{move || found.read().is_empty().then(|| words!(script.nothing))}</p>
            </Show>
        </div>
    }
}

#[component]
fn FoundStep(
    step: Step,
    transition: Option<String>,
    sought: RwSignal<String>,
    walk: Walk,
    appeal: RwSignal<Appeal>,
) -> impl IntoView {
    let desk = use_desk();
    let to = walk.to(step.id);
    let (_, go) = use_command(move || Some(to.clone().into()), |_| ());
    let asked = walk.to(step.id);
    let refusal = move || {
        let refusal = desk.refusal(&appeal.read(), &asked.clone())?;
        Some(desk.sentence(&refusal, crate::i18n::language()))
    };
    let (why, is_off) = (refusal.clone(), refusal.clone());
    let press = move |_| {
        if untrack(&refusal).is_none() {
            go.run(());
            sought.set(String::new());
        }
    };
    let words = sought.read_untracked().clone();
    view! {
        <li>
            <button type="button" class="script__hit" title=why aria-disabled=move || is_off().map(|_| "true") on:click=press>
                {transition.map(|title| view! {
                    <span class="script__hit-way"><Icon icon=icondata_lu::LuArrowRight /><span>{marked(&title, &words)}</span></span>
                })}
                <span class="script__hit-step">{marked(&step.title, &words)}</span>
                <span class="script__hit-words">{marked(&step.text, &words)}</span>
            </button>
        </li>
    }
}
