//! The webhook: what the server asks of a channel's connector, where it was told of one.

use crate::parameter::parameter;
use desk_contract::wire::names;
use schemars::Schema;
use serde_json::{Value, json};

/// What a connector must know of it.
const ABOUT: &str = "\
What operators send in channels that a connector speaks for, one message a request, in order within an appeal. A message is \
handed over until it is taken, and so perhaps twice, under one id. Its files are read under their ids (`read_file`).\n\n\
Any status of success takes it, and what the body then says is optional. 401, 403, 404, 408, 409, 425, 429, any status from 500 \
on and silence mean not now: it is tried again, later each time, until the server's patience ends. Any other status means \
never. Either way its sender is told that it failed.";

/// The operation that a connector answers.
pub(crate) fn of_handover(handover: Schema, taken: Schema) -> Value {
    let header = |name: &str, words: &str| {
        parameter(name, "header", true, json!({ "type": "string", "description": words }))
    };
    let id = "The message's id: what comes twice under it is one.";
    let signature = "`t=` and the moment in seconds since 1970, `,v1=` and the HMAC-SHA256 (RFC 2104) of that moment, a \
        full stop and the body, in hexadecimal digits, by the secret that both know.";
    json!({
        "operationId": "take_message",
        "summary": "Take what an operator sent",
        "description": ABOUT,
        "security": [],
        "parameters": [header(names::HANDED_MESSAGE, id), header(names::SIGNATURE, signature)],
        "requestBody": { "required": true, "content": { names::JSON: { "schema": handover.to_value() } } },
        "responses": {
            "2XX": {
                "description": "The connector has it.",
                "content": { names::JSON: { "schema": taken.to_value() } },
            },
            "4XX": { "description": "Never, but for those that mean not now." },
            "5XX": { "description": "Not now." },
        },
    })
}
