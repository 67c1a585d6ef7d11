//! The settings: what is the operator's own, and what the administrator sets up for all (E7).
//!
//! Owns: the pages, their addresses and the list of them. Never: a rule; what a role may not change is shown, and is off
//! for the reason that the desk tells.
//!
//! Start at [`SettingsPage`], then [`page::Page`]; the administrator's pages are tables of `parts::Section`.

mod access;
mod bound;
mod desk_page;
mod form_questions;
mod frame;
mod groups;
mod integrations;
mod lines;
mod look_page;
mod mailbox;
mod me_page;
mod operators;
mod page;
mod phone_page;
mod span;
mod stages;
mod topics;
mod widgets;
mod words_page;

use crate::ui::piece;
use frame::SettingsPage;

piece!(pub(crate) settings = SettingsPage);
