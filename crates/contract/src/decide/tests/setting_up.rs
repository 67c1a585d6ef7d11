//! Setting the desk up: who may, what is sound, and what cannot be taken away (E6, E7, A1).

use crate::automation::{Conditions, Rule};
use crate::campaign::Campaign;
use crate::channel::Channel;
use crate::command::*;
use crate::deal::{DealStage, StageKind};
use crate::directory::{
    Directory, Entry, EntryPoint, EntryRef, Mailbox, OutcomeEntry, QuickReply, Settings, Topic, Widget,
};
use crate::event::*;
use crate::form::{FieldKind, Form, FormField};
use crate::given::*;
use crate::id::{MailboxId, OperatorId};
use crate::operator::{Group, Operator, Presence, Role};
use crate::refusal::Refusal;
use crate::script::Script;
use crate::world::{Slice, World};

// Who may.

#[test]
fn each_kind_of_entry_is_set_up_by_whom_it_concerns() {
    let supervisors =
        |entry: &Entry| matches!(entry, Entry::Rule(_) | Entry::QuickReply(_) | Entry::Script(_));
    for entry in a_new_one_of_each() {
        given(nobody()).when(anna(), save(&entry)).refused(Refusal::NotYourPart);
        given(nobody()).when(CONNECTOR, save(&entry)).refused(Refusal::NotYourPart);
        given(nobody()).when(stranger(), save(&entry)).refused(Refusal::NotYourPart);
        if supervisors(&entry) {
            given(nobody()).when(galina(), save(&entry)).then([saved(&entry)]);
        } else {
            given(nobody()).when(galina(), save(&entry)).refused(Refusal::NotYourPart);
        }
        let world = given(nobody()).when(dmitry(), save(&entry)).then([saved(&entry)]);
        given(world).when(dmitry(), save(&entry)).then_nothing();
    }
}

#[test]
fn each_kind_of_entry_is_removed_by_whom_it_concerns() {
    for entry in a_new_one_of_each() {
        let Some(id) = entry.reference() else { continue };
        let world = || nobody().and(100, dmitry(), save(&entry));
        given(world()).when(anna(), remove(id)).refused(Refusal::NotYourPart);
        given(world()).when(CONNECTOR, remove(id)).refused(Refusal::NotYourPart);
        given(world()).when(stranger(), remove(id)).refused(Refusal::NotYourPart);
        given(nobody()).when(dmitry(), remove(id)).then_nothing();
        let removed = || Event::EntryRemoved(EntryRemoved { entry: id });
        match &entry {
            Entry::Rule(_) | Entry::QuickReply(_) | Entry::Script(_) => {
                let world = given(world()).when(galina(), remove(id)).then([removed()]);
                given(world).when(galina(), remove(id)).then_nothing();
            }
            Entry::Widget(_) | Entry::Mailbox(_) | Entry::Form(_) => {
                given(world()).when(galina(), remove(id)).refused(Refusal::NotYourPart);
                let world = given(world()).when(dmitry(), remove(id)).then([removed()]);
                given(world).when(dmitry(), remove(id)).then_nothing();
            }
            Entry::Topic(_) | Entry::Outcome(_) => {
                given(world()).when(galina(), remove(id)).refused(Refusal::NotYourPart);
            }
            _ => {
                given(world()).when(galina(), remove(id)).refused(Refusal::NotYourPart);
                given(world()).when(dmitry(), remove(id)).refused(Refusal::StillReferredTo);
            }
        }
    }
}

#[test]
fn an_operator_sees_to_his_own_mail_box() {
    let authorised = Entry::Mailbox(a_mailbox(annas_box(), "anna@lavka.example", Some(anna())));
    given(nobody()).when(anna(), save(&authorised)).then([saved(&authorised)]);
    let new = Entry::Mailbox(a_mailbox(mailbox(9), "smirnova@lavka.example", Some(anna())));
    given(nobody()).when(anna(), save(&new)).then([saved(&new)]);
    given(nobody())
        .when(anna(), remove(EntryRef::Mailbox(annas_box())))
        .then([Event::EntryRemoved(EntryRemoved { entry: EntryRef::Mailbox(annas_box()) })]);
}

