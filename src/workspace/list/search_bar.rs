//! The field above the lists, and the menu beside it: by channel, and which appeals come first (Q3, U8).

use super::looked_for::{Arrangement, LookedFor};
use crate::i18n::words;
use crate::parts::{ChannelIcon, channel_name};
use crate::ui::{Button, Empty, Icon, Look, Menu};
use desk_contract::Channel;
use desk_contract::listing::Place;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// Field and menu.
#[component]
pub(super) fn SearchBar(looked_for: LookedFor, place: RwSignal<Place>) -> impl IntoView {
    let typed = looked_for.typed;
    let keyed = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !typed.read_untracked().is_empty() {
            event.prevent_default();
            event.stop_propagation();
            typed.set(String::new());
        }
    };
    let content = move |_close| view! { <Choices looked_for place /> }.into_any();
    view! {
        <div class="list__search" role="search">
            <Icon icon=icondata_lu::LuSearch />
            <input
                class="field__input list__sought" type="search" autocomplete="off" aria-label=words!(list.search)
                placeholder=words!(list.search_hint) prop:value=typed
                on:input:target=move |event| typed.set(event.target().value()) on:keydown=keyed
            />
        </div>
        <span class="list__filter" data-on=move || looked_for.channel.get().is_some().then_some("")>
            <Menu label=words!(list.filter) icon=icondata_lu::LuListFilter icon_alone=true look=Look::Quiet content />
        </span>
    }
}

/// What is shown and in which order, one of several each.
#[component]
fn Choices(looked_for: LookedFor, place: RwSignal<Place>) -> impl IntoView {
    let channel = move |of: Option<Channel>| {
        let label =
            Signal::derive(move || of.map_or_else(|| crate::i18n::tr!(list.all_channels), channel_name));
        let is_chosen = Signal::derive(move || looked_for.channel.get() == of);
        view! { <Choice name="list-channel" label is_chosen on_choose=move |()| looked_for.channel.set(of) /> }
    };
    let order = move |of: Arrangement, label: Signal<String>| {
        let is_chosen = Signal::derive(move || looked_for.arrangement.get() == of);
        view! { <Choice name="list-order" label is_chosen on_choose=move |()| looked_for.arrange(of) /> }
    };
    view! {
        <div class="list__choices">
            <Show when=move || place.get() != Place::Closed>
                <fieldset class="list__choice">
                    <legend class="field__label">{words!(list.order)}</legend>
                    {order(Arrangement::Latest, words!(list.order_latest))}
                    {order(Arrangement::Owed, words!(list.order_owed))}
                </fieldset>
            </Show>
            <fieldset class="list__choice">
                <legend class="field__label">{words!(list.channel)}</legend>
                {channel(None)}
                {Channel::ALL.map(|it| channel(Some(it))).collect_view()}
            </fieldset>
        </div>
    }
}

#[component]
fn Choice(
    name: &'static str,
    label: Signal<String>,
    is_chosen: Signal<bool>,
    #[prop(into)] on_choose: Callback<()>,
) -> impl IntoView {
    view! {
        <label class="choice">
            <input type="radio" name=name prop:checked=is_chosen on:change=move |_| on_choose.run(()) />
            <span>{label}</span>
        </label>
    }
}

/// Says that only one channel is shown, and takes that back.
#[component]
pub(super) fn ChosenChannel(looked_for: LookedFor) -> impl IntoView {
    move || {
        looked_for.channel.get().map(|channel| {
            view! {
                <p class="list__chosen">
                    <ChannelIcon channel />
                    <span>{words!(list.only_channel, channel = channel_name(channel))}</span>
                    <Button
                        label=words!(list.all_channels) icon=icondata_lu::LuX icon_alone=true look=Look::Quiet
                        on_press=move |()| looked_for.channel.set(None)
                    />
                </p>
            }
        })
    }
}

/// Nothing answers to what is looked for.
#[component]
pub(super) fn NothingFound(looked_for: LookedFor) -> impl IntoView {
    view! {
        <div class="list__nothing" role="status">
            <Empty icon=icondata_lu::LuSearchX title=words!(list.nothing_found) hint=words!(list.nothing_found_hint) />
            <Button label=words!(list.clear_search) on_press=move |()| looked_for.clear() />
        </div>
    }
}
