//! An example of a body, out of its schema: its fields, each with a value of its kind.

use serde_json::{Map, Value, json};

/// No schema of ours is deeper; one that goes round ends here.
const DEEPEST: usize = 10;

/// Which fields an example has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fields {
    /// Those that must be there: what is sent.
    Required,
    /// All: what may come.
    All,
}

/// A value that a schema lets pass, or nearly: patterns and bounds are the reader's.
pub(super) fn of(document: &Value, schema: &Value, fields: Fields) -> Value {
    value(document, schema, fields, 0)
}

fn value(document: &Value, schema: &Value, fields: Fields, depth: usize) -> Value {
    if depth > DEEPEST {
        return Value::Null;
    }
    if let Some(named) = schema.get("$ref").and_then(Value::as_str) {
        let found = named.strip_prefix('#').and_then(|pointer| document.pointer(pointer));
        return found.map_or(Value::Null, |found| value(document, found, fields, depth + 1));
    }
    for said in ["const", "default", "example"] {
        if let Some(value) = schema.get(said) {
            return value.clone();
        }
    }
    if let Some(first) = schema.pointer("/examples/0").or_else(|| schema.pointer("/enum/0")) {
        return first.clone();
    }
    for choice in ["oneOf", "anyOf"] {
        if let Some(first) = schema.pointer(&format!("/{choice}/0")) {
            return value(document, first, fields, depth + 1);
        }
    }
    if let Some(parts) = schema.get("allOf").and_then(Value::as_array) {
        return together(parts.iter().map(|part| value(document, part, fields, depth + 1)));
    }
    let kind = schema.pointer("/type/0").or_else(|| schema.get("type")).and_then(Value::as_str);
    match kind.or_else(|| schema.get("properties").map(|_| "object")) {
        Some("object") => object(document, schema, fields, depth),
        Some("array") => json!([]),
        Some("boolean") => json!(false),
        Some("integer" | "number") => schema.get("minimum").cloned().unwrap_or_else(|| json!(0)),
        Some("string") => json!(word(schema)),
        _ => Value::Null,
    }
}

/// All of it at once: objects have the fields of each, and what a later one says of a field holds.
fn together(parts: impl Iterator<Item = Value>) -> Value {
    let joined = parts.reduce(|before, part| match (before, part) {
        (Value::Object(mut before), Value::Object(part)) => {
            before.extend(part);
            Value::Object(before)
        }
        (before, _) => before,
    });
    joined.unwrap_or_default()
}

fn object(document: &Value, schema: &Value, fields: Fields, depth: usize) -> Value {
    let mut object = Map::new();
    let required = schema.get("required").and_then(Value::as_array);
    let named = schema.get("properties").and_then(Value::as_object);
    let every = named.filter(|_| fields == Fields::All).into_iter().flat_map(Map::keys).map(String::as_str);
    for name in required.into_iter().flatten().filter_map(Value::as_str).chain(every) {
        let field = named.and_then(|named| named.get(name));
        let example = field.map_or(Value::Null, |field| value(document, field, fields, depth + 1));
        object.insert(name.to_owned(), example);
    }
    Value::Object(object)
}

fn word(schema: &Value) -> &'static str {
    match schema.get("format").and_then(Value::as_str) {
        Some("uuid") => "00000000-0000-7000-8000-000000000000",
        Some("date-time") => "2026-01-01T00:00:00Z",
        Some("date") => "2026-01-01",
        _ => "",
    }
}
