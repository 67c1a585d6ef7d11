//! What happened in a past appeal, in the order of time: what was said, the call, who took it over, payments, its end.
//!
//! Owns: the list on the page, older messages on demand, and the way through a script. Which steps there are is in `steps`.

use super::said::Said;
use super::steps::{Kind, Step, told};
use crate::desk::{Chat, use_desk};
use crate::i18n::{day_title, exact_moment, time_of_day, words};
use crate::parts::failure_words;
use crate::ui::{Button, Icon, Look, Trouble};
use desk_contract::Appeal;
use leptos::prelude::*;

/// The story.
#[component]
pub(super) fn Story(appeal: RwSignal<Appeal>, chat: Chat) -> impl IntoView {
    let desk = use_desk();
    let talk = RwSignal::from(chat.talk.clone());
    let failure = Memo::new(move |_| talk.read().as_ref().and_then(|it| it.as_ref().err().cloned()));
    let is_loaded = Memo::new(move |_| talk.read().is_some());
    let has_earlier = Memo::new(move |_| matches!(&*talk.read(), Some(Ok(talk)) if talk.has_earlier()));
    let steps = move || match talk.read().as_ref() {
        Some(Ok(talk)) => told(desk, &appeal.read(), talk.messages()),
        _ => told(desk, &appeal.read(), &[]),
    };
    let busy = RwSignal::new(false);
    let read = chat.clone();
    let earlier = Callback::new(move |()| {
        let chat = read.clone();
        busy.set(true);
        leptos::task::spawn_local(async move {
            // Without an answer the button stays, which is the way to try again.
            let _ = desk.load_earlier(chat).await;
            busy.try_set(false);
        });
    });
    let again = Callback::new(move |()| desk.load_chat(chat.clone()));
    let one = move |step| view! { <StepView step appeal /> };
    view! {
        <section class="past__story" aria-label=words!(history.story) aria-busy=move || (!is_loaded.get()).to_string()>
            <h2 class="past__heading">{words!(history.story)}</h2>
            {move || failure.get().map(|failure| {
                let hint = Signal::derive(move || failure_words(&failure));
                view! { <Trouble title=words!(trouble.load) hint again=words!(trouble.again) on_again=again /> }
            })}
            <Show when=move || has_earlier.get()>
                <Button label=words!(chat.earlier) look=Look::Quiet busy on_press=earlier />
            </Show>
            <ol class="story">{move || steps().into_iter().map(one).collect_view()}</ol>
            <Walked appeal />
        </section>
    }
}

#[component]
fn StepView(step: Step, appeal: RwSignal<Appeal>) -> impl IntoView {
    match step {
        Step::Day(_, at) => view! { <li class="story__day">{move || day_title(at)}</li> }.into_any(),
        Step::Said(message) => {
            view! { <li class="story__said"><Said message=*message appeal /></li> }.into_any()
        }
        Step::Happened { at, kind, words, hint } => {
            let hint = (!hint.is_empty()).then(|| view! { <span class="story__hint">{hint}</span> });
            view! {
                <li class="story__step">
                    <Icon icon=icon_of_step(kind) />
                    <span class="story__words">{words}" "{hint}</span>
                    <time class="story__at" datetime=at.to_rfc3339() title=move || exact_moment(at)>{move || time_of_day(at)}</time>
                </li>
            }
            .into_any()
        }
    }
}

fn icon_of_step(kind: Kind) -> icondata_core::Icon {
    match kind {
        Kind::Came => icondata_lu::LuInbox,
        Kind::Taken => icondata_lu::LuHand,
        Kind::Call => icondata_lu::LuPhone,
        Kind::HandedOver => icondata_lu::LuArrowRightLeft,
        Kind::Paid => icondata_lu::LuCreditCard,
        Kind::Closed => icondata_lu::LuCircleCheck,
    }
}

/// The way through a script, step by step; when each was passed is not kept.
#[component]
fn Walked(appeal: RwSignal<Appeal>) -> impl IntoView {
    let desk = use_desk();
    let way = Memo::new(move |_| {
        let (appeal, directory) = (appeal.read(), desk.directory.read());
        let walk = appeal.script.as_ref()?;
        let script = directory.script(walk.script)?;
        let steps = walk.path.iter().filter_map(|id| Some(script.step(*id)?.title.clone()));
        Some((script.title.clone(), steps.collect::<Vec<_>>()))
    });
    move || {
        way.get().map(|(title, steps)| {
            view! {
                <section class="past__script" aria-label=words!(history.script)>
                    <h3 class="past__heading">{words!(history.script)}": "{title}</h3>
                    <ol class="past__way">{steps.into_iter().map(|step| view! { <li>{step}</li> }).collect_view()}</ol>
                </section>
            }
        })
    }
}
