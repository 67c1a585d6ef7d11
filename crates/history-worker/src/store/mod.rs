//! Rows as columns: some sixty bytes each, so that a million fit.
//!
//! Owns: the rows, the archive's first and then the world's own, and the tables of what they have in common.
//! Never: filters, sums or sorts them.
//!
//! Always: of two archived rows the one with the lesser id stands first; where the others stand among them, `rank` tells.

mod columns;
mod tables;

pub(crate) use columns::{Columns, Kind, NONE, OTHER};
pub(crate) use tables::Tables;

use crate::ask::{Begin, Learned, Names};
use chrono::DateTime;
use desk_contract::directory::{Directory, Operator};
use desk_contract::history::{HistoryRow, ShownClient, ShownEntryPoint};
use desk_contract::id::{AppealId, OperatorId};
use desk_demo::Archive;
use std::collections::BTreeMap;
use std::rc::Rc;

/// What the rows were at one moment, whatever has changed since: the archive's own stay, the rest is kept here.
pub(crate) struct Moment {
    pub(crate) directory: Rc<Directory>,
    recent: Rc<Vec<HistoryRow>>,
    lines: Rc<Vec<ShownEntryPoint>>,
    clients: Rc<Vec<ShownClient>>,
}

/// All rows there are.
pub(crate) struct Store {
    pub(crate) archive: Archive,
    pub(crate) columns: Columns,
    pub(crate) tables: Tables,
    /// The place of each row when all stand by their ids.
    pub(crate) rank: Vec<u32>,
    pub(crate) directory: Rc<Directory>,
    /// The world's own closed appeals; their columns stand behind the archive's, in this order.
    recent: Rc<Vec<HistoryRow>>,
    me: Option<OperatorId>,
    /// One more with each change.
    pub(crate) version: u64,
}

impl Store {
    /// The archive alone.
    pub(crate) fn begun(begin: Begin) -> Self {
        let archive = Archive::kept(begin.seed, begin.began, begin.archived);
        let tables = Tables::of(archive.tables());
        let mut columns = Columns::with_room_for(archive.len() as usize);
        (0..archive.len()).for_each(|place| columns.push_entry(&archive.entry(place)));
        let rank = (0..archive.len()).collect();
        let (directory, recent) = Default::default();
        Self { archive, columns, tables, rank, directory, recent, me: None, version: 0 }
    }

    /// Takes in what has changed.
    pub(crate) fn learn(&mut self, learned: Learned) {
        let has_names = learned.directory.is_some();
        self.me = learned.me.or(self.me);
        if let Some(directory) = learned.directory.map(Names::directory) {
            self.tables.name_lines(&directory);
            self.directory = Rc::new(directory);
        }
        self.tables.name_clients(&learned.names);
        if !learned.rows.is_empty() || !learned.gone.is_empty() || has_names {
            self.changed(learned.rows, &learned.gone);
        }
        self.version += 1;
    }

    fn changed(&mut self, rows: Vec<HistoryRow>, gone: &[AppealId]) {
        let known = Rc::unwrap_or_clone(std::mem::take(&mut self.recent));
        let mut recent: BTreeMap<_, _> = known.into_iter().map(|row| (row.appeal, row)).collect();
        for id in gone {
            recent.remove(id);
            self.columns.gone.extend(self.archive.place_of(*id));
        }
        recent.extend(rows.into_iter().map(|row| (row.appeal, row)));
        self.recent = Rc::new(recent.into_values().collect());
        self.put_recent();
    }

    /// Who asks.
    pub(crate) fn viewer(&self) -> Option<&Operator> {
        self.directory.operator(self.me?)
    }

    pub(crate) fn len(&self) -> usize {
        self.columns.len()
    }

    /// A row as it stands in the history.
    pub(crate) fn row(&self, index: u32) -> HistoryRow {
        self.row_of(&self.moment(), index)
    }

    /// What the rows are now.
    pub(crate) fn moment(&self) -> Moment {
        let (lines, clients) = (Rc::clone(&self.tables.lines), Rc::clone(&self.tables.clients));
        Moment { directory: Rc::clone(&self.directory), recent: Rc::clone(&self.recent), lines, clients }
    }

