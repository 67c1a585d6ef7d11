//! Unsent words over a line that loses requests and answers and lets some overtake others: words that have been sent do
//! not come back into the field, and nothing counts as safe that the backend may yet not have.

#[path = "drafts/elsewhere.rs"]
mod elsewhere;

use chrono::DateTime;
use desk_contract::Timestamp;
use desk_contract::id::{AppealId, CommandId};
use desk_contract::own::DraftKind;
use desk_contract::wire::Draft;
use desk_courier::{Drafts, Field, Heard, Here, News, Next, Then, Told};
use proptest::prelude::*;

/// The answer comes before the news.
const DONE: Told = Told::Done { ahead: Some(99) };

fn noon() -> Timestamp {
    DateTime::UNIX_EPOCH
}

fn field() -> Field {
    (AppealId::new(noon(), [1; 10]), DraftKind::Message)
}

fn id(number: u32) -> CommandId {
    let mut chance = [0; 10];
    chance[6..].copy_from_slice(&number.to_be_bytes());
    CommandId::new(noon(), chance)
}

/// News of words that were told by the command of that number, and first by that.
fn news(text: &str, number: u32, is_mine: bool) -> News<'_> {
    News { text, seq: number.into(), by: Some(id(number)), is_mine }
}

/// Words that were told, somewhere on the line.
#[derive(Clone, Debug)]
struct Words {
    id: CommandId,
    text: String,
}

/// A page with one field, a device that keeps its words, a line, and a server.
#[derive(Default)]
struct Play {
    drafts: Drafts,
    /// What stands in the field.
    field: String,
    /// What the operator wants to stand there.
    wanted: String,
    /// What this device keeps.
    here: Option<String>,
    /// What waits for a pause.
    settling: Option<String>,
    told: u32,
    /// What is on its way; the page waits for the answer.
    under_way: Option<Words>,
    /// What nobody answers any more, and may arrive all the same.
    strays: Vec<Words>,
    /// The same of pages that are gone: before anything that a later page told was answered.
    left_open: Vec<Words>,
    has_strayed: bool,
    server: String,
    /// How many events the server has recorded.
    seq: u64,
    /// What the page has not heard yet.
    events: Vec<(u64, Words)>,
}

impl Play {
    /// As `Desk::keep_draft`.
    fn keeps(&mut self, text: &str) {
        self.here = Some(text.to_owned());
        self.drafts.written(field(), text);
        self.forgets_what_is_safe();
        self.settling = Some(text.to_owned());
    }

    fn forgets_what_is_safe(&mut self) {
        if self.here.as_deref().is_some_and(|here| self.drafts.is_safe(field(), here)) {
            self.here = None;
        }
    }

    fn writes(&mut self, text: &str) {
        self.field = text.to_owned();
        self.wanted = text.to_owned();
        self.keeps(text);
    }

    fn settles(&mut self) {
        if let Some(text) = self.settling.take() {
            self.tells(text);
        }
    }

    fn tells(&mut self, text: String) {
        self.told += 1;
        let id = id(self.told);
        if self.drafts.tells(field(), &text, id) {
            assert!(self.under_way.is_none(), "two of one field are under way");
            self.under_way = Some(Words { id, text });
        }
    }

    /// What was under way comes to the server.
    fn comes_through(&mut self) -> bool {
        let Some(told) = self.under_way.take() else { return false };
        std::mem::take(&mut self.left_open).into_iter().for_each(|left| self.arrives(left));
        self.arrives(told);
        true
    }

    fn arrives(&mut self, told: Words) {
        // What it has already is no event.
        if self.server != told.text {
            self.server.clone_from(&told.text);
            self.seq += 1;
            self.events.push((self.seq, told));
        }
    }

    /// The answer comes, before the news or after.
    fn is_done(&mut self) {
        self.is_answered(Told::Done { ahead: (!self.events.is_empty()).then_some(self.seq) });
    }

    fn is_answered(&mut self, told: Told) {
        let next = self.drafts.answered(field(), told);
        self.forgets_what_is_safe();
        match next {
            Next::Tell(text) if self.settling.is_none() => self.tells(text),
            Next::TellLater(text) if self.settling.is_none() => self.settling = Some(text),
            _ => {}
        }
    }

