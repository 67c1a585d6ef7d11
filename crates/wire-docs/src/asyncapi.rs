//! The AsyncAPI document (version 3.0.0): what travels over the socket, seen from the server.

use crate::json::{SCHEMAS, fields, referred};
use crate::openapi::{generator, info};
use crate::words::{clean, describe};
use desk_contract::event::Event;
use desk_contract::wire::questions::HearEvents;
use desk_contract::wire::{AfterClose, Ask, BrowserFrame, CloseCode, EventsQuery, ServerFrame, names};
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// The frame that carries an event.
const EVENT: &str = "event";

/// The document. Its schemas are draft 7, which AsyncAPI asks for, and read the same as 2020-12.
#[must_use]
pub fn asyncapi() -> Value {
    let mut generator = generator(SchemaSettings::draft07());
    let events = Event::schemas(&mut generator);
    let frames = ServerFrame::schemas(&mut generator);
    let mut query = generator.root_schema_for::<EventsQuery>();
    query.remove("$schema");
    query.remove("definitions");
    query.remove("components");
    let schemas = generator.take_definitions(true);
    let described = |schema: &Value| {
        let of = referred(schema).and_then(|name| schemas.get(name)).and_then(|it| it.get("description"));
        of.and_then(Value::as_str).unwrap_or_default().to_owned()
    };

    let mut messages: Map<String, Value> = Map::new();
    for (name, data) in events {
        let data = data.to_value();
        let (words, recorded) = (described(&data), json!({ "$ref": format!("{SCHEMAS}Recorded") }));
        let told = json!({ "properties": { "type": { "const": name }, "data": data } });
        let frame = frame(EVENT, &json!({ "allOf": [recorded, told] }));
        messages.insert(name.to_owned(), message(name, &words, &frame));
    }
    for (name, data) in frames.into_iter().filter(|(name, _)| *name != EVENT) {
        let data = data.to_value();
        messages.insert(name.to_owned(), message(name, &described(&data), &frame(name, &data)));
    }
    let names: Vec<&str> = messages.keys().map(String::as_str).collect();
    let in_channel: Map<String, Value> = names
        .iter()
        .map(|name| (name.to_string(), json!({ "$ref": format!("#/components/messages/{name}") })))
        .collect();
    let mut document = json!({
        "asyncapi": "3.0.0",
        "info": info("The operator's desk: events", &about()),
        "defaultContentType": names::JSON,
        "servers": { "desk": {
            "host": "{host}",
            "pathname": names::PREFIX,
            "protocol": "wss",
            "description": "The server that serves the page.",
            "variables": { "host": { "default": "localhost", "description": "Its name and port." } },
            "security": [
                { "$ref": "#/components/securitySchemes/cookie" },
                { "$ref": "#/components/securitySchemes/bearer" },
            ],
        } },
        "channels": { "events": {
            "address": HearEvents::QUESTION.path,
            "title": "Events",
            "description": "Everything that happens and that the operator may hear of, in one order.",
            "messages": in_channel,
            "bindings": { "ws": { "method": "GET", "query": query, "bindingVersion": "0.1.0" } },
        } },
        "operations": {
            "tell": operation("send", "The server tells what happens", &names),
            "hear": operation("receive", "The server hears what is true for a moment", BrowserFrame::NAMES),
        },
        "components": {
            "messages": messages,
            "schemas": schemas,
            "securitySchemes": {
                "bearer": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": format!(
                        "Offered as a subprotocol beside `{}`: `{}` and the token.",
                        names::SUBPROTOCOL, names::BEARER_SUBPROTOCOL,
                    ),
                },
                "cookie": { "type": "httpApiKey", "in": "cookie", "name": names::SESSION_COOKIE },
            },
        },
    });
    clean(&mut document);
    document
}

fn frame(name: &str, data: &Value) -> Value {
    json!({
        "type": "object",
        "properties": { "type": { "const": name }, "data": data },
        "required": ["type", "data"],
    })
}

fn message(name: &str, described: &str, payload: &Value) -> Value {
    let mut message = fields(json!({ "name": name, "payload": payload }));
    describe(&mut message, described);
    Value::Object(message)
}

fn operation(action: &str, summary: &str, messages: &[&str]) -> Value {
    let messages: Vec<Value> =
        messages.iter().map(|name| json!({ "$ref": format!("#/channels/events/messages/{name}") })).collect();
    json!({
        "action": action,
        "summary": summary,
        "channel": { "$ref": "#/channels/events" },
        "messages": messages,
    })
}

fn about() -> String {
    let codes: Vec<String> = CloseCode::ALL
        .into_iter()
        .map(|it| format!("- {}: {}. {}", it.code(), it.reason(), next(it.what_next())))
        .collect();
    format!(
        "What travels over the socket of the operator's desk. docs/openapi.json describes everything else.\n\n\
         The browser names the number of the last event that it has and is told of all that follow, each once, in the \
         order of their numbers. Where the server keeps them no more, `reset` comes first: the browser then reads \
         everything anew. Whispers and heartbeats have no number and are never sent again. A message of an \
         unknown type is passed over.\n\n\
         Either end sends a heartbeat when it has sent nothing else for {} s, and takes the other for gone when it has \
         heard nothing for {} s.\n\n\
         Where a network lets no socket through, the same address is asked for without an upgrade and answers with the \
         same frames as server-sent events: `data` is the frame, `id` the number of an event that has one. The other \
         end is not heard on it. Its last event is named `{}` and has for its data the number with which a socket \
         would be closed.\n\n\
         The server closes with one of these:\n\n{}",
        names::HEARTBEAT_EVERY_MS / 1_000,
        names::HEARTBEAT_DEADLINE_MS / 1_000,
        names::STREAM_CLOSES,
        codes.join("\n"),
    )
}

fn next(what: AfterClose) -> &'static str {
    match what {
        AfterClose::Reconnect => "The browser connects again, from its last number on",
        AfterClose::SignIn => "The browser gets a new token first",
        AfterClose::StandStill => "The browser stands still until the operator takes the desk back",
    }
}
