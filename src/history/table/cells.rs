//! What stands in a cell of the table (R8, R10, R11): the very content that sorting and CSV go by, as a person reads it.
//!
//! Owns: links to appeal and card, the channel's icon, and copying a comment. Never: which part of a row a column shows;
//! `contract::history::cell` knows.

use super::likes::{column_key, is_quantity};
use crate::i18n::{exact_moment, language, tr};
use crate::parts::{ChannelIcon, contact_path, copy_words, past_appeal_path};
use crate::ui::{Icon, Toasts};
use desk_contract::history::{Cell, Column, HistoryRow, ShownClient, Spoken, cell, span_text};
use desk_contract::refusal::Language;
use leptos::prelude::*;

/// A cell.
pub(super) fn cell_view(row: &HistoryRow, (at, column): (u32, Column), words: &Spoken<'_>) -> AnyView {
    let text = words_of(cell(row, column, words));
    let title = text.clone();
    view! {
        <div
            class="table__cell" role="gridcell" tabindex="-1" data-at=at.to_string() data-column=column_key(column)
            data-quantity=is_quantity(column).then_some("") title=title
        >
            {inside(row, column, text)}
        </div>
    }
    .into_any()
}

/// A row that is not here yet.
pub(super) fn empty_cell(at: u32, column: Column) -> AnyView {
    view! {
        <div class="table__cell" role="gridcell" tabindex="-1" data-at=at.to_string() data-column=column_key(column)>
            <span class="table__shape"></span>
        </div>
    }
    .into_any()
}

fn inside(row: &HistoryRow, column: Column, text: String) -> AnyView {
    match (column, &row.client) {
        (Column::Channel, _) => view! {
            <span class="table__icon" aria-hidden="true"><ChannelIcon channel=row.channel /></span>
            <span class="table__text">{text}</span>
        }
        .into_any(),
        (Column::Number, _) => {
            view! { <a class="table__link" href=past_appeal_path(row.appeal) tabindex="-1">{text}</a> }
                .into_any()
        }
        (Column::Client, ShownClient::Contact { id, .. }) => {
            view! { <a class="table__link" href=contact_path(*id) tabindex="-1">{text}</a> }.into_any()
        }
        (Column::Comment, _) if !text.is_empty() => {
            let toasts = expect_context::<Toasts>();
            let copied = row.comment.clone();
            let copy = move |_| copy_words(toasts, copied.clone());
            let name = tr!(history.copy_comment, number = row.number);
            view! {
                <span class="table__text">{text}</span>
                <button type="button" class="table__copy" tabindex="-1" aria-label=name.clone() title=name on:click=copy>
                    <Icon icon=icondata_lu::LuCopy />
                </button>
            }
            .into_any()
        }
        _ => view! { <span class="table__text">{text}</span> }.into_any(),
    }
}

fn words_of(cell: Cell<'_>) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.to_owned(),
        Cell::Whole(number) => number.to_string(),
        Cell::Hundredths(number) => {
            let mark = if language() == Language::Ru { ',' } else { '.' };
            format!("{}{mark}{:02}", number / 100, number % 100)
        }
        Cell::Moment(at) => exact_moment(at),
        Cell::Span(ms) => span_text(ms),
    }
}
