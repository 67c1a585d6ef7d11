//! Making an appeal by hand: the menu at the head of the list, and the dialog that it opens (Q4).
//!
//! Owns: the dialog and what is filled in, for as long as the page lives. Never: what is wrong with it; the rules are
//! asked.

mod address;
mod client;
mod files;
mod form;

pub(crate) use form::NewAppeal;

use super::WritesNext;
use super::outgoing::OutgoingDialog;
use crate::desk::use_desk;
use crate::i18n::{tr, words};
use crate::parts::{appeal_path, channel_name, use_command};
use crate::ui::{Button, Dialog, Look, Menu, Piece, SelectField, TextArea, piece};
use client::ClientField;
use desk_contract::Command;
use desk_contract::directory::Topic;
use files::FilesField;
use form::Part;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// «+»: what can be begun from here.
#[component]
pub(super) fn NewAppealMenu() -> impl IntoView {
    let form: NewAppeal = expect_context();
    let outgoing = RwSignal::new(false);
    let content = move |close: Callback<()>| {
        let go_out = move |()| {
            close.run(());
            outgoing.set(true);
        };
        let begin = move |()| {
            close.run(());
            form.open.set(true);
        };
        view! {
            <div class="menu__items">
                <Button label=words!(ways.outgoing) icon=icondata_lu::LuPhoneOutgoing look=Look::Quiet on_press=go_out />
                <Button label=words!(create.incoming) icon=icondata_lu::LuPhoneIncoming look=Look::Quiet on_press=begin />
            </div>
        }
        .into_any()
    };
    view! {
        <Menu label=words!(create.menu) icon=icondata_lu::LuPlus icon_alone=true look=Look::Quiet content />
        <OutgoingDialog open=outgoing />
        <Dialog title=words!(create.title) open=form.open close=words!(create.close) content=move || view! { <CreateForm form /> }.into_any() />
    }
}

#[component]
fn CreateForm(form: NewAppeal) -> impl IntoView {
    view! { <Piece load=create_form props=CreateFieldsProps { form } /> }
}

piece!(create_form in forms = CreateFields(CreateFieldsProps));

#[component]
fn CreateFields(form: NewAppeal) -> impl IntoView {
    let desk = use_desk();
    let navigate = use_navigate();
    let WritesNext(writes_next) = expect_context();
    let (busy, create) = use_command(
        move || Some(form.wish(desk).ok()?.into()),
        move |done| {
            let Command::CreateAppeal(created) = done else { return };
            form.begin_anew(desk);
            writes_next.set(Some(created.appeal));
            navigate(&appeal_path(created.appeal), NavigateOptions::default());
        },
    );
    let press = move |()| {
        form.is_tried.set(true);
        if untrack(|| form.trouble(desk)).is_none() {
            create.run(());
        }
    };
    let error = move |of: Part| Signal::derive(move || form.error(desk, of));
    let rest = Signal::derive(move || form.error(desk, Part::Whole));
    view! {
        <form class="form" aria-label=words!(create.title) on:submit=move |event| event.prevent_default()>
            <Line form />
            <ClientField form />
            <SelectField label=words!(create.topic) options=topics() value=form.topic error=error(Part::Topic) />
            {move || if form.channel().is_some_and(desk_contract::Channel::carries_text) {
                view! {
                    <TextArea label=words!(create.text) value=form.text error=error(Part::Text) />
                    <FilesField form error=error(Part::Files) />
                }.into_any()
            } else {
                view! { <p class="field__note">{words!(create.no_text)}</p> }.into_any()
            }}
            <TextArea label=words!(create.comment) value=form.comment rows=2 error=error(Part::Comment) />
            {move || rest.get().map(|said| view! { <p class="field__note" data-tone="failed" role="alert">{said}</p> })}
            <div class="form__buttons">
                <Button label=words!(create.clear) look=Look::Quiet on_press=move |()| form.clear(desk) />
                <Button label=words!(create.create) look=Look::Primary busy on_press=press />
            </div>
        </form>
    }
}

/// Channel, line and group.
#[component]
fn Line(form: NewAppeal) -> impl IntoView {
    let desk = use_desk();
    let channels = Signal::derive(move || {
        let channels = form.channels().into_iter();
        channels.map(|it| (it.as_str().to_owned(), channel_name(it))).collect::<Vec<_>>()
    });
    let lines = Signal::derive(move || {
        let directory = desk.directory.read();
        let of_channel = form.lines(&directory);
        let shown = of_channel.map(|line| {
            let words = match &line.comment {
                Some(comment) => format!("{} · {comment}", line.address),
                None => line.address.clone(),
            };
            (line.id.to_string(), words)
        });
        shown.collect::<Vec<_>>()
    });
    let groups = Signal::derive(move || {
        let directory = desk.directory.read();
        form.groups(&directory).map(|group| (group.id.to_string(), group.title.clone())).collect::<Vec<_>>()
    });
    let error = move |of: Part| Signal::derive(move || form.error(desk, of));
    view! {
        <div class="form__row">
            <SelectField label=words!(create.channel) options=channels value=form.channel_key />
            <SelectField label=words!(create.group) options=groups value=form.group error=error(Part::Group) />
        </div>
        <SelectField label=words!(create.entry_point) options=lines value=form.entry_point error=error(Part::Line) />
    }
}

/// The topics that are offered, each with those above it.
fn topics() -> Signal<Vec<(String, String)>> {
    let desk = use_desk();
    Signal::derive(move || {
        let directory = desk.directory.read();
        let mut options = vec![(String::new(), tr!(create.no_topic))];
        let shown = |topic: &Topic| (topic.id.to_string(), directory.topic_path(topic.id).join(" / "));
        let mut offered: Vec<_> =
            directory.topics.iter().filter(|topic| !topic.is_put_away).map(shown).collect();
        offered.sort_by(|one, two| one.1.cmp(&two.1));
        options.extend(offered);
        options
    })
}
