//! Unsent words on their way to the backend, field by field.
//!
//! Owns: what the backend has of them, how certain that is, what is being told to it and what follows. Never: the field
//! itself, the device's store, a clock.
//!
//! Always: of one field one thing is told at a time, and what was written last is told last: were two to change places,
//! words that have been sent would stand in the field again. What was told and not answered may have arrived, may yet,
//! or never will: until that is known nothing is safe, and what stands in the field is told again.

mod news;

pub use news::{Heard, Here, News, Then};

use desk_contract::id::{AppealId, CommandId};
use desk_contract::own::DraftKind;
use desk_contract::wire::Draft;
use std::collections::HashMap;

/// Which field.
pub type Field = (AppealId, DraftKind);

/// What became of words that were told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// The backend has them.
    Done {
        /// Up to which number of the feed news of it may still come; nothing where all was heard.
        ahead: Option<u64>,
    },
    /// It does not want them.
    Refused,
    /// Nobody answered.
    Unanswered,
}

/// What is to be done after that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing.
    Rests,
    /// Tell this now.
    Tell(String),
    /// Tell this again, after a pause.
    TellLater(String),
    /// Take in at the field what was heard meanwhile: only now is it known to be newer.
    TakeIn {
        /// What it means.
        heard: Heard,
        /// The words.
        text: String,
    },
}

/// The drafts of an operator.
#[derive(Clone, Debug, Default)]
pub struct Drafts(HashMap<Field, Words>);

/// Those of one field.
#[derive(Clone, Debug, Default)]
struct Words {
    /// What the backend had by the last news, or when everything was read.
    heard: String,
    /// What was told from here and not heard back, in the order in which it was told.
    own: Vec<Own>,
    /// What was written here last.
    written: Option<String>,
    /// What was told last.
    last: Option<CommandId>,
    /// What is to follow what is under way.
    next: Option<String>,
    /// Whether the page that stood here before may have told something that has not arrived yet.
    is_left_open: bool,
}

#[derive(Clone, Debug)]
struct Own {
    id: CommandId,
    text: String,
    way: Progress,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Progress {
    UnderWay,
    /// Its news was faster than its answer.
    HeardBeforeItsAnswer,
    /// The backend has it, and its news is to come, with this number at most; none comes where the backend had it before.
    Taken(u64),
    /// Nobody answered.
    InDoubt,
}

impl Drafts {
    /// Those that the backend has. What lies on this device was not safe when the page before this one went.
    #[must_use]
    pub fn new(drafts: Vec<Draft>, kept_here: &[Field]) -> Self {
        let mut this = Self::default();
        this.are_read(drafts);
        kept_here.iter().for_each(|field| this.0.entry(*field).or_default().is_left_open = true);
        this
    }

    /// Those that the backend has now: news of them may have been missed.
    pub fn are_read(&mut self, drafts: Vec<Draft>) {
        for words in self.0.values_mut() {
            words.heard.clear();
            words.own.retain(|own| !own.way.is_taken());
        }
        for Draft { appeal, kind, text } in drafts {
            self.0.entry((appeal, kind)).or_default().heard = text;
        }
    }

    /// What the backend has, as far as is known.
    #[must_use]
    pub fn known(&self, field: Field) -> &str {
        self.0.get(&field).map_or("", Words::known)
    }

    /// Whether the backend has just this, and for certain.
    #[must_use]
    pub fn is_safe(&self, field: Field, text: &str) -> bool {
        self.0.get(&field).map_or_else(|| text.is_empty(), |words| words.is_safe(text))
    }

    /// This stands in the field now.
    pub fn written(&mut self, field: Field, text: &str) {
        self.0.entry(field).or_default().written = Some(text.to_owned());
    }

    /// Whether this is to be told now, by that command; else the backend has it, or it follows what is under way.
    pub fn tells(&mut self, field: Field, text: &str, id: CommandId) -> bool {
        let words = self.0.entry(field).or_default();
        if words.own.iter().any(|own| own.way.is_under_way()) {
            words.next = Some(text.to_owned());
            return false;
        }
        if words.is_safe(text) {
            return false;
        }
        words.own.push(Own { id, text: text.to_owned(), way: Progress::UnderWay });
        words.last = Some(id);
        true
    }

