//! The JSON schema of what no derive can tell: an event with its number, and what stands in a question's path.

use super::question::Question;
use crate::Timestamp;
use crate::event::{Event, Recorded};
use crate::id::{
    AppealId, AttachmentId, CommandId, ContactId, DealId, EntryPointId, EventId, OperatorId, OrganisationId,
    PaymentId, TaskId,
};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use std::borrow::Cow;

impl JsonSchema for Recorded {
    fn schema_name() -> Cow<'static, str> {
        "Recorded".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "An event as a backend recorded it: numbered, dated, and final.",
            "type": "object",
            "properties": {
                "seq": {
                    "description": "Its place in the one total order of all events; starts at 1 and leaves no hole.",
                    "type": "integer",
                    "format": "uint64",
                    "minimum": 1,
                },
                "id": generator.subschema_for::<EventId>(),
                "at": generator.subschema_for::<Timestamp>(),
                "version": {
                    "description": "The version of what it is about once this is folded: 1 on arrival, one more with each event.",
                    "type": "integer",
                    "format": "uint64",
                    "minimum": 1,
                },
                "command": generator.subschema_for::<Option<CommandId>>(),
                "type": { "description": "What happened.", "enum": Event::NAMES },
                "data": { "description": "All that is told of it; its shape follows from the type.", "type": "object" },
            },
            "required": ["seq", "id", "at", "version", "type", "data"],
        })
    }
}

/// What stands in the path of a question in the place of each placeholder. One of an unknown name is left out,
/// which the documents' test tells.
pub(super) fn in_path(question: Question, generator: &mut SchemaGenerator) -> Vec<(&'static str, Schema)> {
    let mut known = |name| {
        let schema = match name {
            "appeal" => generator.subschema_for::<AppealId>(),
            "attachment" => generator.subschema_for::<AttachmentId>(),
            "contact" => generator.subschema_for::<ContactId>(),
            "deal" => generator.subschema_for::<DealId>(),
            "entry_point" => generator.subschema_for::<EntryPointId>(),
            "export" => generator.subschema_for::<CommandId>(),
            "operator" => generator.subschema_for::<OperatorId>(),
            "organisation" => generator.subschema_for::<OrganisationId>(),
            "payment" => generator.subschema_for::<PaymentId>(),
            "task" => generator.subschema_for::<TaskId>(),
            _ => return None,
        };
        Some((name, schema))
    };
    question.fields().filter_map(&mut known).collect()
}
