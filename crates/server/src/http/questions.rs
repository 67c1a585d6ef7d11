//! Questions: each of the contract's that is answered with JSON, by one function for all.
//!
//! Always: what an operator may not see is answered as if it were not there.

use super::caller::Me;
use super::{Shared, body, filter};
use crate::failure::Failure;
use crate::store::{Beside, appeals, beside, lists};
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use axum::routing::on;
use desk_contract::id::AppealId;
use desk_contract::sight::may_see;
use desk_contract::wire::questions::{
    ListAppeals, ListContactAppeals, ListContacts, ListDeals, ListOrganisations, ListPayments, ListTasks,
    ReadAppeal, ReadAppealCards, ReadContact, ReadContactCards, ReadContacts, ReadDeal, ReadDealCards,
    ReadDirectory, ReadMessages, ReadOrganisation, ReadPayment, ReadTask,
};
use desk_contract::wire::{Ask, ContactsQuestion, Fault, FieldError};
use desk_contract::{Appeal, Refusal};
use serde::Serialize;
use sqlx::Any;
use sqlx::pool::PoolConnection;
use std::collections::BTreeMap;
use std::future::Future;
use std::str::FromStr;

/// A question with all that its answer takes.
struct Asked<Q: Ask> {
    me: Me,
    store: PoolConnection<Any>,
    path: BTreeMap<String, String>,
    query: Q::Query,
}

impl<Q: Ask> Asked<Q> {
    /// The id that stands in the path; one that is none names nothing.
    fn id<Id: FromStr>(&self, name: &str) -> Result<Id, Failure> {
        let id = self.path.get(name).and_then(|id| id.parse().ok());
        Ok(id.ok_or(Fault::UnknownRoute)?)
    }

    /// The appeal that stands in the path, where this operator may open it.
    async fn appeal(&mut self) -> Result<Appeal, Failure> {
        let id: AppealId = self.id("appeal")?;
        let found = appeals::appeal(&mut self.store, id).await?;
        Ok(found.filter(|appeal| may_see(&self.me.operator, appeal)).ok_or(Refusal::UnknownAppeal)?)
    }
}

pub(super) fn routes() -> Router<Shared> {
    let router = Router::new();
    let router = ask::<ReadDirectory, _, _>(router, async |it| Ok((*it.me.directory).clone()));
    let router = of_appeals(router);
    let router = of_contacts(router);
    of_deals(router)
}

fn of_appeals(router: Router<Shared>) -> Router<Shared> {
    let router = ask::<ListAppeals, _, _>(router, async |mut it| {
        lists::appeals(&mut it.store, (&it.me.operator, &it.me.directory), &it.query).await
    });
    let router = ask::<ReadAppeal, _, _>(router, async |mut it| it.appeal().await);
    let router = ask::<ReadMessages, _, _>(router, async |mut it| {
        let appeal = it.appeal().await?;
        let thread = appeals::thread(&mut it.store, appeal.id, &it.query).await?;
        Ok(thread.ok_or(Refusal::UnknownAppeal)?)
    });
    ask::<ReadAppealCards, _, _>(router, async |mut it| {
        let appeal = it.appeal().await?;
        Beside::by(&mut it.store).appeal(&appeal).await
    })
}

fn of_contacts(router: Router<Shared>) -> Router<Shared> {
    let router =
        ask::<ListContacts, _, _>(router, async |mut it| lists::contacts(&mut it.store, &it.query).await);
    let cards = ReadContacts::QUESTION;
    let router = router.route(&cards.full_path(), on(filter(cards.method), read_contacts));
    let router = ask::<ReadContact, _, _>(router, async |mut it| {
        let id = it.id("contact")?;
        Ok(beside::contact(&mut it.store, id).await?.ok_or(Refusal::UnknownContact)?)
    });
    let router = ask::<ReadContactCards, _, _>(router, async |mut it| {
        let id = it.id("contact")?;
        Ok(Beside::by(&mut it.store).contact(id).await?.ok_or(Refusal::UnknownContact)?)
    });
    let router = ask::<ListContactAppeals, _, _>(router, async |mut it| {
        let (id, me) = (it.id("contact")?, it.me.operator);
        lists::contact_appeals(&mut it.store, id, &it.query, |appeal| may_see(&me, appeal)).await
    });
    let router = ask::<ListOrganisations, _, _>(router, async |mut it| {
        lists::organisations(&mut it.store, &it.query).await
    });
    ask::<ReadOrganisation, _, _>(router, async |mut it| {
        let id = it.id("organisation")?;
        Ok(beside::organisation(&mut it.store, id).await?.ok_or(Refusal::UnknownOrganisation)?)
    })
}

/// Every operator may open every card.
async fn read_contacts(
    State(desk): State<Shared>,
    _: Me,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let ContactsQuestion { contacts } = body::read(&body::text(&headers, body).await?)?;
    let found = beside::contacts(&mut *desk.store.reading().await?, &contacts).await?;
    body::json(ReadContacts::QUESTION.status, &found)
}

fn of_deals(router: Router<Shared>) -> Router<Shared> {
    let router = ask::<ListDeals, _, _>(router, async |mut it| lists::deals(&mut it.store, &it.query).await);
    let router = ask::<ReadDeal, _, _>(router, async |mut it| {
        let id = it.id("deal")?;
        Ok(beside::deal(&mut it.store, id).await?.ok_or(Refusal::UnknownDeal)?)
    });
    let router = ask::<ReadDealCards, _, _>(router, async |mut it| {
        let id = it.id("deal")?;
        Ok(Beside::by(&mut it.store).deal(id).await?.ok_or(Refusal::UnknownDeal)?)
    });
    let router = ask::<ListTasks, _, _>(router, async |mut it| lists::tasks(&mut it.store, &it.query).await);
    let router = ask::<ReadTask, _, _>(router, async |mut it| {
        let id = it.id("task")?;
        Ok(beside::task(&mut it.store, id).await?.ok_or(Refusal::UnknownTask)?)
    });
    let router =
        ask::<ListPayments, _, _>(router, async |mut it| lists::payments(&mut it.store, &it.query).await);
    ask::<ReadPayment, _, _>(router, async |mut it| {
        let id = it.id("payment")?;
        Ok(beside::payment(&mut it.store, id).await?.ok_or(Refusal::UnknownPayment)?)
    })
}

/// Adds the route of a question that takes no body.
fn ask<Q, F, Fut>(router: Router<Shared>, answer: F) -> Router<Shared>
where
    Q: Ask + 'static,
    Q::Query: Send,
    Q::Answer: Serialize + Send,
    F: Fn(Asked<Q>) -> Fut + Clone + Send + Sync + 'static,
    Fut: Future<Output = Result<Q::Answer, Failure>> + Send,
{
    let question = Q::QUESTION;
    let handler = move |State(desk): State<Shared>, me: Me, Path(path), uri: Uri| {
        let answer = answer.clone();
        async move {
            let query = query::<Q>(&uri)?;
            let asked = Asked { me, store: desk.store.reading().await?, path, query };
            body::json(question.status, &answer(asked).await?)
        }
    };
    router.route(&question.full_path(), on(filter(question.method), handler))
}

fn query<Q: Ask>(uri: &Uri) -> Result<Q::Query, Failure> {
    let read = Query::<Q::Query>::try_from_uri(uri);
    let Query(query) = read
        .map_err(|cause| Failure::Shape(FieldError { pointer: String::new(), message: cause.to_string() }))?;
    Ok(query)
}
