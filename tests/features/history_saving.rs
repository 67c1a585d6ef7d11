//! R13: the table as a file of CSV, wherever the browser puts it.

use crate::settings::sits_down;
use desk_contract::history::Column;
use desk_contract::refusal::Language;
use desk_tests::{Browser, ExportedFile, Failed, Saving, Unmet, World, desk_test};
use std::time::Duration;

/// Who may take the history out of the desk.
const CHIEF: &str = "Вадим Орехов (администратор)";

/// A third of them within the 30 days.
const ARCHIVED: u32 = 3_000;

fn world() -> World {
    World::still().with_history(ARCHIVED)
}

async fn opens_export(anna: &Browser, how: Saving) -> Result<(), Failed> {
    sits_down(anna, CHIEF).await?;
    anna.goes("/history").await?;
    anna.chooses("30 дней").await?;
    anna.press("Сформировать").await?;
    anna.sees_in("Обращения", "Telegram").await?;
    anna.exports_into(how).await?;
    anna.press("Экспорт в CSV").await?;
    anna.press("Экспортировать").await?;
    Ok(())
}

/// The file as another program reads it.
fn records(saved: &ExportedFile) -> Result<Vec<csv::StringRecord>, Unmet> {
    let text = saved.text.strip_prefix('\u{feff}').ok_or_else(|| Unmet("no byte order mark".to_owned()))?;
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(text.as_bytes());
    reader.records().collect::<Result<_, _>>().map_err(|error| Unmet(error.to_string()))
}

async fn whole_file(anna: &Browser) -> Result<ExportedFile, Unmet> {
    let whole = async || Ok(anna.exported().await.ok().filter(|saved| saved.is_whole));
    anna.until_within(Duration::from_secs(30), "the whole file", whole).await
}

fn is_right(saved: &ExportedFile) -> Result<(), Unmet> {
    let records = records(saved)?;
    let titles: Vec<_> = Column::ALL.iter().map(|column| column.title(Language::Ru)).collect();
    let heading = records.first().ok_or_else(|| Unmet("an empty file".to_owned()))?;
    assert_eq!(heading.len(), titles.len());
    assert!(heading.iter().zip(titles).all(|(one, title)| one.starts_with(title)), "{heading:?}");
    assert!(records.len() > 1_000, "{} records", records.len());
    let runs = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    assert!(!records.iter().flatten().any(runs), "a spreadsheet would run a cell");
    assert!(records.iter().flatten().any(|cell| cell.starts_with("'=")), "nobody wrote a formula");
    Ok(())
}

#[test]
fn r13_the_table_is_written_into_a_file_that_the_operator_names() {
    desk_test(world(), async |anna| {
        opens_export(anna, Saving::File).await?;
        let saved = whole_file(anna).await?;
        assert!(saved.name.ends_with(".csv") && !saved.is_gone, "{}", saved.name);
        is_right(&saved)?;
        anna.sees("Файл готов").await?;
        Ok(())
    });
}

#[test]
fn r13_a_browser_that_cannot_write_files_downloads_the_table() {
    desk_test(world(), async |anna| {
        opens_export(anna, Saving::Download).await?;
        let saved = whole_file(anna).await?;
        assert!(saved.name.ends_with(".csv"), "{}", saved.name);
        is_right(&saved)?;
        anna.sees("Файл готов").await?;
        Ok(())
    });
}

#[test]
fn r13_an_export_is_stopped_and_leaves_no_file() {
    desk_test(world(), async |anna| {
        opens_export(anna, Saving::Slowly).await?;
        anna.sees("Записано").await?;
        anna.press("Отменить").await?;
        let gone = async || Ok(anna.exported().await.ok().filter(|saved| saved.is_gone));
        let saved = anna.until("the file thrown away", gone).await?;
        assert!(!saved.is_whole);
        anna.sees("Экспортировать").await?;
        // The history answers on.
        anna.exports_into(Saving::File).await?;
        anna.press("Экспортировать").await?;
        is_right(&whole_file(anna).await?)?;
        Ok(())
    });
}

#[test]
fn r13_whoever_names_no_file_is_back_at_the_form() {
    desk_test(world(), async |anna| {
        opens_export(anna, Saving::Refused).await?;
        anna.sees("Экспортировать").await?;
        assert_eq!(anna.exported().await?.text, "");
        Ok(())
    });
}
