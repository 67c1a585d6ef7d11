//! The composer: an answer or a note is written here, kept as a draft with every key, and sent (W1, U5, U7).
//!
//! Owns: whom one writes to, and what stands where nothing can be written. Never: decides whether it may be sent; it
//! asks the desk and shows the reason.

mod attach;
mod counters;
mod drop;
mod emoji;
mod emoji_table;
mod field;
mod note;
mod quick_replies;
mod writing;

pub(super) use attach::{AttachButton, WaitingFiles, files_refusal, paste_files};
pub(super) use drop::FileDrop;

use super::chat::Shown;
use super::header::use_reopen;
use super::mail::MailEditor;
use super::queue::use_take;
use crate::desk::{Chat, use_desk};
use crate::i18n::{language, words};
use crate::parts::why_not;
use crate::ui::{Button, Look};
use desk_contract::command::{ReopenAppeal, SendMessage, TakeAppeal};
use desk_contract::id::MessageId;
use desk_contract::{Appeal, Channel, Refusal};
use leptos::prelude::*;
use note::NoteField;
use writing::WritingField;

/// Whom one writes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reader {
    Client,
    Colleagues,
}

/// The composer, or why nothing can be written now and the way out.
#[component]
pub(super) fn Composer(chat: Chat, appeal: RwSignal<Appeal>, shown: Shown) -> impl IntoView {
    let carries_text = appeal.read_untracked().channel.carries_text();
    let is_talk = shown == Shown::Everything && carries_text;
    let reader = RwSignal::new(if is_talk { Reader::Client } else { Reader::Colleagues });
    view! {
        <div class="composer-place" data-reader=move || (reader.get() == Reader::Colleagues).then_some("colleagues")>
            {is_talk.then(|| view! { <ReaderSwitch reader /> })}
            {move || match reader.get() {
                Reader::Client => view! { <ToClient chat=chat.clone() appeal /> }.into_any(),
                Reader::Colleagues => view! { <NoteField chat=chat.clone() appeal /> }.into_any(),
            }}
        </div>
    }
}

/// «Клиенту / Заметка».
#[component]
fn ReaderSwitch(reader: RwSignal<Reader>) -> impl IntoView {
    let one = move |who: Reader, words: Signal<String>| {
        view! {
            <label class="segments__one">
                <input type="radio" name="reader" prop:checked=move || reader.get() == who on:change=move |_| reader.set(who) />
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <div class="segments" role="radiogroup" aria-label=words!(composer.reader)>
            {one(Reader::Client, words!(composer.to_client))}
            {one(Reader::Colleagues, words!(composer.note))}
        </div>
    }
}

/// An answer to the client, if the rules let anybody write one here.
#[component]
fn ToClient(chat: Chat, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let id = chat.appeal;
    let is_mail = appeal.read_untracked().channel == Channel::Email;
    // Asked with a text that is fine by itself: what is refused then is refused to any text.
    let probe = MessageId::new(desk.clock.get_untracked(), [0; 10]);
    let refusal = Memo::new(move |_| {
        let (text, attachments) = ("?".to_owned(), Vec::new());
        desk.refusal(&appeal.read(), &SendMessage { appeal: id, message: probe, text, attachments })
    });
    move || match refusal.get() {
        None if is_mail => view! { <MailEditor chat=chat.clone() appeal /> }.into_any(),
        None => view! { <WritingField chat=chat.clone() appeal /> }.into_any(),
        Some(refusal) => view! { <CannotWrite appeal refusal /> }.into_any(),
    }
}

#[component]
fn CannotWrite(appeal: RwSignal<Appeal>, refusal: Refusal) -> impl IntoView {
    let desk = use_desk();
    let id = appeal.read_untracked().id;
    let (taking, take) = use_take(id);
    let (reopening, reopen) = use_reopen(id);
    let may_take = why_not(desk, appeal, TakeAppeal { appeal: id });
    let may_reopen = why_not(desk, appeal, ReopenAppeal { appeal: id });
    let (note, way_out) = match refusal {
        Refusal::StillWaiting => (
            words!(chat.waiting_note),
            Some(view! { <Button label=words!(queue.take) name=words!(appeal.take) busy=taking refusal=may_take on_press=take /> }.into_any()),
        ),
        Refusal::Closed => (
            words!(chat.closed_note),
            Some(
                view! { <Button label=words!(appeal.reopen) busy=reopening refusal=may_reopen look=Look::Quiet on_press=reopen /> }.into_any(),
            ),
        ),
        other => (Signal::derive(move || desk.sentence(&other, language())), None),
    };
    view! { <div class="composer-note"><span>{note}</span>{way_out}</div> }
}