    /// What was under way is so no longer.
    pub fn answered(&mut self, field: Field, told: Told) -> Next {
        let words = self.0.entry(field).or_default();
        let Some(place) = words.own.iter().position(|own| own.way.is_under_way()) else { return Next::Rests };
        let Own { id, text, way } = words.own.remove(place);
        let way = match told {
            Told::Refused => None,
            _ if way == Progress::HeardBeforeItsAnswer => None,
            Told::Done { ahead } => ahead.map(Progress::Taken),
            Told::Unanswered => Some(Progress::InDoubt),
        };
        words.is_left_open &= !matches!(told, Told::Done { .. });
        let is_in_doubt = way == Some(Progress::InDoubt);
        // All that followed was heard: what the backend has now, it has since then or from then.
        let is_older = told == Told::Done { ahead: None } && words.is_heard_out();
        words.own.extend(way.map(|way| Own { id, text: text.clone(), way }));
        match words.next.take() {
            Some(next) if words.is_safe(&next) => Next::Rests,
            Some(next) => Next::Tell(next),
            None if is_in_doubt => Next::TellLater(text),
            None if is_older => {
                Next::TakeIn { heard: Heard::Elsewhere { before: Some(text) }, text: words.heard.clone() }
            }
            None => Next::Rests,
        }
    }

    /// The backend has other words now.
    pub fn heard(&mut self, field: Field, News { text, seq, by, is_mine }: News<'_>) -> Heard {
        let words = self.0.entry(field).or_default();
        words.own.retain(|own| !matches!(own.way, Progress::Taken(last) if last < seq));
        let is_certain = words.is_heard_out();
        let before = words.known().to_owned();
        text.clone_into(&mut words.heard);
        let place = words.own.iter().position(|own| by.map_or(own.text == text, |id| own.id == id));
        match place.and_then(|place| words.own.get_mut(place).map(|own| (place, own))) {
            Some((_, own)) if own.way.is_under_way() => own.way = Progress::HeardBeforeItsAnswer,
            Some((place, _)) => words.hears(place),
            None if !is_mine => return Heard::Elsewhere { before: is_certain.then_some(before) },
            None => {}
        }
        if words.last.is_some() && by.is_none_or(|id| words.last == Some(id)) {
            return Heard::Own;
        }
        let stands = words.written.clone().unwrap_or(before);
        match words.own.iter().find(|own| Some(own.id) == words.last).map(|own| own.way) {
            // It came to the backend after what was told after it.
            None => return Heard::Late { stands },
            Some(Progress::HeardBeforeItsAnswer) => _ = words.next.get_or_insert(stands),
            Some(_) => {}
        }
        Heard::Own
    }
}

impl Words {
    fn known(&self) -> &str {
        let taken = self.own.iter().rev().find(|own| own.way.is_taken());
        taken.map_or(&self.heard, |own| &own.text)
    }

    fn is_certain(&self) -> bool {
        !self.is_left_open && self.own.iter().all(|own| own.way.is_taken())
    }

    /// Whether nothing that was told here is still to be answered or heard.
    fn is_heard_out(&self) -> bool {
        !self.is_left_open && self.own.is_empty()
    }

    fn is_safe(&self, text: &str) -> bool {
        self.is_certain() && self.known() == text
    }

    /// One that was told is heard back; what was told before it and nobody answered is not waited for for ever.
    fn hears(&mut self, place: usize) {
        let mut number = 0;
        self.own.retain(|own| {
            number += 1;
            number - 1 != place && !(number - 1 < place && own.way == Progress::InDoubt)
        });
    }
}

impl Progress {
    fn is_under_way(self) -> bool {
        matches!(self, Self::UnderWay | Self::HeardBeforeItsAnswer)
    }

    fn is_taken(self) -> bool {
        matches!(self, Self::Taken(_))
    }
}
