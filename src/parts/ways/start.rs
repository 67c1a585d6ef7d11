//! Beginning an outgoing appeal: for which group, and what happens once it is there.

use crate::desk::{Desk, use_desk};
use crate::i18n::tr;
use crate::parts::{WritesNext, appeal_path, tell_error};
use crate::ui::Toasts;
use desk_contract::Appeal;
use desk_contract::address::Address;
use desk_contract::command::StartAppeal;
use desk_contract::contact::{ContactCard, NumberKind};
use desk_contract::id::GroupId;
use desk_contract::phone::PhoneNumber;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// A number by which a client can be called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NumberOf {
    /// The number.
    pub(crate) number: PhoneNumber,
    /// What it rings, where the card says it.
    pub(crate) kind: Option<NumberKind>,
}

/// The numbers of a client: where he calls from first, then those of his card.
pub(crate) fn numbers_of(card: Option<&ContactCard>, from: Option<&Address>) -> Vec<NumberOf> {
    let on_card = card.into_iter().flat_map(|card| &card.numbers);
    let on_card = on_card.map(|it| NumberOf { number: it.number.clone(), kind: Some(it.kind) });
    let mut numbers: Vec<_> = on_card.collect();
    if let Some(Address::Phone { number }) = from {
        let kind = numbers.iter().find(|it| it.number == *number).and_then(|it| it.kind);
        numbers.retain(|it| it.number != *number);
        numbers.insert(0, NumberOf { number: number.clone(), kind });
    }
    numbers
}

/// What kind of telephone a number rings, in a word.
pub(crate) fn kind_word(kind: NumberKind) -> String {
    match kind {
        NumberKind::Mobile => tr!(call.mobile),
        NumberKind::Work => tr!(call.work),
        NumberKind::Home => tr!(call.home),
        NumberKind::Other => tr!(call.other),
    }
}

/// For which group an outgoing appeal is: that of the appeal it is begun from where the operator works in it, else
/// his first.
pub(crate) fn group_for(desk: Desk, from: Option<&Appeal>) -> Option<GroupId> {
    let directory = desk.directory.read();
    let mine = directory.operator(desk.me()).map(|me| me.groups.as_slice()).unwrap_or_default();
    let of_appeal = from.map(|appeal| appeal.group);
    let of_all = || directory.groups.first().map(|group| group.id);
    of_appeal.filter(|group| mine.contains(group)).or(mine.first().copied()).or(of_appeal).or_else(of_all)
}

/// Begins an outgoing appeal and opens it, ready to be written in: whether that is under way, and what begins it.
/// `on_begun` is told once it is there; by then what held the button may be gone.
pub(crate) fn use_start(on_begun: Option<Callback<()>>) -> (RwSignal<bool>, Callback<StartAppeal>) {
    let (desk, toasts, navigate) = (use_desk(), expect_context::<Toasts>(), use_navigate());
    let WritesNext(writes_next) = expect_context();
    let busy = RwSignal::new(false);
    let start = Callback::new(move |start: StartAppeal| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let navigate = navigate.clone();
        leptos::task::spawn_local(async move {
            let appeal = start.appeal;
            match desk.send(start.into()).await {
                Ok(()) => {
                    if let Some(on_begun) = on_begun {
                        on_begun.try_run(());
                    }
                    writes_next.set(Some(appeal));
                    navigate(&appeal_path(appeal), NavigateOptions::default());
                }
                Err(error) => tell_error(desk, toasts, &error),
            }
            busy.try_set(false);
        });
    });
    (busy, start)
}
