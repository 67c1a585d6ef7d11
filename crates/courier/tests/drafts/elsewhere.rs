//! One operator writes in two places: two tabs of one browser, or two devices. What is told last stands everywhere in the
//! end, and no place takes words out of the operator's hands that the backend has not.

use super::{Words, field, id, news};
use desk_courier::{Drafts, Heard, Here, News, Next, Then, Told};
use proptest::prelude::*;
use std::collections::{BTreeSet, VecDeque};

/// A page with one field.
#[derive(Default)]
struct Page {
    drafts: Drafts,
    /// What stands in the field.
    shows: String,
    /// What waits for a pause.
    settling: Option<String>,
    /// What is on its way to the backend.
    leaves: Option<Words>,
    /// An answer on its way back, with the number of the server's last event.
    answer: Option<u64>,
    /// What the page has not heard yet.
    events: VecDeque<(u64, Words, usize)>,
}

/// Two pages, what their devices keep, and a server.
#[derive(Default)]
struct Play {
    pages: [Page; 2],
    /// Of each device; two tabs have the first in common.
    kept: [Option<String>; 2],
    is_one_browser: bool,
    server: String,
    /// How many events it has recorded.
    seq: u64,
    /// All that the server ever had.
    had: BTreeSet<String>,
    written: u32,
    told: u32,
}

impl Play {
    fn new(is_one_browser: bool) -> Self {
        Self { is_one_browser, had: BTreeSet::from([String::new()]), ..Self::default() }
    }

    fn device(&self, which: usize) -> usize {
        if self.is_one_browser { 0 } else { which }
    }

    fn writes(&mut self, which: usize, text: &str) {
        self.written += 1;
        let device = self.device(which);
        self.kept[device] = Some(text.to_owned());
        let page = &mut self.pages[which];
        text.clone_into(&mut page.shows);
        page.drafts.written(field(), text);
        page.settling = Some(text.to_owned());
        self.forgets_what_is_safe(which);
    }

    fn forgets(&mut self, which: usize) -> Result<(), TestCaseError> {
        let kept = self.kept[self.device(which)].take().unwrap_or_default();
        prop_assert!(self.had.contains(&kept), "kept words are lost");
        Ok(())
    }

    fn forgets_what_is_safe(&mut self, which: usize) {
        let device = self.device(which);
        let kept = self.kept[device].take_if(|kept| self.pages[which].drafts.is_safe(field(), kept));
        assert!(kept.is_none_or(|kept| self.had.contains(&kept)), "kept words are lost");
    }

    fn tells(&mut self, which: usize, text: String) {
        let id = id(self.told + 1);
        let page = &mut self.pages[which];
        if page.drafts.tells(field(), &text, id) {
            assert!(page.leaves.is_none() && page.answer.is_none(), "two of one field are under way");
            page.leaves = Some(Words { id, text });
            self.told += 1;
        }
    }

    fn settles(&mut self, which: usize) {
        if let Some(text) = self.pages[which].settling.take() {
            self.tells(which, text);
        }
    }

    /// What one page told comes to the server, which tells both.
    fn arrives(&mut self, which: usize) {
        let Some(words) = self.pages[which].leaves.take() else { return };
        // What it has already is no event.
        if self.server != words.text {
            self.server.clone_from(&words.text);
            self.had.insert(words.text.clone());
            self.seq += 1;
            let event = (self.seq, words, which);
            self.pages.iter_mut().for_each(|page| page.events.push_back(event.clone()));
        }
        self.pages[which].answer = Some(self.seq);
    }

