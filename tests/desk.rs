//! The desk in a real browser, one module a feature. A test's name begins with the feature's id.

#[path = "features/address.rs"]
mod address;
#[path = "features/attention.rs"]
mod attention;
#[path = "features/automation.rs"]
mod automation;
#[path = "features/beside_talk.rs"]
mod beside_talk;
#[path = "features/binding.rs"]
mod binding;
#[path = "features/book.rs"]
mod book;
#[path = "features/browsers.rs"]
mod browsers;
#[path = "features/calls.rs"]
mod calls;
#[path = "features/chat.rs"]
mod chat;
#[path = "features/closing.rs"]
mod closing;
#[path = "features/composing.rs"]
mod composing;
#[path = "features/config.rs"]
mod config;
#[path = "features/create_by_hand.rs"]
mod create_by_hand;
#[path = "features/deals_and_tasks.rs"]
mod deals_and_tasks;
#[path = "features/dialer.rs"]
mod dialer;
#[path = "features/everybody.rs"]
mod everybody;
#[path = "features/faults.rs"]
mod faults;
#[path = "features/files.rs"]
mod files;
#[path = "features/framed.rs"]
mod framed;
#[path = "features/framed_heard.rs"]
mod framed_heard;
#[path = "features/framed_talk.rs"]
mod framed_talk;
#[path = "features/history.rs"]
mod history;
#[path = "features/history_archive.rs"]
mod history_archive;
#[path = "features/history_charts.rs"]
mod history_charts;
#[path = "features/history_looks.rs"]
mod history_looks;
#[path = "features/history_saving.rs"]
mod history_saving;
#[path = "features/history_table.rs"]
mod history_table;
#[path = "features/history_worker.rs"]
mod history_worker;
#[path = "features/hostile.rs"]
mod hostile;
#[path = "features/interface_page.rs"]
mod interface_page;
#[path = "features/keys.rs"]
mod keys;
#[path = "features/layout.rs"]
mod layout;
#[path = "features/letters.rs"]
mod letters;
#[path = "features/lists.rs"]
mod lists;
#[path = "features/many_appeals.rs"]
mod many_appeals;
#[path = "features/meanwhile.rs"]
mod meanwhile;
#[path = "features/outgoing.rs"]
mod outgoing;
#[path = "features/over_the_wire.rs"]
mod over_the_wire;
#[path = "features/over_the_wire_for_real.rs"]
mod over_the_wire_for_real;
#[path = "features/over_the_wire_refused.rs"]
mod over_the_wire_refused;
#[path = "features/payments_and_forms.rs"]
mod payments_and_forms;
#[path = "features/pieces.rs"]
mod pieces;
#[path = "features/presence.rs"]
mod presence;
#[path = "features/queue.rs"]
mod queue;
#[path = "features/reasons.rs"]
mod reasons;
#[path = "features/screen.rs"]
mod screen;
#[path = "features/script.rs"]
mod script;
#[path = "features/setting_up.rs"]
mod setting_up;
#[path = "features/settings.rs"]
mod settings;
#[path = "features/steady.rs"]
mod steady;
#[path = "features/topics.rs"]
mod topics;
#[path = "features/transfers.rs"]
mod transfers;
#[path = "features/two_tabs.rs"]
mod two_tabs;
#[path = "features/visitors.rs"]
mod visitors;
#[path = "features/whole_path.rs"]
mod whole_path;
#[path = "features/world.rs"]
mod world;
