//! Choosing a script.

use crate::desk::use_desk;
use crate::i18n::{tr_count, words};
use crate::ui::{Empty, Icon};
use desk_contract::id::ScriptId;
use desk_contract::script::Script;
use leptos::prelude::*;

/// The script that is open here.
#[derive(Clone, Copy)]
pub(super) struct ChosenScript(pub(super) RwSignal<Option<ScriptId>>);

impl ChosenScript {
    /// Shows the choice again; the walk so far stays where it is until another one begins.
    pub(super) fn choose_anew(self) {
        self.0.set(None);
    }
}

#[component]
pub(super) fn ScriptChoice(chosen: ChosenScript) -> impl IntoView {
    let desk = use_desk();
    let scripts = Memo::new(move |_| desk.directory.read().scripts.clone());
    let one = move |script: Script| {
        let (id, steps) = (script.id, script.steps.len());
        view! {
            <li>
                <button type="button" class="script__choice" on:click=move |_| chosen.0.set(Some(id))>
                    <Icon icon=icondata_lu::LuScrollText />
                    <span class="script__choice-title">{script.title}</span>
                    <span class="script__choice-count">{move || tr_count!(script.steps, steps)}</span>
                </button>
            </li>
        }
    };
    move || {
        match scripts.read().is_empty() {
        true => view! { <Empty icon=icondata_lu::LuScrollText title=words!(script.none) hint=words!(script.none_hint) /> }.into_any(),
        false => view! {
            <h2 class="script__title">{words!(script.choose)}</h2>
            <ul class="script__choices">{scripts.get().into_iter().map(one).collect_view()}</ul>
        }
        .into_any(),
    }
    }
}
