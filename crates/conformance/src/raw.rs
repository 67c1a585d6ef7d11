//! An answer as it came over HTTP, read strictly.
//!
//! Owns: what every answer of the interface must look like, whatever was asked. Never: asks.

use crate::check::{Broken, ensure};
use desk_contract::wire::{Fault, Problem, names};
use desk_contract::{Refusal, refusal};
use reqwest::header::HeaderMap;
use serde::de::DeserializeOwned;

/// What came.
#[derive(Debug)]
pub(crate) struct Raw {
    /// What was asked, for whoever reads the report.
    pub(crate) asked: String,
    /// The status.
    pub(crate) status: u16,
    /// The headers.
    pub(crate) headers: HeaderMap,
    /// The body.
    pub(crate) body: Vec<u8>,
}

/// An answer, or the problem that it is.
pub(crate) type Answered<T> = Result<T, Box<Problem>>;

impl Raw {
    /// A header's text; empty where there is none.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Whether it says yes.
    pub(crate) fn is_yes(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The media type, without its parameters.
    fn media(&self) -> String {
        let media = self.header("content-type");
        media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// The body as a person reads it.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// What it says: an answer under this status, or a problem.
    pub(crate) fn read<T: DeserializeOwned>(&self, status: u16) -> Result<Answered<T>, Broken> {
        if !self.is_yes() {
            return Ok(Err(Box::new(self.problem()?)));
        }
        let asked = &self.asked;
        ensure(
            self.status == status,
            format!("{asked} is answered under {status}"),
            format!("status {}", self.status),
        )?;
        ensure(
            self.media() == names::JSON,
            format!("{asked} is answered as {}", names::JSON),
            format!("`{}`", self.media()),
        )?;
        let read = serde_json::from_slice(&self.body);
        read.map(Ok).map_err(|cause| {
            Broken::new(
                format!("{asked}: a body of the contract's shape"),
                format!("{cause}: {}", self.text()),
            )
        })
    }

    /// The problem that it is, of the shape that every no has (RFC 9457).
    pub(crate) fn problem(&self) -> Result<Problem, Broken> {
        let (asked, status) = (&self.asked, self.status);
        ensure(
            self.media() == names::PROBLEM_JSON,
            format!("{asked}: a no is {}", names::PROBLEM_JSON),
            format!("status {status}, `{}`: {}", self.media(), self.text()),
        )?;
        let problem: Problem = serde_json::from_slice(&self.body).map_err(|cause| {
            let expected = format!("{asked}: a problem with type, title, status, detail and code");
            Broken::new(expected, format!("{cause}: {}", self.text()))
        })?;
        let kind = format!("{}{}", names::PROBLEM_TYPES, problem.code);
        ensure(problem.kind == kind, format!("{asked}: the type `{kind}`"), format!("`{}`", problem.kind))?;
        ensure(
            problem.status == status,
            format!("{asked}: the status of the answer, {status}, in the problem too"),
            problem.status,
        )?;
        let is_worded = !problem.title.trim().is_empty() && !problem.detail.trim().is_empty();
        ensure(is_worded, format!("{asked}: a title and a detail"), self.text())?;
        self.is_known(&problem)?;
        Ok(problem)
    }

    /// The code is one of the contract's, and stands under the status that the contract gives it.
    fn is_known(&self, problem: &Problem) -> Result<(), Broken> {
        let (asked, code) = (&self.asked, &problem.code);
        let due = match (problem.fault(), problem.refusal()) {
            (Some(fault), _) => fault.status(),
            (None, Some(refusal)) if refusal.code() == code => refusal.status(),
            (None, _) => {
                let expected =
                    format!("{asked}: a code of the contract, and the refusal with all that it knows");
                return Err(Broken::new(expected, self.text()));
            }
        };
        ensure(
            due == self.status,
            format!("{asked}: `{code}` is answered under {due}"),
            format!("status {}", self.status),
        )
    }

    /// The refusal that it is.
    pub(crate) fn refusal(&self) -> Result<Refusal, Broken> {
        let problem = self.problem()?;
        let none = || Broken::new(format!("{}: a refusal", self.asked), &problem.code);
        problem.refusal().ok_or_else(none)
    }

    /// Holds where it is this fault, in the words that were asked for.
    pub(crate) fn is_fault(&self, what: &str, fault: Fault) -> Result<(), Broken> {
        let due = (fault.status(), fault.code());
        if self.is_yes() {
            let expected = format!("{what} ({}) is answered {} `{}`", self.asked, due.0, due.1);
            return Err(Broken::new(expected, format!("status {}: {}", self.status, self.text())));
        }
        let problem = self.problem()?;
        ensure(
            (self.status, problem.code.as_str()) == due,
            format!("{what} ({}) is answered {} `{}`", self.asked, due.0, due.1),
            format!("{} `{}`", self.status, problem.code),
        )?;
        let words = fault.sentence(refusal::Language::En);
        ensure(
            problem.detail == words,
            format!("{what}: in English, as was asked for: «{words}»"),
            format!("«{}»", problem.detail),
        )
    }
}