#[test]
fn an_operator_touches_no_mail_box_of_another() {
    let new = mailbox(9);
    for (id, owner) in [
        (company_box(), None),
        (company_box(), Some(anna())),
        (boriss_box(), Some(boris())),
        (boriss_box(), Some(anna())),
        (annas_box(), Some(boris())),
        (annas_box(), None),
        (new, Some(boris())),
        (new, None),
    ] {
        let entry = Entry::Mailbox(a_mailbox(id, "box@lavka.example", owner));
        given(nobody()).when(anna(), save(&entry)).refused(Refusal::NotYourPart);
        given(nobody()).when(dmitry(), save(&entry)).then([saved(&entry)]);
    }
    for id in [company_box(), boriss_box(), new] {
        given(nobody()).when(anna(), remove(EntryRef::Mailbox(id))).refused(Refusal::NotYourPart);
    }
}

// What is sound.

#[test]
fn every_entry_with_a_name_needs_one() {
    for entry in a_new_one_of_each() {
        for (name, refusal) in
            [(" \n".to_owned(), Refusal::EmptyName), ("Ж".repeat(201), Refusal::NameTooLong { limit: 200 })]
        {
            if let Some(entry) = named(&entry, name) {
                given(nobody()).when(dmitry(), save(&entry)).refused(refusal);
            }
        }
        if let Some(entry) = named(&entry, "Ж".repeat(200)) {
            given(nobody()).when(dmitry(), save(&entry)).then([saved(&entry)]);
        }
    }
}

#[test]
fn conference_rooms_are_made_under_a_safe_address() {
    let with = |base: &str| {
        let conference_base = base.to_owned();
        Entry::Settings(Settings { conference_base, ..directory().settings })
    };
    for wrong in ["http://meet.example/", "https://meet.example", "meet.example/", ""] {
        given(nobody()).when(dmitry(), save(&with(wrong))).refused(Refusal::BadLink);
    }
    let right = with("https://meet.example/rooms/");
    given(nobody()).when(dmitry(), save(&right)).then([saved(&right)]);
}

#[test]
fn an_entry_refers_to_what_the_directory_has() {
    let group = unheard_of_group();
    let (lines, groups) = (vec![line(), unheard_of_line()], vec![support(), group]);
    let with = |conditions| Entry::Rule(Rule { conditions, ..a_rule("Спасибо") });
    let any = Conditions::default;
    for (entry, refusal) in [
        (Entry::Operator(Operator { groups: groups.clone(), ..an_operator() }), Refusal::UnknownGroup),
        (Entry::QuickReply(QuickReply { groups: groups.clone(), ..a_reply() }), Refusal::UnknownGroup),
        (Entry::Campaign(Campaign { group, ..a_campaign() }), Refusal::UnknownGroup),
        (Entry::Widget(Widget { entry_points: lines.clone(), ..a_widget() }), Refusal::UnknownEntryPoint),
        (
            Entry::Mailbox(a_mailbox(mailbox(9), "box@lavka.example", Some(stranger()))),
            Refusal::UnknownOperator,
        ),
        (with(Conditions { groups, ..any() }), Refusal::UnknownGroup),
        (with(Conditions { entry_points: lines, ..any() }), Refusal::UnknownEntryPoint),
        (with(Conditions { outcomes: vec![solved(), unheard_of()], ..any() }), Refusal::UnknownOutcome),
    ] {
        given(nobody()).when(dmitry(), save(&entry)).refused(refusal);
    }
    let put_away = with(Conditions { outcomes: vec![outcome(3)], ..any() });
    given(nobody()).when(dmitry(), save(&put_away)).then([saved(&put_away)]);
}

#[test]
fn a_mail_box_has_an_address() {
    let address = "box at lavka".to_owned();
    let entry = Entry::Mailbox(a_mailbox(mailbox(9), &address, None));
    given(nobody()).when(dmitry(), save(&entry)).refused(Refusal::BadMailAddress { address });
}

#[test]
fn a_ready_made_answer_and_an_automatic_one_say_something() {
    for nothing in ["", " \n"] {
        let reply = Entry::QuickReply(QuickReply { text: nothing.to_owned(), ..a_reply() });
        given(nobody()).when(dmitry(), save(&reply)).refused(Refusal::EmptyText);
        let rule = Entry::Rule(a_rule(nothing));
        given(nobody()).when(dmitry(), save(&rule)).refused(Refusal::EmptyText);
    }
}

#[test]
fn an_automatic_sms_has_ten_parts_at_most() {
    let longest = Entry::Rule(a_rule(&"Ж".repeat(670)));
    given(nobody()).when(galina(), save(&longest)).then([saved(&longest)]);
    let longer = Entry::Rule(a_rule(&"Ж".repeat(671)));
    given(nobody()).when(galina(), save(&longer)).refused(Refusal::SmsTooLong { parts: 11 });
}