    fn is_answered(&mut self, which: usize) -> Result<(), TestCaseError> {
        let page = &mut self.pages[which];
        let Some(seq) = page.answer.take() else { return Ok(()) };
        let is_ahead = page.events.front().is_some_and(|(next, ..)| *next <= seq);
        let next = page.drafts.answered(field(), Told::Done { ahead: is_ahead.then_some(seq) });
        self.forgets_what_is_safe(which);
        match next {
            Next::Tell(text) if self.pages[which].settling.is_none() => self.tells(which, text),
            Next::TellLater(text) => _ = self.pages[which].settling.get_or_insert(text),
            Next::TakeIn { heard, text } => self.takes_in(which, heard, text)?,
            Next::Tell(_) | Next::Rests => {}
        }
        Ok(())
    }

    fn hears(&mut self, which: usize) -> Result<(), TestCaseError> {
        let Some((seq, Words { id, text }, by)) = self.pages[which].events.pop_front() else { return Ok(()) };
        let page = &mut self.pages[which];
        let heard = page.drafts.heard(field(), News { text: &text, seq, by: Some(id), is_mine: by == which });
        self.forgets_what_is_safe(which);
        self.takes_in(which, heard, text)
    }

    /// As `Desk::take_in_draft`.
    fn takes_in(&mut self, which: usize, heard: Heard, text: String) -> Result<(), TestCaseError> {
        let keeps = self.kept[self.device(which)].clone();
        let page = &mut self.pages[which];
        let here = Here { is_settling: page.settling.is_some(), shows: Some(page.shows.clone()), keeps };
        match heard.then(here) {
            Then::Rests => {}
            Then::Shows { forgets } => {
                prop_assert!(
                    self.had.contains(&page.shows),
                    "{} is taken out of the operator's hands",
                    page.shows
                );
                prop_assert!(page.settling.is_none() && page.leaves.is_none(), "it was about to be told");
                page.shows = text;
                if forgets {
                    self.forgets(which)?;
                }
            }
            Then::Keeps { .. } => prop_assert!(false, "nothing is late on a line that keeps its order"),
        }
        Ok(())
    }
}

/// What befalls.
#[derive(Clone, Debug)]
enum Step {
    Writes(u8),
    Sends,
    Settles,
    Arrives,
    Answered,
    Hears,
}

fn step() -> impl Strategy<Value = (usize, Step)> {
    let step = prop_oneof![
        3 => (0u8..9).prop_map(Step::Writes),
        1 => Just(Step::Sends),
        4 => Just(Step::Settles),
        4 => Just(Step::Arrives),
        4 => Just(Step::Answered),
        6 => Just(Step::Hears),
    ];
    (0usize..2, step)
}

fn befalls(play: &mut Play, which: usize, step: &Step) -> Result<(), TestCaseError> {
    match step {
        Step::Writes(what) => play.writes(which, &format!("Слова {what}")),
        Step::Sends => play.writes(which, ""),
        Step::Settles => play.settles(which),
        Step::Arrives => play.arrives(which),
        Step::Answered => play.is_answered(which)?,
        Step::Hears => play.hears(which)?,
    }
    Ok(())
}

proptest! {
    /// What the operator wrote in one place stands in the other, unless he has written there and it was told later; the
    /// places agree in the end, and do not tell each other's words in turn.
    #[test]
    fn two_places_agree_in_the_end(is_one_browser in any::<bool>(), steps in proptest::collection::vec(step(), 0..120)) {
        let mut play = Play::new(is_one_browser);
        for (which, step) in steps {
            befalls(&mut play, which, &step)?;
        }
        for _ in 0..8 {
            for which in [0, 1] {
                for step in [Step::Settles, Step::Arrives, Step::Hears, Step::Answered, Step::Hears, Step::Hears] {
                    befalls(&mut play, which, &step)?;
                }
            }
        }
        while play.pages.iter().any(|page| !page.events.is_empty()) {
            play.hears(0)?;
            play.hears(1)?;
        }
        prop_assert!(play.told <= play.written, "words are told that nobody wrote");
        prop_assert_eq!([&play.pages[0].shows, &play.pages[1].shows], [&play.server; 2]);
        prop_assert_eq!(&play.kept, &[None, None], "all of it is safe");
    }
}

