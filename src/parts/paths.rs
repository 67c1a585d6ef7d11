//! Where things have their page: an address survives a reload, the browser's back, and being sent to a colleague.

use desk_contract::id::AppealId;

/// The page of an appeal.
pub(crate) fn appeal_path(id: AppealId) -> String {
    format!("/appeals/{id}")
}
