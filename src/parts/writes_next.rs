//! In which appeal the operator writes next: whoever takes or begins one says so, and its composer takes the focus.

use desk_contract::id::AppealId;
use leptos::prelude::*;

/// The appeal in whose composer the operator wants to write as soon as it is there.
#[derive(Clone, Copy)]
pub(crate) struct WritesNext(pub(crate) RwSignal<Option<AppealId>>);

impl WritesNext {
    /// In none.
    pub(crate) fn nowhere() -> Self {
        Self(RwSignal::new(None))
    }
}
