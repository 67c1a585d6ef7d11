//! Files in a chat: on their way, as a picture, as a card, in a viewer, and kept in a card (W2, W3).
//!
//! Owns: how a file looks and what may be done with it. Never: brings one (`desk` does).

mod card;
mod chip;
mod picture;
mod save;
mod viewer;

pub(super) use chip::FileChip;
pub(super) use viewer::{PictureViewer, Viewed};

use crate::parts::is_picture;
use card::FileCard;
use desk_contract::message::Attachment;
use desk_contract::{Appeal, Message};
use leptos::prelude::*;
use picture::Picture;

/// The files of a message.
#[component]
pub(super) fn Files(message: Message, appeal: RwSignal<Appeal>) -> impl IntoView {
    let files = message.attachments.clone();
    let one = move |file: Attachment| {
        let message = message.clone();
        match is_picture(&file) {
            true => view! { <Picture file message appeal /> }.into_any(),
            false => view! { <FileCard file message appeal /> }.into_any(),
        }
    };
    view! { <ul class="files">{files.into_iter().map(one).collect_view()}</ul> }
}
