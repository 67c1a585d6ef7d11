//! What was closed stands in the history, for whoever may see it (R1 to R8, E6).

use crate::on_both_databases;
use crate::person::{Answered, Person, read};
use crate::site::Site;
use desk_contract::command::{CloseAppeal, CommentAppeal, RateAppeal, ReopenAppeal};
use desk_contract::history::{HistoryQuery, Rating, Report};
use desk_contract::wire::questions::{ReadHistory, ReadReport};
use desk_contract::wire::{Ask, HistoryPage, HistoryQuestion};
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
}
