//! The table as an operator likes it: which columns he sees, in which order, how wide (R9).
//!
//! Owns: that whatever was kept makes a whole and sound list: columns that his role may not see are not in it, those that
//! came into the world since stand where they stand at first, and one at least is shown. Never: how wide a column is
//! where nobody has chosen; that is the screen's.

use crate::history::column::Column;
use crate::operator::Role;
use serde::{Deserialize, Serialize};

/// How wide a column may be made, in pixels.
pub const COLUMN_WIDTH_PX: (u16, u16) = (56, 720);

/// A column as somebody likes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LikedColumn {
    /// Which one.
    pub column: Column,
    /// Whether it is shown.
    #[serde(default = "yes")]
    pub is_shown: bool,
    /// How wide, in pixels; none leaves it to the screen.
    #[serde(default)]
    pub width_px: Option<u16>,
}

fn yes() -> bool {
    true
}

/// All columns that a role may see, in the order of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout(Vec<LikedColumn>);

impl Layout {
    /// What was kept, made whole. By default all is shown.
    #[must_use]
    pub fn of(kept: &[LikedColumn], role: Role) -> Self {
        let mut columns: Vec<LikedColumn> = Vec::with_capacity(Column::ALL.len());
        for liked in kept.iter().filter(|it| it.column.is_open_to(role)) {
            if !columns.iter().any(|it| it.column == liked.column) {
                let (least, most) = COLUMN_WIDTH_PX;
                columns
                    .push(LikedColumn { width_px: liked.width_px.map(|it| it.clamp(least, most)), ..*liked });
            }
        }
        for (place, column) in Column::ALL.into_iter().enumerate().filter(|it| it.1.is_open_to(role)) {
            if columns.iter().all(|it| it.column != column) {
                // Behind the nearest of those that stand before it at first.
                let before = Column::ALL.into_iter().take(place).rev();
                let mut neighbours = before.filter_map(|it| columns.iter().position(|one| one.column == it));
                let at = neighbours.next().map_or(0, |at| at + 1);
                columns.insert(at, LikedColumn { column, is_shown: true, width_px: None });
            }
        }
        let mut layout = Self(columns);
        if layout.shown().next().is_none() {
            layout.0.iter_mut().for_each(|it| it.is_shown = true);
        }
        layout
    }

    /// All of them, shown or not.
    #[must_use]
    pub fn all(&self) -> &[LikedColumn] {
        &self.0
    }

    /// Those that are shown.
    pub fn shown(&self) -> impl DoubleEndedIterator<Item = &LikedColumn> {
        self.0.iter().filter(|it| it.is_shown)
    }

    /// Whether a column may be hidden, or is hidden already: a table without a column shows nothing.
    #[must_use]
    pub fn may_hide(&self, column: Column) -> bool {
        self.shown().any(|it| it.column != column)
    }

    /// Shows or hides a column; the last one stays.
    pub fn show(&mut self, column: Column, is_shown: bool) {
        if (is_shown || self.may_hide(column))
            && let Some(liked) = self.liked(column)
        {
            liked.is_shown = is_shown;
        }
    }

    /// Makes a column so wide, as far as that goes; none leaves it to the screen again.
    pub fn widen(&mut self, column: Column, width_px: Option<u16>) {
        let (least, most) = COLUMN_WIDTH_PX;
        if let Some(liked) = self.liked(column) {
            liked.width_px = width_px.map(|it| it.clamp(least, most));
        }
    }

    /// Puts a column where another one stands, which makes room towards where it came from.
    pub fn put_at(&mut self, column: Column, at: Column) {
        let place = |sought: Column| self.0.iter().position(|it| it.column == sought);
        if let (Some(from), Some(to)) = (place(column), place(at)) {
            let liked = self.0.remove(from);
            self.0.insert(to, liked);
        }
    }

    /// The shown column beside another: the next, or the one before.
    #[must_use]
    pub fn beside(&self, column: Column, step: Step) -> Option<Column> {
        let shown: Vec<_> = self.shown().map(|it| it.column).collect();
        let place = shown.iter().position(|it| *it == column)?;
        let beside = match step {
            Step::Back => place.checked_sub(1)?,
            Step::On => place + 1,
        };
        shown.get(beside).copied()
    }

    /// What is to be kept.
    #[must_use]
    pub fn into_kept(self) -> Vec<LikedColumn> {
        self.0
    }

    fn liked(&mut self, column: Column) -> Option<&mut LikedColumn> {
        self.0.iter_mut().find(|it| it.column == column)
    }
}

