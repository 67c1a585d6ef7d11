//! What the directory finds, and how it takes changes in.

use super::*;
use crate::event::{EntryRemoved, EntrySaved, MessagesRead, PresenceChanged};
use crate::given::*;
use crate::operator::Presence;

/// An entry of each kind, as the directory of the stories has it.
fn one_of_each() -> Vec<Entry> {
    let ids = [
        EntryRef::Operator(boris()),
        EntryRef::Group(sales()),
        EntryRef::EntryPoint(line()),
        EntryRef::Widget(widget(1)),
        EntryRef::Topic(topic(2)),
        EntryRef::Outcome(outcome(2)),
        EntryRef::DealStage(deal_stage(2)),
        EntryRef::QuickReply(quick_reply(1)),
        EntryRef::Mailbox(annas_box()),
        EntryRef::Script(script(1)),
        EntryRef::Form(form(1)),
        EntryRef::Campaign(campaign(1)),
        EntryRef::Rule(rule(2)),
    ];
    let directory = directory();
    ids.map(|id| found(&directory, id).unwrap()).to_vec()
}

/// What a look-up by id finds.
fn found(directory: &Directory, entry: EntryRef) -> Option<Entry> {
    match entry {
        EntryRef::Operator(id) => directory.operator(id).cloned().map(Entry::Operator),
        EntryRef::Group(id) => directory.group(id).cloned().map(Entry::Group),
        EntryRef::EntryPoint(id) => directory.entry_point(id).cloned().map(Entry::EntryPoint),
        EntryRef::Widget(id) => directory.widget(id).cloned().map(Entry::Widget),
        EntryRef::Topic(id) => directory.topic(id).cloned().map(Entry::Topic),
        EntryRef::Outcome(id) => directory.outcome(id).cloned().map(Entry::Outcome),
        EntryRef::DealStage(id) => directory.deal_stage(id).cloned().map(Entry::DealStage),
        EntryRef::QuickReply(id) => directory.quick_reply(id).cloned().map(Entry::QuickReply),
        EntryRef::Mailbox(id) => directory.mailbox(id).cloned().map(Entry::Mailbox),
        EntryRef::Script(id) => directory.script(id).cloned().map(Entry::Script),
        EntryRef::Form(id) => directory.form(id).cloned().map(Entry::Form),
        EntryRef::Campaign(id) => directory.campaign(id).cloned().map(Entry::Campaign),
        EntryRef::Rule(id) => directory.rule(id).cloned().map(Entry::Rule),
    }
}

#[test]
fn an_entry_of_each_kind_is_put_found_and_removed() {
    for entry in one_of_each() {
        let id = entry.reference().unwrap();
        let mut directory = Directory::default();
        assert!(!directory.has(id), "{id:?}");
        assert_eq!(found(&directory, id), None);
        directory.put(&entry);
        assert!(directory.has(id), "{id:?}");
        assert_eq!(found(&directory, id), Some(entry));
        directory.remove(id);
        assert_eq!(directory, Directory::default(), "{id:?}");
    }
}

#[test]
fn a_changed_entry_keeps_its_place_and_a_new_one_comes_last() {
    let mut directory = directory();
    let support = directory.group(support()).unwrap().clone();
    let renamed = Group { title: "Помощь".to_owned(), ..support.clone() };
    directory.put(&Entry::Group(renamed));
    let added = Group { id: group(3), title: "Склад".to_owned(), ..support };
    directory.put(&Entry::Group(added));
    let titles: Vec<_> = directory.groups.iter().map(|group| group.title.as_str()).collect();
    assert_eq!(titles, ["Помощь", "Продажи", "Склад"]);
    directory.remove(EntryRef::Group(group(2)));
    let titles: Vec<_> = directory.groups.iter().map(|group| group.title.as_str()).collect();
    assert_eq!(titles, ["Помощь", "Склад"]);
}

#[test]
fn there_is_one_set_of_settings() {
    let mut directory = directory();
    let settings = Settings { company: "Ларёк".to_owned(), ..Settings::default() };
    assert_eq!(Entry::Settings(settings.clone()).reference(), None);
    directory.put(&Entry::Settings(settings.clone()));
    assert_eq!(directory.settings, settings);
}

#[test]
fn a_desk_that_nobody_set_up_speaks_russian_in_moscow() {
    let settings: Settings = serde_json::from_str("{}").unwrap();
    assert_eq!(settings, Settings::default());
    assert_eq!((settings.language, settings.utc_offset_min), (Language::Ru, 180));
    assert_eq!(settings.conference_base, "https://meet.jit.si/");
    assert!(!settings.has_payments && settings.crm.is_none() && settings.company.is_empty());
}

