//! What comes in: every event and whisper, in order, to whom it concerns.

use super::Desk;
use crate::backend::{Ear, News};
use desk_contract::appeal::Folded;
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
        let folded = self.fold_appeal(recorded);
        self.fold_chat(recorded);
        if folded == Folded::Gap {
            let id = recorded.event.appeal();
            leptos::task::spawn_local(async move { self.refresh(id).await });
        }
        if let Event::AppealRegistered { appeal } = &recorded.event {
            let is_mine = self.queue().holds(appeal.id);
            if is_mine {
                self.sound().ring();
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
