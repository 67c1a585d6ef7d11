//! Parts of a screen that several screens share and that know the desk: who and through what, a command behind a
//! button, a form, a search, the cards kept beside appeals, a reason or a failure in words, where things have their page.
//!
//! Never: a rule, or a screen of its own. What has never heard of an appeal is in `ui`.

mod actions;
mod breakable;
mod cards;
mod checks;
mod client_name;
mod contact_search;
mod copying;
mod dialog_button;
mod entries;
mod file_saving;
mod files;
mod finders;
mod fold;
mod form;
mod letter;
mod links;
mod paths;
mod reasons;
mod search;
mod sending;
mod walking;
mod ways;
mod words;
mod writes_next;

pub(crate) use actions::{Action, Actions, Shortcut, offer_actions};
pub(crate) use breakable::breakable;
pub(crate) use cards::{
    AppealLine, DealDraft, DealForm, DealLine, DealsSection, DocumentsSection, PaymentLine, PaymentsSection,
    Places, StageChip, TaskDraft, TaskForm, TaskLine, TasksOf, TasksSection, deal_signal, number_kind,
    payment_status, place_of_guest, places_of,
};
pub(crate) use checks::{checked_ids, checked_keys, group_choices};
pub(crate) use client_name::{ChannelIcon, client_name};
pub(crate) use contact_search::use_contact_search;
pub(crate) use copying::{CopyButton, copy_words};
pub(crate) use dialog_button::DialogButton;
pub(crate) use entries::{EntriesPage, EntryForm, EntryRow, Fields, Section, Unsaved};
pub(crate) use file_saving::use_file_saving;
pub(crate) use files::{icon_of, is_picture, size_words, use_address};
pub(crate) use finders::{
    ContactFinder, OrganisationField, OrganisationFinder, contact_hint, contact_name, organisation_title,
};
pub(crate) use fold::Fold;
pub(crate) use form::{ChangedNotice, FormFoot, refused, said, too_long, use_form};
pub(crate) use letter::{Harmless, LetterView};
pub(crate) use links::linked;
pub(crate) use paths::{appeal_path, contact_path, deal_path, organisation_path, past_appeal_path};
pub(crate) use reasons::why_not;
pub(crate) use search::{SearchEnd, use_search};
pub(crate) use sending::use_command;
pub(crate) use walking::walk_rows;
pub(crate) use ways::{NumberOf, Offer, WaysList, WaysMenu, group_for, kind_word, numbers_of, use_start};
pub(crate) use words::{channel_name, error_words, failure_words, role_name, tell_error};
pub(crate) use writes_next::WritesNext;
