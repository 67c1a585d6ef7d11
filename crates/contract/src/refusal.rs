//! Refusals: every way in which the desk says no, with a stable code and a sentence.
//!
//! Owns: the codes (part of the wire) and the words. Never: decides.

use crate::id::OperatorId;
use serde::{Deserialize, Serialize};

/// A language that the desk speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// Русский.
    #[default]
    Ru,
    /// English.
    En,
}

/// A no, with its reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Refusal {
    /// No such appeal.
    UnknownAppeal,
    /// No such message in this appeal.
    UnknownMessage,
    /// No such result in the directory.
    UnknownOutcome,
    /// No such group in the directory: nobody would ever see the appeal.
    UnknownGroup,
    /// No such entry point in the directory.
    UnknownEntryPoint,
    /// The comment is longer than is kept.
    CommentTooLong {
        /// The most characters that are kept.
        limit: usize,
    },
    /// An id that is already in use for something else.
    AlreadyExists,
    /// This kind of actor may not wish that.
    NotYourPart,
    /// The appeal waits in a queue that is not yours.
    NotYourGroup,
    /// Somebody has already taken it.
    AlreadyTaken {
        /// Who.
        by: OperatorId,
    },
    /// It is in work with somebody else.
    NotYours {
        /// With whom.
        by: OperatorId,
    },
    /// It must be taken into work first.
    StillWaiting,
    /// It is closed.
    Closed,
    /// It is not closed.
    NotClosed,
    /// There is nothing to send.
    EmptyText,
    /// The channel does not carry so long a text.
    TextTooLong {
        /// The most characters it carries.
        limit: usize,
    },
    /// Nothing can be written in a call.
    NoTextHere,
    /// The message did not fail; there is nothing to try again.
    NotFailed,
    /// It was not closed as spam.
    NotSpam,
    /// Too late to take it back; it can still be reopened.
    TooLateToUndo,
}

