//! The documents in `docs/`: that they are those of this code, that they are sound, and that what really travels
//! is what they say.

#![expect(clippy::unwrap_used, reason = "a helper of a test may fail as the test does")]

mod current;
mod made_up;
mod samples;
mod sound;
mod understood;

use desk_wire_docs::{asyncapi, openapi};
use jsonschema::Validator;
use serde_json::{Map, Value};

/// Both, by name.
pub(crate) fn both() -> [(&'static str, Value); 2] {
    [("openapi", openapi()), ("asyncapi", asyncapi())]
}

/// What judges by a schema that stands in a document, whose components it may refer to.
pub(crate) fn judge(document: &Value, schema: &Value) -> Validator {
    let mut schema = schema.clone();
    schema.as_object_mut().unwrap().insert("components".to_owned(), document["components"].clone());
    jsonschema::draft202012::options().should_validate_formats(true).build(&schema).unwrap()
}

/// Every object in a value, with the pointer to it.
pub(crate) fn objects<'a>(value: &'a Value, at: &str, found: &mut Vec<(String, &'a Map<String, Value>)>) {
    match value {
        Value::Object(fields) => {
            found.push((at.to_owned(), fields));
            for (name, field) in fields {
                let name = name.replace('~', "~0").replace('/', "~1");
                objects(field, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(place, item)| objects(item, &format!("{at}/{place}"), found));
        }
        _ => {}
    }
}