#[test]
fn the_directory_takes_in_what_is_about_it() {
    let mut directory = directory();
    let topic = Topic { id: topic(9), title: "Возврат".to_owned(), parent: None, is_put_away: false };
    directory.fold(&EntrySaved { entry: Entry::Topic(topic.clone()) }.into(), 7);
    assert_eq!((directory.version, directory.topic(topic.id)), (7, Some(&topic)));

    directory.fold(&EntryRemoved { entry: EntryRef::Topic(topic.id) }.into(), 8);
    assert_eq!((directory.version, directory.topic(topic.id)), (8, None));

    directory.fold(&PresenceChanged { operator: anna(), presence: Presence::OnBreak }.into(), 9);
    let presences: Vec<_> = directory.operators.iter().take(2).map(|operator| operator.presence).collect();
    assert_eq!((directory.version, presences), (9, vec![Presence::OnBreak, Presence::Ready]));

    let before = directory.clone();
    directory.fold(&PresenceChanged { operator: stranger(), presence: Presence::Ready }.into(), 9);
    directory.fold(&MessagesRead { appeal: appeal(1) }.into(), 9);
    assert_eq!(directory, before);
}

#[test]
fn a_channel_is_connected_by_a_line_in_a_widget() {
    let directory = directory();
    let connected = [Channel::SiteChat, Channel::Telegram, Channel::WhatsApp, Channel::Email];
    for channel in Channel::ALL {
        let is_connected = connected.contains(&channel);
        assert_eq!(directory.is_connected(channel), is_connected, "{channel:?}");
        let line = is_connected.then(|| line_of(channel));
        assert_eq!(directory.line_of(channel).map(|line| line.id), line, "{channel:?}");
    }
}

#[test]
fn the_first_line_of_a_channel_in_any_widget_is_the_one_that_writes() {
    let mut directory = directory();
    let second = EntryPoint {
        id: entry_point(50),
        ..directory.entry_point(line_of(Channel::SiteChat)).unwrap().clone()
    };
    let channel = second.channel;
    directory.put(&Entry::EntryPoint(second));
    let lines = |ids: &[u8]| ids.iter().copied().map(entry_point).collect::<Vec<_>>();
    directory.widgets = vec![
        Widget { id: widget(1), title: "Пустой".to_owned(), entry_points: lines(&[99]) },
        Widget { id: widget(2), title: "Сайт".to_owned(), entry_points: lines(&[50, 2]) },
    ];
    assert_eq!(directory.line_of(channel).map(|line| line.id), Some(entry_point(50)));
}

#[test]
fn a_topic_is_named_from_the_top_of_the_tree() {
    let mut directory = directory();
    assert_eq!(directory.topic_path(topic(1)), ["Доставка"]);
    assert_eq!(directory.topic_path(topic(2)), ["Доставка", "Задержка"]);
    assert_eq!(directory.topic_path(topic(3)), ["Архив"], "one that is put away keeps its name");
    assert!(directory.topic_path(topic(9)).is_empty());

    put_under(&mut directory, 1, 3);
    assert_eq!(
        directory.topic_path(topic(2)),
        ["Архив", "Доставка", "Задержка"],
        "as deep as there are topics"
    );
    put_under(&mut directory, 3, 2);
    assert_eq!(directory.topic_path(topic(2)).len(), 3, "a ring comes to an end");
    put_under(&mut directory, 3, 9);
    assert_eq!(directory.topic_path(topic(3)), ["Архив"], "under one that is gone");
}

#[test]
fn a_branch_of_the_tree_is_all_that_hangs_on_it() {
    let mut directory = directory();
    assert_eq!(directory.topic_branch(topic(1)), [topic(1), topic(2)]);
    assert_eq!(directory.topic_branch(topic(2)), [topic(2)]);
    put_under(&mut directory, 1, 3);
    assert_eq!(directory.topic_branch(topic(3)), [topic(3), topic(1), topic(2)]);
    put_under(&mut directory, 3, 2);
    assert_eq!(directory.topic_branch(topic(3)).len(), 3, "a ring comes to an end");
    assert_eq!(directory.topic_branch(topic(9)), [topic(9)]);
}

fn put_under(directory: &mut Directory, number: u8, parent: u8) {
    let known = directory.topic(topic(number)).unwrap().clone();
    directory.put(&Entry::Topic(Topic { parent: Some(topic(parent)), ..known }));
}
