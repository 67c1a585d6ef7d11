//! What is kept beside appeals, as several screens show it: where a client can be reached, deals, tasks, documents,
//! payments, and the forms of them.
//!
//! Never: a page of its own, or a rule.

mod appeal_line;
mod deal_form;
mod deal_line;
mod documents;
mod fields;
mod payments;
mod places;
mod task_form;
mod task_line;

pub(crate) use appeal_line::AppealLine;
pub(crate) use deal_form::{DealDraft, DealForm};
pub(crate) use deal_line::{DealLine, DealsSection, StageChip, deal_signal};
pub(crate) use documents::DocumentsSection;
pub(crate) use payments::{PaymentLine, PaymentsSection, payment_status};
pub(crate) use places::{Places, number_kind, place_of_guest, places_of};
pub(crate) use task_form::{TaskDraft, TaskForm};
pub(crate) use task_line::{TaskLine, TasksOf, TasksSection};
