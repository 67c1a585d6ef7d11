//! The desk in a real browser, one module a feature. A test's name begins with the feature's id.

#[path = "features/address.rs"]
mod address;
#[path = "features/attention.rs"]
mod attention;
#[path = "features/beside_talk.rs"]
mod beside_talk;
#[path = "features/chat.rs"]
mod chat;
#[path = "features/closing.rs"]
mod closing;
#[path = "features/config.rs"]
mod config;
#[path = "features/create_by_hand.rs"]
mod create_by_hand;
#[path = "features/everybody.rs"]
mod everybody;
#[path = "features/layout.rs"]
mod layout;
#[path = "features/lists.rs"]
mod lists;
#[path = "features/many_appeals.rs"]
mod many_appeals;
#[path = "features/presence.rs"]
mod presence;
#[path = "features/queue.rs"]
mod queue;
#[path = "features/screen.rs"]
mod screen;
#[path = "features/steady.rs"]
mod steady;
#[path = "features/whole_path.rs"]
mod whole_path;
#[path = "features/world.rs"]
mod world;
