//! Files written and read back by a reader that knows nothing of how they were written.

use super::*;
use crate::given::at;
use crate::history::ShownClient;
use crate::history::sample_rows::{Russian, any_text, bare_row, row, rows};
use chrono::{DateTime, NaiveDate};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

fn moscow(_: Timestamp) -> FixedOffset {
    FixedOffset::east_opt(3 * 3_600).unwrap()
}

fn form(columns: &[Column]) -> CsvForm {
    CsvForm { columns: columns.to_vec(), ..CsvForm::default() }
}

/// A row's line by a form, in Moscow.
fn line(form: &CsvForm, row: &HistoryRow) -> String {
    Csv::new(form, &Russian, moscow).line(row)
}

/// The line of a row whose comment this is, and nothing else.
fn commented(comment: &str) -> String {
    line(&form(&[Column::Comment]), &HistoryRow { comment: comment.to_owned(), ..row(1) })
}

/// The cells of a file by RFC 4180, read by its grammar and strictly; `None` where it is broken.
fn read(file: &str, separator: char) -> Option<Vec<Vec<String>>> {
    let (mut records, mut rest) = (Vec::new(), file);
    while !rest.is_empty() {
        let mut record = Vec::new();
        loop {
            let cell;
            (cell, rest) =
                if let Some(open) = rest.strip_prefix('"') { escaped(open)? } else { bare(rest, separator)? };
            record.push(cell);
            match rest.strip_prefix(separator) {
                Some(next) => rest = next,
                None => break,
            }
        }
        rest = rest.strip_prefix("\r\n")?;
        records.push(record);
    }
    Some(records)
}

/// A cell after its opening quote, and what follows the closing one.
fn escaped(mut rest: &str) -> Option<(String, &str)> {
    let mut cell = String::new();
    loop {
        let (text, after) = rest.split_once('"')?;
        cell.push_str(text);
        match after.strip_prefix('"') {
            Some(next) => {
                cell.push('"');
                rest = next;
            }
            None => return Some((cell, after)),
        }
    }
}

/// A cell without quotes, and the separator or line end that follows it.
fn bare(rest: &str, separator: char) -> Option<(String, &str)> {
    let (cell, after) = rest.split_at_checked(rest.find([separator, '\r', '\n'])?)?;
    (!cell.contains('"')).then(|| (cell.to_owned(), after))
}

#[test]
fn a_full_row_is_spelled_cell_by_cell() {
    let expected = "Telegram;Входящее;1001;Хорошо;Плохо;Хорошо;\"3,33\";Мария Котова;'+74951234501;Линия 1;\
        2026-03-02 12:00:00;0:01:15;0:04:30;0:00:30;0:00:45;Анна Смирнова;Поддержка;Тема 1;Решено;\
        Заказ в пути;Перезвонить\r\n";
    assert_eq!(line(&CsvForm::default(), &row(1)), expected);
    let bare = "Telegram;Входящее;1001;;;;;Гость;'+74951234501;;2026-03-02 12:00:00;;;;;;Поддержка;;;;\r\n";
    assert_eq!(line(&CsvForm::default(), &bare_row(1)), bare);
}

#[test]
fn the_columns_stand_in_the_order_that_was_asked_for() {
    let asked = form(&[Column::Comment, Column::Number, Column::Comment]);
    assert_eq!(Csv::new(&asked, &Russian, moscow).heading(), "Комментарий;№;Комментарий\r\n");
    assert_eq!(line(&asked, &row(1)), "Перезвонить;1001;Перезвонить\r\n");
}

#[test]
fn each_separator_stands_between_the_cells() {
    for (separator, expected) in [
        (Separator::Comma, "1001,Перезвонить\r\n"),
        (Separator::Semicolon, "1001;Перезвонить\r\n"),
        (Separator::Tab, "1001\tПерезвонить\r\n"),
    ] {
        let asked = CsvForm { separator, ..form(&[Column::Number, Column::Comment]) };
        assert_eq!(line(&asked, &row(1)), expected);
    }
}

#[test]
fn cells_are_quoted_where_a_reader_could_go_wrong() {
    for (comment, expected) in [
        ("просто", "просто"),
        ("два слова", "два слова"),
        ("он сказал \"да\"", "\"он сказал \"\"да\"\"\""),
        ("\"", "\"\"\"\""),
        ("a,b", "\"a,b\""),
        ("a;b", "\"a;b\""),
        ("a\tb", "\"a\tb\""),
        ("две\r\nстроки", "\"две\r\nстроки\""),
        ("две\nстроки", "\"две\nстроки\""),
        ("a\rb", "\"a\rb\""),
        (" с краю", "\" с краю\""),
        ("с краю ", "\"с краю \""),
        ("ID клиента", "\"ID клиента\""),
        ("", "\"\""),
    ] {
        assert_eq!(commented(comment), format!("{expected}\r\n"), "{comment:?}");
    }
}

