//! A command as a request, and the way back.
//!
//! Owns: which part of a command goes into the path and which into the body, and what is wrong with a request
//! that means no command. Never: judges a command.

use super::fault::Fault;
use super::names::PREFIX;
use super::path::{self, BadSegment};
use super::pointer::pointer_at;
use super::problem::{FieldError, Problem};
use super::questions::QUESTIONS;
use super::route::{Method, Route, route_of};
use super::routes::ROUTES;
use crate::command::Command;
use crate::json::value_of;
use crate::refusal::Language;
use serde_json::{Map, Value};
use std::str::FromStr;

/// A command as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// By which method.
    pub method: Method,
    /// Where, from [`PREFIX`] on.
    pub path: String,
    /// The payload's fields that are not in the path, as JSON; none where all are.
    pub body: Option<String>,
}

/// Why a command cannot be sent. No command of this list ever gives it.
#[derive(Debug, thiserror::Error)]
pub enum RequestError {
    /// It cannot be written as JSON.
    #[error("cannot be written: {0}")]
    Unwritable(#[from] serde_json::Error),
    /// Its payload has no fields.
    #[error("the payload has no fields")]
    NoFields,
    /// What belongs into the path cannot stand there.
    #[error(transparent)]
    Segment(#[from] BadSegment),
}

/// The command as a request.
///
/// # Errors
/// See [`RequestError`].
pub fn request(command: &Command) -> Result<Request, RequestError> {
    let Route { method, path, .. } = route_of(command);
    let mut told = value_of(command)?;
    let Some(Value::Object(mut fields)) = told.get_mut("data").map(Value::take) else {
        return Err(RequestError::NoFields);
    };
    let path = path::filled(path, |name| match fields.remove(name) {
        Some(Value::String(value)) => Some(value),
        _ => None,
    })?;
    let body = if fields.is_empty() { None } else { Some(serde_json::to_string(&fields)?) };
    Ok(Request { method, path: format!("{PREFIX}{path}"), body })
}

/// Why a request means no command.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// Nothing stands at this path.
    #[error("there is nothing at this path")]
    UnknownRoute,
    /// Something does, but not under this method.
    #[error("not by this method")]
    MethodNotAllowed {
        /// Under which, for the header `Allow` (RFC 9110, section 15.5.6).
        allowed: Vec<Method>,
    },
    /// The body is no JSON.
    #[error("the body is no JSON: {message}")]
    NotJson {
        /// What the reader says.
        message: String,
    },
    /// The body is JSON, but no object.
    #[error("the body is no object")]
    NotAnObject,
    /// The body says of a field something else than the path.
    #[error("`{field}` is another in the path")]
    Contradiction {
        /// Of which.
        field: &'static str,
    },
    /// The fields are not those of the command.
    #[error("{message}")]
    Shape {
        /// Where, as a JSON pointer into the body (RFC 6901): the value, or the object around it where one of its
        /// fields is missing or has a value that its type refuses.
        pointer: String,
        /// What the reader says.
        message: String,
    },
}

/// The command that a request means. `path` is without its query and from [`PREFIX`] on; an empty body is an
/// empty object.
///
/// # Errors
/// See [`Unread`].
pub fn command(method: &str, path: &str, body: &str) -> Result<Command, Unread> {
    let (route, in_path) = find(method, path)?;
    let mut fields = read_object(body)?;
    for (field, value) in in_path {
        let value = Value::String(value.to_owned());
        if fields.insert(field.to_owned(), value.clone()).is_some_and(|said| said != value) {
            return Err(Unread::Contradiction { field });
        }
    }
    let payload = Value::Object(fields).to_string();
    Command::read(route.command, &payload).map_err(|error| Unread::Shape {
        pointer: pointer_at(&payload, error.column()),
        message: without_place(&error),
    })
}

/// What stands in the place of each placeholder.
type InPath<'p> = Vec<(&'static str, &'p str)>;

fn find<'p>(method: &str, path: &'p str) -> Result<(Route, InPath<'p>), Unread> {
    let path = path.strip_prefix(PREFIX).ok_or(Unread::UnknownRoute)?;
    let wished = Method::from_str(method).ok();
    let mut allowed = Vec::new();
    for route in ROUTES {
        let Some(values) = path::matched(route.path, path) else { continue };
        if wished == Some(route.method) {
            return Ok((*route, values));
        }
        allowed.push(route.method);
    }
    let asked = QUESTIONS.iter().filter(|question| path::matched(question.path, path).is_some());
    allowed.extend(asked.map(|question| question.method));
    allowed.sort_unstable();
    allowed.dedup();
    Err(if allowed.is_empty() { Unread::UnknownRoute } else { Unread::MethodNotAllowed { allowed } })
}

fn read_object(body: &str) -> Result<Map<String, Value>, Unread> {
    if body.trim().is_empty() {
        return Ok(Map::new());
    }
    match serde_json::from_str(body) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(Unread::NotAnObject),
        Err(error) => Err(Unread::NotJson { message: error.to_string() }),
    }
}

/// What the reader says, without a place in a text that nobody but it has seen.
fn without_place(error: &serde_json::Error) -> String {
    let (said, place) = (error.to_string(), format!(" at line {} column {}", error.line(), error.column()));
    said.strip_suffix(&place).unwrap_or(&said).to_owned()
}

impl Unread {
    /// The problem that it is answered with.
    #[must_use]
    pub fn problem(&self, language: Language) -> Problem {
        let (fault, error) = match self {
            Self::UnknownRoute => (Fault::UnknownRoute, None),
            Self::MethodNotAllowed { .. } => (Fault::MethodNotAllowed, None),
            Self::NotJson { .. } => (Fault::UnreadableBody, Some(String::new())),
            Self::NotAnObject => (Fault::Unprocessable, Some(String::new())),
            Self::Contradiction { field } => (Fault::Unprocessable, Some(format!("/{field}"))),
            Self::Shape { pointer, .. } => (Fault::Unprocessable, Some(pointer.clone())),
        };
        let mut problem = Problem::of_fault(fault, language);
        problem.errors.extend(error.map(|pointer| FieldError { pointer, message: self.to_string() }));
        problem
    }
}