    /// As `Desk::draft_saved`.
    fn hears(&mut self) {
        if self.events.is_empty() {
            return;
        }
        let (seq, Words { id, text }) = self.events.remove(0);
        let heard = self.drafts.heard(field(), News { text: &text, seq, by: Some(id), is_mine: true });
        self.forgets_what_is_safe();
        let (shows, keeps) = (Some(self.field.clone()), self.here.clone());
        match heard.then(Here { is_settling: self.settling.is_some(), shows, keeps }) {
            Then::Rests => {}
            Then::Keeps { stands, is_told } => {
                self.here = Some(stands.clone());
                if is_told {
                    self.settling = Some(stands);
                }
            }
            Then::Shows { .. } => self.field = text,
        }
    }

    /// The page is loaded anew: what was under way may still arrive, and the session is read.
    fn reloads(&mut self) {
        // What comes very late is heard at least.
        while self.has_strayed && !self.events.is_empty() {
            self.hears();
        }
        self.left_open.extend(self.under_way.take().into_iter().chain(std::mem::take(&mut self.strays)));
        self.settling = None;
        self.events.clear();
        let (appeal, kind) = field();
        let kept_here: Vec<_> = self.here.iter().map(|_| field()).collect();
        self.drafts = Drafts::new(vec![Draft { appeal, kind, text: self.server.clone() }], &kept_here);
        self.field = self.here.clone().unwrap_or_else(|| self.server.clone());
    }
}

/// What befalls.
#[derive(Clone, Debug)]
enum Fate {
    Writes(u8),
    /// What stands in the field is sent as a message: the field is empty.
    Sends,
    Settles,
    Done,
    Refused,
    /// The request arrives, the answer does not.
    LosesAnswer,
    /// Nothing arrives, or it comes long after.
    Strays,
    StrayArrives(usize),
    Hears,
    Reloads,
}

fn fate() -> impl Strategy<Value = Fate> {
    prop_oneof![
        3 => (0u8..9).prop_map(Fate::Writes),
        2 => Just(Fate::Sends),
        4 => Just(Fate::Settles),
        3 => Just(Fate::Done),
        1 => Just(Fate::Refused),
        2 => Just(Fate::LosesAnswer),
        2 => Just(Fate::Strays),
        2 => (0usize..4).prop_map(Fate::StrayArrives),
        5 => Just(Fate::Hears),
        1 => Just(Fate::Reloads),
    ]
}

fn befalls(play: &mut Play, fate: Fate) {
    match fate {
        Fate::Writes(what) => play.writes(&format!("Слова {what}")),
        Fate::Sends => play.writes(""),
        Fate::Settles => play.settles(),
        Fate::Done if play.comes_through() => play.is_done(),
        Fate::Refused if play.under_way.take().is_some() => play.is_answered(Told::Refused),
        Fate::LosesAnswer if play.comes_through() => play.is_answered(Told::Unanswered),
        Fate::Strays => {
            if let Some(told) = play.under_way.take() {
                play.strays.push(told);
                play.is_answered(Told::Unanswered);
            }
        }
        Fate::StrayArrives(which) => {
            let mut all = std::mem::take(&mut play.left_open);
            let left = all.len();
            all.append(&mut play.strays);
            let stray = (which < all.len()).then(|| all.remove(which));
            let is_left = stray.is_some() && which < left;
            play.strays = all.split_off(left - usize::from(is_left));
            play.left_open = all;
            play.has_strayed |= stray.is_some();
            stray.into_iter().for_each(|stray| play.arrives(stray));
        }
        Fate::Hears => play.hears(),
        Fate::Reloads => play.reloads(),
        Fate::Done | Fate::Refused | Fate::LosesAnswer => {}
    }
}

proptest! {
    /// Whatever comes late, the field shows what the operator left in it, over reloads too; and in the end the backend
    /// has that.
    #[test]
    fn the_field_keeps_what_was_left_in_it(fates in proptest::collection::vec(fate(), 0..120)) {
        let mut play = Play::default();
        // What is refused, and what another page told, is told anew with the next key alone.
        let converges = !fates.iter().any(|fate| matches!(fate, Fate::Reloads | Fate::Refused));
        for fate in fates {
            befalls(&mut play, fate);
            prop_assert_eq!(&play.field, &play.wanted);
            let is_safe = play.drafts.is_safe(field(), &play.field) && play.here.is_none();
            let could_come = play.strays.is_empty() && play.left_open.is_empty() && play.events.is_empty();
            if is_safe && could_come {
                prop_assert_eq!(&play.server, &play.wanted, "it counts as safe");
            }
        }
        // The line is well again, and what strayed comes at last.
        let strays: Vec<_> = play.left_open.drain(..).chain(play.strays.drain(..)).collect();
        strays.into_iter().for_each(|stray| play.arrives(stray));
        for _ in 0..40 {
            let rest = [Fate::Hears, Fate::Settles, Fate::Done, Fate::Hears, Fate::Hears];
            rest.into_iter().for_each(|it| befalls(&mut play, it));
        }
        prop_assert_eq!(&play.field, &play.wanted);
        if converges {
            prop_assert_eq!(&play.server, &play.wanted);
        }
    }
}

