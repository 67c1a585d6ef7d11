//! A message that is still on its way to the backend, or stuck on it: tried again or taken back.

use crate::desk::{Chat, Outgoing, Unsent, UnsentState, use_desk};
use crate::i18n::{tr, words};
use crate::parts::{error_words, linked};
use crate::ui::{Button, Icon, Look};
use crate::workspace::file::FileChip;
use leptos::prelude::*;

/// A message on its way.
#[component]
pub(in crate::workspace) fn UnsentView(unsent: Unsent, chat: Chat) -> impl IntoView {
    let desk = use_desk();
    let Unsent { id, text, state, files, what, .. } = unsent;
    let state = RwSignal::from(state);
    let is_note = matches!(what, Outgoing::Note);
    let chips = {
        let chat = chat.clone();
        move |file| view! { <FileChip file chat=chat.clone() /> }
    };
    let subject = match what {
        Outgoing::Mail(letter) => Some(letter.subject),
        Outgoing::Message | Outgoing::Note => None,
    };
    let again = {
        let chat = chat.clone();
        Callback::new(move |()| desk.say_again(&chat, id))
    };
    let back = Callback::new(move |()| desk.take_back(&chat, id));
    view! {
        <div class="message" tabindex="-1" data-from="operator" data-kind=is_note.then_some("note") data-unsent="">
            {subject.map(|subject| view! { <span class="message__kind">{subject}</span> })}
            {(!text.is_empty()).then(|| view! { <p class="message__text">{linked(&text)}</p> })}
            {(!files.is_empty()).then(|| view! { <ul class="waiting-files">{files.into_iter().map(chips).collect_view()}</ul> })}
            <p class="message__foot">
                {move || match state.get() {
                    UnsentState::Sending => view! { <OnItsWay words=words!(chat.sending) /> }.into_any(),
                    UnsentState::Waiting => view! {
                        <TakeBack back />
                        <OnItsWay words=words!(chat.waits_for_files) />
                    }.into_any(),
                    UnsentState::Stuck(error) => view! {
                        <Button label=words!(chat.retry) icon=icondata_lu::LuRotateCw look=Look::Quiet on_press=again />
                        <TakeBack back />
                        <span class="delivery" data-state="failed"><Icon icon=icondata_lu::LuCircleAlert />{move || error_words(desk, &error)}</span>
                    }.into_any(),
                }}
            </p>
        </div>
    }
}

#[component]
fn OnItsWay(words: Signal<String>) -> impl IntoView {
    view! { <span class="delivery" data-state="sending"><Icon icon=icondata_lu::LuClock />{words}</span> }
}

#[component]
fn TakeBack(back: Callback<()>) -> impl IntoView {
    view! { <Button label=Signal::derive(|| tr!(chat.take_back)) icon=icondata_lu::LuUndo2 look=Look::Quiet on_press=back /> }
}
