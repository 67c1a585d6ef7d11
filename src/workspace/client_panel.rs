//! The panel beside the chat: the client's card, and the appeal's times and facts.

use crate::desk::use_desk;
use crate::i18n::{clock_span, day_and_time, list_time, local_date, long_date, tr, words};
use crate::parts::{ChannelIcon, appeal_path, channel_name, client_name};
use desk_contract::address::Address;
use desk_contract::appeal::Outcome;
use desk_contract::contact::ContactCard;
use desk_contract::id::AppealId;
use desk_contract::{Appeal, Channel};
use leptos::prelude::*;
use leptos_router::components::A;
use web_sys::KeyboardEvent;

/// The panel.
#[component]
pub(super) fn ClientPanel(appeal: RwSignal<Appeal>, panel_open: RwSignal<bool>) -> impl IntoView {
    let closed_by_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            panel_open.set(false);
        }
    };
    view! {
        <aside class="client-panel" on:keydown=closed_by_key aria-label=words!(client.panel) data-open=move || panel_open.get().then_some("")>
            <ClientCard appeal />
            <OtherAppeals appeal />
            <AppealFacts appeal />
        </aside>
    }
}

#[component]
fn ClientCard(appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let who = Memo::new(move |_| {
        let appeal = appeal.read();
        (appeal.contact, appeal.channel, appeal.address.clone())
    });
    move || {
        let (contact, channel, address) = who.get();
        let cards = desk.cards.read();
        let contact = contact.and_then(|id| cards.contact(id));
        let places = contact.map_or_else(|| guest_place(channel, &address), |it| places_of(&it.card));
        let organisation = contact.and_then(|it| cards.organisations.get(&it.card.organisation?));
        let since = contact.map(|it| tr!(client.known_since, date = long_date(it.created_at)));
        let name = client_name(&appeal.read());
        // A guest who is called by his number or account needs it only once.
        let places: Vec<_> = places.into_iter().filter(|(_, shown)| *shown != name).collect();
        view! {
            <section class="card">
                <h2 class="card__name">{name}</h2>
                {organisation.map(|it| view! { <p class="card__organisation">{it.card.title.clone()}</p> })}
                {(!places.is_empty()).then(|| view! {
                    <ul class="card__addresses" aria-label=tr!(client.addresses)>
                        {places.into_iter().map(place_view).collect_view()}
                    </ul>
                })}
                <p class="card__since">{since.unwrap_or_else(|| tr!(client.new_guest))}</p>
            </section>
        }
    }
}

/// Where the client can be reached, in words; an account with the messenger that it is of.
type Place = (Option<Channel>, String);

fn places_of(card: &ContactCard) -> Vec<Place> {
    let numbers = card.numbers.iter().map(|it| (None, it.number.grouped()));
    let accounts = card
        .accounts
        .iter()
        .map(|it| (Some(it.channel), it.name.clone().unwrap_or_else(|| channel_name(it.channel))));
    let mails = card.mails.iter().map(|address| (None, address.clone()));
    numbers.chain(accounts).chain(mails).collect()
}

fn guest_place(channel: Channel, address: &Address) -> Vec<Place> {
    let channel = matches!(address, Address::Account { .. }).then_some(channel);
    address.shown().map(|shown| (channel, shown)).into_iter().collect()
}

fn place_view((channel, shown): Place) -> impl IntoView {
    view! {
        <li class="card__address">
            {channel.map(|channel| view! { <ChannelIcon channel /> })}
            <span>{shown}</span>
        </li>
    }
}

/// The client's other appeals, as far as this desk knows them.
#[component]
fn OtherAppeals(appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let key = Memo::new(move |_| (appeal.read().contact, appeal.read().id));
    let others = move || {
        let (contact, this) = key.get();
        let theirs = contact.map(|contact| desk.appeals_of(contact)).unwrap_or_default();
        theirs.into_iter().filter(|id| *id != this).take(5).collect::<Vec<_>>()
    };
    move || {
        let others = others();
        (!others.is_empty()).then(|| {
            view! {
                <section class="card">
                    <h3 class="card__title">{words!(client.appeals)}</h3>
                    <ul class="card__appeals">
                        {others.into_iter().map(|id| view! { <OtherAppeal id /> }).collect_view()}
                    </ul>
                </section>
            }
        })
    }
}

