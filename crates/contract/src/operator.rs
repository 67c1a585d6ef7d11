//! Operators, their groups and what their role lets them do (Q5, E6).
//!
//! Owns: people, presence, the table of rights. Never: enforces a right (`decide` does).

use crate::id::{GroupId, OperatorId};
use serde::{Deserialize, Serialize};

/// What somebody is at the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Оператор: works on what he took.
    #[default]
    Operator,
    /// Супервизор: oversees the appeals and people of his groups.
    Supervisor,
    /// Администратор: oversees all and sets the desk up.
    Administrator,
}

/// Something that not everybody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Right {
    /// Move, close and mark an appeal that a colleague of one's groups has in work.
    OverseeGroup,
    /// The same for every group.
    OverseeAll,
    /// Set a colleague's presence.
    SetPresenceOfOthers,
    /// See the history of colleagues.
    SeeHistoryOfOthers,
    /// Take the history out of the desk as a file.
    ExportHistory,
    /// Set up automatic actions.
    SetUpAutomation,
    /// Change quick replies and scripts.
    WriteReplies,
    /// Change groups, lines, widgets, topics, results, people and integrations.
    SetUpDesk,
}

impl Right {
    /// Every right.
    pub const ALL: [Self; 8] = [
        Self::OverseeGroup,
        Self::OverseeAll,
        Self::SetPresenceOfOthers,
        Self::SeeHistoryOfOthers,
        Self::ExportHistory,
        Self::SetUpAutomation,
        Self::WriteReplies,
        Self::SetUpDesk,
    ];
}

impl Role {
    /// Every role, the least first.
    pub const ALL: [Self; 3] = [Self::Operator, Self::Supervisor, Self::Administrator];

    /// Whether the role has a right. What one role may, every higher one may too.
    #[must_use]
    pub fn may(self, right: Right) -> bool {
        let least = match right {
            Right::OverseeGroup
            | Right::SetPresenceOfOthers
            | Right::SeeHistoryOfOthers
            | Right::ExportHistory
            | Right::SetUpAutomation
            | Right::WriteReplies => Self::Supervisor,
            Right::OverseeAll | Right::SetUpDesk => Self::Administrator,
        };
        self >= least
    }
}

/// Whether somebody can be given work (Q5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    /// Готов: only now is he offered appeals.
    Ready,
    /// Перерыв.
    OnBreak,
    /// Не в сети.
    #[default]
    Offline,
}

/// Somebody who works at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Operator {
    /// Identity.
    pub id: OperatorId,
    /// First and last name, as colleagues see it.
    pub name: String,
    /// The groups whose queues this operator takes from.
    pub groups: Vec<GroupId>,
    /// What he may do.
    #[serde(default)]
    pub role: Role,
    /// Whether he can be given work.
    #[serde(default)]
    pub presence: Presence,
}

impl Operator {
    /// Whether the role has a right.
    #[must_use]
    pub fn may(&self, right: Right) -> bool {
        self.role.may(right)
    }

    /// Whether he oversees the appeals of a group: a supervisor his own groups', an administrator all.
    #[must_use]
    pub fn oversees(&self, group: GroupId) -> bool {
        self.may(Right::OverseeAll) || (self.may(Right::OverseeGroup) && self.groups.contains(&group))
    }
}

/// A group of operators with one queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Group {
    /// Identity.
    pub id: GroupId,
    /// Its name on screen.
    pub title: String,
    /// How long a client may wait in the queue before the clock warns (U8), in milliseconds. At
    /// twice this it is late.
    pub waiting_target_ms: u32,
    /// How long a client may wait for an answer once taken, likewise; none sets no target.
    #[serde(default)]
    pub answering_target_ms: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_higher_role_may_all_that_a_lower_one_may() {
        for right in Right::ALL {
            let may = Role::ALL.map(|role| role.may(right));
            assert!(may.is_sorted(), "{right:?}: {may:?}");
            assert_eq!(may.last(), Some(&true), "an administrator may everything");
            assert_eq!(may.first(), Some(&false), "{right:?} is no right if everybody has it");
        }
    }

    #[test]
    fn a_supervisor_sees_to_people_and_words_and_an_administrator_to_the_desk() {
        let administrators = [Right::OverseeAll, Right::SetUpDesk];
        for right in Right::ALL {
            let is_for_supervisors = !administrators.contains(&right);
            assert_eq!(Role::Supervisor.may(right), is_for_supervisors, "{right:?}");
        }
    }

    #[test]
    fn a_supervisor_oversees_his_groups_and_an_administrator_all() {
        let (own, other) = (crate::given::support(), crate::given::sales());
        let somebody = |role| Operator {
            id: crate::given::anna(),
            name: String::new(),
            groups: vec![own],
            role,
            presence: Presence::Ready,
        };
        for (role, expected) in [
            (Role::Operator, (false, false)),
            (Role::Supervisor, (true, false)),
            (Role::Administrator, (true, true)),
        ] {
            let somebody = somebody(role);
            assert_eq!((somebody.oversees(own), somebody.oversees(other)), expected, "{role:?}");
        }
    }
}
