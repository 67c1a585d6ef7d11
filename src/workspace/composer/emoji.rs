//! The emoji picker: a small table, searched by words, made only when it is opened.

use super::emoji_table::{GROUPS, Group};
use crate::i18n::{tr, words};
use crate::ui::{LineKind, Look, Menu, Piece, TextField, piece};
use desk_contract::search::Sought;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// How many stand in a row, as in the style sheet; the arrows go up and down by it.
const A_ROW: usize = 8;

#[component]
pub(super) fn EmojiMenu(put: Callback<String>) -> impl IntoView {
    let content = move |close: Callback<()>| {
        let take = Callback::new(move |emoji: &'static str| {
            close.run(());
            put.run(emoji.to_owned());
        });
        view! { <Picker take /> }.into_any()
    };
    view! { <Menu label=words!(composer.emoji) icon=icondata_lu::LuSmile icon_alone=true look=Look::Quiet content /> }
}

#[component]
fn Picker(take: Callback<&'static str>) -> impl IntoView {
    view! { <Piece load=emoji_picker props=EmojiTableProps { take } /> }
}

piece!(emoji_picker in forms = EmojiTable(EmojiTableProps));

#[component]
fn EmojiTable(take: Callback<&'static str>) -> impl IntoView {
    let sought = RwSignal::new(String::new());
    let groups = move || {
        let words = Sought::read(&sought.read());
        let matching = move |(title, all): &Group| {
            let found: Vec<_> = all.iter().filter(|it| words.is_in(it.1)).map(|it| it.0).collect();
            (!found.is_empty()).then_some((*title, found))
        };
        GROUPS.iter().filter_map(matching).collect::<Vec<_>>()
    };
    let one = move |emoji: &'static str| {
        view! { <button type="button" class="emoji__one" title=name_of(emoji) aria-label=name_of(emoji) on:click=move |_| take.run(emoji)>{emoji}</button> }
    };
    let group = move |(title, found): (&'static str, Vec<&'static str>)| {
        view! {
            <h3 class="emoji__title">{title_of(title)}</h3>
            <div class="emoji__group">{found.into_iter().map(one).collect_view()}</div>
        }
    };
    view! {
        <div class="emoji" on:keydown=walk>
            <TextField label=words!(emoji.search) value=sought kind=LineKind::Search takes_focus=true />
            {move || {
                let found = groups();
                match found.is_empty() {
                    true => view! { <p class="emoji__nothing" role="status">{words!(emoji.nothing)}</p> }.into_any(),
                    false => found.into_iter().map(group).collect_view().into_any(),
                }
            }}
        </div>
    }
}

/// What an emoji is called: the first of its words in the language of the screen.
fn name_of(emoji: &'static str) -> String {
    let words = GROUPS.iter().flat_map(|(_, all)| all.iter()).find(|it| it.0 == emoji).map_or("", |it| it.1);
    let (russian, english) = words.split_once('|').unwrap_or((words, words));
    let words =
        if crate::i18n::language() == desk_contract::refusal::Language::Ru { russian } else { english };
    words.split(' ').next().unwrap_or_default().to_owned()
}

fn title_of(group: &str) -> String {
    match group {
        "faces" => tr!(emoji.faces),
        "hands" => tr!(emoji.hands),
        "hearts" => tr!(emoji.hearts),
        "things" => tr!(emoji.things),
        _ => tr!(emoji.signs),
    }
}

/// The arrows walk over the emoji.
fn walk(event: KeyboardEvent) {
    let target = event.target().and_then(|it| it.dyn_into::<HtmlElement>().ok());
    let Some(place) = target.and_then(|it| it.closest(".emoji").ok().flatten()) else { return };
    let Ok(all) = place.query_selector_all("button") else { return };
    let all: Vec<HtmlElement> = (0..all.length()).filter_map(|at| all.get(at)?.dyn_into().ok()).collect();
    let active = document().active_element();
    let here = all.iter().position(|it| Some(it.as_ref()) == active.as_ref());
    let next = match (event.key().as_str(), here) {
        ("ArrowDown", None) => Some(0),
        ("ArrowRight", Some(here)) => Some(here + 1),
        ("ArrowDown", Some(here)) => Some(here + A_ROW),
        ("ArrowLeft", Some(here)) => here.checked_sub(1),
        ("ArrowUp", Some(here)) => here.checked_sub(A_ROW),
        _ => return,
    };
    if let Some(next) = next.and_then(|next| all.get(next)) {
        event.prevent_default();
        // Focus can be refused only by an element that is not shown.
        let _ = next.focus();
    }
}
