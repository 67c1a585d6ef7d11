//! Codes, statuses and sentences of every refusal.

use super::*;
use crate::channel::Channel;
use crate::given::{anna, every_variant};
use crate::samples::read_and_written;
use std::collections::BTreeSet;

every_variant!(REFUSALS, name_of: Refusal {
    UnknownAppeal,
    UnknownMessage,
    UnknownAttachment,
    UnknownContact,
    UnknownOrganisation,
    UnknownDeal,
    UnknownTask,
    UnknownPayment,
    UnknownForm,
    UnknownMerge,
    UnknownCampaignTask,
    UnknownOutcome,
    UnknownTopic,
    UnknownGroup,
    UnknownEntryPoint,
    UnknownOperator,
    UnknownDealStage,
    UnknownScript,
    UnknownMailbox,
    UnknownCampaign,
    UnknownRating,
    AlreadyExists,
    Changed,
    NotYourPart,
    NotYourGroup,
    AlreadyTaken,
    NotYours,
    OfferedTo,
    NotOffered,
    NotReady,
    StillWaiting,
    Closed,
    NotClosed,
    NotSpam,
    TooLateToUndo,
    BackInCampaign,
    CommentTooLong,
    TransferPending,
    HasItAlready,
    NoTransfer,
    NotForYou,
    StillAGuest,
    NotAGuest,
    DealOfAnother,
    EmptyText,
    TextTooLong,
    SmsTooLong,
    NoTextHere,
    NoMailHere,
    NoFilesHere,
    TooManyFiles,
    FileTooLarge,
    BadFileName,
    NotFailed,
    NoReceivers,
    BadMailAddress,
    MailboxNotAuthorised,
    NoMobileNumber,
    NoNumber,
    NoMailAddress,
    NoAccount,
    NotConnected,
    ClientBeginsChat,
    NotOnCard,
    NoCallHere,
    NoCall,
    CallStillLive,
    NotTalking,
    InAnotherCall,
    NoSuchKeys,
    NotFromCampaign,
    InThePast,
    CrmNotConnected,
    PaymentsNotConnected,
    NoAmount,
    BadLink,
    AnswerMissing,
    NoAnswers,
    FormIsDone,
    SameContact,
    TooLateToPart,
    SavedByAnother,
    EmptyName,
    NameTooLong,
    BadPreferences,
    BrokenScript,
    BrokenForm,
    TopicUnderItself,
    LastAdministrator,
    StillReferredTo,
});

/// Each refusal once, with what it could know.
pub(crate) fn every_refusal() -> Vec<Refusal> {
    let all = vec![
        Refusal::UnknownAppeal,
        Refusal::UnknownMessage,
        Refusal::UnknownAttachment,
        Refusal::UnknownContact,
        Refusal::UnknownOrganisation,
        Refusal::UnknownDeal,
        Refusal::UnknownTask,
        Refusal::UnknownPayment,
        Refusal::UnknownForm,
        Refusal::UnknownMerge,
        Refusal::UnknownCampaignTask,
        Refusal::UnknownOutcome,
        Refusal::UnknownTopic,
        Refusal::UnknownGroup,
        Refusal::UnknownEntryPoint,
        Refusal::UnknownOperator,
        Refusal::UnknownDealStage,
        Refusal::UnknownScript,
        Refusal::UnknownMailbox,
        Refusal::UnknownCampaign,
        Refusal::UnknownRating,
        Refusal::AlreadyExists,
        Refusal::Changed { version: 3 },
        Refusal::NotYourPart,
        Refusal::NotYourGroup,
        Refusal::AlreadyTaken { by: anna() },
        Refusal::NotYours { by: anna() },
        Refusal::OfferedTo { by: anna() },
        Refusal::NotOffered,
        Refusal::NotReady { operator: anna() },
        Refusal::StillWaiting,
        Refusal::Closed,
        Refusal::NotClosed,
        Refusal::NotSpam,
        Refusal::TooLateToUndo,
        Refusal::BackInCampaign,
        Refusal::CommentTooLong { limit: 2_000 },
        Refusal::TransferPending,
        Refusal::HasItAlready { by: anna() },
        Refusal::NoTransfer,
        Refusal::NotForYou,
        Refusal::StillAGuest,
        Refusal::NotAGuest,
        Refusal::DealOfAnother,
        Refusal::EmptyText,
        Refusal::TextTooLong { limit: 670 },
        Refusal::SmsTooLong { parts: 11 },
        Refusal::NoTextHere,
        Refusal::NoMailHere,
        Refusal::NoFilesHere,
        Refusal::TooManyFiles { limit: 10 },
        Refusal::FileTooLarge { megabytes: 50 },
        Refusal::BadFileName,
        Refusal::NotFailed,
        Refusal::NoReceivers { limit: 50 },
        Refusal::BadMailAddress { address: "kotova@example".to_owned() },
        Refusal::MailboxNotAuthorised,
        Refusal::NoMobileNumber,
        Refusal::NoNumber,
        Refusal::NoMailAddress,
        Refusal::NoAccount { channel: Channel::Viber },
        Refusal::NotConnected { channel: Channel::Viber },
        Refusal::ClientBeginsChat,
        Refusal::NotOnCard,
        Refusal::NoCallHere,
        Refusal::NoCall,
        Refusal::CallStillLive,
        Refusal::NotTalking,
        Refusal::InAnotherCall,
        Refusal::NoSuchKeys,
        Refusal::NotFromCampaign,
        Refusal::InThePast,
        Refusal::CrmNotConnected,
        Refusal::PaymentsNotConnected,
        Refusal::NoAmount,
        Refusal::BadLink,
        Refusal::AnswerMissing { key: "phone".to_owned() },
        Refusal::NoAnswers,
        Refusal::FormIsDone,
        Refusal::SameContact,
        Refusal::TooLateToPart,
        Refusal::SavedByAnother { by: anna() },
        Refusal::EmptyName,
        Refusal::NameTooLong { limit: 200 },
        Refusal::BadPreferences,
        Refusal::BrokenScript,
        Refusal::BrokenForm,
        Refusal::TopicUnderItself,
        Refusal::LastAdministrator,
        Refusal::StillReferredTo,
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
    let samples: Vec<Refusal> = read_and_written(include_str!("../../samples/refusals.json"));
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
