//! Deals: found and shown, each on a page of its own, moved from stage to stage (W7, W8).
//!
//! Never: a rule; whether a deal may be changed is asked through the desk.

mod card;
mod list;
mod page;

pub(crate) use page::deals;