/// Which way along the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Towards the first.
    Back,
    /// Towards the last.
    On,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn liked(column: Column, is_shown: bool) -> LikedColumn {
        LikedColumn { column, is_shown, width_px: None }
    }

    fn order(layout: &Layout) -> Vec<Column> {
        layout.all().iter().map(|it| it.column).collect()
    }

    #[test]
    fn at_first_all_that_the_role_may_see_is_shown() {
        let all = Layout::of(&[], Role::Supervisor);
        assert_eq!(order(&all), Column::ALL);
        assert_eq!(all.shown().count(), Column::ALL.len());
        let his = Layout::of(&[], Role::Operator);
        assert!(his.all().iter().all(|it| it.column.is_open_to(Role::Operator)));
        assert_eq!(his.all().len(), Column::ALL.len() - 4);
    }

    #[test]
    fn what_was_kept_stays_and_what_is_new_comes_to_its_place() {
        let kept =
            [liked(Column::Comment, true), liked(Column::Channel, false), liked(Column::Comment, false)];
        let layout = Layout::of(&kept, Role::Supervisor);
        assert_eq!(layout.all().len(), Column::ALL.len());
        assert_eq!(layout.all().first(), Some(&liked(Column::Comment, true)));
        let order = order(&layout);
        assert_eq!(order.get(1..4), Some(&[Column::Channel, Column::Direction, Column::Number][..]));
        assert!(!layout.shown().any(|it| it.column == Column::Channel));
    }

    #[test]
    fn what_a_role_lost_is_gone_even_if_it_was_kept() {
        let kept = [liked(Column::Rating1, true), liked(Column::Channel, false)];
        let layout = Layout::of(&kept, Role::Operator);
        assert_eq!(layout.all().first(), Some(&liked(Column::Channel, false)));
        assert!(layout.all().iter().all(|it| it.column != Column::Rating1));
    }

    #[test]
    fn one_column_at_least_is_shown() {
        let mut layout = Layout::of(&[], Role::Operator);
        for column in Column::ALL {
            layout.show(column, false);
        }
        assert_eq!(layout.shown().map(|it| it.column).collect::<Vec<_>>(), [Column::Comment]);
        assert!(!layout.may_hide(Column::Comment) && layout.may_hide(Column::Channel));
        let hidden: Vec<_> = Column::ALL.into_iter().map(|it| liked(it, false)).collect();
        assert_eq!(Layout::of(&hidden, Role::Operator).shown().count(), 17);
    }

    #[test]
    fn a_column_is_put_where_another_stands_from_either_side() {
        let mut layout = Layout::of(&[], Role::Operator);
        layout.put_at(Column::Number, Column::Channel);
        assert_eq!(order(&layout).first(), Some(&Column::Number));
        layout.put_at(Column::Number, Column::Direction);
        assert_eq!(order(&layout).get(..3), Some(&[Column::Channel, Column::Direction, Column::Number][..]));
        layout.put_at(Column::Number, Column::Rating1);
        assert_eq!(
            order(&layout).get(2),
            Some(&Column::Number),
            "where there is no such column nothing moves"
        );
    }

    #[test]
    fn what_stands_beside_is_the_next_that_is_shown() {
        let mut layout = Layout::of(&[], Role::Operator);
        layout.show(Column::Direction, false);
        assert_eq!(layout.beside(Column::Channel, Step::On), Some(Column::Number));
        assert_eq!(layout.beside(Column::Number, Step::Back), Some(Column::Channel));
        assert_eq!(layout.beside(Column::Channel, Step::Back), None);
        assert_eq!(layout.beside(Column::Comment, Step::On), None);
    }

    #[test]
    fn a_width_stays_within_what_can_be_read() {
        let kept = [LikedColumn { width_px: Some(9_999), ..liked(Column::Channel, true) }];
        let mut layout = Layout::of(&kept, Role::Operator);
        let width = |layout: &Layout| layout.all().first().and_then(|it| it.width_px);
        assert_eq!(width(&layout), Some(COLUMN_WIDTH_PX.1));
        layout.widen(Column::Channel, Some(1));
        assert_eq!(width(&layout), Some(COLUMN_WIDTH_PX.0));
        layout.widen(Column::Channel, None);
        assert_eq!(width(&layout), None);
    }

    #[test]
    fn what_is_not_said_of_a_kept_column_is_as_at_first() {
        let read: LikedColumn = serde_json::from_str(r#"{"column":"topic"}"#).unwrap();
        assert_eq!(read, liked(Column::Topic, true));
    }
}
