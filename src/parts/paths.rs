//! Where things have their page: an address survives a reload, the browser's back, and being sent to a colleague.

use desk_contract::id::{AppealId, ContactId, DealId, OrganisationId};

/// The page of an appeal.
pub(crate) fn appeal_path(id: AppealId) -> String {
    format!("/appeals/{id}")
}

/// The page on which an appeal of the history stands, to be read.
pub(crate) fn past_appeal_path(id: AppealId) -> String {
    format!("/history/appeals/{id}")
}

/// The page of a client's card.
pub(crate) fn contact_path(id: ContactId) -> String {
    format!("/contacts/{id}")
}

/// The page of a company's card.
pub(crate) fn organisation_path(id: OrganisationId) -> String {
    format!("/organisations/{id}")
}

/// The page of a deal.
pub(crate) fn deal_path(id: DealId) -> String {
    format!("/deals/{id}")
}
