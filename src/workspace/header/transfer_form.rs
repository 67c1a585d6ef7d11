//! Who gets the appeal, and why (H6): colleagues with what they do now, those who are ready first, then groups.

use crate::desk::{Desk, use_desk};
use crate::i18n::{language, tr, words};
use crate::parts::use_command;
use crate::ui::{Button, Finder, Found, Look, TextArea};
use desk_contract::Appeal;
use desk_contract::appeal::Receiver;
use desk_contract::command::TransferAppeal;
use desk_contract::directory::{Directory, Group, Operator};
use desk_contract::operator::Presence;
use desk_contract::search::Sought;
use leptos::prelude::*;

/// Somebody who may get it.
#[derive(Clone, PartialEq)]
struct Candidate {
    to: Receiver,
    name: String,
    hint: String,
    refusal: Option<String>,
}

/// The form.
#[component]
pub(super) fn TransferForm(appeal: RwSignal<Appeal>, on_done: Callback<()>) -> impl IntoView {
    let chosen = RwSignal::new(None::<Candidate>);
    let comment = RwSignal::new(String::new());
    view! {
        <form class="form" on:submit=move |event| event.prevent_default()>
            {move || match chosen.get() {
                None => view! { <ChooseReceiver appeal chosen /> }.into_any(),
                Some(candidate) => view! {
                    <div class="chosen">
                        <span class="chosen__who">
                            <span class="chosen__name">{candidate.name}</span>
                            <span class="chosen__hint">{candidate.hint}</span>
                        </span>
                        <Button label=words!(transfer.change) look=Look::Quiet on_press=move |()| chosen.set(None) />
                    </div>
                }
                .into_any(),
            }}
            <TextArea label=words!(transfer.comment) value=comment hint=words!(transfer.comment_hint) />
            <div class="form__buttons"><HandOver appeal chosen comment on_done /></div>
        </form>
    }
}

#[component]
fn HandOver(
    appeal: RwSignal<Appeal>,
    chosen: RwSignal<Option<Candidate>>,
    comment: RwSignal<String>,
    on_done: Callback<()>,
) -> impl IntoView {
    let desk = use_desk();
    let id = appeal.read_untracked().id;
    let wish = move || {
        let (to, comment) = (chosen.get()?.to, comment.get());
        Some(TransferAppeal { appeal: id, to, comment }.into())
    };
    let refusal = Signal::derive(move || {
        let Some(wish) = wish() else { return Some(tr!(transfer.choose)) };
        let refusal = desk.refusal(&appeal.read(), &wish)?;
        Some(desk.sentence(&refusal, language()))
    });
    let (busy, send) = use_command(move || untrack(wish), move |_| _ = on_done.try_run(()));
    view! { <Button label=words!(transfer.transfer) look=Look::Primary busy refusal on_press=send /> }
}

#[component]
fn ChooseReceiver(appeal: RwSignal<Appeal>, chosen: RwSignal<Option<Candidate>>) -> impl IntoView {
    let desk = use_desk();
    let sought = RwSignal::new(String::new());
    let candidates = Memo::new(move |_| candidates(desk, &appeal.read(), &Sought::read(&sought.read())));
    let found =
        Signal::derive(move || candidates.read().iter().enumerate().map(one_found).collect::<Vec<_>>());
    let take = move |key: String| {
        let taken =
            key.parse::<usize>().ok().and_then(|place| candidates.read_untracked().get(place).cloned());
        chosen.set(taken);
    };
    view! {
        <Finder
            label=words!(transfer.to) placeholder=words!(transfer.to_hint) sought found
            nothing=words!(transfer.nobody) on_take=take takes_focus=true
        />
    }
}

fn one_found((place, candidate): (usize, &Candidate)) -> Found {
    let Candidate { name, hint, refusal, .. } = candidate.clone();
    Found { key: place.to_string(), title: name, hint, refusal }
}

/// Those who answer to the search: the ready ones first, oneself left out, groups last.
fn candidates(desk: Desk, appeal: &Appeal, sought: &Sought) -> Vec<Candidate> {
    let (people, groups) = {
        let directory = desk.directory.read();
        let mut people: Vec<_> =
            directory.operators.iter().filter(|it| it.id != desk.me()).cloned().collect();
        people.sort_by_key(|it| (it.presence as u8, it.name.to_lowercase()));
        let people: Vec<_> = people.into_iter().map(|it| (words_of(&directory, &it), it)).collect();
        (people, directory.groups.clone())
    };
    let people =
        people.into_iter().map(|(hint, Operator { id, name, .. })| (Receiver::Operator { id }, name, hint));
    let groups = groups
        .into_iter()
        .map(|Group { id, title, .. }| (Receiver::Group { id }, title, tr!(transfer.a_group)));
    let all = people.chain(groups).filter(|(_, name, hint)| sought.is_in(&format!("{name} {hint}")));
    all.map(|(to, name, hint)| {
        let wish = TransferAppeal { appeal: appeal.id, to, comment: String::new() };
        let refusal = desk.refusal(appeal, &wish).map(|refusal| desk.sentence(&refusal, language()));
        Candidate { to, name, hint, refusal }
    })
    .collect()
}

/// What he does now, and in which groups he works.
fn words_of(directory: &Directory, operator: &Operator) -> String {
    let presence = match operator.presence {
        Presence::Ready => tr!(transfer.ready),
        Presence::OnBreak => tr!(transfer.on_break),
        Presence::Offline => tr!(transfer.offline),
    };
    let groups =
        operator.groups.iter().filter_map(|id| directory.group(*id)).map(|group| group.title.as_str());
    let groups: Vec<_> = groups.collect();
    if groups.is_empty() { presence } else { format!("{presence} · {}", groups.join(", ")) }
}
