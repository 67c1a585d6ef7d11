//! What the one list of refusals is made into: the enum, its codes, its statuses, its sentences.
//!
//! Owns: the shape of an entry, `404 UnknownAppeal = "unknown_appeal": "…" / "…"`. Never: an entry.

macro_rules! refusals {
    ($(
        $(#[$doc:meta])*
        $status:literal $Variant:ident $({ $(#[$field_doc:meta])* $field:ident: $Type:ty })? = $code:literal:
            $ru:literal / $en:literal,
    )+) => {
        /// A no, with its reason.
        #[derive(Clone, Debug, PartialEq, Eq, Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(tag = "code", rename_all = "snake_case")]
        pub enum Refusal {
            $( $(#[$doc])* $Variant $({ $(#[$field_doc])* $field: $Type })?, )+
        }

        impl Refusal {
            /// Every code, in the order of the list.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// The stable code, as on the wire.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self { $( Self::$Variant { .. } => $code, )+ }
            }

            /// What `told` says, being the refusal of that code.
            fn of_value(told: &Value) -> Result<Self, serde_json::Error> {
                match field::<String>(told, "code")?.as_str() {
                    $( $code => Ok(Self::$Variant $({ $field: field(told, stringify!($field))? })?), )+
                    unknown => Err(Error::unknown_variant(unknown, Self::CODES)),
                }
            }

            /// The status of HTTP under which it is answered (RFC 9110): 403 for who, 404 for what is not
            /// there, 409 for what stands in the way now, 412 for what somebody changed meanwhile, 422 for
            /// what was filled in wrongly.
            #[must_use]
            pub fn status(&self) -> u16 {
                match self { $( Self::$Variant { .. } => $status, )+ }
            }

            /// The reason as a person reads it. `name_of` tells the name behind an operator's id.
            pub fn sentence(&self, language: Language, name_of: impl Fn(OperatorId) -> String) -> String {
                let name_of: &dyn Fn(OperatorId) -> String = &name_of;
                match self { $(
                    Self::$Variant $({ $field })? => {
                        // Not every sentence says what the refusal knows: a version is for the program.
                        $( #[allow(unused_variables)] let $field = Said::said($field, language, name_of); )?
                        match language {
                            Language::Ru => format!($ru),
                            Language::En => format!($en),
                        }
                    }
                )+ }
            }
        }

        // By hand, for the derive reads a tag that stands among the fields through a buffer of its own, which costs a
        // browser the code of every field's type once more.
        impl<'de> Deserialize<'de> for Refusal {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                Self::of_value(&Value::deserialize(deserializer)?).map_err(Error::custom)
            }
        }
    };
}
pub(super) use refusals;
