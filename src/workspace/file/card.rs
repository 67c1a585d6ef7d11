//! A file that is no picture: its kind, its name, its size, and what may be done with it.

use super::save::FileMenu;
use crate::parts::{icon_of, size_words};
use crate::ui::Icon;
use desk_contract::message::Attachment;
use desk_contract::{Appeal, Message};
use leptos::prelude::*;

#[component]
pub(super) fn FileCard(file: Attachment, message: Message, appeal: RwSignal<Appeal>) -> impl IntoView {
    let bytes = file.bytes;
    let (name, whole) = (file.name.clone(), file.name.clone());
    view! {
        <li class="file">
            <Icon icon=icon_of(&file) />
            <p class="file__name" title=whole>{name}</p>
            <span class="file__size">{move || size_words(bytes)}</span>
            <FileMenu file message appeal />
        </li>
    }
}
