//! How a document stands on paper: two spaces, and within an object first what a reader looks for first.
//!
//! The order is our own, so that it does not depend on how a library keeps its fields.

use serde_json::{Map, Value};

/// Fields that come first, in this order; all others follow by name.
const FIRST: &[&str] = &[
    "openapi",
    "asyncapi",
    "jsonSchemaDialect",
    "info",
    "title",
    "name",
    "version",
    "license",
    "defaultContentType",
    "servers",
    "security",
    "tags",
    "paths",
    "webhooks",
    "channels",
    "operations",
    "operationId",
    "action",
    "address",
    "channel",
    "in",
    "$ref",
    "summary",
    "description",
    "required",
    "type",
    "format",
    "properties",
    "parameters",
    "requestBody",
    "responses",
    "content",
    "schema",
];

/// The document as text.
pub(crate) fn text(document: &Value) -> String {
    let mut text = String::new();
    write(&mut text, document, 0);
    text.push('\n');
    text
}

fn write(text: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            let fields = in_order(fields).into_iter().map(|(name, field)| (Some(name), field));
            list(text, fields, depth, ['{', '}']);
        }
        Value::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => {
            list(text, items.iter().map(|item| (None, item)), depth, ['[', ']']);
        }
        // Words and numbers share a line.
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(Value::to_string).collect();
            text.push_str(&format!("[{}]", items.join(", ")));
        }
        plain => text.push_str(&plain.to_string()),
    }
}

fn list<'a>(
    text: &mut String,
    items: impl Iterator<Item = (Option<&'a String>, &'a Value)>,
    depth: usize,
    [open, close]: [char; 2],
) {
    let new_line = |text: &mut String, depth: usize| {
        text.push('\n');
        (0..depth).for_each(|_| text.push_str("  "));
    };
    text.push(open);
    for (place, (name, item)) in items.enumerate() {
        if place > 0 {
            text.push(',');
        }
        new_line(text, depth + 1);
        if let Some(name) = name {
            text.push_str(&format!("{}: ", Value::from(name.as_str())));
        }
        write(text, item, depth + 1);
    }
    new_line(text, depth);
    text.push(close);
}

fn in_order(fields: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let rank = |name: &str| FIRST.iter().position(|first| *first == name).unwrap_or(FIRST.len());
    let mut fields: Vec<_> = fields.iter().collect();
    fields.sort_by_key(|(name, _)| (rank(name), *name));
    fields
}
