//! Payment links and contact forms in an appeal: how far each has come, and what the client wrote (W8, W9).
//!
//! Owns: the two badges that stand in a chat, sending a form, and looking through its answers. Never: a rule, or
//! what answers put on a card, which is `Form::fill_in`.

mod badges;
mod review;
mod send_form;

pub(crate) use badges::{FormBadge, PaymentBadge};
pub(crate) use review::ReviewButton;
pub(crate) use send_form::FormSendButton;
