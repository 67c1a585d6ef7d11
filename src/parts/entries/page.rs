//! A page of entries: the list, and the form of the chosen one beside it. The address says which.

use super::form::EntryForm;
use super::unsaved::Unsaved;
use super::{EntryRow, Section, why_not_mine};
use crate::desk::use_desk;
use crate::i18n::{tr, words};
use crate::parts::ChannelIcon;
use crate::ui::{Button, Each, Empty, Icon};
use desk_contract::directory::EntryRef;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_navigate};

/// What stands before a section's key in the address of a new entry.
const NEW: &str = "new-";

/// The page.
#[component]
pub(crate) fn EntriesPage(
    /// Its address; an entry's is below it.
    home: &'static str,
    /// What it is called.
    #[prop(into)]
    title: Signal<String>,
    /// What it is for.
    #[prop(into)]
    hint: Signal<String>,
    /// The kinds of entries on it.
    sections: &'static [Section],
    /// Said above the list, where there is more to say.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let path = use_location().pathname;
    let chosen = Memo::new(move |_| {
        let below = path.read().strip_prefix(home)?.trim_matches('/').to_owned();
        (!below.is_empty()).then_some(below)
    });
    let unsaved = Unsaved::new();
    let editor = move || {
        match chosen.get() {
        Some(id) => view! { <Editor home sections id unsaved /> }.into_any(),
        None => view! {
            <div class="entries__nothing">
                <Empty icon=icondata_lu::LuListChecks title=words!(entries.nothing_open) hint=words!(entries.nothing_open_hint) />
            </div>
        }
        .into_any(),
    }
    };
    view! {
        <div class="entries" data-open=move || chosen.read().is_some().then_some("")>
            <div class="entries__lists">
                <header class="page-head">
                    <h1 class="page-head__title">{title}</h1>
                    <p class="page-head__hint">{hint}</p>
                </header>
                {children.map(|children| children())}
                {sections.iter().map(|section| view! { <EntryList home section=*section chosen unsaved /> }).collect_view()}
            </div>
            <div class="entries__editor">{editor}</div>
        </div>
    }
}

/// The entries of one kind.
#[component]
fn EntryList(
    home: &'static str,
    section: Section,
    chosen: Memo<Option<String>>,
    unsaved: Unsaved,
) -> impl IntoView {
    let desk = use_desk();
    let navigate = use_navigate();
    let rows = Memo::new(move |_| (section.rows)(&desk.directory.read()));
    let blank = (section.blank)(desk);
    let refusal = Signal::derive(move || why_not_mine(desk, &blank));
    let begin = move |()| navigate(&format!("{home}/{NEW}{}", section.key), Default::default());
    let title = Signal::derive(section.title);
    let one = move |row: EntryRow| view! { <Row home row chosen unsaved /> };
    view! {
        <section class="entry-list" aria-label=title>
            <header class="entry-list__head">
                <h2 class="entry-list__title">{title}</h2>
                <Button label=Signal::derive(section.add) icon=icondata_lu::LuPlus icon_alone=true refusal on_press=begin />
            </header>
            <Show when=move || rows.read().is_empty()>
                <p class="entry-list__empty">{move || (section.empty)()}</p>
            </Show>
            <ul class="entry-list__rows">
                <Each each=move || rows.get() key=EntryRow::clone children=one />
            </ul>
        </section>
    }
}

#[component]
fn Row(home: &'static str, row: EntryRow, chosen: Memo<Option<String>>, unsaved: Unsaved) -> impl IntoView {
    let EntryRow { id, title, hint, mark, channel, depth, .. } = row;
    let href = format!("{home}/{id}");
    let is_chosen = {
        let id = id.clone();
        move || (chosen.read().as_deref() == Some(id.as_str())).then_some("true")
    };
    let mark = move || if unsaved.has(&id) { Some(tr!(entries.unsaved)) } else { mark.clone() };
    view! {
        <li>
            <a href=href class="entry-row" data-depth=depth.to_string() aria-current=is_chosen>
                {channel.map(|channel| view! { <ChannelIcon channel /> })}
                <span class="entry-row__words">
                    <span class="entry-row__title">{title}</span>
                    {(!hint.is_empty()).then(|| view! { <span class="entry-row__hint">{hint}</span> })}
                </span>
                {move || mark().map(|mark| view! { <span class="entry-row__mark">{mark}</span> })}
                <Icon icon=icondata_lu::LuChevronRight />
            </a>
        </li>
    }
}

/// The form of the entry that the address names, whether it stands already or is to be.
#[component]
fn Editor(
    home: &'static str,
    sections: &'static [Section],
    /// Below the page's address.
    id: String,
    unsaved: Unsaved,
) -> impl IntoView {
    let desk = use_desk();
    let begun = id.strip_prefix(NEW).and_then(|key| sections.iter().find(|section| section.key == key));
    if let Some(section) = begun.copied() {
        let entry = (section.blank)(desk);
        return view! { <EntryForm home section entry is_new=true unsaved /> }.into_any();
    }
    let found = Memo::new(move |_| {
        let directory = desk.directory.read();
        let found = |section: &Section| -> Option<EntryRef> {
            (section.rows)(&directory).into_iter().find(|row| row.id == id).map(|row| row.entry)
        };
        sections.iter().enumerate().find_map(|(place, section)| Some((place, found(section)?)))
    });
    let form = move || {
        let (place, reference) = found.get()?;
        let entry = desk.directory.read_untracked().entry(reference)?;
        let section = *sections.get(place)?;
        Some(view! { <EntryForm home section entry is_new=false unsaved /> })
    };
    let nothing = move || {
        view! {
            <div class="entries__nothing">
                <Empty icon=icondata_lu::LuListChecks title=words!(entries.unknown) hint=words!(entries.unknown_hint) />
            </div>
        }
    };
    (move || form().map_or_else(|| nothing().into_any(), IntoAny::into_any)).into_any()
}
