//! Parameters: what stands in a path, behind a question mark, in a header.

use crate::json::fields;
use crate::words::cleaned;
use serde_json::{Map, Value, json};

/// A field of a record as a parameter that stands `place`, in the path or the query.
pub(crate) fn parameter(name: &str, place: &str, is_required: bool, schema: Value) -> Value {
    let mut schema = fields(without_null(schema));
    let description = schema.remove("description");
    let mut parameter = fields(json!({ "name": name, "in": place, "required": is_required }));
    parameter.insert("schema".to_owned(), Value::Object(schema));
    if let Some(Value::String(words)) = description {
        parameter.insert("description".to_owned(), cleaned(&words).into());
    }
    Value::Object(parameter)
}

/// The fields of a record as parameters of the query.
pub(crate) fn of_query(record: Value) -> Vec<Value> {
    let required = required(&record);
    let properties = record.get("properties").cloned().map(fields).unwrap_or_default();
    let as_parameter = |(name, schema): (String, Value)| {
        let is_required = required.contains(&name);
        parameter(&name, "query", is_required, schema)
    };
    properties.into_iter().map(as_parameter).collect()
}

/// The names of the fields that a record must have.
pub(crate) fn required(record: &Value) -> Vec<String> {
    let names = record.get("required").and_then(Value::as_array);
    names.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The schema without `null`: what is absent from an address is left out of it.
fn without_null(schema: Value) -> Value {
    let mut schema: Map<String, Value> = fields(schema);
    if schema.get("default").is_some_and(Value::is_null) {
        schema.remove("default");
    }
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|one| one != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            schema.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(mut some)) = schema.remove("anyOf") {
        some.retain(|one| one.get("type").is_none_or(|of| of != "null"));
        match some.as_slice() {
            [Value::Object(only)] => schema.extend(only.clone()),
            _ => _ = schema.insert("anyOf".to_owned(), some.into()),
        }
    }
    Value::Object(schema)
}