#[test]
fn a_formula_is_defused() {
    for sign in ["=", "+", "-", "@", "＝", "＋", "－", "＠", " =", "\u{a0}-", "\u{feff}@", "\u{200b}+", "\0="]
    {
        let text = format!("{sign}SUM(A1)");
        let written = commented(&text);
        assert_eq!(written.trim_matches(['"', '\r', '\n']), format!("'{text}"), "{sign:?}");
    }
    for invisible in "\u{ad}\u{200b}\u{200f}\u{202a}\u{202e}\u{2060}\u{2069}\u{feff}".chars() {
        assert_eq!(commented(&format!("{invisible}=1")), format!("'{invisible}=1\r\n"), "{invisible:?}");
        assert_eq!(commented(&format!("{invisible}a")), format!("{invisible}a\r\n"), "{invisible:?}");
    }
    assert_eq!(commented("\tа"), "\"'\tа\"\r\n");
    assert_eq!(commented("\rа"), "\"'\rа\"\r\n");
    assert_eq!(commented("\nа"), "\"'\nа\"\r\n");
    for harmless in ["a=1", "1-2", "анна@почта", "'=1", "5", "— да", "(-5)"] {
        assert_eq!(commented(harmless), format!("{harmless}\r\n"));
    }
}

#[test]
fn a_real_number_is_not_touched_and_text_that_looks_like_one_is() {
    let none = form(&[]);
    let csv = Csv::new(&none, &Russian, moscow);
    assert_eq!(csv.spelled(Cell::Whole(-5)), "-5");
    assert_eq!(csv.spelled(Cell::Text("-5")), "'-5");
    assert_eq!(csv.spelled(Cell::Whole(u64::MAX.into())), "18446744073709551615");
}

#[test]
fn hundredths_have_the_mark_that_was_asked_for() {
    for (decimal_mark, expected) in [(DecimalMark::Point, "4.05"), (DecimalMark::Comma, "4,05")] {
        let asked = CsvForm { decimal_mark, ..form(&[]) };
        assert_eq!(Csv::new(&asked, &Russian, moscow).spelled(Cell::Hundredths(405)), expected);
    }
}

#[test]
fn a_moment_is_told_by_the_offset_of_its_own_day() {
    let day =
        |month| NaiveDate::from_ymd_opt(2026, month, 1).unwrap().and_hms_opt(22, 30, 5).unwrap().and_utc();
    let berlin = |at: Timestamp| {
        let hours = if at < day(4) { 1 } else { 2 };
        FixedOffset::east_opt(hours * 3_600).unwrap()
    };
    let asked = form(&[Column::CreatedAt]);
    let csv = Csv::new(&asked, &Russian, berlin);
    let created = |created_at| csv.line(&HistoryRow { created_at, ..row(1) });
    assert_eq!(created(day(1)), "2026-01-01 23:30:05\r\n");
    assert_eq!(created(day(7)), "2026-07-02 00:30:05\r\n");
}

#[test]
fn the_ends_of_time_are_written_too() {
    let asked = form(&[Column::CreatedAt]);
    for (created_at, sign) in
        [(DateTime::<chrono::Utc>::MAX_UTC, '+'), (DateTime::<chrono::Utc>::MIN_UTC, '-')]
    {
        for hours in [-23, 23] {
            let offset = FixedOffset::east_opt(hours * 3_600).unwrap();
            let written = Csv::new(&asked, &Russian, |_| offset).line(&HistoryRow { created_at, ..row(1) });
            assert!(written.starts_with(['\'']) && written.get(1..2) == Some(&sign.to_string()), "{written}");
        }
    }
}

#[test]
fn a_file_is_its_mark_its_heading_and_its_rows() {
    let file = |encoding| {
        let asked = CsvForm { encoding, ..form(&[Column::Number, Column::Comment]) };
        let pieces: Vec<_> = Csv::new(&asked, &Russian, moscow).pieces(&[row(1), row(2)]).collect();
        assert_eq!(pieces.len(), 3);
        pieces.concat()
    };
    let text = "№;Комментарий\r\n1001;Перезвонить\r\n1002;Перезвонить\r\n";
    assert_eq!(file(Encoding::Utf8), text.as_bytes());
    assert_eq!(file(Encoding::Utf8WithMark), format!("\u{feff}{text}").as_bytes());
    assert_eq!(file(Encoding::Windows1251), Encoding::Windows1251.encoded(text).as_ref());
}

