//! The address book: clients and companies, found and shown, each on a card of its own (W6, U9).
//!
//! Owns: the pages, the forms of both cards, and two clients made one. Never: a rule, or anything of an open appeal.

mod card;
mod form;
mod history;
mod list;
mod merge;
mod organisation_card;
mod organisation_form;
mod page;

pub(crate) use form::{ContactDraft, ContactForm};
pub(crate) use page::{contacts, organisations};
