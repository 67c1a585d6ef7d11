//! Files for the next message: chosen or pasted, each waiting as a chip (W2).
//!
//! Owns: the button and the chips. Never: what a channel carries; the contract says it, beforehand and at the chip.

use crate::desk::{Chat, Desk, use_desk};
use crate::i18n::{language, tr, tr_count, words};
use crate::parts::size_words;
use crate::ui::{Button, Each, Look};
use crate::workspace::file::FileChip;
use desk_contract::{Appeal, Channel, Refusal};
use leptos::html;
use leptos::prelude::*;
use web_sys::{ClipboardEvent, FileList};

/// The files of a list.
pub(super) fn files_in(list: &FileList) -> Vec<web_sys::File> {
    (0..list.length()).filter_map(|place| list.item(place)).collect()
}

/// What a channel carries, said beforehand.
pub(super) fn limits_words(channel: Channel) -> String {
    let size = size_words(channel.largest_file());
    match channel.most_files() {
        1 => tr!(file.limit_one, size = size),
        most if channel == Channel::Email => {
            tr!(file.limit_mail, count = tr_count!(file.files, most), size = size)
        }
        most => tr!(file.limit, count = tr_count!(file.files, most), size = size),
    }
}

/// Why a channel takes no files at all.
pub(super) fn no_files(desk: Desk, channel: Channel) -> Option<String> {
    (channel.most_files() == 0).then(|| desk.sentence(&Refusal::NoFilesHere, language()))
}

/// The button that lets one choose files.
#[component]
pub(in crate::workspace) fn AttachButton(chat: Chat, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let channel = appeal.read_untracked().channel;
    let input = NodeRef::<html::Input>::new();
    let choose = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let files = input.files().map(|list| files_in(&list)).unwrap_or_default();
        desk.take_files(&chat, channel, files);
        // The same file may be chosen again.
        input.set_value("");
    };
    let label = move || match channel.most_files() {
        0 => tr!(file.attach),
        _ => format!("{}. {}", tr!(file.attach), limits_words(channel)),
    };
    view! {
        <input type="file" hidden multiple=channel.most_files() != 1 node_ref=input on:change=chosen aria-label=words!(file.attach) />
        <Button
            label=Signal::derive(label) icon=icondata_lu::LuPaperclip icon_alone=true look=Look::Quiet
            refusal=Signal::derive(move || no_files(desk, channel)) on_press=choose
        />
    }
}

/// The chips of what waits.
#[component]
pub(in crate::workspace) fn WaitingFiles(chat: Chat) -> impl IntoView {
    let files = RwSignal::from(chat.files.clone());
    let is_any = Memo::new(move |_| !files.read().is_empty());
    move || {
        let chat = chat.clone();
        is_any.get().then(move || {
            let one = move |file| view! { <FileChip file chat=chat.clone() may_go=true /> };
            view! {
                <ul class="waiting-files" aria-label=words!(file.waiting)>
                    <Each each=move || files.get() key=|file| file.attachment.id children=one />
                </ul>
            }
        })
    }
}

/// Why the files as they are cannot go: one of them needs the operator first, or they are too many together.
pub(in crate::workspace) fn files_refusal(chat: &Chat, appeal: RwSignal<Appeal>) -> Signal<Option<String>> {
    let desk = use_desk();
    let files = RwSignal::from(chat.files.clone());
    Signal::derive(move || {
        let files = files.read();
        files.iter().for_each(|file| file.way.track());
        if files.iter().any(|file| file.is_stuck()) {
            return Some(tr!(file.stuck_first));
        }
        let refusal = desk.refusal_of(appeal.read().channel, &files)?;
        Some(desk.sentence(&refusal, language()))
    })
}

/// Files out of the clipboard: a picture of the screen is pasted where one writes.
pub(in crate::workspace) fn paste_files(
    desk: Desk,
    chat: &Chat,
    appeal: RwSignal<Appeal>,
    event: &ClipboardEvent,
) {
    let list = event.clipboard_data().and_then(|data| data.files());
    let files = list.map(|list| files_in(&list)).unwrap_or_default();
    if !files.is_empty() {
        event.prevent_default();
        desk.take_files(chat, appeal.read_untracked().channel, files);
    }
}
