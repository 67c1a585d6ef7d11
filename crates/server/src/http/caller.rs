//! Who asks: an operator by his session, or a connector by its token.
//!
//! Always: a session that came by cookie changes something only for a page of this desk (guard), because a browser sends
//! cookies along whoever asks it to.

use super::{Shared, guard};
use crate::chance;
use crate::failure::Failure;
use crate::store::accounts;
use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, COOKIE, SEC_WEBSOCKET_PROTOCOL};
use axum::http::request::Parts;
use desk_contract::command::Actor;
use desk_contract::directory::Directory;
use desk_contract::id::OperatorId;
use desk_contract::operator::Operator;
use desk_contract::wire::{Fault, names};
use desk_contract::{Whisper, message::Author};
use std::sync::Arc;

/// Whoever asks.
#[derive(Debug)]
pub(super) struct Caller {
    /// For the rules.
    pub(super) actor: Actor,
    /// What his session is known by; a connector has none.
    pub(super) token: String,
}

/// An operator who asks, with the directory that says who he is.
#[derive(Debug)]
pub(super) struct Me {
    pub(super) operator: Operator,
    pub(super) directory: Arc<Directory>,
}

/// How a token came.
enum Token {
    Bearer(String),
    Cookie(String),
}

impl FromRequestParts<Shared> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, desk: &Shared) -> Result<Self, Failure> {
        let token = match token(&parts.headers).ok_or(Fault::NotSignedIn)? {
            Token::Bearer(token) => token,
            Token::Cookie(token) => {
                guard::is_from_here(&desk.config, parts)?;
                token
            }
        };
        let digest = chance::digest(&token);
        if desk.config.connector_token.as_deref().is_some_and(|known| chance::digest(known) == digest) {
            return Ok(Self { actor: Actor::Connector, token: digest });
        }
        let mut connection = desk.store.reading().await?;
        let session = accounts::session(&mut connection, &digest, desk.clock.now()).await?;
        let id = session.ok_or(Fault::NotSignedIn)?;
        desk.limits.request(&digest)?;
        Ok(Self { actor: Actor::Operator { id }, token: digest })
    }
}

impl FromRequestParts<Shared> for Me {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, desk: &Shared) -> Result<Self, Failure> {
        let caller = Caller::from_request_parts(parts, desk).await?;
        Self::of(desk, caller.operator()?).await
    }
}

impl Me {
    /// Whoever was taken out of the directory is nobody any more.
    pub(super) async fn of(desk: &Shared, id: OperatorId) -> Result<Self, Failure> {
        let directory = desk.store.directory().await?;
        let operator = directory.operator(id).cloned().ok_or(Fault::NotSignedIn)?;
        Ok(Self { operator, directory })
    }
}

impl Caller {
    /// The operator, where one asks; for a connector nothing stands here.
    pub(super) fn operator(&self) -> Result<OperatorId, Failure> {
        match self.actor {
            Actor::Operator { id } => Ok(id),
            Actor::Connector => Err(Fault::UnknownRoute.into()),
        }
    }

    /// The same, where a connector may ask too.
    pub(super) fn operator_if_any(&self) -> Option<OperatorId> {
        match self.actor {
            Actor::Operator { id } => Some(id),
            Actor::Connector => None,
        }
    }

    /// Whether he may say that: an operator of himself, a connector of the client.
    pub(super) fn may_whisper(&self, whisper: &Whisper) -> bool {
        match (whisper, self.actor) {
            (Whisper::Viewing { operator, .. } | Whisper::StoppedViewing { operator, .. }, actor) => {
                actor == Actor::Operator { id: *operator }
            }
            (Whisper::Typing { author, .. } | Whisper::StoppedTyping { author, .. }, actor) => match actor {
                Actor::Operator { id } => *author == Author::Operator { id },
                Actor::Connector => *author == Author::Client,
            },
        }
    }
}

/// The token that goes with a request: as a header, as a subprotocol of a socket, or as the cookie.
fn token(headers: &HeaderMap) -> Option<Token> {
    let text = |name| headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    let bearer = text(AUTHORIZATION).find_map(|value| {
        let (scheme, token) = value.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
    });
    let mut offered = text(SEC_WEBSOCKET_PROTOCOL).flat_map(|list| list.split(','));
    let offered = offered.find_map(|name| name.trim().strip_prefix(names::BEARER_SUBPROTOCOL));
    let mut cookies = text(COOKIE).flat_map(|list| list.split(';'));
    let cookie = cookies.find_map(|pair| {
        let (name, token) = pair.trim().split_once('=')?;
        (name == names::SESSION_COOKIE).then_some(token)
    });
    let by_itself = bearer.or(offered).map(|token| Token::Bearer(token.to_owned()));
    by_itself.or_else(|| cookie.map(|token| Token::Cookie(token.to_owned())))
}
