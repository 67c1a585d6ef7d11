//! The tab «Чат с клиентом»: the messages, the line of the unread, who is typing, the composer (W1).
//!
//! Owns: what stands between messages, and where the chat is scrolled to. Never: a message's own
//! look, or what may be sent.
//!
//! The scroller is a reversed column: it keeps its end in sight by itself when something is added
//! there, and its place when older messages are put before.

use super::composer::Composer;
use super::message_view::{MessageView, UnsentView};
use crate::desk::{Chat, Desk, Unsent, use_desk};
use crate::i18n::{day_title, local_date, tr, words};
use crate::parts::{client_name, failure_words};
use crate::ui::{Button, Empty, Look, Trouble};
use chrono::NaiveDate;
use desk_contract::command::MarkRead;
use desk_contract::id::{AppealId, MessageId};
use desk_contract::message::{Author, MessageKind, Thread};
use desk_contract::{Appeal, Message, Timestamp};
use leptos::html;
use leptos::prelude::*;

/// How far from its end the chat counts as scrolled away, in pixels.
const SCROLLED_AWAY: i32 = 240;
/// How near its beginning older messages are asked for, in pixels.
const NEAR_THE_BEGINNING: i32 = 300;

/// What stands in the chat, from top to bottom.
#[derive(Clone, PartialEq)]
enum Line {
    /// A new day begins.
    Day(NaiveDate, Timestamp),
    /// From here on the operator had read nothing when he opened the appeal.
    Unread,
    /// A message; the first of a run of one author names him to a screen reader, the last shows its time.
    Said { message: Message, begins_run: bool, ends_run: bool },
    /// An answer on its way.
    Leaving(Unsent),
}

/// What makes a line the same line after news.
#[derive(Clone, PartialEq, Eq, Hash)]
enum LineKey {
    Day(NaiveDate),
    Unread,
    Said(MessageId, u8, bool),
    Leaving(MessageId, bool),
}

/// The chat of an appeal.
#[component]
pub(super) fn ChatRoom(id: AppealId, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let chat = desk.chat(id);
    mark_read_while_seen(desk, appeal);
    let thread = RwSignal::from(chat.thread.clone());
    let is_loaded = Memo::new(move |_| thread.read().as_ref().map(Result::is_ok));
    let again = {
        let chat = chat.clone();
        move |()| desk.load_chat(chat.clone())
    };
    let again = Callback::new(again);
    let shown = chat.clone();
    view! {
        <section class="chat" aria-label=words!(chat.tab)>
            {move || match is_loaded.get() {
                None => view! { <LoadingChat /> }.into_any(),
                Some(true) => view! { <Messages chat=shown.clone() appeal /> }.into_any(),
                Some(false) => {
                    let hint = move || match thread.read().as_ref() {
                        Some(Err(failure)) => failure_words(failure),
                        _ => String::new(),
                    };
                    view! { <Trouble title=words!(trouble.load) hint again=words!(trouble.again) on_again=again /> }.into_any()
                }
            }}
            <Composer chat appeal />
        </section>
    }
}

/// What the client wrote is read once the operator has it before his eyes.
fn mark_read_while_seen(desk: Desk, appeal: RwSignal<Appeal>) {
    let in_sight = RwSignal::new(!document().hidden());
    let watch =
        window_event_listener_untyped("visibilitychange", move |_| in_sight.set(!document().hidden()));
    on_cleanup(move || watch.remove());
    let unread = Memo::new(move |_| (appeal.read().unread, appeal.read().operator() == Some(desk.me())));
    Effect::new(move |_| {
        let (count, is_mine) = unread.get();
        if count > 0 && is_mine && in_sight.get() {
            let (id, seen) = {
                let appeal = appeal.read_untracked();
                (appeal.id, appeal.last_received)
            };
            leptos::task::spawn_local(async move {
                // Not marked now, it is marked with the next message; nothing is lost by it.
                let _ = desk.send(MarkRead { appeal: id, seen }.into()).await;
            });
        }
    });
}

