//! A file is of one moment, and nothing of it stays where nobody wants it.

use super::*;
use crate::chance;
use crate::clock::Clock;
use crate::config::Config;
use crate::postgres;
use crate::setup::first_start;
use crate::store::Store;
use desk_contract::channel::Channel;
use desk_contract::csv::CsvForm;
use desk_contract::history::{
    Column, Creation, Direction, HistoryQuery, ShownClient, ShownEntryPoint, SortOrder, Sorting,
};
use desk_contract::id::{AppealId, EntryPointId, GroupId};
use std::path::PathBuf;
use std::time::Duration;

/// More than are read at once.
const MANY: u64 = 1_200;

fn sqlite(folder: &tempfile::TempDir) -> String {
    format!("sqlite:{}", folder.path().join("desk.db").display())
}

/// A row of its own; the greater its number, the later it was closed.
fn row(number: u64) -> HistoryRow {
    let (now, id) = (chance::now(), chance::bytes());
    let closed_at = now - chrono::TimeDelta::seconds(i64::try_from(MANY * 2 - number).unwrap());
    HistoryRow {
        appeal: AppealId::new(closed_at, chance::bytes()),
        channel: Channel::Telegram,
        direction: Direction::Incoming,
        creation: Creation::Client,
        number,
        ratings: [None; 3],
        client: ShownClient::Guest,
        entry_point: ShownEntryPoint {
            id: EntryPointId::new(now, id),
            number: "1".to_owned(),
            comment: None,
        },
        created_at: closed_at,
        closed_at,
        reaction_ms: None,
        handling_ms: None,
        queue_wait_ms: None,
        first_reply_ms: None,
        operator: None,
        group: GroupId::new(now, id),
        topic: None,
        outcome: None,
        sms_text: None,
        comment: "as it was".to_owned(),
    }
}

/// A desk with so many rows of a history, and where its files lie.
struct Site {
    desk: Arc<Desk>,
    files: PathBuf,
    rows: Vec<HistoryRow>,
}

impl Site {
    async fn at(url: &str, folder: &tempfile::TempDir) -> Self {
        let store = Store::open(url).await.unwrap();
        first_start(&store).await.unwrap();
        let rows: Vec<HistoryRow> = (0..MANY).map(row).collect();
        let mut writing = store.begin().await.unwrap();
        for some in rows.chunks(1_000) {
            history::put(&mut writing.transaction, some, writing.seq).await.unwrap();
        }
        writing.commit().await.unwrap();
        let files = folder.path().join("files");
        let config = Config {
            database_url: url.to_owned(),
            files: files.clone(),
            ..Config::from_environment().unwrap()
        };
        let desk = Arc::new(Desk::new(config, store, Clock::default()).unwrap());
        Self { desk, files, rows }
    }

    /// A file that was asked for, and the moment that it is of.
    async fn ordered(&self, sorting: Option<Sorting>) -> (Export, Transaction<'static, Any>) {
        let (now, day) = (chance::now(), chrono::TimeDelta::days(1));
        let order = ExportOrder {
            query: HistoryQuery::of_period(now - day, now + day),
            chosen: None,
            sorting,
            form: CsvForm { columns: vec![Column::Number, Column::Comment], ..CsvForm::default() },
            time_zone: "Europe/Moscow".to_owned(),
            language: Default::default(),
        };
        let directory = self.desk.store.directory().await.unwrap();
        let me = directory.operators.first().unwrap().clone();
        let id = CommandId::new(now, chance::bytes());
        let mut export = Export::of(id, (me, directory), order).unwrap();
        let mut snapshot = self.desk.store.snapshot().await.unwrap();
        let asked = (&export.order.query, export.order.chosen);
        export.rows = history::count(&mut snapshot, &export.me, asked).await.unwrap();
        let mut aside = self.desk.store.writing_aside().await.unwrap();
        assert!(exports::begin(&mut aside, (id, export.me.id), (export.rows, now)).await.unwrap());
        (export, snapshot)
    }

    fn left(&self) -> usize {
        std::fs::read_dir(self.files.join("exports")).into_iter().flatten().flatten().count()
    }
}

