//! A letter in a chat: subject, from whom and to whom, its words.
//!
//! Never: lets a letter's HTML into the page as it came; all of it is made harmless by `contract::mail_html` first.

mod page;

pub(crate) use page::Harmless;

use crate::desk::use_desk;
use crate::i18n::{tr, words};
use crate::ui::{Button, Icon, Look, Piece, piece};
use desk_contract::mail_html::Pictures;
use desk_contract::message::{Author, Envelope};
use leptos::prelude::*;
use page::{LetterFrame, pictures_of};

/// The letter.
#[component]
pub(crate) fn LetterView(envelope: Envelope, author: Author, text: String) -> impl IntoView {
    let desk = use_desk();
    let Envelope { from, to, cc, subject, html } = envelope;
    let from = Signal::derive(move || {
        let mailbox = from.and_then(|id| desk.directory.read().mailbox(id).map(|it| it.address.clone()));
        match (mailbox, author) {
            (Some(address), _) => tr!(mail.from_box, address = address),
            (None, Author::Operator { id }) => tr!(mail.from_box, address = desk.name_of(id)),
            (None, _) => String::new(),
        }
    });
    let (to, cc) = (to.join(", "), cc.join(", "));
    let shown = subject.clone();
    let subject =
        Signal::derive(move || if subject.is_empty() { tr!(mail.no_subject) } else { subject.clone() });
    let body = match html.filter(|html| !html.trim().is_empty()) {
        Some(html) => {
            view! { <Piece load=letter_body props=HtmlLetterProps { html, subject: shown } /> }.into_any()
        }
        None => view! { <p class="message__text letter__text">{text}</p> }.into_any(),
    };
    view! {
        <div class="letter">
            <div class="letter__head">
                <span class="letter__subject"><Icon icon=icondata_lu::LuMail />{subject}</span>
                <span class="letter__line">
                    {move || Some(from.get()).filter(|it| !it.is_empty()).map(|from| view! { <span>{from}</span> })}
                    {(!to.is_empty()).then(|| view! { <span>{move || tr!(mail.to_whom, to = to.clone())}</span> })}
                    {(!cc.is_empty()).then(|| view! { <span>{move || tr!(mail.cc_whom, cc = cc.clone())}</span> })}
                </span>
            </div>
            {body}
        </div>
    }
}

piece!(letter_body in mail = HtmlLetter(HtmlLetterProps));

#[component]
fn HtmlLetter(html: String, subject: String) -> impl IntoView {
    let pictures = RwSignal::new(Pictures::Blocked);
    let count = pictures_of(&html);
    let title = move || tr!(mail.letter, subject = subject.clone());
    view! {
        <LetterFrame html title=Signal::derive(title) pictures=pictures.into() />
        {(count > 0).then(|| view! {
            <Show when=move || pictures.get() == Pictures::Blocked>
                <div class="letter__pictures">
                    <span>{words!(mail.pictures_blocked)}</span>
                    <Button label=words!(mail.show_pictures) icon=icondata_lu::LuImage look=Look::Quiet on_press=move |()| pictures.set(Pictures::Shown) />
                </div>
            </Show>
        })}
    }
}