#[component]
fn LoadingChat() -> impl IntoView {
    view! {
        <div class="chat__scroller" aria-busy="true">
            <div class="chat__lines">
                <div class="skeleton" data-shape="said"></div>
                <div class="skeleton" data-shape="answered"></div>
                <div class="skeleton" data-shape="said"></div>
            </div>
        </div>
    }
}

#[component]
fn Messages(chat: Chat, appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let (thread, unsent) = (RwSignal::from(chat.thread.clone()), RwSignal::from(chat.unsent.clone()));
    let typing_until = RwSignal::from(chat.typing_until.clone());
    let first_unread = untrack(|| first_unread(thread, &appeal.read()));
    let lines = Memo::new(move |_| match thread.read().as_ref() {
        Some(Ok(thread)) => lines_of(thread, &unsent.read(), first_unread),
        Some(Err(_)) | None => Vec::new(),
    });
    let is_empty = Memo::new(move |_| lines.read().is_empty());
    let has_earlier =
        Memo::new(move |_| matches!(thread.read().as_ref(), Some(Ok(thread)) if thread.has_earlier));
    let loading = RwSignal::new(false);
    let earlier = {
        let chat = chat.clone();
        Callback::new(move |()| load_earlier(desk, chat.clone(), loading))
    };
    let scroller = NodeRef::<html::Div>::new();
    let is_away = RwSignal::new(false);
    let scrolled = move |_| {
        let Some(scroller) = scroller.get_untracked() else { return };
        // In a reversed column the end is 0 and everything before it negative.
        let from_end = scroller.scroll_top().abs();
        is_away.set(from_end > SCROLLED_AWAY);
        let from_beginning = scroller.scroll_height() - scroller.client_height() - from_end;
        if from_beginning < NEAR_THE_BEGINNING && has_earlier.get_untracked() {
            earlier.run(());
        }
    };
    let to_newest = move |()| {
        if let Some(scroller) = scroller.get_untracked() {
            scroller.set_scroll_top(0);
        }
    };
    let one = move |line| view! { <LineView line chat=chat.clone() appeal /> };
    view! {
        // Focusable, so that the arrows scroll it.
        <div class="chat__scroller" node_ref=scroller on:scroll=scrolled tabindex="0" role="log" aria-label=words!(chat.messages)>
            <div class="chat__lines">
                <Show when=move || has_earlier.get()>
                    <div class="chat__earlier"><Button label=words!(chat.earlier) look=Look::Quiet busy=loading on_press=earlier /></div>
                </Show>
                <Show when=move || is_empty.get()><NoMessages appeal /></Show>
                <For each=move || lines.get() key=key_of children=one />
                <Typing appeal until=typing_until />
            </div>
        </div>
        <Show when=move || is_away.get()>
            <div class="chat__to-newest">
                <Button label=words!(chat.to_newest) icon=icondata_lu::LuArrowDown icon_alone=true on_press=to_newest />
            </div>
        </Show>
    }
}

fn load_earlier(desk: Desk, chat: Chat, loading: RwSignal<bool>) {
    if loading.get_untracked() {
        return;
    }
    loading.set(true);
    leptos::task::spawn_local(async move {
        // The button stays and can be pressed again; the messages already shown are not touched.
        let _ = desk.load_earlier(chat).await;
        loading.try_set(false);
    });
}

/// The first of the client's messages that nobody had read when the appeal was opened.
fn first_unread(
    thread: RwSignal<Option<Result<Thread, crate::desk::Failure>>>,
    appeal: &Appeal,
) -> Option<MessageId> {
    let thread = thread.read_untracked();
    let Some(Ok(thread)) = thread.as_ref() else { return None };
    let back = usize::try_from(appeal.unread).ok()?.checked_sub(1)?;
    let clients = thread.messages.iter().rev().filter(|message| message.author == Author::Client);
    let first = clients.take(back + 1).last()?;
    // A line above the very first message separates nothing.
    (thread.messages.first()? != first).then_some(first.id)
}

