//! Enums whose variants travel by name: `{"type": "take_appeal", "data": {…}}`.
//!
//! Owns: the one shape of everything that is told by name, commands and events alike. Each variant
//! holds a payload of its own type and the same name, so that rules, handlers and documents can speak of
//! one payload without the enum.
//!
//! Written by hand rather than derived: the derive reads an adjacent tag through a buffer of its own for
//! every type that asks, which was a tenth of what a browser loads. Here what came is held as a JSON value
//! until its name is known, whichever stands first, and each payload is then read from that one kind of
//! source. For the same reason choices inside payloads are told as serde tells them by itself,
//! `{"phone": {"number": …}}`, not with a tag among their fields.

macro_rules! named {
    (@payload [] $($Variant:ident)+) => {};
    (@payload [$payload:ident: $Trait:path] $($Variant:ident)+) => {
        /// What it holds, as whatever every payload is.
        pub(crate) fn $payload(&self) -> &dyn $Trait {
            match self { $( Self::$Variant(payload) => payload, )+ }
        }
    };
    (
        $(#[$doc:meta])*
        $Name:ident $(each $payload:ident: $Trait:path)? { $( $(#[$variant_doc:meta])* $Variant:ident $tag:literal, )+ }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $Name {
            $( $(#[$variant_doc])* $Variant($Variant), )+
        }

        impl $Name {
            /// Every name, in the order of the list.
            pub const NAMES: &'static [&'static str] = &[$($tag),+];

            /// The name under which it travels.
            #[must_use]
            pub fn name(&self) -> &'static str {
                match self { $( Self::$Variant(_) => $tag, )+ }
            }

            /// What `data` says, being of the type of this `name`.
            ///
            /// # Errors
            /// When nobody knows the name, or `data` is not of its shape.
            pub fn read(name: &str, data: &str) -> Result<Self, serde_json::Error> {
                match name {
                    $( $tag => serde_json::from_str::<$Variant>(data).map(Self::$Variant), )+
                    unknown => Err(serde::de::Error::unknown_variant(unknown, Self::NAMES)),
                }
            }

            /// The same, of what was read before it was known what it is.
            pub(crate) fn of_value(name: &str, data: &serde_json::Value) -> Result<Self, serde_json::Error> {
                use serde::Deserialize;
                match name {
                    $( $tag => $Variant::deserialize(crate::named::Plain(data)).map(Self::$Variant), )+
                    unknown => Err(serde::de::Error::unknown_variant(unknown, Self::NAMES)),
                }
            }

            named!(@payload [$($payload: $Trait)?] $($Variant)+);

            /// The schema of each payload, by the name under which it travels.
            #[cfg(feature = "schema")]
            pub fn schemas(generator: &mut schemars::SchemaGenerator) -> Vec<(&'static str, schemars::Schema)> {
                vec![$( ($tag, generator.subschema_for::<$Variant>()), )+]
            }
        }

        $(
            impl From<$Variant> for $Name {
                fn from(payload: $Variant) -> Self {
                    Self::$Variant(payload)
                }
            }
        )+

        impl serde::Serialize for $Name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                use serde::ser::SerializeStruct;
                let mut told = serializer.serialize_struct(stringify!($Name), 2)?;
                told.serialize_field("type", self.name())?;
                match self { $( Self::$Variant(payload) => told.serialize_field("data", payload)?, )+ }
                told.end()
            }
        }

        impl<'de> serde::Deserialize<'de> for $Name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let told = crate::named::Told::deserialize(deserializer)?;
                Self::of_value(&told.name, &told.data).map_err(serde::de::Error::custom)
            }
        }
    };
}
mod plain;

pub(crate) use named;
pub(crate) use plain::Plain;

use serde::Deserialize;
use serde_json::Value;

/// Something told by name, before it is known what the name means.
#[derive(Deserialize)]
pub(crate) struct Told {
    /// The name.
    #[serde(rename = "type")]
    pub(crate) name: String,
    /// The payload.
    pub(crate) data: Value,
}
