//! What a question is: a request that is no command. It reads, or it is about the connection itself.
//!
//! Owns: the shape. Never: which questions there are ([`questions`](super::questions) does).

use super::names::PREFIX;
use super::path::{self, BadSegment};
use super::route::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Display;

/// What a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Content {
    /// There is none.
    Nothing,
    /// JSON, of the type that the table names.
    Json,
    /// Bytes of this media type.
    Bytes(&'static str),
}

/// A request that is no command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Question {
    /// Its name; no command has the same.
    pub name: &'static str,
    /// The method.
    pub method: Method,
    /// The path below [`PREFIX`], with placeholders such as `{appeal}`.
    pub path: &'static str,
    /// What it brings.
    pub takes: Content,
    /// The status of an answer that is no problem.
    pub status: u16,
    /// What it is answered with.
    pub answers: Content,
    /// Whether only somebody who is signed in may ask it.
    pub is_for_the_signed_in: bool,
}

impl Question {
    /// The path from [`PREFIX`] on with these values in the place of its placeholders, in their order.
    ///
    /// # Errors
    /// When a value is missing or cannot stand in a path. An id always can.
    pub fn address(&self, values: &[&dyn Display]) -> Result<String, BadSegment> {
        let mut values = values.iter();
        let path = path::filled(self.path, |_| values.next().map(ToString::to_string))?;
        Ok(format!("{PREFIX}{path}"))
    }

    /// The names of what stands in the path, in its order.
    pub fn fields(&self) -> impl Iterator<Item = &'static str> + use<> {
        path::placeholders(self.path)
    }

    /// The path with its prefix, placeholders and all.
    #[must_use]
    pub fn full_path(&self) -> String {
        format!("{PREFIX}{}", self.path)
    }
}

/// A question with its types, for whoever asks or answers it by one function for all.
pub trait Ask {
    /// The question.
    const QUESTION: Question;
    /// The record behind the question mark; `()` where there is none.
    type Query: Serialize + DeserializeOwned;
    /// What it brings: bytes, or what is written as JSON; `()` where it brings nothing.
    type Takes;
    /// What it is answered with, in the same way.
    type Answer;
}

/// What the documents say of a question.
#[cfg(feature = "schema")]
#[derive(Clone, Debug)]
pub struct QuestionSchemas {
    /// Which one.
    pub question: Question,
    /// What it asks, in words.
    pub description: &'static str,
    /// What stands in the path.
    pub path: Vec<(&'static str, schemars::Schema)>,
    /// The record behind the question mark; its fields are the parameters.
    pub query: schemars::Schema,
    /// What it brings, where that is JSON.
    pub takes: Option<schemars::Schema>,
    /// What it is answered with, where that is JSON.
    pub answers: Option<schemars::Schema>,
}
