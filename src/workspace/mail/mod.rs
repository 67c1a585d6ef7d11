//! Letters: the built-in editor, and how a letter that came or went is shown (O4, O5, H2).
//!
//! Owns: the editor. Never: lets a letter's HTML into the page as it came; all of it is made harmless by
//! `contract::mail_html` first.

mod draft;
mod editor;
mod heads;
mod quote;
mod rich;
mod toolbar;

pub(super) use editor::{MailEditor, fetch_ahead};
