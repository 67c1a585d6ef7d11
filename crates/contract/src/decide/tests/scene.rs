//! What many rules ask: of names, comments, mail addresses and versions, and of whom an appeal is.

use crate::decide::scene::{comment, is_mail_address, title, version};
use crate::given::*;
use crate::refusal::Refusal;

#[test]
fn a_name_is_something_and_not_a_treatise() {
    let limit = 200;
    for nothing in ["", " ", "\n\t\u{a0}"] {
        assert_eq!(title(nothing), Err(Refusal::EmptyName));
    }
    assert_eq!(title("Я"), Ok(()));
    assert_eq!(title(&format!("  {}  ", "Ж".repeat(limit))), Ok(()));
    assert_eq!(title(&"Ж".repeat(limit + 1)), Err(Refusal::NameTooLong { limit }));
}

#[test]
fn a_comment_is_kept_without_the_space_around_it() {
    assert_eq!(comment(" \n"), Ok(String::new()));
    assert_eq!(comment("\tЖдёт\n ответа "), Ok("Ждёт\n ответа".to_owned()));
    let longest = "Ж".repeat(2_000);
    assert_eq!(comment(&format!(" {longest} ")), Ok(longest.clone()));
    assert_eq!(comment(&format!("{longest}!")), Err(Refusal::CommentTooLong { limit: 2_000 }));
}

#[test]
fn what_is_changed_is_what_was_seen() {
    let changed = |known, seen| version(known, seen, Refusal::UnknownDeal);
    assert_eq!(changed(None, None), Ok(1), "a new one");
    assert_eq!(changed(None, Some(1)), Err(Refusal::UnknownDeal), "there is none to change");
    assert_eq!(changed(Some(3), None), Err(Refusal::AlreadyExists), "it is not new");
    assert_eq!(changed(Some(3), Some(3)), Ok(4));
    assert_eq!(changed(Some(3), Some(2)), Err(Refusal::Changed { version: 3 }), "somebody was faster");
    assert_eq!(changed(Some(3), Some(4)), Err(Refusal::Changed { version: 3 }));
    assert_eq!(changed(Some(u64::MAX), Some(u64::MAX)), Ok(u64::MAX));
}

#[test]
fn a_mail_address_is_plausible() {
    let long = |letters: usize| format!("{}@b.c", "a".repeat(letters));
    for plausible in
        ["a@b.c", "kotova@example.org", "мария+тест@почта.рф", "o'neil_1@a-b.co.uk", long(250).as_str()]
    {
        assert!(is_mail_address(plausible), "{plausible}");
    }
    for typo in [
        "",
        "@",
        "kotova",
        "kotova.example.org",
        "@example.org",
        "kotova@",
        "kotova@example",
        "kotova@example.",
        "kotova@.org",
        "kotova@example..org",
        "kot@ova@example.org",
        "kot ova@example.org",
        "kotova@exa mple.org",
        "kotova@example.org\n",
        "kot\u{7}ova@example.org",
        "<kotova@example.org>",
        "a@b.c,d@e.f",
        "a;b@c.d",
        "\"a\"@b.c",
        long(251).as_str(),
    ] {
        assert!(!is_mail_address(typo), "{typo}");
    }
}

#[test]
fn whoever_is_not_in_the_directory_has_no_part_in_anything() {
    for wish in [take(), close(), mark_spam(), give_back(""), accept(), decline(""), keep_it()] {
        given(in_work()).when(stranger(), wish).refused(Refusal::NotYourPart);
    }
}
