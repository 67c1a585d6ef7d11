//! Somebody who asks over HTTP: an operator who is signed in, or a channel's connector.

use crate::site::{People, chance};
use crate::socket::Socket;
use desk_contract::address::Address;
use desk_contract::channel::Channel;
use desk_contract::command::{Command, ReceiveMessage, RegisterAppeal, TakeAppeal};
use desk_contract::id::{AppealId, CommandId, MessageId, OperatorId};
use desk_contract::wire::questions::{CloseSession, OpenSession, ReadSession};
use desk_contract::wire::{
    Ask, Method, Pass, Problem, Receipt, Request, Session, SignIn, names, query_text, request,
};
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use serde::de::DeserializeOwned;
use std::fmt::Display;

/// Whoever has a token.
#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) address: String,
    pub(crate) token: String,
    client: Client,
}

/// A channel's connector speaks like an operator, by a token of its own.
pub(crate) type Connector = Person;

/// What a no says.
pub(crate) type Answered<T> = Result<T, Box<Problem>>;

impl Person {
    pub(crate) fn at(address: &str, token: &str) -> Self {
        Self { address: address.to_owned(), token: token.to_owned(), client: Client::new() }
    }

    pub(crate) async fn signed_in(address: &str, login: &str, password: &str) -> Self {
        let pass: Pass = sign_in(address, login, password).await.json().await.expect("signed in");
        Self::at(address, &pass.token)
    }

    /// The same person, asking another process.
    pub(crate) fn through(&self, address: &str) -> Self {
        Self { address: address.to_owned(), ..self.clone() }
    }

    pub(crate) fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        let method = method.as_str().parse().unwrap();
        let request = self.client.request(method, format!("http://{}{path}", self.address));
        request.bearer_auth(&self.token).header(names::ACCEPT_LANGUAGE, "en")
    }

    pub(crate) async fn session(&self) -> Session {
        self.get::<ReadSession>(&[], &()).await.expect("a session")
    }

    pub(crate) async fn id(&self) -> OperatorId {
        self.session().await.me
    }

    pub(crate) async fn sign_out(&self) {
        let question = CloseSession::QUESTION;
        let answer = self.ask(question.method, &question.full_path()).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), question.status);
    }

    /// Asks a question that brings nothing.
    pub(crate) async fn get<Q: Ask>(&self, path: &[&dyn Display], query: &Q::Query) -> Answered<Q::Answer>
    where
        Q::Answer: DeserializeOwned,
    {
        let path = Q::QUESTION.address(path).unwrap();
        let query = query_text(query).unwrap();
        read(self.ask(Q::QUESTION.method, &format!("{path}?{query}")).send().await.unwrap()).await
    }

    /// Wishes something, under a key of its own.
    pub(crate) async fn wish(&self, command: impl Into<Command>) -> Answered<Receipt> {
        self.wish_by(CommandId::new(chrono::Utc::now(), chance()), &command.into()).await
    }

    pub(crate) async fn wish_by(&self, key: CommandId, command: &Command) -> Answered<Receipt> {
        read(self.raw(Some(&key.to_string()), command).await).await
    }

    /// Wishes something that must be granted.
    pub(crate) async fn done(&self, command: impl Into<Command>) -> Receipt {
        self.wish(command).await.expect("granted")
    }

    /// The answer to a wish, whatever it is.
    pub(crate) async fn raw(&self, key: Option<&str>, command: &Command) -> Response {
        let Request { method, path, body } = request(command).unwrap();
        let mut asked = self.ask(method, &path);
        if let Some(key) = key {
            asked = asked.header(names::IDEMPOTENCY_KEY, key);
        }
        if let Some(body) = body {
            asked = asked.header("content-type", names::JSON).body(body);
        }
        asked.send().await.unwrap()
    }

    /// Hears of events after a number.
    pub(crate) async fn hears(&self, after: u64) -> Socket {
        Socket::open(&self.address, &self.token, after).await
    }
}

impl People {
    /// A client writes from a messenger of the first group's line.
    pub(crate) async fn client_writes(&self, words: &str) -> AppealId {
        let now = chrono::Utc::now();
        let appeal = AppealId::new(now, chance());
        let register = RegisterAppeal::of_client(
            appeal,
            (Channel::Telegram, self.line),
            self.support,
            Address::Account { id: appeal.to_string(), name: Some("@client".to_owned()) },
        );
        self.connector.done(register).await;
        self.writes_again(appeal, words).await;
        appeal
    }

    pub(crate) async fn writes_again(&self, appeal: AppealId, words: &str) -> MessageId {
        let message = MessageId::new(chrono::Utc::now(), chance());
        let text = words.to_owned();
        let receive = ReceiveMessage { appeal, message, text, attachments: Vec::new(), mail: None };
        self.connector.done(receive).await;
        message
    }

    /// A client writes and Anna takes it.
    pub(crate) async fn anna_has(&self, words: &str) -> AppealId {
        let appeal = self.client_writes(words).await;
        self.anna.done(TakeAppeal { appeal }).await;
        appeal
    }
}

/// Asks to sign in.
pub(crate) async fn sign_in(address: &str, login: &str, password: &str) -> Response {
    let question = OpenSession::QUESTION;
    let said = SignIn { login: login.to_owned(), password: password.to_owned() };
    let asked = Client::new().post(format!("http://{address}{}", question.full_path()));
    asked.json(&said).send().await.unwrap()
}

/// What an answer says.
pub(crate) async fn read<T: DeserializeOwned>(answer: Response) -> Answered<T> {
    let (status, media) = (answer.status(), answer.headers().get("content-type").cloned());
    let text = answer.text().await.unwrap();
    if status.is_success() {
        return Ok(serde_json::from_str(&text).unwrap_or_else(|cause| panic!("{cause}: {text}")));
    }
    assert_eq!(media.unwrap(), names::PROBLEM_JSON, "{status} {text}");
    let problem: Problem = serde_json::from_str(&text).unwrap();
    assert_eq!(StatusCode::from_u16(problem.status).unwrap(), status);
    Err(Box::new(problem))
}
