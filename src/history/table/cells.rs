//! What stands in a cell of the table (R8, R10, R11): the very content that sorting and CSV go by, as a person reads it.
//!
//! Owns: links to appeal and card, the channel's icon, and the button that copies a comment. Never: which part of a row a
//! column shows (`contract::history::cell` knows), or what a press on a button does.
//!
//! Always: a cell of the same kind takes another row's words without being made anew, and has as few elements and
//! attributes as it can: there are hundreds.

use super::likes::is_quantity;
use crate::i18n::{exact_moment, language, tr};
use crate::parts::{ChannelIcon, contact_path, past_appeal_path};
use crate::ui::Icon;
use desk_contract::history::{Cell, Column, HistoryRow, ShownClient, Spoken, cell, span_text};
use desk_contract::refusal::Language;
use leptos::prelude::*;

/// A cell: words, or what can be pressed beside them; a grey shape while its row is not here yet.
///
/// All are of one kind, so that the focus stays on a cell whose row arrives.
pub(super) fn cell_view(
    row: Option<&HistoryRow>,
    column: Column,
    words: &Spoken<'_>,
) -> impl IntoView + use<> {
    let (has_parts, inside) = match row {
        Some(row) => inside(row, column, words),
        None => (true, view! { <span class="table__shape"></span> }.into_any()),
    };
    let parts = has_parts.then_some("");
    let quantity = is_quantity(column).then_some("");
    view! {
        <div class="table__cell" role="gridcell" tabindex="-1" data-parts=parts data-quantity=quantity>{inside}</div>
    }
}

/// What stands in it, and whether that is more than words.
fn inside(row: &HistoryRow, column: Column, words: &Spoken<'_>) -> (bool, AnyView) {
    let text = words_of(cell(row, column, words));
    let inside = match (column, &row.client) {
        (Column::Channel, _) => view! {
            <span class="table__icon" aria-hidden="true"><ChannelIcon channel=row.channel /></span>
            <span class="table__text">{text}</span>
        }
        .into_any(),
        (Column::Number, _) => link(past_appeal_path(row.appeal), text),
        (Column::Client, ShownClient::Contact { id, .. }) => link(contact_path(*id), text),
        (Column::Comment, _) if !text.is_empty() => {
            let name = tr!(history.copy_comment, number = row.number);
            view! {
                <span class="table__text">{text}</span>
                <button type="button" class="table__copy" tabindex="-1" aria-label=name>
                    <Icon icon=icondata_lu::LuCopy />
                </button>
            }
            .into_any()
        }
        _ => return (false, text.into_any()),
    };
    (true, inside)
}

fn link(path: String, text: String) -> AnyView {
    view! { <a class="table__link" href=path tabindex="-1">{text}</a> }.into_any()
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
