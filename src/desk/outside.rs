//! Who is told outside the desk when an appeal is another: the page around its frame (E2).
//!
//! Owns: that only what is confirmed is told, never what is expected of a command under way. Never: what is told.

use super::Desk;
use desk_contract::Appeal;
use desk_contract::id::AppealId;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;

/// Whoever is told of an appeal as it stands now.
pub(crate) type OutsideEar = Rc<dyn Fn(&Appeal)>;

/// Whoever is told, if anybody is.
#[derive(Default)]
pub(super) struct Outside(RefCell<Option<OutsideEar>>);

impl Desk {
    /// From now on that one is told of every appeal that is another; before it, of the open ones.
    pub(crate) fn tell_of_appeals(self, begin: impl FnOnce(&[Appeal]) -> OutsideEar) {
        self.on_what_is_confirmed(|| {
            let open = self.open_here().into_iter().filter_map(|id| self.known_appeal(id));
            let open: Vec<_> = open.map(|appeal| appeal.get_untracked()).collect();
            let ear = begin(&open);
            self.inner.with_value(|inner| inner.outside.0.replace(Some(ear)));
        });
    }

    /// Nobody is told any more.
    pub(crate) fn tell_of_no_appeals(self) {
        self.inner.try_with_value(|inner| inner.outside.0.replace(None));
    }

    /// Those of these appeals that somebody is told of: none where nobody is.
    pub(super) fn told_outside(self, appeals: &[Appeal]) -> Vec<AppealId> {
        let is_told = self.inner.with_value(|inner| inner.outside.0.borrow().is_some());
        appeals.iter().filter(|_| is_told).map(|appeal| appeal.id).collect()
    }

    pub(super) fn tell_outside(self, id: AppealId) {
        let ear = self.inner.with_value(|inner| inner.outside.0.borrow().clone());
        if let (Some(ear), Some(appeal)) = (ear, self.known_appeal(id)) {
            ear(&appeal.read_untracked());
        }
    }
}
