//! Why the client came (H7): the topic in the header's second line, and what changes it.

use super::panel::{OpenPanel, Panel};
use super::topic_tree::TopicTree;
use crate::desk::{Desk, use_desk};
use crate::i18n::{tr, words};
use crate::parts::{tell_error, why_not};
use crate::ui::{Button, Icon, Look, Menu, Toast, ToastTone, Toasts};
use crate::workspace::actions::AppealAction;
use desk_contract::Appeal;
use desk_contract::command::SetTopic;
use desk_contract::id::{AppealId, TopicId};
use leptos::prelude::*;
use std::sync::Arc;

/// A topic's names from the top of the tree down, on one line.
pub(super) fn path_words(desk: Desk, topic: TopicId) -> String {
    desk.directory.read().topic_path(topic).join(" › ")
}

/// The action; asked with no topic, since none is chosen yet.
pub(crate) fn topic_action(desk: Desk, appeal: RwSignal<Appeal>) -> AppealAction {
    let id = appeal.read_untracked().id;
    let refusal = why_not(desk, appeal, SetTopic { appeal: id, topic: None });
    let run = expect_context::<OpenPanel>().opener(Panel::Topic);
    let (label, icon) = (words!(topic.set), icondata_lu::LuTag);
    AppealAction { id: "topic", label, icon, refusal, busy: Signal::stored(false), run }
}

/// The topic, or the way to set it; where that is not possible, only the topic.
#[component]
pub(super) fn TopicLine(appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let id = appeal.read_untracked().id;
    let topic = Memo::new(move |_| appeal.read().topic);
    let refusal = why_not(desk, appeal, SetTopic { appeal: id, topic: None });
    let is_off = Memo::new(move |_| refusal.read().is_some());
    let shown =
        Signal::derive(move || topic.get().map_or_else(|| tr!(topic.set), |topic| path_words(desk, topic)));
    let content = move |close| view! { <TopicPicker appeal on_done=close /> }.into_any();
    view! {
        <span class="topic-line" data-set=move || topic.get().map(|_| "") title=shown>
            {move || match (is_off.get(), topic.get()) {
                (false, _) => view! { <Menu label=shown icon=icondata_lu::LuTag look=Look::Quiet content /> }.into_any(),
                (true, Some(_)) => {
                    view! { <span class="topic-line__word"><Icon icon=icondata_lu::LuTag /><span>{shown}</span></span> }.into_any()
                }
                (true, None) => view! {
                    <Button label=shown icon=icondata_lu::LuTag look=Look::Quiet refusal on_press=|()| () />
                }
                .into_any(),
            }}
        </span>
    }
}

/// The tree to choose from; the choice is carried out at once and can be taken back.
#[component]
pub(super) fn TopicPicker(appeal: RwSignal<Appeal>, on_done: Callback<()>) -> impl IntoView {
    let (desk, toasts) = (use_desk(), expect_context::<Toasts>());
    let id = appeal.read_untracked().id;
    let topic = Signal::derive(move || appeal.read().topic);
    let choose = Callback::new(move |chosen: Option<TopicId>| {
        let before = appeal.read_untracked().topic;
        on_done.run(());
        if before != chosen {
            leptos::task::spawn_local(async move { set(desk, toasts, id, (before, chosen)).await });
        }
    });
    view! {
        <TopicTree chosen=topic on_choose=Callback::new(move |topic| choose.run(Some(topic))) />
        <Show when=move || topic.get().is_some()>
            <div class="topic-clear">
                <Button label=words!(topic.clear) icon=icondata_lu::LuX look=Look::Quiet on_press=move |()| choose.run(None) />
            </div>
        </Show>
    }
}

async fn set(
    desk: Desk,
    toasts: Toasts,
    appeal: AppealId,
    (before, topic): (Option<TopicId>, Option<TopicId>),
) {
    if let Err(error) = desk.send(SetTopic { appeal, topic }.into()).await {
        tell_error(desk, toasts, &error);
        return;
    }
    let (text, word) = untrack(|| {
        let set = topic.map(|topic| tr!(topic.done, topic = path_words(desk, topic)));
        (set.unwrap_or_else(|| tr!(topic.cleared)), tr!(appeal.undo))
    });
    let undo = Arc::new(move || {
        leptos::task::spawn_local(async move {
            if let Err(error) = desk.send(SetTopic { appeal, topic: before }.into()).await {
                tell_error(desk, toasts, &error);
            }
        });
    });
    toasts.say(Toast { text, tone: ToastTone::Done, action: Some((word, undo)) });
}
