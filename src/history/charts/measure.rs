//! What a chart measures, and how its numbers are written.
//!
//! Owns: the step from a report to what is drawn. Never: computes a number.

use super::Shown;
use crate::i18n::{tr, whole_number};
use desk_charts::{Bar, ChartSpec, OverAll, Place};
use desk_contract::history::{Measures, span_text};
use leptos::prelude::*;

/// One of the three charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// How many appeals were closed (R4).
    Closed,
    /// How soon operators answered (R5).
    FirstReply,
    /// How long it took (R6).
    Handling,
}

impl Measure {
    /// In the order in which they stand.
    pub(super) const ALL: [Self; 3] = [Self::Closed, Self::FirstReply, Self::Handling];

    pub(super) fn title(self) -> String {
        match self {
            Self::Closed => tr!(charts.closed),
            Self::FirstReply => tr!(charts.first_reply),
            Self::Handling => tr!(charts.handling),
        }
    }

    /// What it is called where three of them share a line.
    pub(super) fn short(self) -> String {
        match self {
            Self::Closed => tr!(charts.closed_short),
            Self::FirstReply => tr!(charts.first_reply_short),
            Self::Handling => tr!(charts.handling_short),
        }
    }

    fn number(self, measures: &Measures) -> Option<u64> {
        match self {
            Self::Closed => Some(measures.closed),
            Self::FirstReply => measures.mean_first_reply_ms,
            Self::Handling => measures.mean_handling_ms,
        }
    }

    /// The number as it stands beside a bar and in the table.
    pub(super) fn written(self, measures: &Measures) -> String {
        match (self, self.number(measures)) {
            (_, None) => tr!(charts.nothing),
            (Self::Closed, Some(count)) => whole_number(count),
            (_, Some(span)) => span_text(span),
        }
    }

    /// A sum is said; a mean is said and has its line among the bars.
    fn over_all(self, measures: &Measures) -> Option<OverAll> {
        let number = self.number(measures)?;
        Some(match self {
            Self::Closed => OverAll { label: tr!(charts.in_all, count = whole_number(number)), line: None },
            _ => OverAll { label: tr!(charts.mean, span = span_text(number)), line: Some(number) },
        })
    }

    /// What is drawn of the report, in the language spoken now.
    pub(super) fn spec(self, shown: Shown, (width, row): (u16, u16), place: Place) -> ChartSpec {
        let report = shown.report.read();
        let bars = report.groups.iter().map(|group| Bar {
            name: shown.name_of.run(group.value),
            amount: self.number(&group.measures),
            label: self.written(&group.measures),
        });
        ChartSpec {
            title: self.title(),
            bars: bars.collect(),
            over_all: self.over_all(&report.overall),
            nothing: tr!(charts.nothing),
            width,
            row,
            place,
        }
    }
}
