//! The documents keep the rules of their own kind.

use crate::{both, objects};
use desk_contract::Command;
use desk_contract::event::Event;
use desk_contract::wire::questions::QUESTIONS;
use desk_contract::wire::{BrowserFrame, ServerFrame};
use desk_wire_docs::{asyncapi, openapi};
use serde_json::Value;
use std::collections::BTreeSet;

/// Every operation of the OpenAPI document: path, method, operation.
fn operations(document: &Value) -> Vec<(&str, &str, &Value)> {
    let paths = document["paths"].as_object().unwrap().iter();
    paths
        .flat_map(|(path, item)| {
            let methods = item.as_object().unwrap().iter();
            methods.map(move |(method, operation)| (path.as_str(), method.as_str(), operation))
        })
        .collect()
}

fn names_of(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn a_library_of_others_reads_the_document() {
    let (_, text) = desk_wire_docs::documents().into_iter().next().unwrap();
    let read = oas3::from_json(text).unwrap();
    assert!(read.validate_version().is_ok());
    let operations = read.operations().count();
    assert_eq!(operations, Command::NAMES.len() + QUESTIONS.len());
}

#[test]
fn every_reference_leads_somewhere() {
    for (name, document) in both() {
        let mut found = Vec::new();
        objects(&document, "", &mut found);
        let mut references = 0;
        for (at, fields) in found {
            let Some(Value::String(reference)) = fields.get("$ref") else { continue };
            let target = reference.strip_prefix('#').and_then(|pointer| document.pointer(pointer));
            assert!(target.is_some(), "{name} {at}: {reference} leads nowhere");
            references += 1;
        }
        assert!(references > 100, "{name} has {references} references");
    }
}

#[test]
fn nothing_is_described_that_nothing_refers_to() {
    for (name, document) in both() {
        let text = document.to_string();
        for schema in names_of(&document["components"]["schemas"]) {
            let reference = format!("\"#/components/schemas/{schema}\"");
            assert!(text.contains(&reference), "{name}: {schema}");
        }
    }
}

#[test]
fn every_schema_is_one_of_json_schema_2020_12() {
    let is_right = |at: &str, schema: &Value| {
        let judged = jsonschema::draft202012::meta::validate(schema);
        assert!(judged.is_ok(), "{at}: {}", judged.unwrap_err());
    };
    for (name, document) in both() {
        for (schema_name, schema) in document["components"]["schemas"].as_object().unwrap() {
            is_right(&format!("{name} {schema_name}"), schema);
        }
        let mut found = Vec::new();
        objects(&document, "", &mut found);
        for (at, fields) in found.iter().filter(|(at, _)| !at.contains("/components/schemas/")) {
            for key in ["schema", "payload", "query"] {
                if let Some(schema) = fields.get(key) {
                    is_right(&format!("{name} {at}/{key}"), schema);
                }
            }
        }
    }
}

#[test]
fn every_operation_has_a_name_of_its_own() {
    let document = openapi();
    let ids: Vec<_> = operations(&document)
        .iter()
        .map(|(.., operation)| operation["operationId"].as_str().unwrap())
        .collect();
    let unique: BTreeSet<_> = ids.iter().copied().collect();
    assert_eq!(unique.len(), ids.len());
    let expected: BTreeSet<_> =
        Command::NAMES.iter().copied().chain(QUESTIONS.iter().map(|question| question.name)).collect();
    assert_eq!(unique, expected);
}

#[test]
fn what_stands_in_a_path_is_declared_with_its_type() {
    let document = openapi();
    for (path, method, operation) in operations(&document) {
        let in_path = path.split('/').filter_map(|it| it.strip_prefix('{')?.strip_suffix('}'));
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        let declared: Vec<&Value> = parameters.iter().filter(|it| it["in"] == "path").collect();
        let names: Vec<_> = declared.iter().map(|it| it["name"].as_str().unwrap()).collect();
        assert_eq!(names, in_path.collect::<Vec<_>>(), "{method} {path}");
        for parameter in declared {
            assert_eq!(parameter["required"], true);
            let schema = parameter["schema"].as_object().unwrap();
            assert!(
                !schema.is_empty(),
                "{method} {path}: `{}` is no field of the payload",
                parameter["name"]
            );
        }
        let body = &operation["requestBody"]["content"]["application/json"]["schema"];
        for name in names {
            assert!(body["properties"].get(name).is_none(), "{method} {path}: `{name}` is asked for twice");
        }
    }
}

#[test]
fn every_command_asks_for_a_key_and_no_question_does() {
    let document = openapi();
    for (path, method, operation) in operations(&document) {
        let asks = operation["parameters"].to_string().contains("#/components/parameters/IdempotencyKey");
        let is_command = Command::NAMES.contains(&operation["operationId"].as_str().unwrap());
        assert_eq!(asks, is_command, "{method} {path}");
    }
}

#[test]
fn everything_is_told_in_words() {
    for (name, document) in both() {
        let mut found = Vec::new();
        objects(&document, "", &mut found);
        for (at, fields) in found {
            for key in ["description", "summary"] {
                let Some(Value::String(words)) = fields.get(key) else { continue };
                assert!(!words.trim().is_empty(), "{name} {at}/{key} is empty");
                let is_rust = words.contains("::") || words.contains("](") || words.contains("[`");
                assert!(!is_rust, "{name} {at}/{key} is for readers of Rust: {words}");
            }
        }
    }
    let document = openapi();
    for (path, method, operation) in operations(&document) {
        assert!(operation["summary"].is_string(), "{method} {path}");
    }
}

#[test]
fn the_socket_carries_every_event_and_every_frame() {
    let document = asyncapi();
    let told = names_of(&document["components"]["messages"]);
    let frames = ServerFrame::NAMES.iter().copied().filter(|name| *name != "event");
    assert_eq!(told, Event::NAMES.iter().copied().chain(frames).collect());
    assert_eq!(names_of(&document["channels"]["events"]["messages"]), told);
    let heard: Vec<_> = document["operations"]["hear"]["messages"].as_array().unwrap().iter().collect();
    assert_eq!(heard.len(), BrowserFrame::NAMES.len());
    for operation in document["operations"].as_object().unwrap().values() {
        for message in operation["messages"].as_array().unwrap() {
            let of_channel = message["$ref"].as_str().unwrap().starts_with("#/channels/events/messages/");
            assert!(
                of_channel,
                "{message}: an operation names messages of its channel (AsyncAPI 3.0, operation object)"
            );
        }
    }
}
