//! Who may sign in and by which password: one's own is changed, an administrator gives people theirs.

use super::caller::{Caller, Me};
use super::{Shared, body, filter, password};
use crate::AUDIT;
use crate::failure::Failure;
use crate::setup;
use crate::store::accounts;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::on;
use desk_contract::Refusal;
use desk_contract::id::OperatorId;
use desk_contract::operator::Right;
use desk_contract::wire::questions::{ChangePassword, GiveAccount, ListAccounts};
use desk_contract::wire::{Account, Ask, Fault, FieldError, GivenAccount, NewAccount, NewPassword};

pub(super) fn routes() -> Router<Shared> {
    let (change, list, give) = (ChangePassword::QUESTION, ListAccounts::QUESTION, GiveAccount::QUESTION);
    Router::new()
        .route(&change.full_path(), on(filter(change.method), change_password))
        .route(&list.full_path(), on(filter(list.method), names))
        .route(&give.full_path(), on(filter(give.method), give_account))
}

/// Whoever found a desk open and unwatched does not make it his own: the old password is asked for, as slowly as at the door.
async fn change_password(
    State(desk): State<Shared>,
    caller: Caller,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    let operator = caller.operator()?;
    let said: NewPassword = body::read(&body::text(&headers, body).await?)?;
    let signs = said.new.chars().count();
    if !(NewPassword::SHORTEST..=NewPassword::LONGEST).contains(&signs) {
        let message = format!("{} to {} signs", NewPassword::SHORTEST, NewPassword::LONGEST);
        return Err(Failure::Shape(FieldError { pointer: "/new".to_owned(), message }));
    }
    desk.limits.sign_in(&operator.to_string())?;
    let known_by = accounts::password_of(&mut *desk.store.reading().await?, operator).await?;
    if !password::is_right(said.old, known_by.clone()).await? {
        tracing::warn!(target: AUDIT, %operator, "somebody did not change a password");
        return Err(Fault::WrongPassword.into());
    }
    let (from, to) = (known_by.unwrap_or_default(), password::hash(&said.new).await?);
    let mut writing = desk.store.begin().await?;
    if !accounts::change_password(&mut writing.transaction, operator, (&from, &to)).await? {
        return Err(Fault::WrongPassword.into());
    }
    let ended =
        accounts::end_sessions(&mut writing.transaction, operator, Some(caller.token.as_str())).await?;
    writing.commit().await?;
    ended.iter().for_each(|token| desk.feed.end_session(token));
    tracing::info!(target: AUDIT, %operator, "somebody changed his password");
    Ok(body::nothing(ChangePassword::QUESTION.status))
}

async fn names(State(desk): State<Shared>, me: Me) -> Result<Response, Failure> {
    may_set_up(&me)?;
    let known = accounts::all(&mut *desk.store.reading().await?).await?;
    let accounts: Vec<Account> = known
        .into_iter()
        .filter_map(|(operator, login)| Some(Account { operator: operator.parse().ok()?, login }))
        .collect();
    body::json(ListAccounts::QUESTION.status, &accounts)
}

async fn give_account(
    State(desk): State<Shared>,
    me: Me,
    Path(operator): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    may_set_up(&me)?;
    let operator: OperatorId = operator.parse().map_err(|_| Fault::UnknownRoute)?;
    me.directory.operator(operator).ok_or(Refusal::UnknownOperator)?;
    let NewAccount { login } = body::read(&body::text(&headers, body).await?)?;
    let login = login.trim().to_lowercase();
    let signs = login.chars().count();
    if !(1..=64).contains(&signs) || login.chars().any(|sign| sign.is_whitespace() || sign.is_control()) {
        let message = "1 to 64 signs without spaces".to_owned();
        return Err(Failure::Shape(FieldError { pointer: "/login".to_owned(), message }));
    }
    let (given, ended) = setup::give_account(&desk.store, &login, operator).await?;
    ended.iter().for_each(|token| desk.feed.end_session(token));
    tracing::info!(target: AUDIT, by = %me.operator.id, %operator, login, "somebody was given an account");
    body::json(GiveAccount::QUESTION.status, &GivenAccount { login: given.login, password: given.password })
}

fn may_set_up(me: &Me) -> Result<(), Failure> {
    if me.operator.role.may(Right::SetUpDesk) { Ok(()) } else { Err(Refusal::NotYourPart.into()) }
}
