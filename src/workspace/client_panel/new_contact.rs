//! A new card for the guest of an appeal, with what is known of him filled in (W6).

use crate::contacts::{ContactDraft, ContactForm};
use crate::desk::use_desk;
use crate::i18n::words;
use crate::parts::{DialogButton, why_not};
use crate::ui::DialogSize;
use desk_contract::Appeal;
use desk_contract::address::Address;
use desk_contract::command::SaveContact;
use desk_contract::contact::ContactCard;
use desk_contract::id::ContactId;
use leptos::prelude::*;

/// The button; off where the appeal may not be bound now.
#[component]
pub(super) fn NewContactButton(appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    // Asked with any name: the form asks for the right one.
    let probe = SaveContact {
        contact: desk.new_id(ContactId::new),
        version: None,
        card: ContactCard { name: "1".to_owned(), ..ContactCard::default() },
        from_appeal: Some(appeal.read_untracked().id),
    };
    let refusal = why_not(desk, appeal, probe);
    let content = move |close: Callback<()>| {
        let draft =
            ContactDraft { contact: None, card: known_of(&appeal.read_untracked()), appeal: Some(appeal) };
        view! { <ContactForm draft on_done=move |_| _ = close.try_run(()) /> }.into_any()
    };
    view! {
        <DialogButton label=words!(client.new_contact) icon=icondata_lu::LuUserRoundPlus refusal size=DialogSize::Wide content />
    }
}

/// What is known of a guest: where he comes from, and his name where a messenger tells one.
pub(in crate::workspace) fn known_of(appeal: &Appeal) -> ContactCard {
    let card = ContactCard::default().with(appeal.channel, &appeal.address);
    let is_name = |name: &&String| !name.contains(['@', '/', '.']);
    let name = match &appeal.address {
        Address::Account { name, .. } => name.as_ref().filter(is_name).cloned(),
        _ => None,
    };
    ContactCard { name: name.unwrap_or_default(), ..card }
}
