//! The samples of what travels, held against the documents.

use crate::judge;
use desk_contract::event::Event;
use desk_contract::refusal::Language;
use desk_contract::wire::{Problem, Request, ServerFrame, names, request, route_of};
use desk_contract::{Command, Recorded, Refusal, Whisper};
use desk_wire_docs::{asyncapi, openapi};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const COMMANDS: &str = include_str!("../../../contract/samples/commands.json");
const EVENTS: &str = include_str!("../../../contract/samples/events.json");
const REFUSALS: &str = include_str!("../../../contract/samples/refusals.json");
const WHISPERS: &str = include_str!("../../../contract/samples/whispers.json");

/// Those samples that are understood; that all are is what the contract's own tests say.
fn understood<T: serde::de::DeserializeOwned>(samples: &str) -> Vec<T> {
    let samples: Vec<Value> = serde_json::from_str(samples).unwrap();
    samples.into_iter().filter_map(|sample| serde_json::from_str(&sample.to_string()).ok()).collect()
}

/// Says which names no sample has.
#[track_caller]
fn assert_each_has_a_sample<'a>(names: &[&'a str], sampled: impl Iterator<Item = &'a str>) {
    let sampled: BTreeSet<&str> = sampled.collect();
    let missing: Vec<_> = names.iter().filter(|name| !sampled.contains(*name)).collect();
    assert!(missing.is_empty(), "without a sample: {missing:?}");
}

#[track_caller]
fn assert_says(document: &Value, schema: &Value, sample: &Value) {
    if let Err(error) = judge(document, schema).validate(sample) {
        panic!("{error} at `{}` of {sample:#}", error.instance_path());
    }
}

#[test]
fn every_command_has_a_sample() {
    let commands: Vec<Command> = understood(COMMANDS);
    assert_each_has_a_sample(Command::NAMES, commands.iter().map(Command::name));
}

#[test]
fn every_event_has_a_sample() {
    let events: Vec<Recorded> = understood(EVENTS);
    assert_each_has_a_sample(Event::NAMES, events.iter().map(|recorded| recorded.event.name()));
}

#[test]
fn every_refusal_has_a_sample() {
    let refusals: Vec<Refusal> = understood(REFUSALS);
    assert_each_has_a_sample(Refusal::CODES, refusals.iter().map(Refusal::code));
}

#[test]
fn a_command_is_sent_as_the_document_says() {
    let document = openapi();
    for command in understood::<Command>(COMMANDS) {
        let route = route_of(&command);
        let operation = &document["paths"][route.path][route.method.as_str().to_lowercase()];
        assert_eq!(operation["operationId"], command.name());
        let Request { path, body, .. } = request(&command).unwrap();
        let body_schema = &operation["requestBody"]["content"][names::JSON]["schema"];
        match body {
            Some(body) => assert_says(&document, body_schema, &serde_json::from_str(&body).unwrap()),
            None => assert!(operation["requestBody"]["required"] != true, "{}", command.name()),
        }
        let below = path.strip_prefix(names::PREFIX).unwrap();
        for (segment, value) in
            route.path.split('/').zip(below.split('/')).filter(|(it, _)| it.starts_with('{'))
        {
            let name = segment.trim_matches(['{', '}']);
            let parameters = operation["parameters"].as_array().unwrap();
            let parameter = parameters.iter().find(|it| it["name"] == name && it["in"] == "path").unwrap();
            assert_says(&document, &parameter["schema"], &json!(value));
        }
    }
}

#[test]
fn an_event_is_told_as_the_document_says() {
    let document = asyncapi();
    for recorded in understood::<Recorded>(EVENTS) {
        let payload = &document["components"]["messages"][recorded.event.name()]["payload"];
        let frame = serde_json::to_value(ServerFrame::from(recorded)).unwrap();
        assert_says(&document, payload, &frame);
        // The document tells one event from another.
        let mut other = frame;
        other["data"]["type"] = json!("appeal_forgotten");
        assert!(!judge(&document, payload).is_valid(&other), "{other:#}");
    }
    for whisper in understood::<Whisper>(WHISPERS) {
        let payload = &document["components"]["messages"]["whisper"]["payload"];
        assert_says(&document, payload, &serde_json::to_value(ServerFrame::from(whisper)).unwrap());
    }
}

#[test]
fn a_refusal_is_answered_as_the_document_says() {
    let document = openapi();
    let problem_schema = json!({ "$ref": "#/components/schemas/Problem" });
    let refusal_schema = json!({ "$ref": "#/components/schemas/Refusal" });
    for refusal in understood::<Refusal>(REFUSALS) {
        assert_says(&document, &refusal_schema, &serde_json::to_value(&refusal).unwrap());
        let problem = Problem::of_refusal(&refusal, Language::Ru, |_| "Анна".to_owned());
        assert_says(&document, &problem_schema, &serde_json::to_value(problem).unwrap());
    }
    assert!(!judge(&document, &refusal_schema).is_valid(&json!({ "code": "on_strike" })));
}

#[test]
fn the_document_refuses_what_the_server_would() {
    let document = openapi();
    let body =
        &document["paths"]["/contacts/{contact}"]["put"]["requestBody"]["content"][names::JSON]["schema"];
    let judge = judge(&document, body);
    let card =
        |number: &str| json!({ "card": { "name": "М", "numbers": [{ "kind": "work", "number": number }] } });
    assert!(judge.is_valid(&card("+79161234567")));
    for wrong in [card("02"), card("8 916 123-45-67"), json!({}), json!({ "card": { "name": 7 } }), json!([])]
    {
        assert!(!judge.is_valid(&wrong), "{wrong}");
    }
}
