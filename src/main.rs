//! The operator's desk: appeals of a contact centre, taken from a queue, answered and closed, in a
//! browser tab.
//!
//! Owns: the start. Reads the configuration, connects the backend it names, mounts the application.

mod app;
mod automation;
mod backend;
mod contacts;
mod deals;
mod desk;
mod embed;
mod history;
mod i18n;
mod parts;
mod payments;
mod settings;
mod tasks;
mod ui;
mod workspace;

fn main() {
    std::panic::set_hook(Box::new(app::show_crash));
    leptos::mount::mount_to_body(app::App);
}
