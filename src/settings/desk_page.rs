//! The administrator's pages: which kinds of entries stand on which.

use super::page::Page;
use super::{
    form_questions, groups, integrations, lines, mailbox, operators, stages, topics, widgets, words_page,
};
use crate::i18n::tr;
use crate::parts::{EntriesPage, Section};
use leptos::prelude::*;

const WIDGETS: &[Section] = &[widgets::SECTION];
const GROUPS: &[Section] = &[groups::SECTION, operators::SECTION];
const LINES: &[Section] = &[lines::SECTION, mailbox::SECTION];
const TOPICS: &[Section] = &[topics::SECTION];
const OUTCOMES: &[Section] = &[words_page::OUTCOMES];
const REPLIES: &[Section] = &[words_page::REPLIES];
const FORMS: &[Section] = &[form_questions::SECTION];
const STAGES: &[Section] = &[stages::SECTION];

/// A page of entries.
#[component]
pub(super) fn DeskPage(page: Page) -> impl IntoView {
    let (home, title) = (page.path(), Signal::derive(move || page.title()));
    let list = move |hint: fn() -> String, sections| {
        view! { <EntriesPage home title hint=Signal::derive(hint) sections /> }.into_any()
    };
    match page {
        Page::Widgets => view! {
            <EntriesPage home title hint=Signal::derive(|| tr!(widget.page_hint)) sections=WIDGETS>
                <widgets::Connected />
            </EntriesPage>
        }
        .into_any(),
        Page::Integrations => view! { <integrations::IntegrationsPage /> }.into_any(),
        Page::Groups => list(|| tr!(staff.page_hint), GROUPS),
        Page::Lines => list(|| tr!(line_entry.page_hint), LINES),
        Page::Topics => list(|| tr!(topic_entry.page_hint), TOPICS),
        Page::Outcomes => list(|| tr!(outcome_entry.page_hint), OUTCOMES),
        Page::Replies => list(|| tr!(reply_entry.page_hint), REPLIES),
        Page::Forms => list(|| tr!(form_entry.page_hint), FORMS),
        Page::Stages => list(|| tr!(stage_entry.page_hint), STAGES),
        Page::Me | Page::Phone | Page::Look => ().into_any(),
    }
}
