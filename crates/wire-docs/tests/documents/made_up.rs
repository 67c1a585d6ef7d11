//! Values made up after a schema: every variant of every choice has its turn.

use serde_json::{Map, Value, json};

const ID: &str = "019cadc6-9a80-7001-8000-000000000001";

/// Makes values up after the schemas of a document.
pub(crate) struct MadeUp<'a> {
    /// The document, for references.
    pub(crate) document: &'a Value,
    /// Which of each choice is taken; with an even one everything that may be there is there.
    pub(crate) turn: usize,
}

impl MadeUp<'_> {
    /// A value that the schema allows.
    pub(crate) fn value(&self, schema: &Value) -> Value {
        if let Some(target) = schema.get("$ref") {
            let pointer = target.as_str().unwrap().trim_start_matches('#');
            return self.value(self.document.pointer(pointer).unwrap());
        }
        if let Some(value) = schema.get("const") {
            return value.clone();
        }
        if let Some(choice) = ["oneOf", "anyOf"].iter().find_map(|key| schema[key].as_array()) {
            let chosen = self.value(&choice[self.turn % choice.len()]);
            return merged(self.object(schema), chosen);
        }
        if let Some(parts) = schema["allOf"].as_array() {
            return parts.iter().map(|part| self.value(part)).reduce(merged_values).unwrap();
        }
        if let Some(names) = schema["enum"].as_array() {
            return names[self.turn % names.len()].clone();
        }
        let types = match &schema["type"] {
            Value::Array(types) => types[self.turn % types.len()].clone(),
            one => one.clone(),
        };
        match types.as_str().unwrap_or("object") {
            "null" => Value::Null,
            "boolean" => json!(self.turn.is_multiple_of(2)),
            "integer" => schema.get("minimum").cloned().unwrap_or(json!(1)),
            "string" => text(schema),
            "array" => {
                let fewest = schema["minItems"].as_u64().unwrap_or(u64::from(self.turn.is_multiple_of(2)));
                (0..fewest).map(|_| self.value(&schema["items"])).collect()
            }
            "object" => Value::Object(self.object(schema)),
            other => panic!("a value of type {other}"),
        }
    }

    fn object(&self, schema: &Value) -> Map<String, Value> {
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        let is_wanted = |name: &str| self.turn.is_multiple_of(2) || required.contains(&json!(name));
        let properties = schema["properties"].as_object().cloned().unwrap_or_default();
        let mut fields: Map<String, Value> = properties
            .iter()
            .filter(|(name, _)| is_wanted(name))
            .map(|(name, schema)| (name.clone(), self.value(schema)))
            .collect();
        if let Some(others) = schema.get("additionalProperties").filter(|others| others.is_object()) {
            fields.insert(ID.to_owned(), self.value(others));
        }
        fields
    }
}

fn text(schema: &Value) -> Value {
    match (schema["format"].as_str(), schema["pattern"].as_str()) {
        (Some("uuid"), _) => json!(ID),
        (Some("date-time"), _) => json!("2026-03-02T09:00:00Z"),
        (_, Some(pattern)) if pattern.starts_with("^\\+") => json!("+79161234567"),
        _ => json!("words"),
    }
}

fn merged(fields: Map<String, Value>, chosen: Value) -> Value {
    if fields.is_empty() { chosen } else { merged_values(Value::Object(fields), chosen) }
}

fn merged_values(one: Value, other: Value) -> Value {
    match (one, other) {
        (Value::Object(mut one), Value::Object(other)) => {
            one.extend(other);
            Value::Object(one)
        }
        (_, other) => other,
    }
}
