//! Every wish there is, made up from rolls of dice: one plausible value of each command while the dice
//! show nothing, all sorts of values, sound and unsound, when they roll.
//!
//! Owns: the values. Few appeals, messages, people and words, so that ids meet again; now and then
//! something that nobody ever heard of. Never: who wishes it, or in which order.
//!
//! Start at [`any_wish`]; [`every_wish`] is for whoever wants each once.

mod about;
mod cards;
mod queue;
mod setting_up;
mod talk;

pub(crate) use setting_up::{every_entry, every_reference};

use super::*;
use crate::address::Address;
use crate::command::*;
use crate::history::{Creation, Direction};
use crate::id::*;
use crate::message::Delivery;

/// Rolls that decide what is not said; when they have all been used, the rest is plain.
pub(crate) struct Dice {
    rolls: Vec<u8>,
    used: usize,
}

/// One plausible wish of each name, in the order of [`Command::NAMES`].
pub(crate) fn every_wish() -> Vec<Command> {
    Command::NAMES.iter().map(|name| any_wish(name, &mut Dice::plain())).collect()
}

/// A wish of this name.
#[track_caller]
pub(crate) fn any_wish(name: &str, dice: &mut Dice) -> Command {
    let wish = queue::wish(name, dice)
        .or_else(|| about::wish(name, dice))
        .or_else(|| talk::wish(name, dice))
        .or_else(|| cards::wish(name, dice))
        .or_else(|| setting_up::wish(name, dice));
    assert!(wish.is_some(), "nobody has made up what {name} could say");
    wish.unwrap()
}

impl Dice {
    pub(crate) fn new(rolls: Vec<u8>) -> Self {
        Self { rolls, used: 0 }
    }

    /// Dice that show nothing: whatever is asked of them, the first is taken.
    pub(crate) fn plain() -> Self {
        Self::new(Vec::new())
    }

    pub(crate) fn roll(&mut self) -> u8 {
        let roll = self.rolls.get(self.used).copied().unwrap_or(0);
        self.used += 1;
        roll
    }

    /// One of them, the first while nothing is rolled.
    pub(crate) fn pick<T: Clone>(&mut self, among: &[T]) -> T {
        among.iter().cycle().nth(usize::from(self.roll())).unwrap().clone()
    }

    /// The one, and in one case of six any of the others.
    pub(crate) fn mostly<T: Clone>(&mut self, common: T, rare: &[T]) -> T {
        let roll = usize::from(self.roll());
        if roll < 214 { common } else { rare.iter().cycle().nth(roll).unwrap().clone() }
    }

    /// The appeals from 1 to 3 come sooner or later, 9 never.
    pub(crate) fn appeal(&mut self) -> AppealId {
        appeal(self.pick(&[1, 1, 1, 1, 2, 2, 2, 3, 3, 9]))
    }

    pub(crate) fn message(&mut self) -> MessageId {
        message(self.pick(&[1, 2, 3, 4, 5]))
    }

    pub(crate) fn file(&mut self) -> AttachmentId {
        attachment(self.pick(&[1, 1, 2, 3, 9]))
    }

    pub(crate) fn files(&mut self) -> Vec<AttachmentId> {
        match self.roll() % 8 {
            5 => vec![self.file()],
            6 => vec![attachment(1); 11],
            7 => vec![attachment(1), attachment(2)],
            _ => Vec::new(),
        }
    }

    pub(crate) fn contact(&mut self) -> ContactId {
        contact(self.pick(&[1, 1, 2, 2, 3, 3, 4, 9]))
    }

    pub(crate) fn organisation(&mut self) -> OrganisationId {
        organisation(self.pick(&[1, 1, 2, 9]))
    }

    pub(crate) fn deal(&mut self) -> DealId {
        deal(self.pick(&[1, 1, 2, 2, 9]))
    }

    pub(crate) fn operator(&mut self) -> OperatorId {
        self.pick(&[anna(), anna(), boris(), boris(), vera(), galina(), dmitry(), stranger()])
    }

    pub(crate) fn group(&mut self) -> GroupId {
        self.mostly(support(), &[sales(), sales(), unheard_of_group()])
    }

    /// What a card's editor says he saw.
    pub(crate) fn version(&mut self) -> Option<u64> {
        self.pick(&[None, Some(1), Some(1), Some(2), Some(3), Some(7)])
    }

    /// What people write.
    pub(crate) fn words(&mut self) -> String {
        match self.roll() {
            0..160 => self.pick(&["Добрый день", " Добрый день ", "Где\nзаказ?", "Спасибо!"]).to_owned(),
            160..200 => self.pick(&["", " \n"]).to_owned(),
            200..230 => "Ж".repeat(self.pick(&[120, 121, 670, 671, 5_000])),
            _ => self.gibberish(),
        }
    }

    /// What colleagues write to each other.
    pub(crate) fn comment(&mut self) -> String {
        self.mostly("Перезвонить в пятницу".to_owned(), &[String::new(), " ".to_owned(), "Ж".repeat(2_001)])
    }

    /// What something is called.
    pub(crate) fn title(&mut self) -> String {
        self.mostly("Договор".to_owned(), &["Заказ".to_owned(), " ".to_owned(), "Ж".repeat(201)])
    }

    pub(crate) fn mail(&mut self) -> String {
        self.mostly("kotova@example.org".to_owned(), &["guest@example.com".to_owned(), "kotova".to_owned()])
    }

    fn gibberish(&mut self) -> String {
        let letters = ['я', '\u{0}', '\n', '"', '🚚', '\u{202e}', '<', 'é', '{', ' ', '\\', '\u{feff}'];
        let length = self.roll() % 8;
        (0..length).map(|_| self.pick(&letters)).collect()
    }
}

#[test]
fn there_is_a_plausible_wish_of_every_name() {
    let names: Vec<_> = every_wish().iter().map(Command::name).collect();
    assert_eq!(names, Command::NAMES);
    for name in Command::NAMES {
        for roll in 0..=255 {
            assert_eq!(any_wish(name, &mut Dice::new(vec![roll; 32])).name(), *name);
        }
    }
}
