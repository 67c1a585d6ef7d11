//! Values made up after the schemas of docs/openapi.json, as `proptest` draws them: right ones, and ones that are nearly
//! right.

use proptest::prelude::*;
use proptest::strategy::Union;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// Deeper than this, what may be left out is.
const DEEPEST: u32 = 5;

/// The document, and ids that are somebody's.
#[derive(Clone)]
pub(super) struct Schemas {
    pub(super) document: Arc<Value>,
    pub(super) ids: Arc<Vec<String>>,
}

impl Schemas {
    /// What a `$ref` means.
    pub(super) fn resolved<'a>(&'a self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str() {
            Some(target) => self.resolved(self.document.pointer(target.trim_start_matches('#')).unwrap()),
            None => schema,
        }
    }

    /// Values that the schema allows.
    pub(super) fn right(&self, schema: &Value, depth: u32) -> BoxedStrategy<Value> {
        let schema = self.resolved(schema);
        if let Some(value) = schema.get("const") {
            return Just(value.clone()).boxed();
        }
        if let Some(choice) = ["oneOf", "anyOf"].iter().find_map(|key| schema[key].as_array()) {
            let beside = self.object(schema, depth);
            let chosen = Union::new(choice.iter().map(|it| self.right(it, depth + 1)));
            return (beside, chosen).prop_map(|(beside, chosen)| joined(beside, chosen)).boxed();
        }
        if let Some(parts) = schema["allOf"].as_array() {
            let parts: Vec<_> = parts.iter().map(|it| self.right(it, depth + 1)).collect();
            return parts.prop_map(|all| all.into_iter().reduce(joined).unwrap_or_default()).boxed();
        }
        if let Some(names) = schema["enum"].as_array() {
            return proptest::sample::select(names.clone()).boxed();
        }
        match &schema["type"] {
            Value::Array(types) => {
                let each =
                    types.iter().map(|it| self.of_type(it.as_str().unwrap_or_default(), schema, depth));
                Union::new(each).boxed()
            }
            one => self.of_type(one.as_str().unwrap_or("object"), schema, depth),
        }
    }

    fn of_type(&self, name: &str, schema: &Value, depth: u32) -> BoxedStrategy<Value> {
        match name {
            "null" => Just(Value::Null).boxed(),
            "boolean" => any::<bool>().prop_map(Value::from).boxed(),
            "integer" => {
                let least = schema["minimum"].as_i64().unwrap_or(0);
                let most = schema["maximum"].as_i64().unwrap_or(least.saturating_add(1_000_000));
                (least..=most).prop_map(Value::from).boxed()
            }
            "number" => (-1e6f64..1e6).prop_map(|it| json!(it)).boxed(),
            "string" => self.text(schema),
            "array" => {
                let fewest = usize::try_from(schema["minItems"].as_u64().unwrap_or(0)).unwrap();
                let most = if depth > DEEPEST { fewest } else { fewest + 2 };
                let item = self.right(&schema["items"], depth + 1);
                proptest::collection::vec(item, fewest..=most).prop_map(Value::from).boxed()
            }
            _ => self.object(schema, depth).prop_map(Value::Object).boxed(),
        }
    }

    fn object(&self, schema: &Value, depth: u32) -> BoxedStrategy<Map<String, Value>> {
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        let properties = schema["properties"].as_object().cloned().unwrap_or_default();
        let mut fields = Vec::new();
        for (name, of) in properties {
            let is_wanted = required.contains(&json!(name));
            if !is_wanted && depth > DEEPEST {
                continue;
            }
            let value = self.right(&of, depth + 1);
            let maybe =
                if is_wanted { value.prop_map(Some).boxed() } else { proptest::option::of(value).boxed() };
            fields.push(maybe.prop_map(move |value| value.map(|value| (name.clone(), value))));
        }
        fields.prop_map(|fields| fields.into_iter().flatten().collect()).boxed()
    }

    fn text(&self, schema: &Value) -> BoxedStrategy<Value> {
        let text = match (schema["format"].as_str(), schema["pattern"].as_str()) {
            (Some("uuid"), _) => return self.id().prop_map(Value::from).boxed(),
            (Some("date-time"), _) => "20[12][0-9]-0[1-9]-1[0-9]T1[0-9]:[0-5][0-9]:00Z".boxed(),
            (_, Some(pattern)) if pattern.starts_with("^\\+") => "\\+[1-9][0-9]{6,14}".boxed(),
            _ => prop_oneof![4 => "[а-яa-z ]{0,20}", 1 => "\\PC{0,40}", 1 => odd()].boxed(),
        };
        text.prop_map(Value::from).boxed()
    }

    /// An id: mostly somebody's, now and then nobody's.
    pub(super) fn id(&self) -> BoxedStrategy<String> {
        let known = proptest::sample::select((*self.ids).clone());
        let nobodys = any::<u128>().prop_map(|bits| uuid::Uuid::from_u128(bits).to_string());
        prop_oneof![6 => known, 1 => nobodys].boxed()
    }
}

