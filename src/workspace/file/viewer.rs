//! A picture of the chat, large: fitted or in its own size, with arrows to the others.
//!
//! Owns: which picture is looked at. Never: brings one.

use crate::desk::Chat;
use crate::i18n::{tr, words};
use crate::parts::{is_picture, use_address, use_file_saving};
use crate::ui::{Button, Dialog, DialogSize, Look};
use desk_contract::id::AttachmentId;
use desk_contract::message::Attachment;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// The picture that is looked at; whoever shows pictures sets it.
#[derive(Clone, Copy)]
pub(in crate::workspace) struct Viewed(pub(in crate::workspace) RwSignal<Option<AttachmentId>>);

/// The viewer of a chat's pictures.
#[component]
pub(in crate::workspace) fn PictureViewer(
    chat: Chat,
    viewed: RwSignal<Option<AttachmentId>>,
) -> impl IntoView {
    let talk = RwSignal::from(chat.talk);
    // Only as long as one looks: it walks through all that is loaded.
    let pictures = Memo::new(move |_| {
        if viewed.read().is_none() {
            return Vec::new();
        }
        let talk = talk.read();
        let talk = talk.as_ref().and_then(|it| it.as_ref().ok());
        let messages = talk.map(|talk| talk.messages()).unwrap_or_default();
        messages
            .iter()
            .flat_map(|it| &it.attachments)
            .filter(|it| is_picture(it))
            .cloned()
            .collect::<Vec<_>>()
    });
    let at = Memo::new(move |_| pictures.read().iter().position(|it| Some(it.id) == viewed.get()));
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(viewed.get().is_some()));
    Effect::new(move |before: Option<bool>| {
        if before == Some(true) && !open.get() {
            viewed.set(None);
        }
        open.get()
    });
    let go = Callback::new(move |step: isize| {
        let next = at.get_untracked().and_then(|at| at.checked_add_signed(step));
        if let Some(next) = next.and_then(|next| pictures.read_untracked().get(next).map(|it| it.id)) {
            viewed.set(Some(next));
        }
    });
    let title = Signal::derive(move || {
        at.get().and_then(|at| Some(pictures.read().get(at)?.name.clone())).unwrap_or_default()
    });
    let content = move || view! { <Opened pictures at go /> }.into_any();
    view! { <Dialog title open size=DialogSize::Full close=words!(file.close) content /> }
}

#[component]
fn Opened(pictures: Memo<Vec<Attachment>>, at: Memo<Option<usize>>, go: Callback<isize>) -> impl IntoView {
    let is_whole = RwSignal::new(true);
    let keyed = move |event: KeyboardEvent| match event.key().as_str() {
        "ArrowLeft" => go.run(-1),
        "ArrowRight" => go.run(1),
        _ => {}
    };
    let now = Memo::new(move |_| at.get().and_then(|at| pictures.read().get(at).cloned()));
    let is_first = Signal::derive(move || (at.get() == Some(0)).then(|| tr!(file.first_picture)));
    let is_last = Signal::derive(move || {
        at.get().is_some_and(|at| at + 1 >= pictures.read().len()).then(|| tr!(file.last_picture))
    });
    let count = move || {
        let at = at.get().unwrap_or_default() + 1;
        tr!(file.of_pictures, place = at, count = pictures.read().len())
    };
    view! {
        <div class="viewer" on:keydown=keyed>
            <div class="viewer__bar">
                <Button label=words!(file.before) icon=icondata_lu::LuChevronLeft icon_alone=true look=Look::Quiet refusal=is_first on_press=move |()| go.run(-1) />
                <span class="viewer__count">{count}</span>
                <Button label=words!(file.after) icon=icondata_lu::LuChevronRight icon_alone=true look=Look::Quiet refusal=is_last on_press=move |()| go.run(1) />
                <Button
                    label=Signal::derive(move || if is_whole.get() { tr!(file.own_size) } else { tr!(file.fitted) })
                    icon=icondata_lu::LuMaximize2 look=Look::Quiet on_press=move |()| is_whole.update(|it| *it = !*it)
                />
                {move || now.get().map(|file| view! { <SavePicture file /> })}
            </div>
            <div class="viewer__ground" data-size=move || if is_whole.get() { "fitted" } else { "own" } tabindex="0" role="group" aria-label=words!(file.picture)>
                {move || now.get().map(|file| view! { <Large file /> })}
            </div>
        </div>
    }
}

#[component]
fn Large(file: Attachment) -> impl IntoView {
    let address = use_address(file.id);
    move || match address.get() {
        Some(Ok(address)) => view! { <img src=address alt=file.name.clone() /> }.into_any(),
        Some(Err(_)) => view! { <p class="picture__lost">{words!(file.lost)}</p> }.into_any(),
        None => ().into_any(),
    }
}

#[component]
fn SavePicture(file: Attachment) -> impl IntoView {
    let (busy, save) = use_file_saving(file);
    view! { <Button label=words!(file.download) icon=icondata_lu::LuDownload look=Look::Quiet busy on_press=save /> }
}
