//! Sending the client a form that collects contacts (W9).

use crate::desk::{Desk, use_desk};
use crate::i18n::{tr, words};
use crate::parts::{DialogButton, FormFoot, said, use_form};
use crate::ui::{Look, SelectField, TextArea, Toast, ToastTone, Toasts};
use desk_contract::Appeal;
use desk_contract::command::SendForm;
use desk_contract::id::{FormId, MessageId, SentFormId};
use leptos::prelude::*;

/// The button, as an icon; off where no form can be sent now.
#[component]
pub(crate) fn FormSendButton(appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let refusal = Signal::derive(move || {
        let Some(form) = desk.directory.read().forms.first().map(|it| it.id) else {
            return Some(tr!(form.no_forms));
        };
        let refusal = desk.refusal(&appeal.read(), &wish(desk, appeal, form, "1".to_owned()))?;
        Some(said(desk, &refusal))
    });
    let content = move |close| view! { <SendingForm appeal on_done=close /> }.into_any();
    view! {
        <DialogButton label=words!(form.send) icon=icondata_lu::LuPlus icon_alone=true look=Look::Quiet refusal content />
    }
}

fn wish(desk: Desk, appeal: RwSignal<Appeal>, form: FormId, text: String) -> SendForm {
    let (sent, message) = (desk.new_id(SentFormId::new), desk.new_id(MessageId::new));
    SendForm { sent, appeal: appeal.read_untracked().id, form, message, text }
}

/// Which form, and the words that go with it.
#[component]
fn SendingForm(appeal: RwSignal<Appeal>, on_done: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let toasts = expect_context::<Toasts>();
    let forms: Vec<_> = {
        let directory = desk.directory.read_untracked();
        directory.forms.iter().map(|it| (it.id.to_string(), it.title.clone())).collect()
    };
    let chosen = RwSignal::new(forms.first().map(|(id, _)| id.clone()).unwrap_or_default());
    let text = RwSignal::new(untrack(|| tr!(form.words)));
    let (sent, message) = (desk.new_id(SentFormId::new), desk.new_id(MessageId::new));
    let this = appeal.read_untracked().id;
    let command = move || {
        let form = chosen.get().parse().ok()?;
        Some(SendForm { sent, appeal: this, form, message, text: text.get() })
    };
    let why = Signal::derive(move || {
        let refusal = desk.refusal(&appeal.read(), &command()?)?;
        Some(said(desk, &refusal))
    });
    let asked = move || {
        let directory = desk.directory.read();
        let form = directory.form(chosen.get().parse().ok()?)?;
        Some(form.fields.iter().map(|field| field.label.clone()).collect::<Vec<_>>().join(", "))
    };
    let sending = use_form(
        move || untrack(command).map(Into::into),
        move |_| {
            let text = untrack(|| tr!(form.sent_done));
            toasts.say(Toast { text, tone: ToastTone::Done, action: None });
            on_done.try_run(());
        },
    );
    view! {
        <form class="form" on:submit=move |event| event.prevent_default()>
            <SelectField label=words!(form.which) options=Signal::stored(forms) value=chosen hint=Signal::derive(asked) />
            <TextArea label=words!(form.text) value=text rows=2 />
            <FormFoot label=words!(form.send) why sending />
        </form>
    }
}