fn lines_of(thread: &Thread, unsent: &[Unsent], first_unread: Option<MessageId>) -> Vec<Line> {
    let mut lines = Vec::with_capacity(thread.messages.len() + unsent.len() + 4);
    let (mut day, mut speaker) = (None, None);
    for (place, message) in thread.messages.iter().enumerate() {
        let its_day = local_date(message.at);
        if day.replace(its_day) != Some(its_day) {
            lines.push(Line::Day(its_day, message.at));
        }
        if first_unread == Some(message.id) {
            lines.push(Line::Unread);
        }
        let next = thread.messages.get(place + 1);
        let continues = next.is_some_and(|next| {
            voice_of(next) == voice_of(message)
                && next.delivery == message.delivery
                && (next.at - message.at).num_minutes() < 5
        });
        let voice = Some(voice_of(message));
        let begins_run = std::mem::replace(&mut speaker, voice) != voice;
        lines.push(Line::Said { message: message.clone(), begins_run, ends_run: !continues });
    }
    lines.extend(unsent.iter().cloned().map(Line::Leaving));
    lines
}

/// Who speaks, and whether to colleagues alone.
fn voice_of(message: &Message) -> (Author, bool) {
    (message.author, message.kind == MessageKind::Note)
}

fn key_of(line: &Line) -> LineKey {
    match line {
        Line::Day(day, _) => LineKey::Day(*day),
        Line::Unread => LineKey::Unread,
        Line::Said { message, ends_run, .. } => LineKey::Said(message.id, message.delivery as u8, *ends_run),
        Line::Leaving(unsent) => {
            LineKey::Leaving(unsent.id, unsent.state == crate::desk::UnsentState::Sending)
        }
    }
}

#[component]
fn LineView(line: Line, chat: Chat, appeal: RwSignal<Appeal>) -> impl IntoView {
    match line {
        Line::Day(_, at) => view! { <p class="chat__day">{move || day_title(at)}</p> }.into_any(),
        Line::Unread => view! { <p class="chat__unread">{words!(chat.unread_line)}</p> }.into_any(),
        Line::Said { message, begins_run, ends_run } => {
            let speaker = untrack(|| speaker_of(&message, appeal));
            view! { <MessageView message speaker begins_run ends_run /> }.into_any()
        }
        Line::Leaving(unsent) => view! { <UnsentView unsent chat /> }.into_any(),
    }
}

fn speaker_of(message: &Message, appeal: RwSignal<Appeal>) -> String {
    match message.author {
        Author::Client => client_name(&appeal.read()),
        Author::Operator { id } => use_desk().name_of(id),
        Author::Rule { .. } => tr!(chat.rule),
    }
}

#[component]
fn NoMessages(appeal: RwSignal<Appeal>) -> impl IntoView {
    if appeal.read_untracked().channel.carries_text() {
        view! { <Empty icon=icondata_lu::LuMessageCircle title=words!(chat.empty) hint=words!(chat.empty_hint) /> }.into_any()
    } else {
        let is_live = move || appeal.read().live_call().is_some();
        let title = move || if is_live() { tr!(chat.call_live) } else { tr!(chat.call_empty) };
        view! { <Empty icon=icondata_lu::LuPhone title hint=words!(chat.call_empty_hint) /> }.into_any()
    }
}

#[component]
fn Typing(appeal: RwSignal<Appeal>, until: RwSignal<Option<Timestamp>>) -> impl IntoView {
    let desk = use_desk();
    let is_typing = Memo::new(move |_| until.get().is_some_and(|until| desk.clock.get() < until));
    view! {
        <div class="chat__typing" role="status">
            <Show when=move || is_typing.get()>
                <span class="typing-dots" aria-hidden="true"><i></i><i></i><i></i></span>
                {words!(chat.typing, name = client_name(&appeal.read()))}
            </Show>
        </div>
    }
}
