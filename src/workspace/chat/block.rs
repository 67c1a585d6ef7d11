//! A block of messages: days and the line of the unread between them, runs of one author.
//!
//! Owns: what stands between messages. Never: a message's own look.

use super::window::places_of;
use crate::desk::{Chat, Failure, Talk, use_desk};
use crate::i18n::{day_title, local_date, tr, words};
use crate::parts::client_name;
use crate::ui::Each;
use crate::workspace::message::{MessageState, MessageView};
use chrono::NaiveDate;
use desk_contract::id::MessageId;
use desk_contract::message::{Author, MessageKind};
use desk_contract::{Appeal, Message, Timestamp};
use leptos::prelude::*;

/// What stands in a block, from top to bottom.
#[derive(Clone, PartialEq)]
enum Line {
    /// A new day begins.
    Day(NaiveDate, Timestamp),
    /// From here on the operator had read nothing when he opened the appeal.
    Unread,
    /// A message.
    Said(Box<Message>, MessageState),
}

/// What makes a line the same line after news.
#[derive(Clone, PartialEq, Eq, Hash)]
enum LineKey {
    Day(NaiveDate),
    Unread,
    Said(MessageId),
}

/// The messages of a chat, as the signal holds them.
pub(super) type Told = RwSignal<Option<Result<Talk, Failure>>>;

/// The talk for one look, if it is loaded.
pub(super) fn with_talk<T>(read: Told, look: impl FnOnce(&Talk) -> T) -> Option<T> {
    read.read().as_ref().and_then(|read| read.as_ref().ok()).map(look)
}

/// A block of messages.
#[component]
pub(super) fn Block(
    number: i64,
    chat: Chat,
    appeal: RwSignal<Appeal>,
    /// The message before which the line of the unread stands.
    first_unread: Option<MessageId>,
) -> impl IntoView {
    let read = RwSignal::from(chat.talk.clone());
    let lines =
        Memo::new(move |_| with_talk(read, |talk| lines_of(talk, number, first_unread)).unwrap_or_default());
    let one = move |line| view! { <LineView line lines chat=chat.clone() appeal /> };
    view! {
        <div class="chat__block" data-block=number.to_string()>
            <Each each=move || lines.get() key=key_of children=one />
        </div>
    }
}

fn lines_of(talk: &Talk, number: i64, first_unread: Option<MessageId>) -> Vec<Line> {
    let places = places_of(number);
    let of_block = talk.within(&places);
    let (first, end) = (places.start.max(talk.places().start), places.end);
    // What stands around the block decides where days and runs begin and end.
    let mut before = talk.at(first - 1);
    let after = talk.at(end);
    let mut lines = Vec::with_capacity(of_block.len() + 4);
    for (place, message) in of_block.iter().enumerate() {
        let day = local_date(message.at);
        if before.map(|before| local_date(before.at)) != Some(day) {
            lines.push(Line::Day(day, message.at));
        }
        if first_unread == Some(message.id) {
            lines.push(Line::Unread);
        }
        let next = of_block.get(place + 1).or(after);
        let state = MessageState {
            delivery: message.delivery,
            begins_run: before.map(voice_of) != Some(voice_of(message)),
            ends_run: !next.is_some_and(|next| continues(message, next)),
        };
        lines.push(Line::Said(Box::new(message.clone()), state));
        before = Some(message);
    }
    lines
}

fn continues(message: &Message, next: &Message) -> bool {
    voice_of(next) == voice_of(message)
        && next.delivery == message.delivery
        && (next.at - message.at).num_minutes() < 5
}

/// Who speaks, and whether to colleagues alone.
fn voice_of(message: &Message) -> (Author, bool) {
    (message.author, message.kind == MessageKind::Note)
}

fn key_of(line: &Line) -> LineKey {
    match line {
        Line::Day(day, _) => LineKey::Day(*day),
        Line::Unread => LineKey::Unread,
        Line::Said(message, _) => LineKey::Said(message.id),
    }
}

#[component]
fn LineView(line: Line, lines: Memo<Vec<Line>>, chat: Chat, appeal: RwSignal<Appeal>) -> impl IntoView {
    match line {
        Line::Day(_, at) => view! { <p class="chat__day">{move || day_title(at)}</p> }.into_any(),
        Line::Unread => view! { <p class="chat__unread">{words!(chat.unread_line)}</p> }.into_any(),
        Line::Said(message, first) => {
            let speaker = untrack(|| speaker_of(&message, appeal));
            let id = message.id;
            let state = Memo::new(move |_| {
                let lines = lines.read();
                let now = lines.iter().find_map(|line| match line {
                    Line::Said(message, state) if message.id == id => Some(*state),
                    _ => None,
                });
                now.unwrap_or(first)
            });
            view! { <MessageView message=*message state speaker chat appeal /> }.into_any()
        }
    }
}

pub(super) fn speaker_of(message: &Message, appeal: RwSignal<Appeal>) -> String {
    match message.author {
        Author::Client => client_name(&appeal.read()),
        Author::Operator { id } => use_desk().name_of(id),
        Author::Rule { .. } => tr!(chat.rule),
    }
}
