//! Signing in and out, and what an operator finds on sitting down.

use super::caller::{Caller, Me};
use super::{Shared, body, filter, guard, password};
use crate::AUDIT;
use crate::chance;
use crate::config::{Config, CookieKind, CookieSafety};
use crate::failure::Failure;
use crate::store::{accounts, events, own};
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Request};
use axum::response::Response;
use axum::routing::on;
use chrono::TimeDelta;
use desk_contract::Timestamp;
use desk_contract::wire::questions::{CloseSession, OpenSession, ReadSession};
use desk_contract::wire::{Ask, Fault, Pass, Session, SignIn, names};

pub(super) fn routes() -> Router<Shared> {
    let (open, close, read) = (OpenSession::QUESTION, CloseSession::QUESTION, ReadSession::QUESTION);
    Router::new()
        .route(&open.full_path(), on(filter(open.method), sign_in))
        .route(&close.full_path(), on(filter(close.method), sign_out))
        .route(&read.full_path(), on(filter(read.method), sit_down))
}

/// Whether the name or the password is wrong is not told, nor can it be told by how long it takes.
async fn sign_in(State(desk): State<Shared>, request: Request<Body>) -> Result<Response, Failure> {
    let (parts, body): (Parts, Body) = request.into_parts();
    guard::is_from_here(&desk.config, &parts)?;
    let said: SignIn = body::read(&body::text(&parts.headers, body).await?)?;
    let login = said.login.trim().to_lowercase();
    desk.limits.sign_in(&login)?;
    let account = accounts::account(&mut *desk.store.reading().await?, &login).await?;
    let known_by = account.as_ref().map(|account| account.password.clone());
    if !password::is_right(said.password, known_by).await? {
        tracing::warn!(target: AUDIT, login, "somebody did not sign in");
        return Err(Fault::WrongPassword.into());
    }
    let account = account.ok_or(Fault::WrongPassword)?;
    let token = chance::token();
    let lasts = TimeDelta::from_std(desk.config.session_lasts).unwrap_or(TimeDelta::MAX);
    let expires_at = desk.clock.now().checked_add_signed(lasts).unwrap_or(Timestamp::MAX_UTC);
    let mut writing = desk.store.begin().await?;
    let session = (chance::digest(&token), account.operator);
    accounts::put_session(&mut writing.transaction, (&session.0, &session.1), expires_at).await?;
    writing.commit().await?;
    tracing::info!(target: AUDIT, operator = session.1, "somebody signed in");
    let cookie = cookie(&desk.config, &token, desk.config.session_lasts.as_secs())?;
    let mut response = body::json(OpenSession::QUESTION.status, &Pass { token, expires_at })?;
    response.headers_mut().insert(SET_COOKIE, cookie);
    Ok(response)
}

async fn sign_out(State(desk): State<Shared>, caller: Caller) -> Result<Response, Failure> {
    let operator = caller.operator()?;
    let mut writing = desk.store.begin().await?;
    accounts::end_session(&mut writing.transaction, &caller.token).await?;
    writing.commit().await?;
    desk.feed.end_session(&caller.token);
    tracing::info!(target: AUDIT, %operator, "somebody signed out");
    let mut response = body::nothing(CloseSession::QUESTION.status);
    response.headers_mut().insert(SET_COOKIE, cookie(&desk.config, "", 0)?);
    Ok(response)
}

/// The number is read first: what is read after it is at least as new.
async fn sit_down(State(desk): State<Shared>, me: Me) -> Result<Response, Failure> {
    let mut connection = desk.store.reading().await?;
    let seq = events::last(&mut connection).await?;
    let directory = desk.store.directory_by(&mut connection).await?;
    let session = Session {
        me: me.operator.id,
        directory: (*directory).clone(),
        preferences: own::preferences(&mut connection, me.operator.id).await?.unwrap_or_default(),
        drafts: own::drafts(&mut connection, me.operator.id).await?,
        seq,
        at: desk.clock.now(),
    };
    body::json(ReadSession::QUESTION.status, &session)
}

/// No script reads it. In a frame of another site each outer page has its own, as browsers demand.
fn cookie(config: &Config, token: &str, seconds: u64) -> Result<HeaderValue, Failure> {
    let kind = match config.cookie {
        CookieKind::Own(CookieSafety::Anywhere) => "SameSite=Lax",
        CookieKind::Own(CookieSafety::HttpsOnly) => "SameSite=Lax; Secure",
        CookieKind::Partitioned => "SameSite=None; Secure; Partitioned",
    };
    let cookie = format!("{}={token}; Path=/; HttpOnly; Max-Age={seconds}; {kind}", names::SESSION_COOKIE);
    Ok(HeaderValue::from_str(&cookie).map_err(|_| Fault::Internal)?)
}