/// Text that something might stumble over.
pub(super) fn odd() -> BoxedStrategy<String> {
    let known = [
        "",
        "\0",
        "a\0b",
        "\u{202e}abc",
        "\u{feff}",
        "../../etc/passwd",
        "..\\..\\x",
        "%00",
        "%2e%2e%2f",
        "' OR 1=1 --",
        "\"; DROP TABLE appeal; --",
        "<script>alert(1)</script>",
        "=1+1",
        "NaN",
        "null",
        "1e999",
        "-0",
        "9999-99-99T99:99:99Z",
        "+262142-12-31T23:59:59Z",
        "%_%",
        "\\",
        "🙂🏳️‍🌈",
        "\u{1F1F7}\u{1F1FA}",
        "\r\nSet-Cookie: a=b",
        "{{7*7}}",
        "${jndi:ldap://x}",
        "\u{7f}",
        "\u{d7ff}\u{e000}",
    ];
    let long = (1usize..60).prop_map(|times| "длинно ".repeat(times * 20));
    prop_oneof![5 => proptest::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => long].boxed()
}

/// The same value with one thing in it that is not as it should be.
pub(super) fn nearly(value: Value) -> BoxedStrategy<Value> {
    (Just(value), any::<u32>(), wrong())
        .prop_map(|(mut value, place, wrong)| {
            let places = count(&value);
            put(&mut value, &mut (place % places), wrong);
            value
        })
        .boxed()
}

/// What nothing expects.
pub(super) fn wrong() -> BoxedStrategy<Value> {
    let deep = (0..100).fold(json!(1), |inside, _| json!([inside]));
    prop_oneof![
        2 => Just(Value::Null),
        1 => Just(json!({})),
        1 => Just(json!([])),
        1 => Just(json!(true)),
        1 => Just(json!(-1)),
        1 => Just(json!(u64::MAX)),
        1 => Just(json!(i64::MIN)),
        1 => Just(json!(1.5e300)),
        1 => Just(deep),
        1 => Just(json!({"type": "__proto__", "kind": [1], "id": {}})),
        6 => odd().prop_map(Value::from),
    ]
    .boxed()
}

fn count(value: &Value) -> u32 {
    1 + match value {
        Value::Array(all) => all.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum(),
        _ => 0,
    }
}

fn put(value: &mut Value, place: &mut u32, wrong: Value) -> bool {
    if *place == 0 {
        *value = wrong;
        return true;
    }
    *place -= 1;
    let inside: Vec<&mut Value> = match value {
        Value::Array(all) => all.iter_mut().collect(),
        Value::Object(fields) => fields.values_mut().collect(),
        _ => return false,
    };
    inside.into_iter().any(|it| put(it, place, wrong.clone()))
}

fn joined(one: impl Into<Value>, other: Value) -> Value {
    match (one.into(), other) {
        (Value::Object(mut one), Value::Object(other)) => {
            one.extend(other);
            Value::Object(one)
        }
        (_, other) => other,
    }
}
