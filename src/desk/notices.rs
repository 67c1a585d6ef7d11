//! News that the operator must be told of wherever he is, because the screen he looks at may not show it (H6).
//!
//! Owns: which news that is. Never: the words.

use super::Desk;
use desk_contract::Event;
use desk_contract::id::{AppealId, OperatorId};
use leptos::prelude::*;

/// Something that he must be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Notice {
    /// About which appeal.
    pub(crate) appeal: AppealId,
    /// Its number.
    pub(crate) number: u64,
    /// What happened.
    pub(crate) what: NoticeKind,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NoticeKind {
    /// A colleague leaves it with him.
    TransferDeclined {
        /// Who.
        by: OperatorId,
        /// Why; may be empty.
        why: String,
    },
    /// A colleague has it now.
    TransferAccepted {
        /// Who.
        by: OperatorId,
    },
}

impl Desk {
    /// Asked before the event is folded: who hands an appeal over is known only as long as he does.
    pub(super) fn notice(self, id: AppealId, event: &Event) {
        let what = match event {
            Event::TransferDeclined(it) => {
                NoticeKind::TransferDeclined { by: it.by, why: it.comment.clone() }
            }
            Event::TransferAccepted(it) => NoticeKind::TransferAccepted { by: it.by },
            _ => return,
        };
        let Some(appeal) = self.known_appeal(id) else { return };
        let appeal = appeal.read_untracked();
        if appeal.transfer.as_ref().is_some_and(|transfer| transfer.from == self.me()) {
            let notice = Notice { appeal: id, number: appeal.number, what };
            self.notices.update(|notices| notices.push(notice));
        }
    }

    /// What he must be told and has not been yet; whoever takes it tells it.
    pub(crate) fn take_notices(self) -> Vec<Notice> {
        let notices = self.notices.get();
        if !notices.is_empty() {
            self.notices.set(Vec::new());
        }
        notices
    }
}
