//! Somebody who asks over HTTP: an operator who is signed in, or a connector.
//!
//! Owns: how a question or a wish becomes a request, and patience where a backend says that it was asked too often.

use crate::check::Broken;
use crate::raw::{Answered, Raw};
use desk_contract::command::{Actor, Command};
use desk_contract::id::{CommandId, OperatorId};
use desk_contract::wire::questions::{OpenSession, ReadSession};
use desk_contract::wire::{
    Ask, Fault, Method, Pass, Receipt, Request, Session, SignIn, names, query_text, request,
};
use reqwest::{Client, RequestBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Display;
use std::time::Duration;

/// No answer takes so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// Whoever has a token.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    /// What the report calls him.
    pub(crate) name: String,
    /// Who he is to the rules.
    pub(crate) actor: Actor,
    /// The backend's address, before the interface's prefix.
    pub(crate) base: String,
    /// By what he is known; none is a stranger.
    pub(crate) token: Option<String>,
    client: Client,
}

impl Person {
    /// Somebody who is known by nothing.
    pub(crate) fn stranger(base: &str) -> Self {
        let client = Client::builder().timeout(PATIENCE).build().unwrap_or_default();
        let base = base.trim_end_matches('/').to_owned();
        Self { name: "a stranger".to_owned(), actor: Actor::Connector, base, token: None, client }
    }

    /// The same, known by a token.
    pub(crate) fn known_by(&self, name: &str, actor: Actor, token: &str) -> Self {
        Self { name: name.to_owned(), actor, token: Some(token.to_owned()), ..self.clone() }
    }

    /// Signs in.
    pub(crate) async fn signs_in(
        &self,
        name: &str,
        login: &str,
        password: &str,
    ) -> Result<(Self, Session), Broken> {
        let said = SignIn { login: login.to_owned(), password: password.to_owned() };
        let pass: Answered<Pass> = self.bring::<OpenSession>(&[], &said).await?;
        let no = |problem: Box<desk_contract::wire::Problem>| {
            Broken::new(format!("`{login}` may sign in"), format!("{}: {}", problem.code, problem.detail))
        };
        let pass = pass.map_err(no)?;
        let signed_in = self.known_by(name, Actor::Connector, &pass.token);
        let session = signed_in.get::<ReadSession>(&[], &()).await?.map_err(|problem| {
            Broken::new(format!("`{login}` has signed in and reads his session"), &problem.code)
        })?;
        Ok((Self { actor: Actor::Operator { id: session.me }, ..signed_in }, session))
    }

    /// Which operator he is; a connector is none.
    pub(crate) fn id(&self) -> Option<OperatorId> {
        match self.actor {
            Actor::Operator { id } => Some(id),
            Actor::Connector => None,
        }
    }

    /// A request, with his token.
    pub(crate) fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        let method = match method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
            Method::Delete => reqwest::Method::DELETE,
        };
        let request = self.client.request(method, format!("{}{path}", self.base));
        let request = request.header(names::ACCEPT_LANGUAGE, "en");
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    /// Sends it. Whoever is told that he asks too often waits as long as he is told.
    pub(crate) async fn send(&self, what: &str, asked: RequestBuilder) -> Result<Raw, Broken> {
        for _ in 0..60 {
            let again = asked.try_clone();
            let raw = self.send_once(what, again.unwrap_or_else(|| self.ask(Method::Get, "/"))).await?;
            let wait =
                raw.header("retry-after").parse().ok().filter(|_| raw.status == Fault::TooMany.status());
            match wait {
                Some(seconds) => tokio::time::sleep(Duration::from_secs(seconds)).await,
                None => return Ok(raw),
            }
        }
        Err(Broken::new(format!("{what}: an answer, after a while"), "429 again and again"))
    }

    async fn send_once(&self, what: &str, asked: RequestBuilder) -> Result<Raw, Broken> {
        let asked_by = format!("{what} by {}", self.name);
        let gone = |cause: reqwest::Error| Broken::new(format!("{asked_by}: an answer"), chain(&cause));
        let answer = asked.send().await.map_err(gone)?;
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        let body = answer.bytes().await.map_err(gone)?.to_vec();
        Ok(Raw { asked: asked_by.clone(), status, headers, body })
    }

    /// Asks a question that brings nothing.
    pub(crate) async fn get<Q: Ask>(
        &self,
        path: &[&dyn Display],
        query: &Q::Query,
    ) -> Result<Answered<Q::Answer>, Broken>
    where
        Q::Answer: DeserializeOwned,
    {
        let raw = self.get_raw::<Q>(path, query).await?;
        raw.read(Q::QUESTION.status)
    }

    /// The answer to it, whatever it is.
    pub(crate) async fn get_raw<Q: Ask>(
        &self,
        path: &[&dyn Display],
        query: &Q::Query,
    ) -> Result<Raw, Broken> {
        let path = address::<Q>(path)?;
        let query = query_text(query).map_err(|cause| Broken::not_tried(format!("a bad query: {cause}")))?;
        let path = if query.is_empty() { path } else { format!("{path}?{query}") };
        self.send(Q::QUESTION.name, self.ask(Q::QUESTION.method, &path)).await
    }

    /// Asks a question that brings something.
    pub(crate) async fn bring<Q: Ask>(
        &self,
        path: &[&dyn Display],
        body: &impl Serialize,
    ) -> Result<Answered<Q::Answer>, Broken>
    where
        Q::Answer: DeserializeOwned,
    {
        let asked = self.ask(Q::QUESTION.method, &address::<Q>(path)?).json(body);
        self.send(Q::QUESTION.name, asked).await?.read(Q::QUESTION.status)
    }

    /// Asks something that must be answered.
    pub(crate) async fn must<Q: Ask>(
        &self,
        path: &[&dyn Display],
        query: &Q::Query,
    ) -> Result<Q::Answer, Broken>
    where
        Q::Answer: DeserializeOwned,
    {
        let name = Q::QUESTION.name;
        let answered = self.get::<Q>(path, query).await?;
        answered.map_err(|problem| Broken::new(format!("{name} by {} is answered", self.name), &problem.code))
    }

    /// Wishes something by a key.
    pub(crate) async fn wish_by(
        &self,
        key: CommandId,
        command: &Command,
    ) -> Result<Answered<Receipt>, Broken> {
        self.wish_raw(Some(&key.to_string()), command).await?.read(200)
    }

    /// The answer to a wish, whatever it is.
    pub(crate) async fn wish_raw(&self, key: Option<&str>, command: &Command) -> Result<Raw, Broken> {
        let Request { method, path, body } =
            request(command).map_err(|cause| Broken::not_tried(format!("cannot be written: {cause}")))?;
        let mut asked = self.ask(method, &path);
        if let Some(key) = key {
            asked = asked.header(names::IDEMPOTENCY_KEY, key);
        }
        if let Some(body) = body {
            asked = asked.header("content-type", names::JSON).body(body);
        }
        self.send(command.name(), asked).await
    }
}

fn address<Q: Ask>(path: &[&dyn Display]) -> Result<String, Broken> {
    Q::QUESTION.address(path).map_err(|cause| Broken::not_tried(format!("a bad path: {cause}")))
}

/// What happened, with what it came of.
fn chain(cause: &dyn std::error::Error) -> String {
    let mut text = cause.to_string();
    let mut next = cause.source();
    while let Some(cause) = next {
        text.push_str(&format!(": {cause}"));
        next = cause.source();
    }
    text
}