/// News without the command that it follows from is known by its words.
#[test]
fn words_that_were_told_here_are_known_without_their_command() {
    let mut drafts = Drafts::default();
    assert!(drafts.tells(field(), "Отсюда", id(1)));
    drafts.answered(field(), Told::Done { ahead: Some(5) });
    let nameless = |text, seq| News { text, seq, by: None, is_mine: false };
    assert_eq!(drafts.heard(field(), nameless("Отсюда", 5)), Heard::Own);
    let other = Heard::Elsewhere { before: Some("Отсюда".to_owned()) };
    assert_eq!(drafts.heard(field(), nameless("С телефона", 6)), other);
}

/// Words that the backend refused stand in the field alone.
#[test]
fn a_field_that_shows_other_words_keeps_them() {
    let elsewhere = || Heard::Elsewhere { before: Some("Было".to_owned()) };
    let shows = |text: &str| Here { shows: Some(text.to_owned()), ..Here::default() };
    assert_eq!(elsewhere().then(shows("Было")), Then::Shows { forgets: false });
    assert_eq!(elsewhere().then(shows("Отвергнуто")), Then::Rests);
    assert_eq!(elsewhere().then(Here::default()), Then::Rests, "no such field is on screen");
    assert_eq!(elsewhere().then(Here { is_settling: true, ..shows("Было") }), Then::Rests);
    assert_eq!(Heard::Elsewhere { before: None }.then(shows("Было")), Then::Rests);
    let keeps = |text: &str| Here { keeps: Some(text.to_owned()), ..shows("Было") };
    assert_eq!(elsewhere().then(keeps("Было")), Then::Shows { forgets: true });
    assert_eq!(elsewhere().then(keeps("Другая вкладка")), Then::Shows { forgets: false });
}

/// What this device keeps is newer than what this page remembers.
#[test]
fn what_came_late_is_told_again_unless_something_newer_is() {
    let late = || Heard::Late { stands: "Стоит".to_owned() };
    let keeps = |stands: &str, is_told| Then::Keeps { stands: stands.to_owned(), is_told };
    assert_eq!(late().then(Here::default()), keeps("Стоит", true));
    assert_eq!(late().then(Here { is_settling: true, ..Here::default() }), keeps("Стоит", false));
    let kept = Some("Новее".to_owned());
    assert_eq!(late().then(Here { keeps: kept, ..Here::default() }), keeps("Новее", true));
}

/// The answer is late: what came from elsewhere meanwhile is shown with it.
#[test]
fn what_came_before_the_answer_is_shown_with_the_answer() {
    let mut drafts = Drafts::default();
    assert!(drafts.tells(field(), "Отсюда", id(1)));
    drafts.heard(field(), news("Отсюда", 1, true));
    assert_eq!(drafts.heard(field(), news("С телефона", 2, false)), Heard::Elsewhere { before: None });
    let heard = Heard::Elsewhere { before: Some("Отсюда".to_owned()) };
    let shown = Next::TakeIn { heard, text: "С телефона".to_owned() };
    assert_eq!(drafts.answered(field(), Told::Done { ahead: None }), shown);
}

/// The page before this one may have told something that has not arrived: what lies on this device is what stands.
#[test]
fn what_lies_here_hides_what_comes_until_it_is_told() {
    let mut drafts = Drafts::new(Vec::new(), &[field()]);
    assert_eq!(drafts.heard(field(), news("С телефона", 1, false)), Heard::Elsewhere { before: None });
    assert!(drafts.tells(field(), "Отсюда", id(2)));
    drafts.heard(field(), news("Отсюда", 2, true));
    drafts.answered(field(), Told::Done { ahead: None });
    let before = Some("Отсюда".to_owned());
    assert_eq!(drafts.heard(field(), news("Снова с телефона", 3, false)), Heard::Elsewhere { before });
}
