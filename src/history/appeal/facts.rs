//! What is known of a past appeal, by name: who, by what line, how long, how it ended.

use crate::desk::{Desk, use_desk};
use crate::history::form::{creation_word, role_of};
use crate::i18n::{exact_moment, language, tr, words, zone_name};
use crate::parts::{breakable, channel_name, client_name, contact_path};
use chrono::TimeDelta;
use desk_contract::Appeal;
use desk_contract::history::{Column, Spoken, Words, span_text};
use leptos::prelude::*;

/// The facts.
#[component]
pub(super) fn Facts(appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let line = |(name, value): (String, AnyView)| {
        view! { <div class="facts__line"><dt>{name}</dt><dd>{value}</dd></div> }
    };
    view! {
        <section class="past__facts" aria-label=words!(history.facts)>
            <h2 class="past__heading">{words!(history.facts)}</h2>
            <dl class="facts">{move || facts(desk, &appeal.read()).into_iter().map(line).collect_view()}</dl>
            <p class="quiet-line">{move || tr!(history.zone_is, zone = zone_name())}</p>
        </section>
    }
}

/// Those that there are.
fn facts(desk: Desk, appeal: &Appeal) -> Vec<(String, AnyView)> {
    let (directory, language) = (desk.directory.read(), language());
    let words = Spoken::new(&directory, language);
    let title = |column: Column| column.title(language).to_owned();
    let text = |column, text: String| (title(column), text.into_any());
    let mut facts = vec![
        (title(Column::Client), client(appeal)),
        text(Column::Channel, channel_name(appeal.channel)),
        text(Column::Direction, words.direction(appeal.direction).to_owned()),
        (tr!(history.creation), creation_word(appeal.creation).into_any()),
    ];
    if let Some(line) = directory.entry_point(appeal.entry_point) {
        facts.push((title(Column::EntryPoint), breakable(&line.address)));
        facts.extend(line.comment.clone().map(|comment| text(Column::AboutNumber, comment)));
    }
    facts.push(text(Column::Group, words.group(appeal.group).to_owned()));
    facts.extend(appeal.owner().map(|owner| text(Column::Operator, words.operator(owner).to_owned())));
    let topic = appeal.topic.map(|topic| directory.topic_path(topic).join(" › "));
    facts.extend(topic.map(|topic| text(Column::Topic, topic)));
    let outcome = appeal.closing().map(|closing| words.outcome(closing.outcome).to_owned());
    facts.extend(outcome.map(|outcome| text(Column::Outcome, outcome)));
    facts.push(text(Column::CreatedAt, exact_moment(appeal.created_at)));
    facts.extend(appeal.closing().map(|it| (tr!(history.closed_at), exact_moment(it.at).into_any())));
    facts.extend(spans(appeal).into_iter().map(|(column, span)| text(column, span_words(span))));
    if Column::Rating1.is_open_to(role_of(desk)) {
        let ratings = [Column::Rating1, Column::Rating2, Column::Rating3].into_iter().zip(appeal.ratings);
        facts.extend(ratings.filter_map(|(column, it)| Some(text(column, words.rating(it?).to_owned()))));
    }
    let comment = Some(appeal.comment.clone()).filter(|comment| !comment.is_empty());
    facts.extend(comment.map(|comment| text(Column::Comment, comment)));
    facts
}

/// The spans of the table, by the same definitions.
fn spans(appeal: &Appeal) -> Vec<(Column, TimeDelta)> {
    let Some(closing) = appeal.closing() else { return Vec::new() };
    let spans = [
        (Column::QueueWait, Some(appeal.queue_wait(closing.at))),
        (Column::FirstReply, appeal.first_reply()),
        (Column::Reaction, appeal.reaction()),
        (Column::Handling, appeal.handling(closing.at)),
    ];
    spans.into_iter().filter_map(|(column, span)| Some((column, span?))).collect()
}

fn span_words(span: TimeDelta) -> String {
    span_text(u64::try_from(span.num_milliseconds()).unwrap_or_default())
}

fn client(appeal: &Appeal) -> AnyView {
    let name = client_name(appeal);
    match appeal.contact {
        Some(id) => view! { <a href=contact_path(id)>{name}</a> }.into_any(),
        None => name.into_any(),
    }
}
