//! The rows of the table as far as they are loaded: a piece at a time, from wherever one looks.
//!
//! Owns: which pieces are here, which are on their way, and which go again when there are too many. Never: the order
//! of rows; the backend has that.
//!
//! Always: what is shown belongs to one question. A new one's rows take the place of the old ones once its first are
//! here.

use crate::desk::{Desk, Failure};
use desk_contract::history::{Grouping, HistoryRow, Inquiry};
use desk_contract::refusal::Language;
use desk_contract::wire::{Cursor, HistoryQuestion, Limit};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// Rows a piece.
const A_PIECE: u32 = 100;
/// So many pieces stay here at most: ten thousand rows.
const MOST_PIECES: usize = 100;
/// How long one must look at rows before they are asked for, in milliseconds: who drags the scroll bar passes many.
const RESTS_MS: u32 = 40;

/// What makes two tables one.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Question {
    inquiry: Inquiry,
    language: Language,
}

impl Question {
    fn of(inquiry: &Inquiry, language: Language) -> Self {
        let mut inquiry = inquiry.clone();
        // What the charts are drawn by says nothing about rows.
        inquiry.query.grouping = Grouping::default();
        Self { inquiry, language }
    }

    fn piece(&self, number: u32) -> HistoryQuestion {
        let Inquiry { query, chosen, sorting } = self.inquiry.clone();
        let cursor = (number > 0).then(|| Cursor::at(number.saturating_mul(A_PIECE)));
        let limit = u16::try_from(A_PIECE).ok().and_then(|it| Limit::try_from(it).ok()).unwrap_or_default();
        HistoryQuestion { query, chosen, sorting, language: self.language, cursor, limit }
    }
}

/// A table as far as it is here.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    /// Grows with each new table: its rows are others.
    pub(super) number: u32,
    /// How many rows it has in all; none before anything was answered.
    pub(super) total: Option<u64>,
    pieces: BTreeMap<u32, Vec<Arc<HistoryRow>>>,
}

impl Table {
    /// The row at a place, if it is here.
    pub(super) fn row(&self, at: u32) -> Option<Arc<HistoryRow>> {
        let within = usize::try_from(at % A_PIECE).ok()?;
        self.pieces.get(&(at / A_PIECE))?.get(within).cloned()
    }

    /// How many rows there are, as far as a page can number them.
    pub(super) fn length(&self) -> u32 {
        self.total.map_or(0, |total| u32::try_from(total).unwrap_or(u32::MAX))
    }

    fn put(&mut self, number: u32, rows: Vec<HistoryRow>, wanted: &Range<u32>) {
        self.pieces.insert(number, rows.into_iter().map(Arc::new).collect());
        let middle = (wanted.start / 2 + wanted.end / 2) / A_PIECE;
        while self.pieces.len() > MOST_PIECES {
            let farthest = self.pieces.keys().copied().max_by_key(|piece| piece.abs_diff(middle));
            farthest.and_then(|piece| self.pieces.remove(&piece));
        }
    }
}

/// The rows of the last question.
#[derive(Clone, Copy)]
pub(super) struct Rows {
    /// What is shown.
    pub(super) table: RwSignal<Table>,
    /// Whether a new table is awaited.
    pub(super) busy: RwSignal<bool>,
    /// Why rows could not be had.
    pub(super) failure: RwSignal<Option<Failure>>,
    /// How far the table is scrolled, down and sideways, in pixels.
    pub(super) scrolled: RwSignal<(f64, f64)>,
    question: StoredValue<Option<Question>>,
    number: StoredValue<u32>,
    wanted: StoredValue<Range<u32>>,
    going: StoredValue<BTreeSet<u32>>,
}

impl Rows {
    pub(super) fn new() -> Self {
        Self {
            table: RwSignal::new(Table::default()),
            busy: RwSignal::new(false),
            failure: RwSignal::new(None),
            scrolled: RwSignal::new((0.0, 0.0)),
            question: StoredValue::new(None),
            number: StoredValue::new(0),
            wanted: StoredValue::new(0..0),
            going: StoredValue::new(BTreeSet::new()),
        }
    }

    /// Asks for the rows, unless they are those that are shown or awaited.
    pub(super) fn ask(self, desk: Desk, inquiry: &Inquiry, language: Language) {
        let question = Question::of(inquiry, language);
        if self.question.with_value(|asked| asked.as_ref() != Some(&question)) {
            self.begin(desk, question);
        }
    }

    /// Asks for them anew.
    pub(super) fn ask_again(self, desk: Desk, inquiry: &Inquiry, language: Language) {
        self.begin(desk, Question::of(inquiry, language));
    }

    /// There is no question any more.
    pub(super) fn forget(self) {
        self.number.update_value(|number| *number = number.wrapping_add(1));
        self.question.set_value(None);
        self.failure.set(None);
        self.busy.set(false);
        self.table.update(|table| *table = Table { number: table.number + 1, ..Table::default() });
    }

    /// Tells which rows are looked at; what of them is not here is asked for.
    pub(super) fn want(self, desk: Desk, rows: Range<u32>) {
        self.wanted.set_value(rows.clone());
        let pieces = rows.start / A_PIECE..rows.end.div_ceil(A_PIECE);
        for piece in pieces {
            let is_here = self.table.read_untracked().pieces.contains_key(&piece);
            if !is_here && self.going.try_update_value(|going| going.insert(piece)) == Some(true) {
                self.fetch(desk, piece);
            }
        }
    }

    /// Asks once more for what is looked at.
    pub(super) fn want_again(self, desk: Desk) {
        self.failure.set(None);
        self.want(desk, self.wanted.get_value());
    }

    fn begin(self, desk: Desk, question: Question) {
        self.number.update_value(|number| *number = number.wrapping_add(1));
        let mine = self.number.get_value();
        let first = question.piece(0);
        self.question.set_value(Some(question));
        self.busy.set(true);
        self.failure.set(None);
        leptos::task::spawn_local(async move {
            let answer = desk.history(first).await;
            if self.number.try_get_value() != Some(mine) {
                return;
            }
            self.busy.set(false);
            match answer {
                Ok(page) => {
                    self.going.set_value(BTreeSet::new());
                    self.scrolled.update(|scrolled| scrolled.0 = 0.0);
                    self.table.update(|table| {
                        *table =
                            Table { number: table.number + 1, total: Some(page.total), ..Table::default() };
                        table.put(0, page.items, &(0..0));
                    });
                }
                Err(failure) => {
                    // The same press shall ask again.
                    self.question.set_value(None);
                    self.failure.set(Some(failure));
                }
            }
        });
    }

    fn fetch(self, desk: Desk, piece: u32) {
        let mine = self.number.get_value();
        let Some(question) = self.question.get_value() else { return };
        leptos::task::spawn_local(async move {
            TimeoutFuture::new(RESTS_MS).await;
            let is_passed = self.wanted.try_get_value().is_none_or(|wanted| {
                !(wanted.start / A_PIECE..wanted.end.div_ceil(A_PIECE)).contains(&piece)
            });
            let answer = if is_passed { None } else { Some(desk.history(question.piece(piece)).await) };
            if self.number.try_get_value() != Some(mine) {
                return;
            }
            self.going.try_update_value(|going| going.remove(&piece));
            match answer {
                Some(Ok(page)) => {
                    let wanted = self.wanted.get_value();
                    self.table.update(|table| table.put(piece, page.items, &wanted));
                }
                Some(Err(failure)) => self.failure.set(Some(failure)),
                None => {}
            }
        });
    }
}
