//! The report that was asked for last: its charts' numbers, its table, and the form as it was filled in.
//!
//! Owns: that a late answer to an earlier question is dropped, that what was answered stays readable until the next
//! answer is here, and that nothing is asked twice while nothing changed: whoever comes back from a card finds all as
//! he left it. Never: draws, or counts a row.

use super::form::Draft;
use super::rows::Rows;
use crate::desk::{Desk, Failure};
use crate::i18n::language;
use desk_contract::history::{HistoryQuery, Inquiry, Report};
use leptos::prelude::*;

/// A report and what it was made for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Made {
    /// Period, filters, grouping.
    pub(super) query: HistoryQuery,
    /// What the charts show.
    pub(super) report: Report,
}

/// The report that was asked for last; provided once at the root, so that it outlives its screen.
#[derive(Clone, Copy)]
pub(crate) struct LastReport {
    /// What was asked for.
    pub(super) asked: RwSignal<Option<Inquiry>>,
    /// What is shown: the latest answer.
    pub(super) made: RwSignal<Option<Made>>,
    /// Whether an answer is awaited.
    pub(super) busy: RwSignal<bool>,
    /// Why the last question was not answered.
    pub(super) failure: RwSignal<Option<Failure>>,
    /// The table.
    pub(super) rows: Rows,
    /// The form.
    pub(super) draft: Draft,
    /// The number of the last question.
    number: StoredValue<u32>,
}

impl LastReport {
    /// Nothing asked for yet.
    pub(crate) fn new() -> Self {
        Self {
            asked: RwSignal::new(None),
            made: RwSignal::new(None),
            busy: RwSignal::new(false),
            failure: RwSignal::new(None),
            rows: Rows::new(),
            draft: Draft::new(),
            number: StoredValue::new(0),
        }
    }

    /// Asks for what is not known yet: the charts for another query, the rows for another query, value or order.
    pub(super) fn ask(self, desk: Desk, inquiry: Inquiry) {
        let is_made = self.made.read_untracked().as_ref().is_some_and(|made| made.query == inquiry.query);
        let is_asked = self.asked.read_untracked().as_ref().is_some_and(|it| it.query == inquiry.query);
        if !is_made || !is_asked {
            self.ask_charts(desk, inquiry.query.clone());
        }
        self.rows.ask(desk, &inquiry, language());
        self.asked.set(Some(inquiry));
    }

    /// Asks for all of it again.
    pub(super) fn ask_again(self, desk: Desk) {
        if let Some(inquiry) = self.asked.get_untracked() {
            self.ask_charts(desk, inquiry.query.clone());
            self.rows.ask_again(desk, &inquiry, untrack(language));
        }
    }

    /// Nothing is asked for any more: the form alone.
    pub(super) fn forget(self) {
        self.number.update_value(|number| *number = number.wrapping_add(1));
        self.asked.set(None);
        self.made.set(None);
        self.failure.set(None);
        self.busy.set(false);
        self.rows.forget();
    }

    fn ask_charts(self, desk: Desk, query: HistoryQuery) {
        self.number.update_value(|number| *number = number.wrapping_add(1));
        let mine = self.number.get_value();
        self.busy.set(true);
        self.failure.set(None);
        leptos::task::spawn_local(async move {
            let answer = desk.report(query.clone()).await;
            if self.number.try_get_value() != Some(mine) {
                return;
            }
            self.busy.set(false);
            match answer {
                Ok(report) => self.made.set(Some(Made { query, report })),
                Err(failure) => self.failure.set(Some(failure)),
            }
        });
    }
}
