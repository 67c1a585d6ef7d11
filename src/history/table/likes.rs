//! The columns as this operator likes them (R9): which, in which order, how wide; kept with his preferences.
//!
//! Owns: the widths where he chose none, and the width under his hand. Never: which columns there are; the contract knows.

use crate::desk::{Desk, use_desk};
use crate::history::form::role_of;
use desk_contract::history::{COLUMN_WIDTH_PX, Column, Layout, LikedColumn};
use leptos::prelude::*;

/// How far a press of the keyboard or of a button makes a column wider, in pixels.
pub(in crate::history) const STEP_PX: i32 = 24;

/// The columns of the table.
#[derive(Clone, Copy)]
pub(in crate::history) struct Likes {
    desk: Desk,
    /// All that his role may see.
    pub(in crate::history) layout: Memo<Layout>,
    /// Those that are shown, in order.
    pub(in crate::history) shown: Memo<Vec<Column>>,
    /// The column that is being made wider, and how wide it is.
    pub(in crate::history) under_hand: RwSignal<Option<(Column, u16)>>,
}

impl Likes {
    pub(in crate::history) fn new() -> Self {
        let desk = use_desk();
        let layout = Memo::new(move |_| Layout::of(&desk.preferences.read().history_columns, role_of(desk)));
        let shown = Memo::new(move |_| layout.read().shown().map(|it| it.column).collect());
        Self { desk, layout, shown, under_hand: RwSignal::new(None) }
    }

    /// Changes them, and keeps it.
    pub(in crate::history) fn change(self, change: impl FnOnce(&mut Layout)) {
        let mut layout = self.layout.get_untracked();
        change(&mut layout);
        if layout != *self.layout.read_untracked() {
            self.desk.prefer(move |it| it.history_columns = layout.into_kept());
        }
    }

    /// How wide the shown ones are, in pixels, in order.
    pub(in crate::history) fn widths(self) -> Vec<u16> {
        let hand = self.under_hand.get();
        let width = |liked: &LikedColumn| match hand {
            Some((column, width)) if column == liked.column => width,
            _ => liked.width_px.unwrap_or(usual(liked.column)),
        };
        self.layout.read().shown().map(width).collect()
    }

    /// How wide a column is now.
    pub(in crate::history) fn width(self, column: Column) -> u16 {
        let layout = self.layout.read_untracked();
        let liked = layout.all().iter().find(|it| it.column == column);
        liked.and_then(|it| it.width_px).unwrap_or(usual(column))
    }

    /// Makes a column wider or narrower by so much.
    pub(in crate::history) fn widen(self, column: Column, by: i32) {
        let width = within(i32::from(self.width(column)) + by);
        self.change(|layout| layout.widen(column, Some(width)));
    }
}

/// A width that a column may have.
pub(in crate::history) fn within(width: i32) -> u16 {
    let (least, most) = COLUMN_WIDTH_PX;
    u16::try_from(width.clamp(least.into(), most.into())).unwrap_or(least)
}

fn usual(column: Column) -> u16 {
    match column {
        Column::MeanRating => 96,
        Column::Reaction | Column::Handling | Column::QueueWait => 112,
        Column::Number | Column::Direction | Column::Rating1 | Column::Rating2 | Column::Rating3 => 116,
        Column::FirstReply => 148,
        Column::Channel | Column::Group | Column::Operator | Column::Topic | Column::Outcome => 160,
        Column::Client | Column::EntryPoint | Column::AboutNumber | Column::CreatedAt => 184,
        Column::SmsText | Column::Comment => 240,
    }
}

/// Whether what stands there is a quantity: those stand at the right.
pub(in crate::history) fn is_quantity(column: Column) -> bool {
    matches!(
        column,
        Column::Number
            | Column::MeanRating
            | Column::Reaction
            | Column::Handling
            | Column::QueueWait
            | Column::FirstReply
    )
}

/// What a column is known by in the page.
pub(in crate::history) fn column_key(column: Column) -> String {
    format!("{column:?}")
}

/// The column of a key.
pub(in crate::history) fn column_of(key: &str) -> Option<Column> {
    Column::ALL.into_iter().find(|column| column_key(*column) == key)
}