    /// A row as it stood in the history at that moment.
    pub(crate) fn row_of(&self, moment: &Moment, index: u32) -> HistoryRow {
        let recent = index.checked_sub(self.archive.len()).and_then(|nth| moment.recent.get(nth as usize));
        recent.cloned().unwrap_or_else(|| self.archived(moment, index))
    }

    /// A span that a column has no room for.
    pub(crate) fn exact(&self, index: usize, span: impl Fn(&HistoryRow) -> Option<u64>) -> Option<u64> {
        span(self.recent_at(u32::try_from(index).ok()?)?)
    }

    fn recent_at(&self, index: u32) -> Option<&HistoryRow> {
        let nth = index.checked_sub(self.archive.len())?;
        self.recent.get(nth as usize)
    }

    /// The world's own rows are few: all are put anew whenever one changes.
    fn put_recent(&mut self) {
        self.columns.truncate(self.archive.len() as usize);
        self.tables.forget_recent();
        for row in self.recent.iter() {
            let codes = self.tables.codes(row);
            self.columns.push_row(row, &codes);
        }
        self.rank = self.ranks();
    }

    fn ranks(&self) -> Vec<u32> {
        let (archived, created) = (self.archive.len(), &self.columns.created_ms);
        let before = |id: AppealId| {
            let ms = id_ms(id);
            let earlier = created.get(..archived as usize).unwrap_or_default();
            let mut place = earlier.partition_point(|created| *created < ms);
            // Of the same millisecond the ids themselves tell.
            while earlier.get(place) == Some(&ms) && self.archive.id(place as u32, ms) < id {
                place += 1;
            }
            place as u32
        };
        let recent: Vec<u32> = self.recent.iter().map(|row| before(row.appeal)).collect();
        let mut ranks = Vec::with_capacity(self.columns.len());
        let mut passed = 0;
        for place in 0..archived {
            while recent.get(passed).is_some_and(|before| *before <= place) {
                passed += 1;
            }
            ranks.push(place + passed as u32);
        }
        ranks.extend((0..).zip(&recent).map(|(nth, before)| before + nth));
        ranks
    }

    fn archived(&self, moment: &Moment, index: u32) -> HistoryRow {
        let (columns, tables, at) = (&self.columns, &self.tables, index as usize);
        let at_ms = |ms: i64| DateTime::from_timestamp_millis(ms).unwrap_or_default();
        let kind = columns.kind[at];
        let span = |spans: &[u32]| Some(spans[at]).filter(|ms| *ms != NONE).map(u64::from);
        let place =
            |places: &[u16]| Some(usize::from(places[at])).filter(|place| *place != usize::from(u16::MAX));
        HistoryRow {
            appeal: self.archive.id(index, columns.created_ms[at]),
            channel: kind.channel(),
            direction: kind.direction(),
            creation: kind.creation(),
            number: self.archive.number(index),
            ratings: kind.ratings(),
            client: moment.clients[columns.client[at] as usize].clone(),
            entry_point: moment.lines[usize::from(columns.line[at])].clone(),
            created_at: at_ms(columns.created_ms[at]),
            closed_at: at_ms(columns.closed_ms[at]),
            reaction_ms: span(&columns.reaction),
            handling_ms: span(&columns.handling),
            queue_wait_ms: span(&columns.queue_wait),
            first_reply_ms: span(&columns.first_reply),
            operator: place(&columns.operator).map(|place| tables.operators[place]),
            group: tables.groups[usize::from(columns.group[at])],
            topic: place(&columns.topic).map(|place| tables.topics[place]),
            outcome: place(&columns.outcome).map(|place| tables.outcomes[place]),
            sms_text: Some(columns.sms[at])
                .filter(|it| *it != NONE)
                .map(|it| tables.sms[it as usize].clone()),
            comment: tables.comments[columns.comment[at] as usize].clone(),
        }
    }

    /// The number of a row.
    pub(crate) fn number(&self, index: usize) -> u64 {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        self.recent_at(index).map_or_else(|| self.archive.number(index), |row| row.number)
    }
}

/// The moment that an id was made at (RFC 9562, section 5.7).
fn id_ms(id: AppealId) -> i64 {
    let [a, b, c, d, e, f, ..] = *id.as_bytes();
    i64::from_be_bytes([0, 0, a, b, c, d, e, f])
}
