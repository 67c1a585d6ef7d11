//! Calling the client: back, or anew; a choice where he has several numbers (H1, O2).

use super::panel::{OpenPanel, Panel};
use crate::desk::{Desk, use_desk};
use crate::i18n::{language, words};
use crate::parts::{NumberOf, group_for, kind_word, numbers_of, use_command, use_start};
use crate::ui::{Look, Menu, MenuItem, Piece, piece};
use crate::workspace::actions::AppealAction;
use crate::workspace::header::row::ActionButton;
use desk_contract::address::Address;
use desk_contract::command::{PlaceCall, StartAppeal};
use desk_contract::id::AppealId;
use desk_contract::phone::PhoneNumber;
use desk_contract::{Appeal, Channel, Command, Refusal, why_not_by};
use leptos::prelude::*;

/// The action: calls at once where there is one number, else opens the choice.
pub(crate) fn call_action(desk: Desk, appeal: RwSignal<Appeal>) -> AppealAction {
    let panel = expect_context::<OpenPanel>();
    let numbers = Memo::new(move |_| numbers(desk, &appeal.read()));
    let (busy, call) = use_call(desk, appeal);
    let refusal = Signal::derive(move || {
        let refusal = match numbers.read().as_slice() {
            [] => no_number(desk, &appeal.read()),
            [one] => refusal(desk, &appeal.read(), &one.number),
            [_, ..] => None,
        };
        refusal.map(|refusal| desk.sentence(&refusal, language()))
    });
    let run = Callback::new(move |()| {
        let numbers = numbers.get_untracked();
        match numbers.as_slice() {
            [one] => call.run(one.number.clone()),
            _ => panel.open(Panel::Call),
        }
    });
    AppealAction { id: "call", label: words!(call.call), icon: icondata_lu::LuPhone, refusal, busy, run }
}

/// The button in the row: a menu where there is a choice.
#[component]
pub(super) fn CallButton(action: AppealAction, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let is_choice = Memo::new(move |_| numbers(desk, &appeal.read()).len() > 1);
    move || {
        if is_choice.get() {
            let content = move |close| {
                view! { <Piece load=call_numbers props=CallNumbersProps { appeal, on_gone: close } /> }
                    .into_any()
            };
            view! { <Menu label=action.label icon=action.icon look=Look::Plain content /> }.into_any()
        } else {
            view! { <ActionButton action /> }.into_any()
        }
    }
}

piece!(call_numbers in forms = CallNumbers(CallNumbersProps));

/// The client's numbers, each with what it rings.
#[component]
pub(super) fn CallNumbers(appeal: RwSignal<Appeal>, on_gone: Callback<()>) -> impl IntoView {
    let desk = use_desk();
    let shown = Memo::new(move |_| numbers(desk, &appeal.read()));
    let (busy, call) = use_call(desk, appeal);
    let one = move |NumberOf { number, kind }: NumberOf| {
        let (asked, called, grouped) = (number.clone(), number.clone(), number.grouped());
        let reason = Signal::derive(move || {
            let refusal = refusal(desk, &appeal.read(), &asked)?;
            Some(desk.sentence(&refusal, language()))
        });
        let press = move |()| {
            call.run(called.clone());
            on_gone.run(());
        };
        let hint = Signal::derive(move || kind.map(kind_word));
        view! { <li><MenuItem label=grouped icon=icondata_lu::LuPhone hint refusal=reason busy on_press=press /></li> }
    };
    view! {
        <ul class="menu-list" aria-label=words!(call.whom)>
            {move || shown.get().into_iter().map(one).collect_view()}
        </ul>
    }
}

fn numbers(desk: Desk, appeal: &Appeal) -> Vec<NumberOf> {
    let cards = desk.cards.read();
    let card = appeal.contact.and_then(|id| cards.contact(id)).map(|contact| &contact.card);
    numbers_of(card, (appeal.channel == Channel::Call).then_some(&appeal.address))
}

/// Why there is nobody to call.
fn no_number(desk: Desk, appeal: &Appeal) -> Option<Refusal> {
    let cards = desk.cards.read();
    let card = appeal.contact.and_then(|id| cards.contact(id)).map(|contact| &contact.card);
    why_not_by(&desk.directory.read(), card, Channel::Call)
}

/// How a client is called.
enum Calling {
    /// In the appeal that is open.
    Here(PlaceCall),
    /// In an appeal of its own.
    Anew(StartAppeal),
}

/// In a call appeal of one's own the client is called back; from any other an appeal begins. A guest is called back
/// where he called from.
fn wish(desk: Desk, appeal: &Appeal, number: &PhoneNumber) -> Option<Calling> {
    let is_own = appeal.operator() == Some(desk.me());
    let calls_back = appeal.channel == Channel::Call && (is_own || appeal.contact.is_none());
    if calls_back {
        let number = number.clone();
        return Some(Calling::Here(PlaceCall { appeal: appeal.id, number, entry_point: None }));
    }
    Some(Calling::Anew(StartAppeal {
        appeal: desk.new_id(AppealId::new),
        channel: Channel::Call,
        contact: appeal.contact?,
        address: Address::Phone { number: number.clone() },
        entry_point: None,
        mailbox: None,
        group: group_for(desk, Some(appeal))?,
    }))
}

fn refusal(desk: Desk, appeal: &Appeal, number: &PhoneNumber) -> Option<Refusal> {
    match wish(desk, appeal, number) {
        Some(Calling::Anew(start)) => desk.refusal_beside(&start),
        Some(Calling::Here(call)) => desk.refusal(appeal, &call),
        None => appeal.known_contact().err(),
    }
}

/// Whether a call is on its way, and what places one to a number.
fn use_call(desk: Desk, appeal: RwSignal<Appeal>) -> (Signal<bool>, Callback<PhoneNumber>) {
    let (starting, start) = use_start(None);
    let chosen = StoredValue::new(None::<Command>);
    let (placing, place) = use_command(move || chosen.get_value(), |_| ());
    let call =
        Callback::new(move |number: PhoneNumber| match untrack(|| wish(desk, &appeal.read(), &number)) {
            Some(Calling::Anew(wish)) => start.run(wish),
            Some(Calling::Here(call)) => {
                chosen.set_value(Some(call.into()));
                place.run(());
            }
            None => {}
        });
    (Signal::derive(move || starting.get() || placing.get()), call)
}
