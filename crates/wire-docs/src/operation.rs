//! Operations of OpenAPI: one a command, one a question.

use crate::json::{SCHEMAS, fields};
use crate::parameter::{of_query, parameter, required};
use crate::words::describe;
use desk_contract::wire::{Content, QuestionSchemas, Route, names};
use serde_json::{Value, json};

/// The operation of a command, whose payload has this schema: what stands in the path is a parameter, the rest
/// the body.
pub(crate) fn of_command(route: Route, payload: Value) -> Value {
    let mut payload = fields(payload);
    let described = payload.remove("description");
    let described = described.as_ref().and_then(Value::as_str).unwrap_or_default();
    let in_path: Vec<&str> = route.fields().collect();
    let mut parameters = Vec::new();
    if let Some(Value::Object(properties)) = payload.get_mut("properties") {
        for name in &in_path {
            let schema = properties.remove(*name).unwrap_or_default();
            parameters.push(parameter(name, "path", true, schema));
        }
    }
    parameters.push(json!({ "$ref": "#/components/parameters/IdempotencyKey" }));
    let mut in_body = required(&Value::Object(payload.clone()));
    in_body.retain(|name| !in_path.contains(&name.as_str()));
    let has_body = payload.get("properties").and_then(Value::as_object).is_some_and(|rest| !rest.is_empty());
    let is_body_required = !in_body.is_empty();
    if is_body_required {
        payload.insert("required".to_owned(), in_body.into());
    } else {
        payload.remove("required");
    }
    let mut operation = fields(json!({
        "operationId": route.command,
        "tags": [tag(route.path)],
        "parameters": parameters,
        "responses": answered("200", json!({ "$ref": "#/components/responses/Receipt" })),
    }));
    describe(&mut operation, described);
    if has_body {
        let body = json!({ "required": is_body_required, "content": { names::JSON: { "schema": payload } } });
        operation.insert("requestBody".to_owned(), body);
    }
    Value::Object(operation)
}

/// The operation of a question.
pub(crate) fn of_question(asked: QuestionSchemas) -> Value {
    let QuestionSchemas { question, description, path, query, takes, answers } = asked;
    let mut parameters: Vec<Value> =
        path.into_iter().map(|(name, schema)| parameter(name, "path", true, schema.to_value())).collect();
    parameters.extend(of_query(query.to_value()));
    let mut answer = fields(json!({ "description": "As asked for." }));
    if let Some(content) = content(question.answers, answers) {
        answer.insert("content".to_owned(), content);
    }
    let mut responses = fields(answered(&question.status.to_string(), Value::Object(answer)));
    if question.answers == Content::Bytes(names::EVENT_STREAM) {
        let upgraded =
            "The connection becomes a WebSocket (RFC 6455); docs/asyncapi.json tells what travels over it.";
        responses.insert("101".to_owned(), json!({ "description": upgraded }));
    }
    let mut operation = fields(json!({
        "operationId": question.name,
        "tags": [tag(question.path)],
        "responses": responses,
    }));
    describe(&mut operation, description);
    if !parameters.is_empty() {
        operation.insert("parameters".to_owned(), parameters.into());
    }
    if let Some(content) = content(question.takes, takes) {
        operation.insert("requestBody".to_owned(), json!({ "required": true, "content": content }));
    }
    if !question.is_for_the_signed_in {
        operation.insert("security".to_owned(), json!([]));
    }
    Value::Object(operation)
}

/// What operations are sorted by: the first word of the path.
pub(crate) fn tag(path: &str) -> &str {
    path.split('/').nth(1).unwrap_or_default()
}

fn content(content: Content, schema: Option<schemars::Schema>) -> Option<Value> {
    match content {
        Content::Nothing => None,
        Content::Json => Some(json!({ names::JSON: { "schema": schema.map(schemars::Schema::to_value) } })),
        // Bytes have no schema (OpenAPI 3.1, section 4.8.14.3).
        Content::Bytes(media) => Some(json!({ media: {} })),
    }
}

/// What an operation is answered with: this under that status, or a problem.
fn answered(status: &str, answer: Value) -> Value {
    let problem = json!({ "$ref": "#/components/responses/Problem" });
    json!({ status: answer, "4XX": problem, "5XX": problem })
}

/// What every operation may be answered with.
pub(crate) fn responses() -> Value {
    let schema = |name: &str| json!({ "schema": { "$ref": format!("{SCHEMAS}{name}") } });
    json!({
        "Receipt": {
            "description": "Done, and on disk.",
            "content": { names::JSON: schema("Receipt") },
        },
        "Problem": {
            "description": "It was not done. The code says why: one of a refusal, by a rule, or of a fault, before any \
                rule was asked.",
            "headers": {
                "Allow": {
                    "description": "With 405: the methods that the path takes.",
                    "schema": { "type": "string" },
                },
                "Retry-After": {
                    "description": "With 409 of still_under_way, 429 and 503: after how many seconds to send it again.",
                    "schema": { "type": "integer", "minimum": 0 },
                },
            },
            "content": { names::PROBLEM_JSON: schema("Problem") },
        },
    })
}
