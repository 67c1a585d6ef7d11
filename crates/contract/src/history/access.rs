//! What a role sees of the history (E6, R9).
//!
//! Owns: which rows, and which columns of them. A backend answers no more; a screen offers no more.
//! Never: filters by a query.
//!
//! The seed leaves open which columns are closed to whom. Here an operator does not see what clients
//! thought of him and his colleagues: ratings are read by those who oversee.

use super::{Column, HistoryRow};
use crate::operator::{Operator, Right, Role};
use crate::refusal::Refusal;

impl Column {
    /// Whether a role may see the column, in the table, in the CSV and as a filter.
    #[must_use]
    pub fn is_open_to(self, role: Role) -> bool {
        match self {
            Self::Rating1 | Self::Rating2 | Self::Rating3 | Self::MeanRating => {
                role.may(Right::SeeHistoryOfOthers)
            }
            _ => true,
        }
    }
}

/// Whether somebody may take the history out of the desk as a file (R13).
///
/// # Errors
/// His role does not let him.
pub fn may_export(operator: &Operator) -> Result<(), Refusal> {
    if operator.may(Right::ExportHistory) { Ok(()) } else { Err(Refusal::NotYourPart) }
}

impl HistoryRow {
    /// The row as an operator may see it: his own; a supervisor's, those of his groups; an
    /// administrator's, any. `None` where he may not see it at all.
    #[must_use]
    pub fn as_seen_by(&self, operator: &Operator) -> Option<Self> {
        let is_own = self.operator == Some(operator.id);
        let is_of_his_groups =
            operator.may(Right::SeeHistoryOfOthers) && operator.groups.contains(&self.group);
        if !is_own && !is_of_his_groups && !operator.may(Right::OverseeAll) {
            return None;
        }
        let mut seen = self.clone();
        if !Column::Rating1.is_open_to(operator.role) {
            seen.ratings = [None; 3];
        }
        Some(seen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::given::{anna, boris, directory, sales, support};
    use crate::history::Rating;
    use crate::history::sample_rows::row;

    fn seen(role: Role, row: &HistoryRow) -> Option<HistoryRow> {
        let anna = directory().operator(anna()).cloned().unwrap();
        row.as_seen_by(&Operator { role, ..anna })
    }

    #[test]
    fn ratings_are_read_by_those_who_oversee() {
        let closed: Vec<_> =
            Column::ALL.into_iter().filter(|column| !column.is_open_to(Role::Operator)).collect();
        assert_eq!(closed, [Column::Rating1, Column::Rating2, Column::Rating3, Column::MeanRating]);
        for role in [Role::Supervisor, Role::Administrator] {
            assert!(Column::ALL.into_iter().all(|column| column.is_open_to(role)), "{role:?}");
        }
        let rated = HistoryRow { ratings: [Some(Rating::Bad); 3], operator: Some(anna()), ..row(1) };
        assert_eq!(seen(Role::Operator, &rated).map(|row| row.ratings), Some([None; 3]));
        assert_eq!(
            seen(Role::Supervisor, &HistoryRow { group: support(), ..rated.clone() }).unwrap().ratings,
            rated.ratings
        );
    }

    #[test]
    fn the_history_leaves_the_desk_by_those_who_oversee() {
        let anna = directory().operator(anna()).cloned().unwrap();
        let may = Role::ALL.map(|role| may_export(&Operator { role, ..anna.clone() }));
        assert_eq!(may, [Err(Refusal::NotYourPart), Ok(()), Ok(())]);
    }

    #[test]
    fn a_role_sees_its_own_rows_those_of_its_groups_or_all() {
        for (who, group, expected) in [
            (anna(), support(), [true, true, true]),
            (anna(), sales(), [true, true, true]),
            (boris(), support(), [false, true, true]),
            (boris(), sales(), [false, false, true]),
        ] {
            let row = HistoryRow { operator: Some(who), group, ..row(1) };
            let sees = Role::ALL.map(|role| seen(role, &row).is_some());
            assert_eq!(sees, expected, "{who:?} {group:?}");
        }
        let nobodys = HistoryRow { operator: None, group: support(), ..row(1) };
        assert_eq!(Role::ALL.map(|role| seen(role, &nobodys).is_some()), [false, true, true]);
    }
}
