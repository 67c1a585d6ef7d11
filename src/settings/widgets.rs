//! Widgets and the lines connected in them: what is connected here, operators can write by first (O3, O5).

use crate::desk::{Desk, use_desk};
use crate::i18n::{tr, words};
use crate::parts::{ChannelIcon, EntryRow, Fields, Section, channel_name, checked_ids, checked_keys};
use crate::ui::{CheckList, TextField};
use desk_contract::Channel;
use desk_contract::directory::{Directory, Entry, EntryRef, Widget};
use desk_contract::id::WidgetId;
use leptos::prelude::*;

pub(super) const SECTION: Section = Section {
    key: "widget",
    title: || tr!(widget.widgets),
    add: || tr!(widget.add),
    empty: || tr!(widget.none),
    rows,
    blank,
    fields,
    is_removable: true,
};

fn rows(directory: &Directory) -> Vec<EntryRow> {
    let row = |widget: &Widget| {
        let has = |channel: &Channel| {
            let lines = widget.entry_points.iter().filter_map(|id| directory.entry_point(*id));
            lines.into_iter().any(|line| line.channel == *channel)
        };
        let channels: Vec<_> = Channel::ALL.into_iter().filter(has).map(channel_name).collect();
        let hint = if channels.is_empty() { tr!(widget.nothing_connected) } else { channels.join(", ") };
        EntryRow { hint, ..EntryRow::named(widget.id, EntryRef::Widget(widget.id), &widget.title) }
    };
    directory.widgets.iter().map(row).collect()
}

fn blank(desk: Desk) -> Entry {
    let id = desk.new_id(WidgetId::new);
    Entry::Widget(Widget { id, title: String::new(), entry_points: Vec::new() })
}

fn fields(entry: Entry) -> Fields {
    let Entry::Widget(widget) = entry else { return Fields::none() };
    let (id, stood) = (widget.id, widget.entry_points);
    let title = RwSignal::new(widget.title);
    let chosen = RwSignal::new(checked_keys(&stood));
    let typed = Signal::derive(move || {
        Some(Entry::Widget(Widget {
            id,
            title: title.get(),
            entry_points: checked_ids(&stood, &chosen.read()),
        }))
    });
    let view = view! {
        <TextField label=words!(entries.name) value=title />
        <div class="widget-lines" role="group" aria-label=words!(widget.lines)>
            <p class="field__label">{words!(widget.lines)}</p>
            {Channel::ALL.into_iter().map(|channel| view! { <LinesOf channel chosen /> }).collect_view()}
        </div>
    };
    Fields { view: view.into_any(), typed }
}

/// The lines of one channel, each with its switch; nothing where the channel has none.
#[component]
fn LinesOf(channel: Channel, chosen: RwSignal<Vec<String>>) -> impl IntoView {
    let desk = use_desk();
    let lines = Memo::new(move |_| {
        let directory = desk.directory.read();
        let lines = directory.entry_points.iter().filter(|line| line.channel == channel);
        let words = |address: &str, comment: Option<&String>| match comment {
            Some(comment) => format!("{address} · {comment}"),
            None => address.to_owned(),
        };
        lines
            .map(|line| (line.id.to_string(), words(&line.address, line.comment.as_ref())))
            .collect::<Vec<_>>()
    });
    view! {
        <Show when=move || !lines.read().is_empty()>
            <CheckList label=Signal::derive(move || channel_name(channel)) options=Signal::derive(move || lines.get()) value=chosen />
        </Show>
    }
}

/// By which channels the desk can write first, and by which not: what the switches below come to.
#[component]
pub(super) fn Connected() -> impl IntoView {
    let desk = use_desk();
    let split = Memo::new(move |_| {
        let directory = desk.directory.read();
        // The company's numbers call and send SMS whatever is connected, and only clients begin a chat of the site.
        let can_begin = |it: &Channel| !matches!(it, Channel::Call | Channel::SiteChat | Channel::Sms);
        let (on, off): (Vec<_>, Vec<_>) =
            Channel::ALL.into_iter().filter(can_begin).partition(|channel| directory.is_connected(*channel));
        (on, off)
    });
    let list = |channels: Vec<Channel>| {
        let one = |channel| view! { <li class="connected__one"><ChannelIcon channel />{channel_name(channel)}</li> };
        view! { <ul class="connected__list">{channels.into_iter().map(one).collect_view()}</ul> }
    };
    view! {
        <section class="connected" aria-label=words!(widget.connected)>
            <h2 class="connected__title">{words!(widget.connected)}</h2>
            {move || list(split.get().0)}
            <Show when=move || !split.read().1.is_empty()>
                <h2 class="connected__title">{words!(widget.not_connected)}</h2>
                <div data-off="">{move || list(split.get().1)}</div>
                <p class="field__note">{words!(widget.not_connected_hint)}</p>
            </Show>
        </section>
    }
}
