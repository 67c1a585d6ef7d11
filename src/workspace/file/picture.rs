//! A picture in the chat: in a box of a fixed size, so that nothing moves when it arrives; a press opens it large.

use super::save::FileMenu;
use super::viewer::Viewed;
use crate::i18n::{tr, words};
use crate::parts::{size_words, use_address};
use crate::ui::Icon;
use desk_contract::message::Attachment;
use desk_contract::{Appeal, Message};
use leptos::prelude::*;

#[component]
pub(super) fn Picture(file: Attachment, message: Message, appeal: RwSignal<Appeal>) -> impl IntoView {
    let address = use_address(file.id);
    let viewed = use_context::<Viewed>();
    let (id, bytes, name) = (file.id, file.bytes, file.name.clone());
    let open = move |_| {
        if let Some(Viewed(viewed)) = viewed {
            viewed.set(Some(id));
        }
    };
    let alt = name.clone();
    let inside = move || {
        match address.get() {
        None => view! { <span class="skeleton" data-shape="picture" aria-hidden="true"></span> }.into_any(),
        Some(Ok(address)) => view! { <img src=address alt=alt.clone() loading="lazy" decoding="async" /> }.into_any(),
        Some(Err(_)) => view! { <span class="picture__lost"><Icon icon=icondata_lu::LuImageOff />{words!(file.lost)}</span> }.into_any(),
    }
    };
    let shown = name.clone();
    view! {
        <li class="picture">
            <button type="button" class="picture__open" aria-label=move || tr!(file.open_picture, name = shown.clone()) title=name on:click=open>
                {inside}
            </button>
            <span class="picture__size">{move || size_words(bytes)}</span>
            <FileMenu file message appeal />
        </li>
    }
}
