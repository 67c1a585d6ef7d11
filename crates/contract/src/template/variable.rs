//! Variables: what a template may leave open, by which names, and the values that fill it.
//!
//! Owns: the names (part of the wire). Never: finds out a value.

use crate::refusal::Language;
use serde::{Deserialize, Serialize};

/// Something that is known only when the text is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Variable {
    /// The client's whole name.
    ClientName,
    /// The client's first name, as in a greeting.
    ClientFirstName,
    /// The operator's name.
    OperatorName,
    /// The number under which the client may ask about the appeal.
    AppealNumber,
    /// The title of the group.
    Group,
    /// The entry point: the number that was called.
    EntryPoint,
    /// The date of sending.
    Date,
    /// The time of sending.
    Time,
    /// The company whose desk this is.
    Company,
}

impl Variable {
    /// Every variable, in the order in which the editor offers them.
    pub const ALL: [Self; 9] = [
        Self::ClientName,
        Self::ClientFirstName,
        Self::OperatorName,
        Self::AppealNumber,
        Self::Group,
        Self::EntryPoint,
        Self::Date,
        Self::Time,
        Self::Company,
    ];

    /// The name on the wire and in a stored template.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        self.name(Language::En)
    }

    /// The name by which a person writes it between braces. Each name is understood in either
    /// language; the English one is that of the wire.
    #[must_use]
    pub fn name(self, language: Language) -> &'static str {
        let (ru, en) = match self {
            Self::ClientName => ("клиент", "client_name"),
            Self::ClientFirstName => ("имя_клиента", "client_first_name"),
            Self::OperatorName => ("сотрудник", "operator_name"),
            Self::AppealNumber => ("номер_обращения", "appeal_number"),
            Self::Group => ("группа", "group"),
            Self::EntryPoint => ("точка_входа", "entry_point"),
            Self::Date => ("дата", "date"),
            Self::Time => ("время", "time"),
            Self::Company => ("компания", "company"),
        };
        match language {
            Language::Ru => ru,
            Language::En => en,
        }
    }

    /// The variable of this name, in either language and to the letter.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let is_named = |it: &Self| it.name(Language::En) == name || it.name(Language::Ru) == name;
        Self::ALL.into_iter().find(is_named)
    }
}

/// What stands for each variable when a text is sent.
///
/// There is no default: whoever fills a template gives every value, and for one that the appeal
/// lacks (a guest has no name) chooses the words himself. An empty value leaves nothing in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Values {
    /// For [`Variable::ClientName`].
    pub client_name: String,
    /// For [`Variable::ClientFirstName`].
    pub client_first_name: String,
    /// For [`Variable::OperatorName`].
    pub operator_name: String,
    /// For [`Variable::AppealNumber`].
    pub appeal_number: String,
    /// For [`Variable::Group`].
    pub group: String,
    /// For [`Variable::EntryPoint`].
    pub entry_point: String,
    /// For [`Variable::Date`], already in the time zone and the words of the reader.
    pub date: String,
    /// For [`Variable::Time`], likewise.
    pub time: String,
    /// For [`Variable::Company`].
    pub company: String,
}

impl Values {
    /// The value of one variable.
    #[must_use]
    pub fn of(&self, variable: Variable) -> &str {
        match variable {
            Variable::ClientName => &self.client_name,
            Variable::ClientFirstName => &self.client_first_name,
            Variable::OperatorName => &self.operator_name,
            Variable::AppealNumber => &self.appeal_number,
            Variable::Group => &self.group,
            Variable::EntryPoint => &self.entry_point,
            Variable::Date => &self.date,
            Variable::Time => &self.time,
            Variable::Company => &self.company,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::every_variant;
    use std::collections::BTreeSet;

    every_variant!(VARIABLES, variable_name: Variable {
        ClientName,
        ClientFirstName,
        OperatorName,
        AppealNumber,
        Group,
        EntryPoint,
        Date,
        Time,
        Company,
    });

    #[test]
    fn every_variable_has_a_name_of_its_own_in_both_languages() {
        let mut names = BTreeSet::new();
        assert_eq!(Variable::ALL.map(|it| variable_name(&it)), VARIABLES, "each stands in the list once");
        for variable in Variable::ALL {
            assert_eq!(serde_json::to_value(variable).unwrap(), variable.as_str());
            for language in [Language::Ru, Language::En] {
                let name = variable.name(language);
                assert!(names.insert(name), "{name} means two things");
                assert_eq!(Variable::named(name), Some(variable), "{name}");
            }
        }
        assert_eq!(Variable::named(""), None);
    }
}
