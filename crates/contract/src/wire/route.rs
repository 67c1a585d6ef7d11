//! What a route is: a method and a path with placeholders.
//!
//! Owns: the shape. Never: which command has which route ([`routes`](super::routes) does).

use super::names::PREFIX;
use super::path;
use super::routes;
use crate::command::Command;
use std::fmt;
use std::str::FromStr;

/// A method of HTTP (RFC 9110, section 9).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Reads; changes nothing.
    Get,
    /// Acts.
    Post,
    /// Puts all of a thing in its place.
    Put,
    /// Takes a thing away.
    Delete,
}

impl Method {
    /// Every method that the interface uses.
    pub const ALL: [Self; 4] = [Self::Get, Self::Post, Self::Put, Self::Delete];

    /// As it is written in a request.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The interface does not use this method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a method of this interface")]
pub struct NotAMethod;

impl FromStr for Method {
    type Err = NotAMethod;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|method| method.as_str() == text).ok_or(NotAMethod)
    }
}

/// By which method and path a command travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Route {
    /// The command's name.
    pub command: &'static str,
    /// The method.
    pub method: Method,
    /// The path below [`PREFIX`]; a placeholder such as `{appeal}` is the field of that name in the command's payload.
    pub path: &'static str,
}

impl Route {
    /// The fields of the payload that stand in the path, in its order.
    pub fn fields(&self) -> impl Iterator<Item = &'static str> + use<> {
        path::placeholders(self.path)
    }

    /// The path with its prefix, placeholders and all.
    #[must_use]
    pub fn full_path(&self) -> String {
        format!("{PREFIX}{}", self.path)
    }
}

/// By which route a command travels.
#[must_use]
pub fn route_of(command: &Command) -> Route {
    routes::of(command)
}
