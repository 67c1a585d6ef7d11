//! The messages of a chat in their scroller: the drawn blocks, what is on its way, the way back to the newest.
//!
//! Owns: when blocks are drawn and older messages asked for. Never: where the scroller stands (`scrolling`).

use super::block::{Block, Told, with_talk};
use super::empty::NoMessages;
use super::presence::Typing;
use super::scrolling::Scrolling;
use super::walking::walk;
use super::window::blocks_of;
use crate::desk::{Chat, Desk, Unsent, use_desk};
use crate::i18n::{tr, tr_count, words};
use crate::ui::{Button, Each, Icon, Look};
use crate::workspace::file::{PictureViewer, Viewed};
use crate::workspace::message::UnsentView;
use desk_contract::Appeal;
use desk_contract::id::MessageId;
use desk_contract::message::Author;
use leptos::prelude::*;

#[component]
pub(super) fn Messages(
    chat: Chat,
    appeal: RwSignal<Appeal>,
    /// How many of the client's messages nobody had read when the appeal was opened.
    unread: u32,
) -> impl IntoView {
    let desk = use_desk();
    let (read, unsent) = (RwSignal::from(chat.talk.clone()), RwSignal::from(chat.unsent.clone()));
    let typing_until = RwSignal::from(chat.typing_until.clone());
    let first_unread = untrack(|| first_unread(read, unread));
    let scrolling =
        untrack(|| with_talk(read, Scrolling::new)).unwrap_or_else(|| Scrolling::new(&Default::default()));
    let all = Memo::new(move |_| with_talk(read, |talk| blocks_of(&talk.places())).unwrap_or(0..=0));
    let readings = Memo::new(move |_| with_talk(read, |talk| talk.readings()).unwrap_or_default());
    let has_earlier = Memo::new(move |_| with_talk(read, |talk| talk.has_earlier()).unwrap_or_default());
    let on_its_way = Memo::new(move |_| unsent.read().iter().map(|one| one.id).collect::<Vec<_>>());
    let is_empty = Memo::new(move |_| {
        with_talk(read, |talk| talk.messages().is_empty()).unwrap_or(true) && on_its_way.read().is_empty()
    });
    let loading = RwSignal::new(false);
    let earlier = {
        let chat = chat.clone();
        Callback::new(move |()| load_earlier(desk, chat.clone(), loading))
    };
    let place = Callback::new(move |()| {
        if scrolling.place(&all.read_untracked()) && has_earlier.get_untracked() {
            earlier.run(());
        }
    });
    stay_placed(scrolling, read, (all, readings), on_its_way, place);
    let blocks = Memo::new(move |_| {
        let reading = readings.get();
        scrolling.drawn.get().map(|block| (reading, block)).collect::<Vec<_>>()
    });
    let block = {
        let chat = chat.clone();
        move |(_, number)| view! { <Block number chat=chat.clone() appeal first_unread /> }
    };
    let walked = move |event: web_sys::KeyboardEvent| {
        if let Some(scroller) = scrolling.element.get_untracked() {
            walk(&scroller, &event);
        }
    };
    let viewed = RwSignal::new(None);
    provide_context(Viewed(viewed));
    let leaving = {
        let chat = chat.clone();
        move |id| found(unsent, id).map(|unsent| view! { <UnsentView unsent chat=chat.clone() /> })
    };
    view! {
        // Focusable, so that the arrows scroll it.
        <div
            class="chat__scroller" node_ref=scrolling.element on:scroll=move |_| place.run(()) tabindex="0" role="log"
            aria-label=words!(chat.messages) aria-description=words!(chat.walking) on:keydown=walked
        >
            <div class="chat__lines">
                <Show when=move || has_earlier.get()>
                    <div class="chat__earlier"><Button label=words!(chat.earlier) look=Look::Quiet busy=loading on_press=earlier /></div>
                </Show>
                <Show when=move || is_empty.get()><NoMessages appeal /></Show>
                <Each each=move || blocks.get() key=|block| *block children=block />
                <div class="chat__below" style:--below=move || scrolling.below_px()></div>
                <Each each=move || on_its_way.get() key=|id| *id children=leaving />
                <Typing appeal until=typing_until />
            </div>
        </div>
        <div class="chat__edge"><ToNewest read scrolling /></div>
        <PictureViewer chat viewed />
    }
}

/// News is drawn where it is seen, and moves nothing where it is not.
fn stay_placed(
    scrolling: Scrolling,
    read: Told,
    (all, readings): (Memo<std::ops::RangeInclusive<i64>>, Memo<u32>),
    on_its_way: Memo<Vec<MessageId>>,
    place: Callback<()>,
) {
    Effect::new(move |before: Option<u32>| {
        let reading = readings.get();
        all.track();
        if before.is_some_and(|before| before != reading) {
            scrolling.forget();
        }
        request_animation_frame(move || _ = place.try_run(()));
        reading
    });
    Effect::new(move |_| {
        read.track();
        scrolling.keep_still();
    });
    // What one says oneself is looked at.
    Effect::new(move |before: Option<usize>| {
        let count = on_its_way.read().len();
        if before.is_some_and(|before| before < count) {
            scrolling.to_end();
        }
        count
    });
}

fn found(unsent: RwSignal<Vec<Unsent>>, id: MessageId) -> Option<Unsent> {
    unsent.read_untracked().iter().find(|one| one.id == id).cloned()
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
fn first_unread(read: Told, unread: u32) -> Option<MessageId> {
    let back = usize::try_from(unread).ok()?.checked_sub(1)?;
    with_talk(read, |talk| {
        let messages = talk.messages();
        let clients = messages.iter().rev().filter(|message| message.author == Author::Client);
        let first = clients.take(back + 1).last()?;
        // A line above the very first message separates nothing.
        (messages.first()? != first).then_some(first.id)
    })?
}

/// The way back to the end, with how many came meanwhile.
#[component]
fn ToNewest(read: Told, scrolling: Scrolling) -> impl IntoView {
    let end = Memo::new(move |_| with_talk(read, |talk| talk.places().end).unwrap_or_default());
    // How far the talk went when its end was last in sight.
    let seen = Memo::new(move |before: Option<&i64>| match before {
        Some(before) if scrolling.is_away.get() => *before,
        _ => end.get(),
    });
    let news = Memo::new(move |_| {
        let (seen, end) = (seen.get(), end.get());
        let from_client = |talk: &crate::desk::Talk| {
            talk.within(&(seen..end)).iter().filter(|it| it.author == Author::Client).count()
        };
        with_talk(read, from_client).unwrap_or_default()
    });
    let label = Signal::derive(move || match news.get() {
        0 => tr!(chat.to_newest),
        count => tr_count!(chat.new_ones, count),
    });
    view! {
        <Show when=move || scrolling.is_away.get()>
            <div class="chat__to-newest">
                <button type="button" class="button" aria-label=label title=label on:click=move |_| scrolling.to_end()>
                    <Icon icon=icondata_lu::LuArrowDown />
                    {move || Some(news.get()).filter(|count| *count > 0).map(|count| view! { <span class="badge" data-tone="action">{count}</span> })}
                </button>
            </div>
        </Show>
    }
}
