//! Operators: their name, their groups, and what they may do (E6).

use super::access::AccountOf;
use crate::desk::{Desk, use_desk};
use crate::i18n::{tr, words};
use crate::parts::{EntryRow, Fields, Section, checked_ids, checked_keys, group_choices, role_name};
use crate::ui::{CheckList, SelectField, TextField};
use desk_contract::directory::{Directory, Entry, EntryRef, Operator};
use desk_contract::id::OperatorId;
use desk_contract::operator::{Presence, Right, Role};
use leptos::prelude::*;

pub(super) const SECTION: Section = Section {
    key: "operator",
    title: || tr!(staff.operators),
    add: || tr!(staff.add_operator),
    empty: || tr!(staff.no_operators),
    rows,
    blank,
    fields,
    is_removable: false,
};

fn rows(directory: &Directory) -> Vec<EntryRow> {
    let row = |operator: &Operator| {
        let groups = operator.groups.iter().filter_map(|id| directory.group(*id));
        let groups: Vec<_> = groups.map(|group| group.title.as_str()).collect();
        let hint = if groups.is_empty() { tr!(staff.in_no_group) } else { groups.join(", ") };
        let mark = (operator.role != Role::Operator).then(|| role_name(operator.role));
        EntryRow {
            hint,
            mark,
            ..EntryRow::named(operator.id, EntryRef::Operator(operator.id), &operator.name)
        }
    };
    directory.operators.iter().map(row).collect()
}

fn blank(desk: Desk) -> Entry {
    let id = desk.new_id(OperatorId::new);
    let (groups, role, presence) = (Vec::new(), Role::default(), Presence::default());
    Entry::Operator(Operator { id, name: String::new(), groups, role, presence })
}

fn fields(entry: Entry) -> Fields {
    let Entry::Operator(operator) = entry else { return Fields::none() };
    let desk = use_desk();
    let (id, presence, stood) = (operator.id, operator.presence, operator.groups);
    let name = RwSignal::new(operator.name);
    let role = RwSignal::new(role_key(operator.role).to_owned());
    let chosen = RwSignal::new(checked_keys(&stood));
    let roles =
        Signal::derive(|| Role::ALL.map(|role| (role_key(role).to_owned(), role_name(role))).to_vec());
    let typed = Signal::derive(move || {
        let role = Role::ALL.into_iter().find(|one| role_key(*one) == role.read().as_str())?;
        let groups = checked_ids(&stood, &chosen.read());
        Some(Entry::Operator(Operator { id, name: name.get(), groups, role, presence }))
    });
    // Somebody who is not saved yet has none.
    let has_account = {
        let directory = desk.directory.read_untracked();
        let may = directory.operator(desk.me()).is_some_and(|me| me.may(Right::SetUpDesk));
        !desk.is_demo() && may && directory.operator(id).is_some()
    };
    let view = view! {
        <div class="form__row">
            <TextField label=words!(staff.name) value=name />
            <SelectField label=words!(staff.role) options=roles value=role />
        </div>
        <CheckList label=words!(staff.groups) options=Signal::derive(move || group_choices(&desk.directory.read())) value=chosen />
        <p class="field__note">{words!(staff.presence_is, presence = presence_name(presence))}</p>
        {has_account.then(|| view! { <AccountOf operator=id /> })}
    };
    Fields { view: view.into_any(), typed }
}

fn role_key(role: Role) -> &'static str {
    match role {
        Role::Operator => "operator",
        Role::Supervisor => "supervisor",
        Role::Administrator => "administrator",
    }
}

fn presence_name(presence: Presence) -> String {
    match presence {
        Presence::Ready => tr!(staff.ready),
        Presence::OnBreak => tr!(staff.on_break),
        Presence::Offline => tr!(staff.offline),
    }
}