/// What is on its way may yet be refused: until its answer the device keeps it.
#[test]
fn a_draft_under_way_is_not_safe() {
    let mut drafts = Drafts::default();
    assert!(drafts.is_safe(field(), ""));
    assert!(drafts.tells(field(), "Добрый день", id(1)));
    assert!(!drafts.is_safe(field(), "Добрый день"));
    assert_eq!(drafts.answered(field(), Told::Refused), Next::Rests);
    assert!(!drafts.is_safe(field(), "Добрый день"));
    assert!(drafts.tells(field(), "Добрый день", id(2)));
    drafts.answered(field(), DONE);
    assert!(drafts.is_safe(field(), "Добрый день"));
}

/// Words that were sent while their draft was on its way: that the field is empty now follows it, and does not pass it.
#[test]
fn what_was_written_last_is_told_last() {
    let mut drafts = Drafts::default();
    assert!(drafts.tells(field(), "Уже смотрю", id(1)));
    assert!(!drafts.tells(field(), "", id(2)), "it waits");
    assert_eq!(drafts.answered(field(), DONE), Next::Tell(String::new()));
    assert!(drafts.tells(field(), "", id(3)));
    assert_eq!(drafts.answered(field(), DONE), Next::Rests);
}

/// Nobody answered, and the words arrived all the same: the empty field is told although it was known as empty before.
#[test]
fn words_that_were_sent_do_not_come_back_by_a_lost_answer() {
    let mut drafts = Drafts::default();
    assert!(drafts.tells(field(), "Уже смотрю", id(1)));
    assert!(!drafts.tells(field(), "", id(2)));
    assert_eq!(drafts.answered(field(), Told::Unanswered), Next::Tell(String::new()));
    assert!(drafts.tells(field(), "", id(3)), "who knows what the backend has");
    assert_eq!(drafts.heard(field(), news("Уже смотрю", 1, true)), Heard::Own, "nothing for the field");
    drafts.answered(field(), DONE);
    assert!(drafts.is_safe(field(), ""));
}

/// The same, told by the page that stood here before it was loaded anew.
#[test]
fn words_that_come_after_a_reload_are_put_right() {
    let mut drafts = Drafts::new(Vec::new(), &[]);
    let late = Heard::Late { stands: String::new() };
    assert_eq!(drafts.heard(field(), news("Уже смотрю", 7, true)), late);
    assert!(drafts.tells(field(), "", id(8)));
}

#[test]
fn what_was_written_elsewhere_is_shown_where_nobody_has_written() {
    let mut drafts = Drafts::default();
    let shown = Heard::Elsewhere { before: Some(String::new()) };
    assert_eq!(drafts.heard(field(), news("С телефона", 70, false)), shown);
    assert_eq!(drafts.known(field()), "С телефона");
    assert!(drafts.tells(field(), "Отсюда", id(1)));
    let hidden = Heard::Elsewhere { before: None };
    assert_eq!(drafts.heard(field(), news("С планшета", 71, false)), hidden, "this end writes too");
    // Its own is the last.
    assert_eq!(drafts.heard(field(), news("Отсюда", 1, true)), Heard::Own);
    drafts.answered(field(), DONE);
    assert!(drafts.is_safe(field(), "Отсюда"));
    // And where the other was the last, that is what is known.
    assert!(drafts.tells(field(), "Снова отсюда", id(2)));
    drafts.heard(field(), news("Снова отсюда", 2, true));
    drafts.heard(field(), news("Снова с планшета", 72, false));
    drafts.answered(field(), DONE);
    assert!(!drafts.is_safe(field(), "Снова отсюда"));
}
