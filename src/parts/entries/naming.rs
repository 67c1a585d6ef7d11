//! What an entry is called, and what it is known by in an address, whatever kind it is.

use desk_contract::directory::Entry;

/// Its id as it stands in an address.
pub(super) fn id_of(entry: &Entry) -> String {
    id_and_title(entry).0
}

/// Its name.
pub(super) fn title_of(entry: &Entry) -> String {
    id_and_title(entry).1.to_owned()
}

fn id_and_title(entry: &Entry) -> (String, &str) {
    match entry {
        Entry::Settings(it) => ("settings".to_owned(), &it.company),
        Entry::Operator(it) => (it.id.to_string(), &it.name),
        Entry::Group(it) => (it.id.to_string(), &it.title),
        Entry::EntryPoint(it) => (it.id.to_string(), &it.address),
        Entry::Widget(it) => (it.id.to_string(), &it.title),
        Entry::Topic(it) => (it.id.to_string(), &it.title),
        Entry::Outcome(it) => (it.id.to_string(), &it.title),
        Entry::DealStage(it) => (it.id.to_string(), &it.title),
        Entry::QuickReply(it) => (it.id.to_string(), &it.title),
        Entry::Mailbox(it) => (it.id.to_string(), &it.address),
        Entry::Script(it) => (it.id.to_string(), &it.title),
        Entry::Form(it) => (it.id.to_string(), &it.title),
        Entry::Campaign(it) => (it.id.to_string(), &it.title),
        Entry::Rule(it) => (it.id.to_string(), &it.title),
    }
}