#[component]
fn OtherAppeal(id: AppealId) -> impl IntoView {
    let desk = use_desk();
    let appeal = RwSignal::from(desk.known_appeal(id)?);
    Some(view! {
        <li>
            <A href=appeal_path(id) attr:class="other-appeal">
                {move || {
                    let appeal = appeal.read();
                    let today = local_date(desk.clock.get_untracked());
                    let words = appeal.preview.as_ref().map(|preview| preview.text.clone()).unwrap_or_default();
                    view! {
                        <ChannelIcon channel=appeal.channel />
                        <span class="other-appeal__words">{words}</span>
                        <time datetime=appeal.last_action_at.to_rfc3339()>{list_time(appeal.last_action_at, today)}</time>
                    }
                }}
            </A>
        </li>
    })
}

/// Facts and times of this appeal; the times are those of the history's columns (R8).
#[component]
fn AppealFacts(appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let group = move || desk.directory.read().group(appeal.read().group).map(|group| group.title.clone());
    let owner = move || appeal.read().owner().map(|id| desk.name_of(id));
    let created = move || Some(day_and_time(appeal.read().created_at));
    let wait = move || Some(clock_span(appeal.read().queue_wait(desk.clock.get())));
    let reply = move || appeal.read().first_reply().map(clock_span);
    let reaction = move || appeal.read().reaction().map(clock_span);
    let handling = move || appeal.read().handling(desk.clock.get()).map(clock_span);
    // What has not happened in an open appeal still may; in a closed one it did not.
    let not_yet = move || appeal.read().closing().is_none().then(|| tr!(appeal.not_yet));
    let point = move || desk.directory.read().entry_point(appeal.read().entry_point).cloned();
    let result = move || {
        let outcome = appeal.read().closing()?.outcome;
        Some(match outcome {
            Outcome::Spam => tr!(appeal.spam),
            Outcome::Listed { id } => desk.directory.read().outcome(id)?.title.clone(),
            Outcome::Missed => tr!(appeal.missed),
            Outcome::ReturnedToCampaign => tr!(appeal.returned_to_campaign),
        })
    };
    let comment = move || Some(appeal.read().comment.clone()).filter(|text| !text.is_empty());
    view! {
        <section class="card">
            <h3 class="card__title">{words!(appeal.details)}</h3>
            <dl class="facts">
                {fact(|| tr!(appeal.group), group)}
                {optional_fact(|| tr!(appeal.operator), owner)}
                {fact(|| tr!(appeal.entry_point), move || point().map(|point| point.address))}
                {optional_fact(|| tr!(appeal.about_entry), move || point().and_then(|point| point.comment))}
                {fact(|| tr!(appeal.created), created)}
                {fact(|| tr!(appeal.queue_wait), wait)}
                {fact(|| tr!(appeal.first_reply), move || reply().or_else(not_yet))}
                {fact(|| tr!(appeal.reaction), move || reaction().or_else(not_yet))}
                {fact(|| tr!(appeal.handling), move || handling().or_else(not_yet))}
                {optional_fact(|| tr!(appeal.result_is), result)}
                {optional_fact(|| tr!(appeal.comment), comment)}
            </dl>
        </section>
    }
}

/// A line that always stands.
fn fact(
    name: impl Fn() -> String + Send + 'static,
    value: impl Fn() -> Option<String> + Send + 'static,
) -> impl IntoView {
    view! {
        <div class="facts__line">
            <dt>{name}</dt>
            <dd>{move || value().unwrap_or_else(|| "—".to_owned())}</dd>
        </div>
    }
}

/// A line that stands only where there is something to say.
fn optional_fact(
    name: impl Fn() -> String + Copy + Send + 'static,
    value: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> impl IntoView {
    move || value().map(|value| fact(name, move || Some(value.clone())))
}
