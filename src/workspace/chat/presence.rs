//! Who writes here and who looks on: the client below his words, colleagues beside the tabs (W1, U3).

use crate::desk::use_desk;
use crate::i18n::{tr, words};
use crate::parts::client_name;
use crate::ui::Icon;
use desk_contract::id::AppealId;
use desk_contract::{Appeal, Timestamp};
use leptos::prelude::*;

/// The client is typing.
#[component]
pub(super) fn Typing(appeal: RwSignal<Appeal>, until: RwSignal<Option<Timestamp>>) -> impl IntoView {
    let desk = use_desk();
    let is_typing = Memo::new(move |_| until.get().is_some_and(|until| desk.clock.get() < until));
    view! {
        <div class="chat__typing" role="status">
            <Show when=move || is_typing.get()>
                <span class="typing-dots" aria-hidden="true"><i></i><i></i><i></i></span>
                {words!(chat.typing, name = client_name(&appeal.read()))}
            </Show>
        </div>
    }
}

/// Colleagues who look at this appeal, or write in it, now.
#[component]
pub(in crate::workspace) fn Colleagues(id: AppealId) -> impl IntoView {
    let desk = use_desk();
    let names = move |of: Vec<_>| of.into_iter().map(|who| desk.name_of(who)).collect::<Vec<_>>().join(", ");
    let there = Memo::new(move |_| {
        let writers = desk.writers(id);
        let mut viewers = desk.viewers(id);
        viewers.retain(|who| !writers.contains(who));
        let mut said = Vec::new();
        match writers.len() {
            0 => {}
            1 => said.push(tr!(chat.colleague_writes, name = names(writers))),
            _ => said.push(tr!(chat.colleagues_write, names = names(writers))),
        }
        match viewers.len() {
            0 => {}
            1 => said.push(tr!(chat.looks, name = names(viewers))),
            _ => said.push(tr!(chat.look, names = names(viewers))),
        }
        said.join(" · ")
    });
    view! {
        <p class="colleagues" role="status">
            {move || Some(there.get()).filter(|words| !words.is_empty()).map(|words| view! {
                <Icon icon=icondata_lu::LuEye />
                <span class="colleagues__words" title=words.clone()>{words.clone()}</span>
            })}
        </p>
    }
}