#[test]
fn a_script_leads_somewhere() {
    let mut broken = Script { id: script(9), ..a_script() };
    broken.steps.pop();
    given(nobody()).when(galina(), save(&Entry::Script(broken))).refused(Refusal::BrokenScript);
}

#[test]
fn a_form_asks_questions_each_under_a_key_of_its_own() {
    let field = |key: &str, label: &str| FormField {
        key: key.to_owned(),
        label: label.to_owned(),
        kind: FieldKind::Text,
        is_required: false,
    };
    let with = |fields: Vec<FormField>| Entry::Form(Form { id: form(9), fields, ..a_form() });
    for broken in [
        vec![],
        vec![field("a", "А"), field("a", "Б")],
        vec![field("a", "А"), field(" a", "Б")],
        vec![field("", "А")],
        vec![field("a", "А"), field(" ", "Б")],
    ] {
        given(nobody()).when(dmitry(), save(&with(broken))).refused(Refusal::BrokenForm);
    }
    let nameless = with(vec![field("a", "А"), field("b", " ")]);
    given(nobody()).when(dmitry(), save(&nameless)).refused(Refusal::EmptyName);
    let sound = with(vec![field("a", "А"), field("b", "А")]);
    given(nobody()).when(dmitry(), save(&sound)).then([saved(&sound)]);
}

#[test]
fn a_topic_stands_in_the_tree_and_never_under_itself() {
    let under = |number, parent: Option<u8>| {
        let (id, title, parent) = (topic(number), "Тема".to_owned(), parent.map(topic));
        Entry::Topic(Topic { id, title, parent, is_put_away: false })
    };
    for (wrong, refusal) in [
        (under(9, Some(8)), Refusal::UnknownTopic),
        (under(9, Some(9)), Refusal::TopicUnderItself),
        (under(1, Some(1)), Refusal::TopicUnderItself),
        (under(1, Some(2)), Refusal::TopicUnderItself),
    ] {
        given(nobody()).when(dmitry(), save(&wrong)).refused(refusal);
    }
    let deep = nobody().and(100, dmitry(), save(&under(3, Some(2))));
    given(deep.clone()).when(dmitry(), save(&under(1, Some(3)))).refused(Refusal::TopicUnderItself);
    let deepest = under(9, Some(3));
    given(deep.clone()).when(dmitry(), save(&deepest)).then([saved(&deepest)]);
    let moved = under(2, None);
    given(deep).when(dmitry(), save(&moved)).then([saved(&moved)]);
}

#[test]
fn no_topic_stands_above_a_ring() {
    let mut ring = directory();
    let first = ring.topic(topic(1)).unwrap().clone();
    ring.put(&Entry::Topic(Topic { parent: Some(topic(2)), ..first }));
    let (id, title) = (topic(9), "Тема".to_owned());
    let wish = save(&Entry::Topic(Topic { id, title, parent: Some(topic(2)), is_put_away: false }));
    given(World::new(ring)).when(dmitry(), wish).refused(Refusal::TopicUnderItself);
}

// People.

#[test]
fn whether_somebody_is_there_is_his_own_to_say() {
    let anna_now = of_the_directory(anna());
    let wish = Operator {
        name: "Анна Котова".to_owned(), presence: Presence::Offline, ..anna_now.clone()
    };
    let kept = Operator { name: "Анна Котова".to_owned(), ..anna_now };
    given(nobody())
        .when(dmitry(), save(&Entry::Operator(wish)))
        .then([saved(&Entry::Operator(kept.clone()))]);
    assert_eq!(kept.presence, Presence::Ready);

    let offline = Operator { presence: Presence::Offline, ..of_the_directory(anna()) };
    given(nobody()).when(dmitry(), save(&Entry::Operator(offline))).then_nothing();

    let new = Operator { presence: Presence::Ready, ..an_operator() };
    given(nobody())
        .when(dmitry(), save(&Entry::Operator(new)))
        .then([saved(&Entry::Operator(Operator { presence: Presence::Offline, ..an_operator() }))]);
}

#[test]
fn somebody_remains_who_can_set_the_desk_up() {
    let demoted = |id, role| Entry::Operator(Operator { role, ..of_the_directory(id) });
    let alone = demoted(dmitry(), Role::Supervisor);
    given(nobody()).when(dmitry(), save(&alone)).refused(Refusal::LastAdministrator);
    let second = nobody().and(100, dmitry(), save(&demoted(vera(), Role::Administrator)));
    let world = given(second).when(dmitry(), save(&alone)).then([saved(&alone)]);
    given(world.clone()).when(dmitry(), save(&alone)).refused(Refusal::NotYourPart);
    given(world).when(vera(), save(&demoted(vera(), Role::Operator))).refused(Refusal::LastAdministrator);
}

