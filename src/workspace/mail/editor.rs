//! The built-in editor of letters (O5): heads, words with a little shape, files, the correspondence.
//!
//! Owns: putting a letter together. Never: whether it may be sent; the desk is asked.

use super::draft::{MailDraft, addresses_in, answered, last_letter, receiver};
use super::heads::{Heads, Suggested, mailboxes};
use super::quote::quoted;
use super::rich::{Body, RichField};
use super::toolbar::{Moved, Toolbar};
use crate::desk::{Chat, Outgoing, use_desk};
use crate::i18n::{language, tr, words};
use crate::parts::Harmless;
use crate::ui::{Button, Empty, Look, Piece, piece};
use crate::workspace::composer::{AttachButton, WaitingFiles, files_refusal, paste_files};
use desk_contract::Appeal;
use desk_contract::command::SendMail;
use desk_contract::id::MessageId;
use desk_contract::mail_html::plain;
use desk_contract::own::DraftKind;
use leptos::prelude::*;

/// The editor, or why no letter can leave.
#[component]
pub(in crate::workspace) fn MailEditor(chat: Chat, appeal: RwSignal<Appeal>) -> impl IntoView {
    let boxes = mailboxes(use_desk());
    let is_any = Memo::new(move |_| !boxes.read().is_empty());
    move || {
        match is_any.get() {
        true => view! { <Editor chat=chat.clone() appeal /> }.into_any(),
        false => view! { <Empty icon=icondata_lu::LuMail title=words!(mail.no_box) hint=words!(mail.no_box_hint) /> }.into_any(),
    }
    }
}

#[component]
fn Editor(chat: Chat, appeal: RwSignal<Appeal>) -> impl IntoView {
    view! { <Piece load=mail_editor props=LetterEditorProps { chat, appeal } /> }
}

piece!(mail_editor in mail = LetterEditor(LetterEditorProps));

/// Fetches the editor ahead, and letters with it.
pub(in crate::workspace) async fn fetch_ahead() {
    let _ = mail_editor().await;
}

#[component]
fn LetterEditor(chat: Chat, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let kept = RwSignal::from(desk.field(chat.appeal, DraftKind::Mail));
    let draft = Memo::new(move |_| MailDraft::read(&kept.read()));
    let change = {
        let chat = chat.clone();
        Callback::new(move |draft: MailDraft| draft.keep(desk, &chat))
    };
    let last = Memo::new({
        let chat = chat.clone();
        move |_| last_letter(&chat)
    });
    let suggested = Suggested {
        to: Signal::derive(move || receiver(desk, &appeal.read())),
        subject: Signal::derive(move || {
            last.read().as_ref().map(|it| answered(&it.1.subject)).unwrap_or_default()
        }),
    };
    let quote = Memo::new(move |_| last.read().as_ref().map(|letter| quoted(desk, appeal, letter)));
    let letter = {
        let boxes = mailboxes(desk);
        let id = chat.appeal;
        Memo::new(move |_| {
            let from = draft.read().from.or_else(|| boxes.read().first().map(|it| it.0))?;
            Some(letter_of(id, from, &draft.read(), suggested, quote.get()))
        })
    };
    let (body, moved) = (Body::new(), Moved(RwSignal::new(0)));
    let stuck = files_refusal(&chat, appeal);
    let files = RwSignal::from(chat.files.clone());
    let reason = Signal::derive(move || {
        if let Some(stuck) = stuck.get() {
            return Some(stuck);
        }
        let Some(mut letter) = letter.get() else { return Some(tr!(mail.no_box)) };
        // The quotation alone is no letter; files that are on their way make up for words.
        let is_wordless = plain(&draft.read().html).is_empty();
        letter.text = if !is_wordless || !files.read().is_empty() { "?".to_owned() } else { String::new() };
        let refusal = desk.refusal(&appeal.read(), &letter)?;
        Some(desk.sentence(&refusal, language()))
    });
    let send = {
        let chat = chat.clone();
        Callback::new(move |()| {
            let ready = letter.get_untracked().filter(|_| untrack(|| reason.get()).is_none());
            if let Some(letter) = ready {
                let text = plain(&draft.read_untracked().html);
                desk.say(&chat, Outgoing::Mail(Box::new(letter)), text);
            }
        })
    };
    let write = Callback::new(move |html| change.run(MailDraft { html, ..draft.get_untracked() }));
    let shaped = Callback::new(move |()| {
        if let Some(body) = body.get_untracked() {
            write.run(Harmless::read_from(&body).as_str().to_owned());
        }
    });
    let pasted = {
        let chat = chat.clone();
        Callback::new(move |event| paste_files(desk, &chat, appeal, &event))
    };
    view! {
        <form class="composer" data-kind="mail" aria-label=words!(mail.editor) on:submit=move |event| event.prevent_default()>
            <Heads draft change suggested />
            <RichField
                body html=Signal::derive(move || draft.read().html.clone()) on_write=write on_send=send on_paste=pasted
                on_move=Callback::new(move |()| moved.0.update(|it| *it = it.wrapping_add(1)))
            />
            <Quotation quote draft change />
            <WaitingFiles chat=chat.clone() />
            <div class="composer__bar">
                <AttachButton chat=chat.clone() appeal />
                <Toolbar body moved on_change=shaped />
                <Button label=words!(chat.send) icon=icondata_lu::LuSendHorizontal icon_alone=true look=Look::Primary refusal=reason on_press=send />
            </div>
        </form>
    }
}

fn letter_of(
    appeal: desk_contract::id::AppealId,
    from: desk_contract::id::MailboxId,
    draft: &MailDraft,
    suggested: Suggested,
    quote: Option<String>,
) -> SendMail {
    let quote = quote.filter(|_| !draft.is_without_quote).unwrap_or_default();
    let html = format!("{}{quote}", draft.html);
    SendMail {
        appeal,
        message: MessageId::new(desk_contract::Timestamp::UNIX_EPOCH, [0; 10]),
        from,
        to: addresses_in(&draft.to.clone().unwrap_or_else(|| suggested.to.get())),
        cc: addresses_in(draft.cc.as_deref().unwrap_or_default()),
        subject: draft.subject.clone().unwrap_or_else(|| suggested.subject.get()),
        text: plain(&draft.html),
        html: Some(html),
        attachments: Vec::new(),
    }
}

/// The correspondence below, folded; it goes along unless it is left out.
#[component]
fn Quotation(
    quote: Memo<Option<String>>,
    draft: Memo<MailDraft>,
    change: Callback<MailDraft>,
) -> impl IntoView {
    let is_out = Memo::new(move |_| draft.read().is_without_quote);
    let turn = move |()| {
        let draft = draft.get_untracked();
        change.run(MailDraft { is_without_quote: !draft.is_without_quote, ..draft });
    };
    let words = move || quote.read().as_deref().map(plain).unwrap_or_default();
    view! {
        <Show when=move || quote.read().is_some()>
            <div class="quotation" data-out=move || is_out.get().then_some("")>
                <details class="quotation__fold">
                    <summary aria-label=words!(mail.correspondence) title=words!(mail.correspondence)>"…"</summary>
                    <p class="quotation__words">{words}</p>
                </details>
                <Button
                    label=Signal::derive(move || if is_out.get() { tr!(mail.with_quote) } else { tr!(mail.without_quote) })
                    look=Look::Quiet on_press=turn
                />
            </div>
        </Show>
    }
}
