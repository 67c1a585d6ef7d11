//! A file on its way: its name, its size, how far it has come, another try, the way out.

use crate::desk::{Chat, CommandError, FileWay, WaitingFile, use_desk};
use crate::i18n::{tr, words};
use crate::parts::{error_words, icon_of, size_words};
use crate::ui::{Button, Icon, Look};
use leptos::prelude::*;

/// A file on its way.
#[component]
pub(in crate::workspace) fn FileChip(
    file: WaitingFile,
    chat: Chat,
    /// Whether it can still be left out: it waits in the composer.
    #[prop(optional)]
    may_go: bool,
) -> impl IntoView {
    let desk = use_desk();
    let WaitingFile { attachment, way } = file.clone();
    let way = RwSignal::from(way);
    let (id, bytes, name) = (attachment.id, attachment.bytes, attachment.name.clone());
    let icon = icon_of(&attachment);
    let state = move || match *way.read() {
        FileWay::Going(_) => "going",
        FileWay::Brought => "brought",
        FileWay::Refused(_) | FileWay::Stuck(_) => "stuck",
    };
    let words = Signal::derive(move || match way.get() {
        FileWay::Going(gone) => {
            tr!(file.going, gone = percent(gone, bytes), size = size_words(bytes))
        }
        FileWay::Brought => size_words(bytes),
        FileWay::Refused(refusal) => error_words(desk, &CommandError::Refused(refusal)),
        FileWay::Stuck(error) => error_words(desk, &error),
    });
    let is_stuck = Memo::new(move |_| state() == "stuck");
    let again = {
        let chat = chat.clone();
        Callback::new(move |()| desk.bring_again(&chat, &file))
    };
    let leave = Callback::new(move |()| desk.leave_out(&chat, id));
    let (label, whole) = (name.clone(), name.clone());
    view! {
        <li class="waiting-file" data-state=state aria-label=label>
            <Icon icon />
            <span class="waiting-file__name" title=whole>{name}</span>
            <span class="waiting-file__words" role=move || is_stuck.get().then_some("alert")>{words}</span>
            {move || is_stuck.get().then(|| view! {
                <Button label=words!(file.again) icon=icondata_lu::LuRotateCw icon_alone=true look=Look::Quiet on_press=again />
            })}
            {may_go.then(|| view! {
                <Button label=words!(file.leave_out) icon=icondata_lu::LuX icon_alone=true look=Look::Quiet on_press=leave />
            })}
            <progress class="waiting-file__progress" max="100" aria-label=words!(file.progress) prop:value=move || match *way.read() {
                FileWay::Going(gone) => percent(gone, bytes),
                FileWay::Brought => 100,
                FileWay::Refused(_) | FileWay::Stuck(_) => 0,
            }></progress>
        </li>
    }
}

fn percent(gone: u64, of: u64) -> u32 {
    u32::try_from(gone.saturating_mul(100) / of.max(1)).unwrap_or(100).min(100)
}