// Taking away.

#[test]
fn topics_and_results_are_put_away_and_keep_their_names() {
    let away = Entry::Topic(Topic { is_put_away: true, ..directory().topic(topic(1)).unwrap().clone() });
    let world = given(nobody()).when(dmitry(), remove(EntryRef::Topic(topic(1)))).then([saved(&away)]);
    assert_eq!(world.directory().topic_path(topic(2)), ["Доставка", "Задержка"]);
    given(world).when(dmitry(), remove(EntryRef::Topic(topic(1)))).then_nothing();

    let away = Entry::Outcome(OutcomeEntry {
        is_put_away: true,
        ..directory().outcome(outcome(2)).unwrap().clone()
    });
    let world = given(nobody()).when(dmitry(), remove(EntryRef::Outcome(outcome(2)))).then([saved(&away)]);
    given(world).when(dmitry(), remove(EntryRef::Outcome(outcome(2)))).then_nothing();
}

#[test]
fn what_was_put_away_comes_back() {
    let back = Entry::Topic(Topic { is_put_away: false, ..directory().topic(topic(3)).unwrap().clone() });
    given(nobody()).when(dmitry(), save(&back)).then([saved(&back)]);
}

#[test]
fn a_change_of_the_directory_is_one_more_version_of_it() {
    let world = nobody().and(100, dmitry(), save(&Entry::Campaign(a_campaign())));
    assert_eq!(world.directory().version, directory().version + 1);
}

fn save(entry: &Entry) -> Command {
    Command::SaveEntry(SaveEntry { entry: entry.clone(), seen: None })
}

fn remove(entry: EntryRef) -> Command {
    Command::RemoveEntry(RemoveEntry { entry })
}

fn saved(entry: &Entry) -> Event {
    Event::EntrySaved(EntrySaved { entry: entry.clone() })
}

/// The settings changed, and a new entry of every kind beside them.
fn a_new_one_of_each() -> Vec<Entry> {
    let directory: Directory = directory();
    let (group_now, line_now) = (directory.group(support()).unwrap(), directory.entry_point(line()).unwrap());
    vec![
        Entry::Settings(Settings { crm: None, ..directory.settings.clone() }),
        Entry::Operator(an_operator()),
        Entry::Group(Group { id: group(9), ..group_now.clone() }),
        Entry::EntryPoint(EntryPoint { id: entry_point(90), ..line_now.clone() }),
        Entry::Widget(a_widget()),
        Entry::Topic(Topic { id: topic(9), title: "Тема".to_owned(), parent: None, is_put_away: false }),
        Entry::Outcome(OutcomeEntry { id: outcome(9), title: "Итог".to_owned(), is_put_away: false }),
        Entry::DealStage(DealStage {
            id: deal_stage(9),
            title: "Отменена".to_owned(),
            kind: StageKind::Lost,
        }),
        Entry::QuickReply(a_reply()),
        Entry::Mailbox(a_mailbox(mailbox(9), "shop@lavka.example", None)),
        Entry::Script(Script { id: script(9), ..a_script() }),
        Entry::Form(Form { id: form(9), ..a_form() }),
        Entry::Campaign(a_campaign()),
        Entry::Rule(a_rule("Спасибо")),
    ]
}

/// The entry under another name, if it has one.
fn named(entry: &Entry, title: String) -> Option<Entry> {
    Some(match entry.clone() {
        Entry::Settings(_) | Entry::Mailbox(_) => return None,
        Entry::Operator(it) => Entry::Operator(Operator { name: title, ..it }),
        Entry::Group(it) => Entry::Group(Group { title, ..it }),
        Entry::EntryPoint(it) => Entry::EntryPoint(EntryPoint { address: title, ..it }),
        Entry::Widget(it) => Entry::Widget(Widget { title, ..it }),
        Entry::Topic(it) => Entry::Topic(Topic { title, ..it }),
        Entry::Outcome(it) => Entry::Outcome(OutcomeEntry { title, ..it }),
        Entry::DealStage(it) => Entry::DealStage(DealStage { title, ..it }),
        Entry::QuickReply(it) => Entry::QuickReply(QuickReply { title, ..it }),
        Entry::Script(it) => Entry::Script(Script { title, ..it }),
        Entry::Form(it) => Entry::Form(Form { title, ..it }),
        Entry::Campaign(it) => Entry::Campaign(Campaign { title, ..it }),
        Entry::Rule(it) => Entry::Rule(Rule { title, ..it }),
    })
}

