//! The directory: the people, groups, lines and words that appeals refer to.
//!
//! Owns: their shapes and the look-up by id. Never: changes by itself; it is read whole at the start.

use crate::Timestamp;
use crate::address::Address;
use crate::channel::Channel;
use crate::id::{ContactId, EntryPointId, GroupId, OperatorId, OutcomeId};
use serde::{Deserialize, Serialize};

/// Somebody who works at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Operator {
    /// Identity.
    pub id: OperatorId,
    /// First and last name, as colleagues see it.
    pub name: String,
    /// The groups whose queues this operator takes from.
    pub groups: Vec<GroupId>,
}

/// A group of operators with one queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Identity.
    pub id: GroupId,
    /// Its name on screen.
    pub title: String,
    /// How long a client may wait in the queue before the clock warns (U8), in milliseconds. At
    /// twice this it is late.
    pub waiting_target_ms: u32,
}

/// A line through which clients come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryPoint {
    /// Identity.
    pub id: EntryPointId,
    /// The kind of line.
    pub channel: Channel,
    /// The number, account or site itself.
    pub address: String,
    /// The administrator's word about it («О номере»), where there is one.
    pub comment: Option<String>,
}

/// A client known to the address book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Identity.
    pub id: ContactId,
    /// First and last name.
    pub name: String,
    /// The company, where one is known.
    pub organisation: Option<String>,
    /// Numbers, accounts and mail boxes.
    pub addresses: Vec<Address>,
    /// When the card was made.
    pub created_at: Timestamp,
}

/// A result that an appeal may be closed with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeEntry {
    /// Identity.
    pub id: OutcomeId,
    /// Its name on screen.
    pub title: String,
}

/// Everything an appeal refers to by id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Directory {
    /// All operators.
    pub operators: Vec<Operator>,
    /// All groups.
    pub groups: Vec<Group>,
    /// All entry points.
    pub entry_points: Vec<EntryPoint>,
    /// The results offered when closing; Спам is not among them, it has its own command.
    pub outcomes: Vec<OutcomeEntry>,
    /// The address book.
    pub contacts: Vec<Contact>,
}

impl Directory {
    /// The operator with this id.
    #[must_use]
    pub fn operator(&self, id: OperatorId) -> Option<&Operator> {
        self.operators.iter().find(|operator| operator.id == id)
    }

    /// The group with this id.
    #[must_use]
    pub fn group(&self, id: GroupId) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// The entry point with this id.
    #[must_use]
    pub fn entry_point(&self, id: EntryPointId) -> Option<&EntryPoint> {
        self.entry_points.iter().find(|point| point.id == id)
    }

    /// The result with this id.
    #[must_use]
    pub fn outcome(&self, id: OutcomeId) -> Option<&OutcomeEntry> {
        self.outcomes.iter().find(|outcome| outcome.id == id)
    }

    /// The contact with this id.
    #[must_use]
    pub fn contact(&self, id: ContactId) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::{anna, at, directory, sales, solved, stranger, unheard_of};

    #[test]
    fn everything_is_found_by_its_own_id_and_nothing_by_anothers() {
        let (point, contact) = (EntryPointId::new(at(0), [7; 10]), ContactId::new(at(0), [8; 10]));
        let address = "+74951234567".to_owned();
        let full = Directory {
            entry_points: vec![EntryPoint { id: point, channel: Channel::Call, address, comment: None }],
            contacts: vec![Contact {
                id: contact,
                name: "Мария Котова".to_owned(),
                organisation: None,
                addresses: Vec::new(),
                created_at: at(0),
            }],
            ..directory()
        };
        assert_eq!(full.operator(anna()).map(|it| it.name.as_str()), Some("Анна Смирнова"));
        assert_eq!(full.group(sales()).map(|it| it.title.as_str()), Some("Продажи"));
        assert_eq!(full.outcome(solved()).map(|it| it.title.as_str()), Some("Решено"));
        assert_eq!(full.entry_point(point).map(|it| it.channel), Some(Channel::Call));
        assert_eq!(full.contact(contact).map(|it| it.name.as_str()), Some("Мария Котова"));

        assert_eq!(full.operator(stranger()), None);
        assert_eq!(full.group(GroupId::new(at(0), [9; 10])), None);
        assert_eq!(full.outcome(unheard_of()), None);
        assert_eq!(full.entry_point(EntryPointId::new(at(0), [9; 10])), None);
        assert_eq!(full.contact(ContactId::new(at(0), [9; 10])), None);
    }
}
