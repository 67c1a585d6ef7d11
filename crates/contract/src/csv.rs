//! A table as CSV (RFC 4180) that Excel and LibreOffice open right, Cyrillic included (R13).
//!
//! Owns: separators, quotes, line ends, encodings, and how a cell is spelled.
//! Never: chooses rows, holds the whole file, or writes it anywhere; the caller streams the pieces, shows
//! how far it is and stops when told.
//!
//! Always: a file read by the rules of RFC 4180 has the cells that were written, but for these two:
//!
//! - *Formulas.* A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@`, and a client can
//!   write one. Text that begins so, or with a tab or a line break, gets a leading apostrophe; blanks and
//!   invisible characters before the sign do not hide it, for a spreadsheet may strip them. Telephone
//!   numbers are text and get one too: without it `+7…` is read as a number and loses its plus.
//!   Numbers are written by us from [`Cell::Whole`] and its like and stay bare: `-5` is `-5`.
//! - *Letters.* Windows-1251 lacks most of Unicode; what it lacks becomes `?`.
//!
//! Start at [`Csv`].

mod encoding;

pub use encoding::Encoding;

use crate::Timestamp;
use crate::history::{Cell, Column, HistoryRow, Words, cell, span_text};
use chrono::FixedOffset;
use serde::{Deserialize, Serialize};
use std::borrow::{Borrow, Cow};

/// What stands between the cells of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Separator {
    /// A comma: what RFC 4180 says, and Excel where numbers have a decimal point.
    Comma,
    /// A semicolon: what Excel expects where numbers have a decimal comma, as in Russia.
    #[default]
    Semicolon,
    /// A tab.
    Tab,
}

impl Separator {
    /// Every separator, in the order in which the form offers them.
    pub const ALL: [Self; 3] = [Self::Semicolon, Self::Comma, Self::Tab];

    /// The character itself.
    #[must_use]
    pub fn as_char(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Tab => '\t',
        }
    }
}

/// What stands before the fraction of a number. Where Excel expects the other it takes 4.05 for a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DecimalMark {
    /// 4.33
    Point,
    /// 4,33
    #[default]
    Comma,
}

impl DecimalMark {
    fn as_char(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }
}

/// The form of the export, filled in.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CsvForm {
    /// The columns in their order; without any the file is empty.
    pub columns: Vec<Column>,
    /// Between the cells.
    #[serde(default)]
    pub separator: Separator,
    /// Of the bytes.
    #[serde(default)]
    pub encoding: Encoding,
    /// In the mean rating.
    #[serde(default)]
    pub decimal_mark: DecimalMark,
}

impl Default for CsvForm {
    /// Every column, as a Russian Excel opens it by a double click.
    fn default() -> Self {
        Self {
            columns: Column::ALL.to_vec(),
            separator: Separator::default(),
            encoding: Encoding::default(),
            decimal_mark: DecimalMark::default(),
        }
    }
}

/// Writes the history as CSV, piece by piece: [`Csv::pieces`] for bytes, or [`Csv::heading`] and then
/// [`Csv::line`] for each row where text is wanted.
pub struct Csv<'a, W: ?Sized, Z> {
    form: &'a CsvForm,
    words: &'a W,
    offset_at: Z,
}

impl<'a, W: Words + ?Sized, Z: Fn(Timestamp) -> FixedOffset> Csv<'a, W, Z> {
    /// A writer by this form, in these words. `offset_at` tells how far the reader's time zone is from UTC
    /// at a moment; summer and winter may differ. The heading of the column should name the zone.
    pub fn new(form: &'a CsvForm, words: &'a W, offset_at: Z) -> Self {
        Self { form, words, offset_at }
    }

    /// The first line, with its line end.
    #[must_use]
    pub fn heading(&self) -> String {
        self.record(|column| Cell::Text(self.words.heading(column)))
    }

    /// The line of a row, with its line end.
    #[must_use]
    pub fn line(&self, row: &HistoryRow) -> String {
        self.record(|column| cell(row, column, self.words))
    }

    /// The file: the byte order mark (if any) with the heading, then a piece for each row.
    pub fn pieces(&self, rows: impl IntoIterator<Item: Borrow<HistoryRow>>) -> impl Iterator<Item = Vec<u8>> {
        let encoding = self.form.encoding;
        let mut start = encoding.mark().to_vec();
        start.extend_from_slice(&encoding.encoded(&self.heading()));
        let lines = rows.into_iter().map(move |row| encoding.encoded(&self.line(row.borrow())).into_owned());
        std::iter::once(start).chain(lines)
    }

    fn record(&self, cell_of: impl Fn(Column) -> Cell<'a>) -> String {
        let mut line = String::new();
        for (index, column) in self.form.columns.iter().enumerate() {
            if index > 0 {
                line.push(self.form.separator.as_char());
            }
            push_quoted(&mut line, &self.spelled(cell_of(*column)));
        }
        if self.form.columns.is_empty() {
            return line;
        }
        if line.is_empty() {
            // A line with nothing on it is no record to many readers.
            line.push_str("\"\"");
        }
        line.push_str("\r\n");
        line
    }

    fn spelled<'c>(&self, cell: Cell<'c>) -> Cow<'c, str> {
        match cell {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Text(text) => defused(text),
            Cell::Whole(number) => number.to_string().into(),
            Cell::Hundredths(number) => {
                format!("{}{}{:02}", number / 100, self.form.decimal_mark.as_char(), number % 100).into()
            }
            Cell::Moment(at) => defused(&self.moment_text(at)).into_owned().into(),
            Cell::Span(ms) => span_text(ms).into(),
        }
    }

    /// `2026-03-02 12:00:00`, which spreadsheets of every language take for a moment. A year before 0 or
    /// after 9999 begins with a sign, and is text to them.
    fn moment_text(&self, at: Timestamp) -> String {
        let utc = at.naive_utc();
        let local = utc.checked_add_offset((self.offset_at)(at)).unwrap_or(utc);
        local.format("%Y-%m-%d %H:%M:%S").to_string()
    }
}

/// Text that no spreadsheet runs as a formula.
fn defused(text: &str) -> Cow<'_, str> {
    let hidden = |c: char| c.is_whitespace() || c.is_control() || is_invisible(c);
    let first_seen = text.chars().find(|c| !hidden(*c));
    if text.starts_with(['\t', '\r', '\n']) || first_seen.is_some_and(begins_a_formula) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The signs, and their full-width forms, which an East Asian Excel takes for the same.
fn begins_a_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

/// Marks without width that a reader may drop.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Quotes a cell where RFC 4180 asks for it, and further: any of the separators, since the file may be opened
/// with another one; blanks at the ends, which some readers trim; `ID`, for a file that begins so is
/// taken by Excel for one of another format.
fn push_quoted(line: &mut String, cell: &str) {
    let blank = |c: char| c.is_whitespace();
    let plain = !cell.contains(['"', '\r', '\n', ',', ';', '\t'])
        && !cell.starts_with(blank)
        && !cell.ends_with(blank)
        && !cell.starts_with("ID");
    if plain {
        line.push_str(cell);
    } else {
        line.push('"');
        line.push_str(&cell.replace('"', "\"\""));
        line.push('"');
    }
}

#[cfg(test)]
mod tests;
