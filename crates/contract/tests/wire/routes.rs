//! The two tables.

use desk_contract::Command;
use desk_contract::wire::questions::QUESTIONS;
use desk_contract::wire::routes::ROUTES;
use desk_contract::wire::{Method, route_of};
use std::collections::BTreeSet;

/// Name, method and path of everything that may be asked of a backend.
fn everything() -> Vec<(&'static str, Method, &'static str)> {
    let commands = ROUTES.iter().map(|route| (route.command, route.method, route.path));
    commands.chain(QUESTIONS.iter().map(|it| (it.name, it.method, it.path))).collect()
}

/// Whether some path is of both templates.
fn may_be_the_same(one: &str, other: &str) -> bool {
    let (one, other): (Vec<_>, Vec<_>) = (one.split('/').collect(), other.split('/').collect());
    let is_any = |segment: &str| segment.starts_with('{');
    one.len() == other.len()
        && one.iter().zip(&other).all(|(one, other)| one == other || is_any(one) || is_any(other))
}

#[test]
fn every_command_has_one_route() {
    let routed: Vec<_> = ROUTES.iter().map(|route| route.command).collect();
    assert_eq!(routed, Command::NAMES);
    for command in crate::commands() {
        assert_eq!(route_of(&command).command, command.name());
    }
}

#[test]
fn no_name_means_two_things() {
    let names: BTreeSet<_> = everything().into_iter().map(|(name, ..)| name).collect();
    assert_eq!(names.len(), everything().len());
}

#[test]
fn no_request_could_mean_two_things() {
    let all = everything();
    for (place, (name, method, path)) in all.iter().enumerate() {
        for (other, other_method, other_path) in all.iter().skip(place + 1) {
            if may_be_the_same(path, other_path) {
                assert_eq!(path, other_path, "{name} and {other} call the same place by two templates");
                assert_ne!(method, other_method, "{name} and {other} are the same request");
            }
        }
    }
}

#[test]
fn paths_are_written_in_one_way() {
    for (name, _, path) in everything() {
        let segments: Vec<_> = path.split('/').skip(1).collect();
        assert!(path.starts_with('/') && !segments.is_empty(), "{name}: {path}");
        for segment in segments {
            let word = segment.strip_prefix('{').and_then(|it| it.strip_suffix('}')).unwrap_or(segment);
            let is_plain = |c: char| c.is_ascii_lowercase() || c == '-' || c == '_';
            assert!(!word.is_empty() && word.chars().all(is_plain), "{name}: {path}");
        }
    }
}

#[test]
fn what_is_read_brings_no_body() {
    for question in QUESTIONS {
        let is_bare = matches!(question.method, Method::Get | Method::Delete);
        let brings = question.takes != desk_contract::wire::Content::Nothing;
        assert!(!(is_bare && brings), "{}", question.name);
    }
}
