//! Reading a payload out of a JSON value, in as little code as serde allows.
//!
//! Owns: the one source from which the browser reads what it is told. Never: parses text; `serde_json` has.
//!
//! A record is an object here and nothing else. `serde_json`'s own value would take a list of its fields in
//! order as well, which nobody sends, and the derive then makes every record twice: without that the module
//! that a browser loads is a tenth smaller before compression.

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error as _, MapAccess, SeqAccess, Unexpected, VariantAccess,
    Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Map, Value};

/// A value that is about to be read.
#[derive(Clone, Copy)]
pub(crate) struct Plain<'de>(pub(crate) &'de Value);

impl Plain<'_> {
    /// It is of another kind than was asked for.
    #[cold]
    fn unlike(self, expected: &dyn serde::de::Expected) -> Error {
        let found = match self.0 {
            Value::Null => Unexpected::Unit,
            Value::Bool(value) => Unexpected::Bool(*value),
            Value::Number(_) => Unexpected::Other("a number"),
            Value::String(text) => Unexpected::Str(text),
            Value::Array(_) => Unexpected::Seq,
            Value::Object(_) => Unexpected::Map,
        };
        Error::invalid_type(found, expected)
    }
}

impl<'de> Deserializer<'de> for Plain<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(number), _, _) => visitor.visit_u64(number),
                (None, Some(number), _) => visitor.visit_i64(number),
                (None, None, Some(number)) => visitor.visit_f64(number),
                (None, None, None) => Err(self.unlike(&visitor)),
            },
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Array(values) => visitor.visit_seq(Items(values.iter())),
            Value::Object(fields) => visitor.visit_map(Fields::of(fields)),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::String(text) => visitor.visit_borrowed_str(text),
            _ => Err(self.unlike(&visitor)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Array(values) => visitor.visit_seq(Items(values.iter())),
            _ => Err(self.unlike(&visitor)),
        }
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Object(fields) => visitor.visit_map(Fields::of(fields)),
            _ => Err(self.unlike(&visitor)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.0 {
            Value::String(name) => visitor.visit_enum(Choice { name, data: None }),
            Value::Object(fields) => match (fields.iter().next(), fields.len()) {
                (Some((name, data)), 1) => visitor.visit_enum(Choice { name, data: Some(Plain(data)) }),
                _ => Err(self.unlike(&"an object of one name")),
            },
            _ => Err(self.unlike(&visitor)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple_struct
        identifier
    }
}

/// The values of a list.
struct Items<'de>(std::slice::Iter<'de, Value>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        self.0.next().map(|value| seed.deserialize(Plain(value))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

/// The fields of an object.
struct Fields<'de> {
    rest: serde_json::map::Iter<'de>,
    value: &'de Value,
}

impl<'de> Fields<'de> {
    fn of(fields: &'de Map<String, Value>) -> Self {
        Self { rest: fields.iter(), value: &Value::Null }
    }
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some((name, value)) = self.rest.next() else { return Ok(None) };
        self.value = value;
        seed.deserialize(StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        seed.deserialize(Plain(self.value))
    }
}

/// One of several: its name, and what it holds if it holds anything.
struct Choice<'de> {
    name: &'de str,
    data: Option<Plain<'de>>,
}

impl<'de> EnumAccess<'de> for Choice<'de> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Error> {
        Ok((seed.deserialize(StrDeserializer::new(self.name))?, self))
    }
}

impl<'de> VariantAccess<'de> for Choice<'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        match self.data {
            None => Ok(()),
            Some(data) => Err(data.unlike(&"a name alone")),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Error> {
        seed.deserialize(self.data.unwrap_or(Plain(&Value::Null)))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.data.unwrap_or(Plain(&Value::Null)).deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.data.unwrap_or(Plain(&Value::Null)).deserialize_map(visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use serde::de::DeserializeOwned;
    use serde_json::json;
    use std::collections::BTreeMap;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Shape {
        Point,
        Circle(u32),
        Line(i8, i8),
        Named { name: String },
    }

    #[derive(Debug, PartialEq, Deserialize)]
    struct Drawing {
        shapes: Vec<Shape>,
        #[serde(default)]
        scale: Option<f64>,
        #[serde(default)]
        is_done: bool,
    }

    fn read<T: DeserializeOwned>(value: &Value) -> Result<T, String> {
        T::deserialize(Plain(value)).map_err(|error| error.to_string())
    }

    #[test]
    fn a_record_with_choices_in_it_is_read() {
        let shapes = json!(["point", {"circle": 7}, {"line": [-1, 2]}, {"named": {"name": "дом"}}]);
        let expected =
            vec![Shape::Point, Shape::Circle(7), Shape::Line(-1, 2), Shape::Named { name: "дом".to_owned() }];
        let told = json!({"shapes": shapes, "scale": 1.5, "is_done": true, "unheard": {"of": [null]}});
        let drawing = Drawing { shapes: expected, scale: Some(1.5), is_done: true };
        assert_eq!(read::<Drawing>(&told), Ok(drawing));
        let bare = Drawing { shapes: Vec::new(), scale: None, is_done: false };
        assert_eq!(read::<Drawing>(&json!({"shapes": [], "scale": null})), Ok(bare));
        let map = BTreeMap::from([("a".to_owned(), (1_u8, -1_i64))]);
        assert_eq!(read::<BTreeMap<String, (u8, i64)>>(&json!({"a": [1, -1]})), Ok(map));
        assert_eq!(read::<Value>(&told), Ok(told.clone()), "whatever it is");
    }

    #[test]
    fn what_is_of_another_kind_is_told() {
        for (wrong, told) in [
            (json!([[]]), "invalid type: sequence, expected struct Drawing"),
            (json!("point"), "invalid type: string \"point\", expected struct Drawing"),
            (json!(null), "invalid type: null, expected struct Drawing"),
            (json!(1), "invalid type: a number, expected struct Drawing"),
            (json!(true), "invalid type: boolean `true`, expected struct Drawing"),
            (json!({}), "missing field `shapes`"),
            (json!({"shapes": {}}), "invalid type: map, expected a sequence"),
            (json!({"shapes": [1]}), "invalid type: a number, expected enum Shape"),
            (json!({"shapes": ["circle"]}), "invalid type: null, expected u32"),
            (json!({"shapes": [{"point": 1}]}), "invalid type: a number, expected a name alone"),
            (json!({"shapes": [{}]}), "invalid type: map, expected an object of one name"),
            (
                json!({"shapes": [{"circle": 1, "point": 2}]}),
                "invalid type: map, expected an object of one name",
            ),
            (
                json!({"shapes": ["square"]}),
                "unknown variant `square`, expected one of `point`, `circle`, `line`, `named`",
            ),
            (json!({"shapes": [{"named": {"name": 7}}]}), "invalid type: a number, expected a string"),
            (json!({"shapes": [{"line": 7}]}), "invalid type: a number, expected tuple variant Shape::Line"),
            (json!({"shapes": [], "scale": "1"}), "invalid type: string \"1\", expected f64"),
        ] {
            let error = read::<Drawing>(&wrong).unwrap_err();
            assert!(error.starts_with(told), "{wrong}: {error}");
        }
    }
}
