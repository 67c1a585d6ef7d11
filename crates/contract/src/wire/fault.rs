//! Faults: every way in which a request goes wrong before a rule is asked, with a code and a sentence.
//!
//! Owns: codes, statuses and words, as [`Refusal`](crate::Refusal) does for the rules.

use crate::refusal::Language;

macro_rules! faults {
    ($( $(#[$doc:meta])* $status:literal $Variant:ident = $code:literal: $ru:literal / $en:literal, )+) => {
        /// What went wrong with a request, whatever the rules would have said.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Fault {
            $( $(#[$doc])* $Variant, )+
        }

        impl Fault {
            /// Every fault, in the order of the list.
            pub const ALL: &'static [Self] = &[$(Self::$Variant),+];

            /// The stable code, as on the wire; no refusal has the same.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $( Self::$Variant => $code, )+ }
            }

            /// The status of HTTP (RFC 9110, section 15; RFC 6585 for 429).
            #[must_use]
            pub fn status(self) -> u16 {
                match self { $( Self::$Variant => $status, )+ }
            }

            /// What a person reads who can do nothing but know it.
            #[must_use]
            pub fn sentence(self, language: Language) -> &'static str {
                match language {
                    Language::Ru => match self { $( Self::$Variant => $ru, )+ },
                    Language::En => match self { $( Self::$Variant => $en, )+ },
                }
            }
        }
    };
}

faults! {
    /// An acting request without `Idempotency-Key`, or with one that is no UUID.
    400 KeyMissing = "key_missing":
        "В запросе нет ключа Idempotency-Key" / "The request has no Idempotency-Key",
    /// The same key with another command: one of the two would be lost.
    422 KeyReused = "key_reused":
        "С этим ключом уже пришла другая команда" / "Another command has come with this key",
    /// The first request with this key is still under way; ask again.
    409 StillUnderWay = "still_under_way":
        "Эта команда ещё выполняется" / "This command is still under way",
    /// Nobody is signed in, or no more.
    401 NotSignedIn = "not_signed_in":
        "Войдите снова" / "Sign in again",
    /// Wrong name or password; which of them is not told.
    401 WrongPassword = "wrong_password":
        "Неверное имя или пароль" / "Wrong name or password",
    /// Nothing stands at this path, or not for this operator.
    404 UnknownRoute = "unknown_route":
        "Такого адреса нет" / "There is nothing at this address",
    /// Something stands there, but under another method.
    405 MethodNotAllowed = "method_not_allowed":
        "Этот адрес не принимает такой метод" / "This address does not take this method",
    /// The body is not what its media type says.
    400 UnreadableBody = "unreadable_body":
        "Запрос не удалось прочитать" / "The request could not be read",
    /// The body or the query is not of the shape that is asked for.
    422 Unprocessable = "unprocessable":
        "Запрос составлен неверно" / "The request has the wrong shape",
    /// More bytes than are taken.
    413 TooLarge = "too_large":
        "Запрос слишком большой" / "The request is too large",
    /// More requests than are answered; `Retry-After` says when to go on.
    429 TooMany = "too_many":
        "Слишком много запросов, подождите немного" / "Too many requests, wait a little",
    /// A bug. What happened is in the server's log, never here.
    500 Internal = "internal":
        "На сервере произошла ошибка" / "Something broke on the server",
    /// The server is starting, stopping, or without its database; ask again.
    503 Unavailable = "unavailable":
        "Сервер сейчас недоступен" / "The server is not available at the moment",
}
