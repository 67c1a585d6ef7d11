//! Problems: how a no looks over HTTP (RFC 9457).
//!
//! Owns: the shape, and the way from a refusal or a fault to it and back.

use super::fault::Fault;
use super::names::PROBLEM_TYPES;
use crate::id::OperatorId;
use crate::json::{read_value, value_of};
use crate::refusal::{Language, Refusal};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What is wrong with one place of a request (RFC 9457, section 3.2 shows this very extension).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldError {
    /// Where: a JSON pointer into the body (RFC 6901), as if the fields of the path stood in it too.
    pub pointer: String,
    /// What is wrong, in English: for whoever wrote the client.
    pub message: String,
}

/// A no, as the body of an answer whose media type is `application/problem+json` (RFC 9457).
///
/// A screen chooses its words by `code`; `title` and `detail` are for whoever does not know the code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// `/problems/` and the code: stable, relative to the server.
    #[serde(rename = "type")]
    pub kind: String,
    /// What kind of problem it is, in the language asked for.
    pub title: String,
    /// The status of the answer.
    pub status: u16,
    /// What is the matter this time, in the language asked for.
    pub detail: String,
    /// The code of a refusal or a fault.
    pub code: String,
    /// The places that are wrong, where they are known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// The refusal with all that it knows, where a rule said no. Kept as it came: a browser older than its
    /// server still reads the rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Refusal>"))]
    pub refusal: Option<Value>,
}

impl Problem {
    /// The problem that a rule's no is answered with. `name_of` tells the name behind an operator's id.
    #[must_use]
    pub fn of_refusal(refusal: &Refusal, language: Language, name_of: impl Fn(OperatorId) -> String) -> Self {
        Self {
            // A refusal is texts and numbers, which are always JSON.
            refusal: value_of(refusal).ok(),
            ..Self::bare(refusal.code(), refusal.status(), language, refusal.sentence(language, name_of))
        }
    }

    /// The problem that a fault is answered with.
    #[must_use]
    pub fn of_fault(fault: Fault, language: Language) -> Self {
        Self::bare(fault.code(), fault.status(), language, fault.sentence(language).to_owned())
    }

    /// What the rule said, if one did and this program knows it.
    #[must_use]
    pub fn refusal(&self) -> Option<Refusal> {
        read_value(self.refusal.as_ref()?).ok()
    }

    /// Which fault it is, if it is one and this program knows it.
    #[must_use]
    pub fn fault(&self) -> Option<Fault> {
        Fault::ALL.iter().copied().find(|fault| fault.code() == self.code)
    }

    fn bare(code: &str, status: u16, language: Language, detail: String) -> Self {
        Self {
            kind: format!("{PROBLEM_TYPES}{code}"),
            title: title(status, language).to_owned(),
            status,
            detail,
            code: code.to_owned(),
            errors: Vec::new(),
            refusal: None,
        }
    }
}

/// The title of the problems that are answered under a status.
fn title(status: u16, language: Language) -> &'static str {
    let (ru, en) = match status {
        401 => ("Нужно войти", "Not signed in"),
        403 => ("Нет прав", "Not allowed"),
        404 => ("Не найдено", "Not found"),
        409 => ("Сейчас нельзя", "Not possible now"),
        412 => ("Уже изменено", "Changed meanwhile"),
        422 => ("Заполнено неверно", "Filled in wrongly"),
        400..=499 => ("Запрос не принят", "The request was not taken"),
        _ => ("Ошибка сервера", "The server failed"),
    };
    match language {
        Language::Ru => ru,
        Language::En => en,
    }
}
