//! What comes in: every event and whisper, in order, to whom it concerns.

use super::Desk;
use crate::backend::{Ear, News};
use desk_contract::appeal::Folded;
use desk_contract::history::Creation;
use desk_contract::id::AppealId;
use desk_contract::subject::Subject;
use desk_contract::{Event, Recorded};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;

impl Desk {
    /// Takes in one piece of news.
    pub(super) fn hear(self, news: News) {
        match news {
            News::Happened(recorded) => self.happened(&recorded),
            News::Whispered(whisper) => self.hear_whisper(whisper),
            News::TakenOver => self.taken_over.set(true),
            News::NotKept => self.not_kept.set(true),
        }
    }

    fn happened(self, recorded: &Recorded) {
        match recorded.event.subject() {
            Subject::Appeal(id) => self.happened_to_appeal(id, recorded),
            Subject::Directory => self.directory_changed(recorded),
            Subject::Own(_) => self.own_changed(&recorded.event),
            // A file is shown by the message that it came with.
            Subject::Attachment(_) => {}
            _ => self.cards.update(|cards| cards.fold(&recorded.event)),
        }
    }

    fn happened_to_appeal(self, id: AppealId, recorded: &Recorded) {
        self.notice(id, &recorded.event);
        let (waited, rang) = (self.is_in_queue(id), self.rings(id));
        let folded = self.fold_appeal(id, recorded);
        self.fold_chat(id, recorded);
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

/// News that comes while the desk is still being set up; it is heard once the desk stands.
#[derive(Default)]
pub(super) struct EarlyNews {
    desk: RefCell<Option<Desk>>,
    waiting: RefCell<Vec<News>>,
}

impl EarlyNews {
    /// The ear to listen with from the very start.
    pub(super) fn ear(self: &Rc<Self>) -> Ear {
        let this = Rc::clone(self);
        Rc::new(move |news| {
            let desk = *this.desk.borrow();
            match desk {
                Some(desk) => desk.hear(news),
                None => this.waiting.borrow_mut().push(news),
            }
        })
    }

    /// The desk stands: it hears what waited, and from now on everything.
    pub(super) fn hand_over(&self, desk: Desk) {
        self.desk.replace(Some(desk));
        for news in self.waiting.take() {
            desk.hear(news);
        }
    }
}