fn of_the_directory(id: OperatorId) -> Operator {
    directory().operator(id).unwrap().clone()
}

/// Somebody new.
fn an_operator() -> Operator {
    Operator {
        id: operator(9),
        name: "Егор Новиков".to_owned(),
        groups: vec![support(), sales()],
        role: Role::Operator,
        presence: Presence::Offline,
    }
}

fn a_mailbox(id: MailboxId, address: &str, owner: Option<OperatorId>) -> Mailbox {
    Mailbox { id, address: address.to_owned(), owner, is_authorised: true }
}

fn a_widget() -> Widget {
    let entry_points = vec![line_of(Channel::Vk), line_of(Channel::Avito)];
    Widget { id: widget(9), title: "Витрина".to_owned(), entry_points }
}

fn a_reply() -> QuickReply {
    let (title, text) = ("Прощание".to_owned(), "Всего доброго!".to_owned());
    QuickReply { id: quick_reply(9), title, text, groups: vec![sales()] }
}

fn a_campaign() -> Campaign {
    Campaign { id: campaign(9), title: "Опрос".to_owned(), group: sales() }
}

fn a_rule(text: &str) -> Rule {
    let conditions = Conditions {
        groups: vec![support()],
        entry_points: vec![line()],
        outcomes: vec![solved()],
        ..Conditions::default()
    };
    Rule {
        id: rule(9), title: "Правило".to_owned(), is_on: true, conditions, text: text.parse().unwrap()
    }
}

#[test]
fn what_a_colleague_changed_meanwhile_is_not_overwritten() {
    let stands = |entry| directory().entry(entry).unwrap();
    let reply = |title: &str| match stands(EntryRef::QuickReply(quick_reply(1))) {
        Entry::QuickReply(reply) => Entry::QuickReply(QuickReply { title: title.to_owned(), ..reply }),
        other => other,
    };
    let edit = |seen: &str, title: &str| SaveEntry { entry: reply(title), seen: Some(reply(seen)) };
    let saved = |title: &str| EntrySaved { entry: reply(title) }.into();
    let world = given(nobody()).when(galina(), edit("Приветствие", "Привет")).then([saved("Привет")]);
    let changed = Refusal::Changed { version: 1 };
    given(world.clone()).when(dmitry(), edit("Приветствие", "Салют")).refused(changed.clone());
    given(world.clone()).when(dmitry(), edit("Приветствие", "Привет")).then_nothing();
    given(world.clone()).when(dmitry(), edit("Привет", "Салют")).then([saved("Салют")]);
    let remove = RemoveEntry { entry: EntryRef::QuickReply(quick_reply(1)) };
    let removed = given(world)
        .when(dmitry(), remove)
        .then([EntryRemoved { entry: EntryRef::QuickReply(quick_reply(1)) }.into()]);
    let changed = Refusal::Changed { version: 2 };
    given(removed).when(dmitry(), edit("Привет", "Салют")).refused(changed);

    let Entry::Operator(anna_then) = stands(EntryRef::Operator(anna())) else {
        unreachable!("she works here")
    };
    let renamed = Entry::Operator(Operator { name: "Анна Котова".to_owned(), ..anna_then.clone() });
    let on_break = nobody().and(10, anna(), SetPresence { operator: anna(), presence: Presence::OnBreak });
    let wish = SaveEntry { entry: renamed, seen: Some(Entry::Operator(anna_then)) };
    let world = on_break.and(20, dmitry(), wish);
    let anna = world.directory().operator(anna()).cloned().unwrap();
    assert_eq!((anna.name.as_str(), anna.presence), ("Анна Котова", Presence::OnBreak));

    let settings = |company: &str| Settings { company: company.to_owned(), ..directory().settings };
    let edit = |seen: &str, company: &str| SaveEntry {
        entry: Entry::Settings(settings(company)),
        seen: Some(Entry::Settings(settings(seen))),
    };
    let saved = EntrySaved { entry: Entry::Settings(settings("Склад")) };
    let world = given(nobody()).when(dmitry(), edit("Лавка", "Склад")).then([saved.into()]);
    given(world).when(dmitry(), edit("Лавка", "Двор")).refused(Refusal::Changed { version: 1 });
}
