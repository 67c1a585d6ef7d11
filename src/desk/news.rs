//! What comes in: every event and whisper, in order, to whom it concerns.
//!
//! Owns: whom it concerns. Never: when it is taken in; `incoming` has that.

mod incoming;

pub(super) use incoming::Incoming;

use super::Desk;
use crate::backend::News;
use desk_contract::appeal::Folded;
use desk_contract::history::Creation;
use desk_contract::id::AppealId;
use desk_contract::subject::Subject;
use desk_contract::{Event, Recorded};
use leptos::prelude::*;

impl Desk {
    /// Takes in one piece of news.
    fn hear(self, news: News) {
        match news {
            News::Happened(recorded) => self.happened(&recorded),
            News::Whispered(whisper) => self.hear_whisper(whisper),
            News::TakenOver => self.taken_over.set(true),
            News::NotKept => self.not_kept.set(true),
            of_line => self.hear_of_line(of_line),
        }
    }

    fn happened(self, recorded: &Recorded) {
        match recorded.event.subject() {
            Subject::Appeal(id) => self.happened_to_appeal(id, recorded),
            Subject::Directory => self.directory_changed(recorded),
            Subject::Own(_) => self.own_changed(recorded),
            // A file is shown by the message that it came with.
            Subject::Attachment(_) => {}
            _ => self.cards.update(|cards| cards.fold(&recorded.event)),
        }
        self.heard_of_expected(recorded);
    }

    fn happened_to_appeal(self, id: AppealId, recorded: &Recorded) {
        self.notice(id, &recorded.event);
        let (waited, rang) = (self.is_in_queue(id), self.rings(id));
        let folded = self.fold_appeal(id, recorded);
        self.fold_chat(id, recorded);
        self.tell_outside(id);
        if folded == Folded::Gap {
            leptos::task::spawn_local(async move { self.refresh(id).await });
        }
        // An appeal that an operator makes only passes through the queue.
        let is_made_here = matches!(&recorded.event, Event::AppealRegistered(it) if it.appeal.creation == Creation::Operator);
        if !rang && self.rings(id) {
            self.it_rings(id);
        } else if !waited && self.is_in_queue(id) && !is_made_here {
            self.somebody_came(id);
        }
    }

    fn rings(self, id: AppealId) -> bool {
        self.ringing().read_untracked().contains(&id)
    }

    fn directory_changed(self, recorded: &Recorded) {
        if recorded.version > self.directory.read_untracked().version {
            self.directory.update(|directory| directory.fold(&recorded.event, recorded.version));
            // Who is on a break changes no list.
            if !matches!(recorded.event, Event::PresenceChanged(_)) {
                self.sort_shelves();
            }
        }
    }
}
