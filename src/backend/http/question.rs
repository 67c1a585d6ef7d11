//! Questions: asked again while nobody answers, and read once for all of them.
//!
//! Never: says who asks, or how long one request may take; the line does.
//!
//! Always: a question that finds the session at an end waits until the operator has signed in, and is asked again.
//! Whatever does not hang on the answer's type is compiled once.

use super::super::{Answer, Failure};
use super::line::{Line, Sent, chance};
use desk_contract::json::{read, read_value};
use desk_contract::wire::questions::ReadSession;
use desk_contract::wire::{Ask, Fault, Question, Session, query_text};
use desk_courier::wait_ms;
use gloo_timers::future::TimeoutFuture;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt::Display;

/// How often a question is asked before its asker is told that nobody answers.
const TRIES: u32 = 4;

impl Line {
    /// Asks a question that is answered with JSON.
    pub(super) fn ask<Q: Ask>(
        &self,
        _question: Q,
        values: &[&dyn Display],
        query: &Q::Query,
        body: Option<String>,
    ) -> Answer<'_, Q::Answer>
    where
        Q::Answer: DeserializeOwned,
    {
        let told = self.told(Q::QUESTION, address(Q::QUESTION, values, query_text(query)), body);
        Box::pin(async move { read_value(&told.await?).map_err(unexpected) })
    }

    /// The same before it is known what the answer is: once for every question, so that it is compiled once.
    fn told(
        &self,
        question: Question,
        address: Result<String, Failure>,
        body: Option<String>,
    ) -> Answer<'_, Value> {
        Box::pin(
            async move { self.asked(question, address?, body, |text| serde_json::from_str(text).ok()).await },
        )
    }

    /// Whose session a token is, asked once and by that token.
    pub(super) async fn session_of(&self, token: &str) -> Result<Session, Failure> {
        let question = ReadSession::QUESTION;
        let address = address(question, &[], Ok(String::new()))?;
        let sent = Sent { method: question.method, address: &address, key: None, body: None };
        let said = self.request_by(sent, Some(token.to_owned())).await.ok_or(Failure::Unreachable)?;
        if said.status == question.status {
            return read(&said.body).map_err(unexpected);
        }
        Err(said.fault().map_or_else(|| Failure::Unexpected(said.status.to_string()), Failure::Fault))
    }

    /// Asks a question whose answer says nothing.
    pub(super) async fn say(
        &self,
        question: Question,
        values: &[&dyn Display],
        body: Option<String>,
    ) -> Result<(), Failure> {
        let address = address(question, values, Ok(String::new()))?;
        self.asked(question, address, body, |_| Some(Value::Null)).await.map(drop)
    }

    /// Asks a question, and again while nobody answers, or the answer is not whole: a browser takes one for whole whose
    /// head was cut off after its first line.
    async fn asked(
        &self,
        question: Question,
        address: String,
        body: Option<String>,
        whole: fn(&str) -> Option<Value>,
    ) -> Result<Value, Failure> {
        // Whoever has no desk yet is told at once, and the page itself tries again.
        let is_first = !self.is_seated.get() && question == ReadSession::QUESTION;
        let tries = if is_first { 1 } else { TRIES };
        let mut failures = 0;
        loop {
            let sent = Sent { method: question.method, address: &address, key: None, body: body.as_deref() };
            match self.request(sent).await {
                Some(said) if said.status == question.status => {
                    if let Some(told) = whole(&said.body) {
                        return Ok(told);
                    }
                }
                Some(said) => match said.fault() {
                    Some(Fault::NotSignedIn) if self.is_seated.get() && question.is_for_the_signed_in => {
                        self.signed_out();
                        self.until_signed_in().await;
                        continue;
                    }
                    Some(Fault::Unavailable) => {}
                    Some(fault) => return Err(Failure::Fault(fault)),
                    None if said.status >= 500 => {}
                    None => return Err(Failure::Unexpected(said.status.to_string())),
                },
                None => {}
            }
            failures += 1;
            if failures == tries {
                return Err(Failure::Unreachable);
            }
            TimeoutFuture::new(wait_ms(failures, chance())).await;
        }
    }
}

/// Where a question is asked.
fn address(
    question: Question,
    values: &[&dyn Display],
    query: Result<String, serde_json::Error>,
) -> Result<String, Failure> {
    let (path, query) = (question.address(values).map_err(unexpected)?, query.map_err(unexpected)?);
    Ok(if query.is_empty() { path } else { format!("{path}?{query}") })
}

/// What is a mistake of a program: this one's or the server's.
pub(super) fn unexpected(error: impl Display) -> Failure {
    Failure::Unexpected(error.to_string())
}
