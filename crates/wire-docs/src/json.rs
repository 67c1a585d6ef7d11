//! Small steps through JSON.

use serde_json::{Map, Value};

/// What `$ref` says before the name of a component.
pub(crate) const SCHEMAS: &str = "#/components/schemas/";

/// The fields of an object; none of anything else.
pub(crate) fn fields(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// The name of the component that a schema refers to, and nothing but that.
pub(crate) fn referred(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix(SCHEMAS)
}

/// Calls `on` with every object in a value, the outermost first.
pub(crate) fn each_object(value: &mut Value, on: &mut dyn FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Object(fields) => {
            on(fields);
            fields.values_mut().for_each(|field| each_object(field, on));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| each_object(item, on)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
