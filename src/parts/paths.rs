//! Where things have their page: an address survives a reload, the browser's back, and being sent to a colleague.

use desk_contract::id::{AppealId, ContactId};

/// The page of an appeal.
pub(crate) fn appeal_path(id: AppealId) -> String {
    format!("/appeals/{id}")
}

/// The page of a client.
pub(crate) fn contact_path(id: ContactId) -> String {
    format!("/contacts/{id}")
}
