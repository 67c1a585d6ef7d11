//! What was closed stands in the history, for whoever may see it (R1 to R8, E6).

use crate::on_both_databases;
use crate::person::{Answered, Person, read};
use crate::site::{Site, chance};
use desk_contract::Refusal;
use desk_contract::command::{CloseAppeal, CommentAppeal, RateAppeal, ReopenAppeal};
use desk_contract::csv::CsvForm;
use desk_contract::history::{Column, HistoryQuery, Rating, Report};
use desk_contract::id::CommandId;
use desk_contract::wire::questions::{
    CancelExport, OrderExport, ReadExport, ReadExportFile, ReadHistory, ReadReport,
};
use desk_contract::wire::{Ask, ExportJob, ExportOrder, ExportState, HistoryPage, HistoryQuestion};
use serde::Serialize;
use serde::de::DeserializeOwned;

async fn ask<Q: Ask>(person: &Person, body: &impl Serialize) -> Answered<Q::Answer>
where
    Q::Answer: DeserializeOwned,
{
    read(person.ask(Q::QUESTION.method, &Q::QUESTION.full_path()).json(body).send().await.unwrap()).await
}

fn lately() -> HistoryQuery {
    let now = chrono::Utc::now();
    HistoryQuery::of_period(now - chrono::TimeDelta::hours(1), now + chrono::TimeDelta::hours(1))
}

async fn rows(person: &Person) -> HistoryPage {
    let (query, language, limit) = (lately(), Default::default(), Default::default());
    let asked = HistoryQuestion { query, chosen: None, sorting: None, language, cursor: None, limit };
    ask::<ReadHistory>(person, &asked).await.unwrap()
}

on_both_databases! {
    /// A row comes with the close, changes with the appeal, and leaves when it is opened again.
    async fn the_history_follows_its_appeals(site: Site) {
        let people = site.people().await;
        let appeal = people.anna_has("Добрый день").await;
        assert_eq!(rows(&people.anna).await.total, 0);
        let close = || CloseAppeal { appeal, outcome: people.solved, comment: String::new() };
        people.anna.done(close()).await;
        people.anna.done(CommentAppeal { appeal, comment: "Перезвонить".to_owned() }).await;
        people.connector.done(RateAppeal { appeal, place: 1, rating: Rating::Good }).await;

        let own = rows(&people.anna).await;
        assert_eq!((own.total, own.items[0].comment.as_str()), (1, "Перезвонить"));
        assert_eq!(own.items[0].ratings, [None; 3], "ratings are read by those who oversee");
        assert_eq!(rows(&people.admin).await.items[0].ratings[0], Some(Rating::Good));
        assert_eq!(rows(&people.boris).await.total, 0, "a colleague's");
        assert_eq!(rows(&people.vera).await.total, 0, "of another group");
        let report: Report = ask::<ReadReport>(&people.anna, &lately()).await.unwrap();
        assert_eq!(report.overall.closed, 1);

        people.anna.done(ReopenAppeal { appeal }).await;
        assert_eq!(rows(&people.admin).await.total, 0);
        people.anna.done(close()).await;
        assert_eq!(rows(&people.admin).await.total, 1);
    }

    /// As a file: whoever oversees takes it out, the rows promised are the rows written, and no formula runs.
    async fn the_history_goes_into_a_file(site: Site) {
        let people = site.people().await;
        for words in ["=1+1", "Обычный комментарий"] {
            let appeal = people.anna_has("Добрый день").await;
            let comment = words.to_owned();
            people.anna.done(CloseAppeal { appeal, outcome: people.solved, comment }).await;
        }
        let id = CommandId::new(chrono::Utc::now(), chance());
        let order = ExportOrder {
            query: lately(),
            chosen: None,
            sorting: None,
            form: CsvForm { columns: vec![Column::Operator, Column::CreatedAt, Column::Comment], ..CsvForm::default() },
            time_zone: "Asia/Vladivostok".to_owned(),
            language: Default::default(),
        };
        let ask = async |person: &Person, order: &ExportOrder| -> Answered<ExportJob> {
            let path = OrderExport::QUESTION.address(&[&id]).unwrap();
            read(person.ask(OrderExport::QUESTION.method, &path).json(order).send().await.unwrap()).await
        };
        let no = ask(&people.anna, &order).await.unwrap_err();
        assert_eq!(no.refusal(), Some(Refusal::NotYourPart));
        let nowhere = ExportOrder { time_zone: "Moon/Sea".to_owned(), ..order.clone() };
        assert_eq!(ask(&people.admin, &nowhere).await.unwrap_err().errors[0].pointer, "/time_zone");

        let mut job = ask(&people.admin, &order).await.unwrap();
        assert_eq!(job.rows, 2);
        while job.state == ExportState::Writing {
            // However long it takes: whoever asks without a breath is told to wait.
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            job = people.admin.get::<ReadExport>(&[&id], &()).await.unwrap();
        }
        assert_eq!((job.state, job.written), (ExportState::Done, 2));
        assert_eq!(ask(&people.admin, &order).await.unwrap(), job, "asked twice it is written once");
        assert!(people.vera.get::<ReadExport>(&[&id], &()).await.is_err(), "it is the administrator's");

        let path = ReadExportFile::QUESTION.address(&[&id]).unwrap();
        let file = people.admin.ask(ReadExportFile::QUESTION.method, &path).send().await.unwrap();
        assert_eq!(file.headers()["content-type"], "text/csv");
        let text = file.text().await.unwrap();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3, "{text}");
        assert!(lines[0].contains("Asia/Vladivostok"), "{text}");
        assert!(lines[1].starts_with("Анна;") && lines[1].ends_with("Обычный комментарий"), "{text}");
        assert!(lines[2].ends_with("'=1+1"), "{text}");

        let path = CancelExport::QUESTION.address(&[&id]).unwrap();
        let cancels = async |who: &Person| {
            who.ask(CancelExport::QUESTION.method, &path).send().await.unwrap().status().as_u16()
        };
        assert_eq!(cancels(&people.vera).await, 204, "she has no such export");
        assert_eq!(people.admin.get::<ReadExport>(&[&id], &()).await.unwrap(), job, "it is not hers to throw away");
        assert_eq!((cancels(&people.admin).await, cancels(&people.admin).await), (204, 204), "once is as good as twice");
        assert!(people.admin.get::<ReadExport>(&[&id], &()).await.is_err());
    }
}
