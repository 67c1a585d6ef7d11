//! Parts of a screen that several screens share and that know the desk: who and through what, a command behind a
//! button, a reason or a failure in words, where things have their page.
//!
//! Never: a rule, or a screen of its own. What has never heard of an appeal is in `ui`.

mod actions;
mod checks;
mod client_name;
mod entries;
mod paths;
mod reasons;
mod search;
mod sending;
mod ways;
mod words;
mod writes_next;

pub(crate) use actions::{Action, Actions, Shortcut, offer_actions};
pub(crate) use checks::{checked_ids, checked_keys, group_choices};
pub(crate) use client_name::{ChannelIcon, client_name};
pub(crate) use entries::{EntriesPage, EntryForm, EntryRow, Fields, Section, Unsaved};
pub(crate) use paths::{appeal_path, contact_path};
pub(crate) use reasons::why_not;
pub(crate) use search::use_contact_search;
pub(crate) use sending::use_command;
pub(crate) use ways::{NumberOf, Offer, WaysList, WaysMenu, group_for, kind_word, numbers_of, use_start};
pub(crate) use words::{channel_name, error_words, failure_words, role_name, tell_error};
pub(crate) use writes_next::WritesNext;