fn orders() -> [Option<Sorting>; 2] {
    [None, Some(Sorting { column: Column::Number, order: SortOrder::Ascending })]
}

/// A file that nobody wants any more is not written to its end, and nothing of it stays.
#[tokio::test]
async fn a_file_that_is_cancelled_halfway_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let site = Site::at(&sqlite(&folder), &folder).await;
    for sorting in orders() {
        for is_wanted in [true, false] {
            let (export, snapshot) = site.ordered(sorting).await;
            let id = export.id;
            if !is_wanted {
                exports::forget(&mut site.desk.store.writing_aside().await.unwrap(), id).await.unwrap();
            }
            export.write(Arc::clone(&site.desk), snapshot).await;
            assert_eq!(site.left(), usize::from(is_wanted));
            site.desk.files.remove_export(id).await;
        }
    }
}

/// What is closed, changed, called otherwise or opened again while a file is half written is not in it.
async fn a_file_is_of_one_moment(url: &str, folder: &tempfile::TempDir) {
    let site = Site::at(url, folder).await;
    let mut expected = site.rows.clone();
    for (nth, sorting) in orders().into_iter().enumerate() {
        let (export, snapshot) = site.ordered(sorting).await;
        assert_eq!(export.rows, expected.len() as u64);
        // Whoever writes holds the file at its first thousand rows, for it has to say how far it is.
        let mut writing = site.desk.store.begin().await.unwrap();
        let held = "UPDATE export SET total = total WHERE id = $1";
        let transaction = &mut *writing.transaction;
        sqlx::query(held).bind(export.id.to_string()).execute(&mut *transaction).await.unwrap();
        let id = export.id;
        let written = tokio::spawn(export.write(Arc::clone(&site.desk), snapshot));
        while site.left() == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert!(!written.is_finished(), "the file is in its middle");
        let changes = changed(&expected, nth as u64);
        history::put(transaction, &changes, writing.seq + 1).await.unwrap();
        let gone = expected[MANY as usize / 2].appeal;
        let sql = "DELETE FROM history WHERE id = $1";
        sqlx::query(sql).bind(gone.to_string()).execute(&mut *transaction).await.unwrap();
        writing.commit().await.unwrap();
        written.await.unwrap();
        let text = std::fs::read_to_string(site.files.join(format!("exports/{id}.csv"))).unwrap();
        assert_eq!(lines(&text), told(&expected, sorting), "{sorting:?}");
        site.desk.files.remove_export(id).await;
        // The next file is of the next moment.
        expected.retain(|row| row.appeal != gone && changes.iter().all(|it| it.appeal != row.appeal));
        expected.extend(changes);
        expected.sort_by_key(|row| row.closed_at);
    }
}

/// The first and the last row otherwise, and two more: one closed before all, one after.
fn changed(rows: &[HistoryRow], nth: u64) -> Vec<HistoryRow> {
    let otherwise = |row: &HistoryRow| HistoryRow { comment: format!("changed {nth}"), ..row.clone() };
    let earliest = rows.first().unwrap();
    let before =
        HistoryRow { closed_at: earliest.closed_at - chrono::TimeDelta::hours(1), ..row(MANY + 10 + nth) };
    vec![otherwise(earliest), otherwise(rows.last().unwrap()), before, row(MANY + 20 + nth)]
}

/// Numbers and comments as they are to stand in the file.
fn told(rows: &[HistoryRow], sorting: Option<Sorting>) -> Vec<String> {
    let mut rows: Vec<_> = rows.iter().collect();
    match sorting {
        None => rows.sort_by_key(|row| std::cmp::Reverse(row.closed_at)),
        Some(_) => rows.sort_by_key(|row| row.number),
    }
    rows.iter().map(|row| format!("{};{}", row.number, row.comment)).collect()
}

fn lines(text: &str) -> Vec<String> {
    text.lines().skip(1).map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_of_one_moment_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    a_file_is_of_one_moment(&sqlite(&folder), &folder).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_is_of_one_moment_on_postgres() {
    let folder = tempfile::tempdir().unwrap();
    a_file_is_of_one_moment(&postgres::database().await, &folder).await;
}
