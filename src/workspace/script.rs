//! The tab «Скрипт»: the words to say now, quick transitions, a search, and the way so far (W4).
//!
//! Owns: how a script is walked on screen. Never: where one may go (any step, the contract says) or what a search
//! finds.

mod choosing;
mod hits;
mod searching;
mod trail;

use crate::desk::use_desk;
use crate::i18n::words;
use crate::parts::{use_command, why_not};
use crate::ui::{Button, Look, Piece, piece};
use choosing::{ChosenScript, ScriptChoice};
use desk_contract::Appeal;
use desk_contract::command::WalkScript;
use desk_contract::id::{AppealId, ScriptId, StepId};
use desk_contract::script::{Script, Step, Transition};
use leptos::prelude::*;
use searching::ScriptSearch;
use trail::Trail;

/// The script of a call.
#[component]
pub(super) fn ScriptRoom(id: AppealId, appeal: RwSignal<Appeal>) -> impl IntoView {
    view! { <Piece load=script_room props=ScriptTalkProps { id, appeal } /> }
}

piece!(script_room in script = ScriptTalk(ScriptTalkProps));

/// Fetches the talk ahead.
pub(super) async fn fetch_ahead() {
    let _ = script_room().await;
}

#[component]
fn ScriptTalk(id: AppealId, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let walked = Memo::new(move |_| appeal.read().script.as_ref().map(|walk| walk.script));
    let chosen = ChosenScript(RwSignal::new(untrack(|| walked.get())));
    // A walk that begins, here or at another desk, shows its script.
    Effect::new(move |_| {
        if let Some(script) = walked.get() {
            chosen.0.set(Some(script));
        }
    });
    let script = Memo::new(move |_| {
        let directory = desk.directory.read();
        chosen.0.get().and_then(|id| directory.script(id)).or_else(|| only_one(&directory.scripts)).cloned()
    });
    view! {
        <section class="script" aria-label=words!(script.tab)>
            {move || match script.get() {
                Some(script) => view! { <OpenScript id appeal script chosen /> }.into_any(),
                None => view! { <ScriptChoice chosen /> }.into_any(),
            }}
        </section>
    }
}

/// Where there is only one, nothing need be chosen.
fn only_one(scripts: &[Script]) -> Option<&Script> {
    if let [only] = scripts { Some(only) } else { None }
}

#[component]
fn OpenScript(id: AppealId, appeal: RwSignal<Appeal>, script: Script, chosen: ChosenScript) -> impl IntoView {
    let of = script.id;
    let here = Memo::new(move |_| {
        let appeal = appeal.read();
        appeal.script.as_ref().filter(|walk| walk.script == of).and_then(|walk| walk.here())
    });
    let has_others = Memo::new({
        let desk = use_desk();
        move |_| desk.directory.read().scripts.len() > 1
    });
    let sought = RwSignal::new(String::new());
    let walk = Walk { appeal: id, script: of };
    let title = script.title.clone();
    let found = script.clone();
    let passed = script.clone();
    let now = move || {
        let step = here.get().and_then(|id| script.step(id)).or_else(|| script.steps.first());
        step.map(|step| view! { <Now step=step.clone() script=script.clone() walk appeal /> })
    };
    view! {
        <header class="script__head">
            <h2 class="script__title">{title}</h2>
            <Show when=move || has_others.get()>
                <Button label=words!(script.other) icon=icondata_lu::LuScrollText look=Look::Quiet on_press=move |()| chosen.choose_anew() />
            </Show>
        </header>
        <ScriptSearch script=found sought walk appeal />
        <Show when=move || sought.read().trim().is_empty()>
            <Trail script=passed.clone() walk appeal />
            {now.clone()}
        </Show>
    }
}

/// Through which script of which appeal one walks.
#[derive(Clone, Copy)]
struct Walk {
    appeal: AppealId,
    script: ScriptId,
}

impl Walk {
    fn to(self, step: StepId) -> WalkScript {
        WalkScript { appeal: self.appeal, script: self.script, step }
    }
}

/// The words to say now, and where the talk may go from here.
#[component]
fn Now(step: Step, script: Script, walk: Walk, appeal: RwSignal<Appeal>) -> impl IntoView {
    let here = step.id;
    let has_begun =
        Memo::new(move |_| appeal.read().script.as_ref().is_some_and(|it| it.script == walk.script));
    let Step { title, text, transitions, .. } = step;
    let is_last = transitions.is_empty();
    let one = move |transition: Transition| {
        let to = script.step(transition.to).map(|step| step.title.clone()).unwrap_or_default();
        view! { <TransitionButton transition to walk appeal /> }
    };
    view! {
        <article class="script__now" aria-live="polite">
            <h3 class="script__step">{title}</h3>
            <p class="script__words">{text}</p>
        </article>
        {move || (!has_begun.get()).then(|| view! { <BeginButton here walk appeal /> })}
        <div class="script__ways" role="group" aria-label=words!(script.transitions)>
            {transitions.into_iter().map(one).collect_view()}
            {is_last.then(|| view! { <p class="script__end">{words!(script.end)}</p> })}
        </div>
    }
}

#[component]
fn BeginButton(here: StepId, walk: Walk, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let (busy, begin) = use_command(move || Some(walk.to(here).into()), |_| ());
    let refusal = why_not(desk, appeal, walk.to(here));
    view! { <div><Button label=words!(script.begin) icon=icondata_lu::LuPlay look=Look::Primary busy refusal on_press=begin /></div> }
}

/// A quick transition; one that was passed is marked.
#[component]
fn TransitionButton(
    transition: Transition,
    to: String,
    walk: Walk,
    appeal: RwSignal<Appeal>,
) -> impl IntoView {
    let desk = use_desk();
    let Transition { title, to: step } = transition;
    let (busy, go) = use_command(move || Some(walk.to(step).into()), |_| ());
    let refusal = why_not(desk, appeal, walk.to(step));
    let was_passed = Memo::new(move |_| appeal.read().script.as_ref().is_some_and(|it| it.has_passed(step)));
    view! {
        <span class="script__way" data-passed=move || was_passed.get().then_some("")>
            <Button label=title icon=icondata_lu::LuArrowRight busy refusal on_press=go />
            <span class="script__to" aria-hidden="true">{to}</span>
            {move || was_passed.get().then(|| view! { <span class="script__passed">{words!(script.passed)}</span> })}
        </span>
    }
}