#[test]
fn without_columns_there_is_nothing_to_write() {
    let none = CsvForm { encoding: Encoding::Utf8, ..form(&[]) };
    assert_eq!(Csv::new(&none, &Russian, moscow).pieces(&[row(1)]).collect::<Vec<_>>().concat(), b"");
}

#[test]
fn a_form_is_read_leniently() {
    let read: CsvForm = serde_json::from_str(r#"{"columns":["number"],"paper":"A4"}"#).unwrap();
    assert_eq!(read, form(&[Column::Number]));
    let written = serde_json::to_string(&read).unwrap();
    let expected =
        r#"{"columns":["number"],"separator":"semicolon","encoding":"utf_8_bom","decimal_mark":"comma"}"#;
    assert_eq!(written, expected);
    assert_eq!(serde_json::to_string(&Separator::ALL).unwrap(), r#"["semicolon","comma","tab"]"#);
}

/// What is meant by a cell, told without the writer's help.
fn meant(cell: Cell<'_>, mark: char) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.to_owned(),
        Cell::Whole(number) => format!("{number}"),
        Cell::Hundredths(number) => {
            format!("{:.2}", f64::from(number) / 100.0).replace('.', &mark.to_string())
        }
        Cell::Moment(at) => at.with_timezone(&moscow(at)).format("%F %T").to_string(),
        Cell::Span(ms) => {
            let (minutes, seconds) = (ms / 60_000, ms % 60_000 / 1_000);
            format!("{}:{:02}:{seconds:02}", minutes / 60, minutes % 60)
        }
    }
}

fn forms() -> impl Strategy<Value = CsvForm> {
    let columns = subsequence(&Column::ALL[..], 1..=21).prop_shuffle();
    let mark = select(vec![DecimalMark::Point, DecimalMark::Comma]);
    (columns, select(&Separator::ALL[..]), mark).prop_map(|(columns, separator, decimal_mark)| CsvForm {
        columns,
        separator,
        encoding: Encoding::Utf8,
        decimal_mark,
    })
}

proptest! {
    #[test]
    fn a_file_read_back_has_the_cells_that_were_written(rows in rows(), form in forms()) {
        let csv = Csv::new(&form, &Russian, moscow);
        let file = String::from_utf8(csv.pieces(&rows).collect::<Vec<_>>().concat()).unwrap();
        let records = read(&file, form.separator.as_char());
        prop_assert!(records.is_some(), "broken: {file:?}");
        let mut records = records.unwrap().into_iter();
        let heading: Vec<_> = form.columns.iter().map(|column| Russian.heading(*column)).collect();
        prop_assert_eq!(records.next().unwrap(), heading);
        prop_assert_eq!(records.len(), rows.len());
        for (row, record) in rows.iter().zip(records) {
            prop_assert_eq!(record.len(), form.columns.len());
            for (column, read) in form.columns.iter().zip(record) {
                let meant = meant(cell(row, *column, &Russian), form.decimal_mark.as_char());
                let undone = read.strip_prefix('\'').filter(|_| read != meant).unwrap_or(&read);
                prop_assert_eq!(undone, meant, "{:?}", column);
                prop_assert!(!read.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']), "{read:?} would run");
            }
        }
    }

    #[test]
    fn text_is_left_alone_or_gets_one_apostrophe(text in any_text()) {
        let written = defused(&text);
        let marked = format!("'{text}");
        prop_assert!(written == text || written == marked, "{written:?}");
        prop_assert!(!written.trim_start().starts_with(['=', '+', '-', '@']), "{written:?}");
        prop_assert_eq!(defused(&written), written.clone());
        let ordinary = text.starts_with(|c: char| c.is_alphanumeric());
        prop_assert!(!ordinary || written == text);
    }

    #[test]
    fn a_file_in_windows_1251_reads_back_too(comment in "[А-яЁё \"=+@;,\r\n-]{0,20}") {
        let client = ShownClient::Guest;
        let row = HistoryRow { comment, client, created_at: at(0), ..row(1) };
        let asked = CsvForm { encoding: Encoding::Windows1251, ..CsvForm::default() };
        let csv = Csv::new(&asked, &Russian, moscow);
        let bytes = csv.pieces([&row]).collect::<Vec<_>>().concat();
        let expected = format!("{}{}", csv.heading(), csv.line(&row));
        prop_assert_eq!(bytes.len(), expected.chars().count());
        prop_assert_eq!(bytes.iter().filter(|byte| **byte == b'"').count(), expected.matches('"').count());
        prop_assert!(!bytes.contains(&b'?'));
    }
}