impl Refusal {
    /// The stable code, as on the wire.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownAppeal => "unknown_appeal",
            Self::UnknownMessage => "unknown_message",
            Self::UnknownOutcome => "unknown_outcome",
            Self::UnknownGroup => "unknown_group",
            Self::UnknownEntryPoint => "unknown_entry_point",
            Self::CommentTooLong { .. } => "comment_too_long",
            Self::AlreadyExists => "already_exists",
            Self::NotYourPart => "not_your_part",
            Self::NotYourGroup => "not_your_group",
            Self::AlreadyTaken { .. } => "already_taken",
            Self::NotYours { .. } => "not_yours",
            Self::StillWaiting => "still_waiting",
            Self::Closed => "closed",
            Self::NotClosed => "not_closed",
            Self::EmptyText => "empty_text",
            Self::TextTooLong { .. } => "text_too_long",
            Self::NoTextHere => "no_text_here",
            Self::NotFailed => "not_failed",
            Self::NotSpam => "not_spam",
            Self::TooLateToUndo => "too_late_to_undo",
        }
    }

    /// The reason as a person reads it. `name_of` tells the name behind an operator's id.
    pub fn sentence(&self, language: Language, name_of: impl Fn(OperatorId) -> String) -> String {
        let (ru, en) = match self {
            Self::UnknownAppeal => ("Такого обращения нет", "There is no such appeal"),
            Self::UnknownMessage => ("Такого сообщения нет", "There is no such message"),
            Self::UnknownOutcome => ("Выберите результат из списка", "Choose a result from the list"),
            Self::UnknownGroup => ("Такой группы нет", "There is no such group"),
            Self::UnknownEntryPoint => ("Такой точки входа нет", "There is no such entry point"),
            Self::CommentTooLong { limit } => {
                return match language {
                    Language::Ru => format!("Комментарий длиннее {limit} знаков, сократите его"),
                    Language::En => format!("The comment is longer than {limit} characters, shorten it"),
                };
            }
            Self::AlreadyExists => ("Это уже записано", "This is already recorded"),
            Self::NotYourPart => ("Для этого нет прав", "You may not do this"),
            Self::NotYourGroup => {
                ("Обращение относится к другой группе", "The appeal belongs to another group")
            }
            Self::AlreadyTaken { by } => {
                let name = name_of(*by);
                return match language {
                    Language::Ru => format!("Обращение уже в работе: {name}"),
                    Language::En => format!("Already taken by {name}"),
                };
            }
            Self::NotYours { by } => {
                let name = name_of(*by);
                return match language {
                    Language::Ru => format!("Обращение ведёт {name}"),
                    Language::En => format!("The appeal is with {name}"),
                };
            }
            Self::StillWaiting => ("Сначала возьмите обращение в работу", "Take the appeal into work first"),
            Self::Closed => ("Обращение закрыто", "The appeal is closed"),
            Self::NotClosed => ("Обращение не закрыто", "The appeal is not closed"),
            Self::EmptyText => ("Напишите сообщение", "Write a message"),
            Self::TextTooLong { limit } => {
                return match language {
                    Language::Ru => format!("Слишком длинно: канал передаёт не больше {limit} знаков"),
                    Language::En => format!("Too long: the channel carries {limit} characters at most"),
                };
            }
            Self::NoTextHere => ("В звонке нельзя писать", "Nothing can be written in a call"),
            Self::NotFailed => ("Сообщение уже отправлено", "The message has already been sent"),
            Self::NotSpam => ("Обращение не отмечено как спам", "The appeal is not marked as spam"),
            Self::TooLateToUndo => (
                "Отменить уже нельзя, но обращение можно открыть снова",
                "Too late to undo; reopen the appeal instead",
            ),
        };
        match language {
            Language::Ru => ru.to_owned(),
            Language::En => en.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::{anna, every_variant};
    use crate::samples::read_and_written;
    use std::collections::BTreeSet;

    every_variant!(REFUSALS, name_of: Refusal {
        UnknownAppeal,
        UnknownMessage,
        UnknownOutcome,
        UnknownGroup,
        UnknownEntryPoint,
        CommentTooLong,
        AlreadyExists,
        NotYourPart,
        NotYourGroup,
        AlreadyTaken,
        NotYours,
        StillWaiting,
        Closed,
        NotClosed,
        EmptyText,
        TextTooLong,
        NoTextHere,
        NotFailed,
        NotSpam,
        TooLateToUndo,
    });

    fn every_refusal() -> Vec<Refusal> {
        let all = vec![
            Refusal::UnknownAppeal,
            Refusal::UnknownMessage,
            Refusal::UnknownOutcome,
            Refusal::UnknownGroup,
            Refusal::UnknownEntryPoint,
            Refusal::CommentTooLong { limit: 2_000 },
            Refusal::AlreadyExists,
            Refusal::NotYourPart,
            Refusal::NotYourGroup,
            Refusal::AlreadyTaken { by: anna() },
            Refusal::NotYours { by: anna() },
            Refusal::StillWaiting,
            Refusal::Closed,
            Refusal::NotClosed,
            Refusal::EmptyText,
            Refusal::TextTooLong { limit: 670 },
            Refusal::NoTextHere,
            Refusal::NotFailed,
            Refusal::NotSpam,
            Refusal::TooLateToUndo,
        ];
        let named: Vec<_> = all.iter().map(name_of).collect();
        assert_eq!(named, REFUSALS, "each refusal stands here once");
        all
    }

    fn said(refusal: &Refusal, language: Language) -> String {
        refusal.sentence(language, |_| "Анна".to_owned())
    }

    #[test]
    fn a_code_is_the_tag_on_the_wire_and_no_two_are_alike() {
        let mut codes = BTreeSet::new();
        for refusal in every_refusal() {
            let wire = serde_json::to_value(&refusal).unwrap();
            assert_eq!(wire.get("code").and_then(|code| code.as_str()), Some(refusal.code()), "{wire}");
            assert_eq!(serde_json::from_value::<Refusal>(wire).unwrap(), refusal);
            assert!(codes.insert(refusal.code()), "{} means two things", refusal.code());
        }
    }

    #[test]
    fn refusals_are_said_as_they_always_were() {
        let samples: Vec<Refusal> = read_and_written(include_str!("../samples/refusals.json"));
        assert_eq!(samples.iter().map(name_of).collect::<Vec<_>>(), REFUSALS);
    }

    #[test]
    fn every_no_has_its_words_in_both_languages() {
        for refusal in every_refusal() {
            let (ru, en) = (said(&refusal, Language::Ru), said(&refusal, Language::En));
            assert_ne!(ru, en, "{refusal:?} is not translated");
            for sentence in [&ru, &en] {
                assert!(!sentence.trim().is_empty(), "{refusal:?} says nothing");
                assert_eq!(sentence, sentence.trim(), "{refusal:?} has space around it");
                assert!(!sentence.ends_with(['.', '!', ':', ' ']), "{refusal:?} ends badly: {sentence}");
                assert!(sentence.starts_with(char::is_uppercase), "{refusal:?} begins small: {sentence}");
            }
            let is_russian = |letter: char| ('а'..='я').contains(&letter);
            assert!(ru.contains(is_russian), "{refusal:?} is not in Russian: {ru}");
            assert!(!en.replace("Анна", "").contains(is_russian), "{refusal:?} is not in English: {en}");
        }
    }

    #[test]
    fn no_two_refusals_say_the_same() {
        for language in [Language::Ru, Language::En] {
            let sentences: BTreeSet<_> = every_refusal().iter().map(|it| said(it, language)).collect();
            assert_eq!(sentences.len(), REFUSALS.len(), "{language:?}: {sentences:#?}");
        }
    }

    #[test]
    fn whoever_was_first_and_how_much_is_too_much_are_named() {
        for language in [Language::Ru, Language::En] {
            assert!(said(&Refusal::AlreadyTaken { by: anna() }, language).contains("Анна"));
            assert!(said(&Refusal::NotYours { by: anna() }, language).contains("Анна"));
            assert!(said(&Refusal::TextTooLong { limit: 670 }, language).contains("670"));
        }
    }

    #[test]
    fn the_name_asked_for_is_that_of_whoever_has_it() {
        let name_of = |id| if id == anna() { "Анна".to_owned() } else { String::new() };
        let sentence = Refusal::AlreadyTaken { by: anna() }.sentence(Language::Ru, name_of);
        assert_eq!(sentence, "Обращение уже в работе: Анна");
    }
}
