//! The OpenAPI document (version 3.1.1): everything that may be asked over HTTP.

use crate::json::{each_object, fields, referred};
use crate::operation::{of_command, of_question, responses, tag};
use crate::webhook::of_handover;
use crate::words::clean;
use desk_contract::handover::{Handover, Taken};
use desk_contract::id::CommandId;
use desk_contract::wire::routes::ROUTES;
use desk_contract::wire::{Fault, Problem, Receipt, names, questions};
use desk_contract::{Command, Refusal};
use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// What a reader must know before he reads a single path.
const ABOUT: &str = "\
The operator's desk over HTTP. Everything that somebody wishes of it is a command; everything else is a question.

- A command carries `Idempotency-Key`, a UUID made at the moment of the click. Sent again under the same key it is not \
done again: the first answer comes once more. Without a key it is answered `key_missing`, with the key of another \
command `key_reused`, while the first is under way `still_under_way`. The answer to a command comes once its events are on \
disk.
- A no is a problem document (RFC 9457). Its `code` is stable; its sentences are in the language of \
`Accept-Language`, Russian or English.
- What two people may change at once carries the version that was changed. Where somebody else was first the answer is \
412, `changed`.
- Long lists come in pieces: `next_cursor` of one is the `cursor` of the next. A cursor is nobody's business but the \
server's, but for the rows of the history: there it is the row's number from 0 on in eight hexadecimal digits, and any \
may be asked for.
- A field that is not required may be absent, from answers too; it then has its default, or is none. Fields that a \
reader does not know he passes over.
- Times are in UTC (RFC 3339), spans in milliseconds, money in hundredths, ids UUIDs of version 7 (RFC 9562).
- What an operator may not see is answered as if it were not there.";

/// The document.
#[must_use]
pub fn openapi() -> Value {
    let settings = SchemaSettings::draft2020_12();
    let mut generator = generator(settings);
    let payloads = Command::schemas(&mut generator);
    let asked = questions::schemas(&mut generator);
    let key = generator.subschema_for::<CommandId>();
    _ = (generator.subschema_for::<Receipt>(), generator.subschema_for::<Problem>());
    let handover = of_handover(generator.subschema_for::<Handover>(), generator.subschema_for::<Taken>());
    let mut schemas = generator.take_definitions(true);

    let mut paths: Map<String, Value> = Map::new();
    let mut put = |path: &str, method: &str, operation: Value| {
        let item = paths.entry(path).or_insert_with(|| json!({}));
        if let Some(item) = item.as_object_mut() {
            item.insert(method.to_lowercase(), operation);
        }
    };
    for (route, (_, payload)) in ROUTES.iter().zip(payloads) {
        let payload = payload.to_value();
        // A payload is described where it is sent, without the fields of the path; nothing else has one.
        let payload = referred(&payload).and_then(|name| schemas.remove(name)).unwrap_or(payload);
        put(route.path, route.method.as_str(), of_command(*route, payload));
    }
    for asked in asked {
        let question = asked.question;
        put(question.path, question.method.as_str(), of_question(asked));
    }
    list_codes(&mut schemas);
    let mut document = json!({
        "openapi": "3.1.1",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": info("The operator's desk", ABOUT),
        "servers": [{ "url": names::PREFIX, "description": "The server that serves this document." }],
        "security": [{ "bearer": [] }, { "cookie": [] }],
        "tags": tags(&paths),
        "paths": paths,
        "webhooks": { "message": { "post": handover } },
        "components": {
            "parameters": { "IdempotencyKey": {
                "name": names::IDEMPOTENCY_KEY,
                "in": "header",
                "required": true,
                "description": "Made at the moment of the click; the same for every repeat of the same command.",
                "schema": key,
            } },
            "responses": responses(),
            "schemas": schemas,
            "securitySchemes": {
                "bearer": { "type": "http", "scheme": "bearer" },
                "cookie": { "type": "apiKey", "in": "cookie", "name": names::SESSION_COOKIE },
            },
        },
    });
    clean(&mut document);
    document
}

/// What makes schemas whose references lead into a document's components.
pub(crate) fn generator(settings: SchemaSettings) -> SchemaGenerator {
    let in_components = |settings: &mut SchemaSettings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    };
    settings.with(in_components).into_generator()
}

/// Who speaks, and in which version.
pub(crate) fn info(title: &str, description: &str) -> Value {
    json!({
        "title": title,
        "version": env!("CARGO_PKG_VERSION"),
        "description": description,
        "license": { "name": env!("CARGO_PKG_LICENSE") },
    })
}

/// The codes that a problem may have, as examples: a newer server may have others.
fn list_codes(schemas: &mut Map<String, Value>) {
    let codes: Vec<&str> =
        Refusal::CODES.iter().copied().chain(Fault::ALL.iter().map(|fault| fault.code())).collect();
    if let Some(problem) = schemas.get_mut("Problem") {
        each_object(problem, &mut |within| {
            if let Some(Value::Object(code)) = within.get_mut("code") {
                code.insert("examples".to_owned(), codes.clone().into());
            }
        });
    }
}

fn tags(paths: &Map<String, Value>) -> Value {
    let tags: BTreeSet<&str> = paths.keys().map(|path| tag(path)).collect();
    tags.into_iter().map(|name| Value::Object(fields(json!({ "name": name })))).collect()
}
