//! Why a request of the page around the desk came to nothing, where it is no rule's no.
//!
//! Owns: codes and words. A rule's no keeps its own, and so does a fault of the server.

use crate::phone::NotAPhoneNumber;
use crate::refusal::Language;
use serde::Serialize;

/// An error as it travels: the payload of a response of the type `error`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Stable; of this list, of the refusals or of the faults.
    pub code: String,
    /// For a person, in the language of the desk.
    pub message: String,
}

/// Why a request came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The payload is not what this request must bring.
    Malformed,
    /// There is no such request.
    UnknownType,
    /// The envelope is of another version.
    UnknownVersion,
    /// A greeting brought no port.
    NoPort,
    /// Nobody sits at the desk: it is still opening, or nobody is signed in.
    NotOpen,
    /// Too many requests are under way.
    TooManyAtOnce,
    /// Nothing answers to what was named.
    NotFound,
    /// That is no telephone number.
    BadNumber(NotAPhoneNumber),
    /// Nobody is known by a token here.
    NoTokenHere,
    /// The answer did not come in time; what was asked for may still happen.
    Overdue,
    /// Nobody answered the desk.
    NoConnection,
    /// Something broke.
    Failed,
}

impl Trouble {
    /// One of each, in the order of the documentation.
    pub const ALL: [Self; 12] = [
        Self::Malformed,
        Self::UnknownType,
        Self::UnknownVersion,
        Self::NoPort,
        Self::NotOpen,
        Self::TooManyAtOnce,
        Self::NotFound,
        Self::BadNumber(NotAPhoneNumber::Empty),
        Self::NoTokenHere,
        Self::Overdue,
        Self::NoConnection,
        Self::Failed,
    ];

    /// The stable code; no refusal and no fault has the same.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::UnknownType => "unknown_type",
            Self::UnknownVersion => "unknown_version",
            Self::NoPort => "no_port",
            Self::NotOpen => "not_open",
            Self::TooManyAtOnce => "too_many_at_once",
            Self::NotFound => "not_found",
            Self::BadNumber(_) => "bad_number",
            Self::NoTokenHere => "no_token_here",
            Self::Overdue => "overdue",
            Self::NoConnection => "no_connection",
            Self::Failed => "failed",
        }
    }

    /// What a person reads.
    #[must_use]
    pub fn sentence(self, language: Language) -> &'static str {
        let (ru, en) = match self {
            Self::Malformed => {
                ("Запрос составлен не так, как описано", "The request is not as it is described")
            }
            Self::UnknownType => ("Такого запроса нет", "There is no such request"),
            Self::UnknownVersion => ("Версия неизвестна", "The version is unknown"),
            Self::NoPort => ("В приветствии нет порта", "The greeting brought no port"),
            Self::NotOpen => ("Рабочее место ещё не открыто", "The desk is not open yet"),
            Self::TooManyAtOnce => ("Слишком много запросов сразу", "Too many requests at once"),
            Self::NotFound => ("Ничего не нашлось", "Nothing was found"),
            Self::BadNumber(why) => return why.sentence(language),
            Self::NoTokenHere => ("Вход по токену здесь не настроен", "Nobody is known by a token here"),
            Self::Overdue => ("Ответ не пришёл вовремя", "The answer did not come in time"),
            Self::NoConnection => ("Нет связи с сервером", "There is no connection to the server"),
            Self::Failed => ("Не получилось", "Something broke"),
        };
        match language {
            Language::Ru => ru,
            Language::En => en,
        }
    }

    /// As it travels.
    #[must_use]
    pub fn said(self, language: Language) -> Problem {
        Problem { code: self.code().to_owned(), message: self.sentence(language).to_owned() }
    }
}
