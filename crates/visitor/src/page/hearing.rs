//! What the server tells, for as long as the page is open.
//!
//! Always: it is asked anew whenever it falls silent; the first that it tells then is the whole talk, so nothing is missed.

use super::line::{No, beside, now, pause};
use super::{Shared, dom, leaving, log, seen};
use desk_contract::Timestamp;
use desk_contract::visitor::VisitorFrame;
use desk_contract::whisper::WHISPER_HOLDS_MS;
use desk_visitor::Stream;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader};

/// Whoever is silent for so long is gone: the server gives a sign of life every 15 seconds.
const DEADLINE_MS: i64 = 40_000;
/// How often that is looked at.
const LOOKS_EVERY_MS: i32 = 5_000;
/// A cut so short is not worth a word.
const GRACE_MS: i32 = 1_200;

/// Begins to hear.
pub(super) fn begin(page: &Shared) {
    let woken = Rc::clone(page);
    dom::on(&page.window, "online", move |_| woken.wake());
    beside(page, async |page| {
        let mut tries = 0;
        loop {
            match hear(&page, &mut tries).await {
                No::Nowhere => return dom::only_says(&page.document, page.words.no_chat),
                No::Later | No::Refused(_) => {}
            }
            falls_silent(&page);
            page.nap(pause(tries)).await;
            tries = tries.saturating_add(1);
        }
    });
}

/// Hears until the line ends.
async fn hear(page: &Shared, tries: &mut u32) -> No {
    let Ok(controller) = AbortController::new() else { return No::Later };
    let heard_at = Rc::new(Cell::new(now()));
    let watch = watched(page, &controller, &heard_at);
    let over = hear_with(page, &controller, &heard_at, tries).await;
    page.window.clear_interval_with_handle(watch);
    over
}

async fn hear_with(
    page: &Shared,
    controller: &AbortController,
    heard_at: &Cell<Timestamp>,
    tries: &mut u32,
) -> No {
    let response = match page.ask(("GET", "talk/events"), None, Some(&controller.signal())).await {
        Ok(response) => response,
        Err(no) => return no,
    };
    let Some(body) = response.body() else { return No::Later };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut stream = Stream::default();
    loop {
        let Ok(piece) = JsFuture::from(reader.read()).await else { return No::Later };
        let value = js_sys::Reflect::get(&piece, &JsValue::from_str("value")).unwrap_or_default();
        let Ok(bytes) = value.dyn_into::<js_sys::Uint8Array>() else { return No::Later };
        heard_at.set(now());
        *tries = 0;
        for frame in stream.take(&bytes.to_vec()) {
            take(page, frame);
        }
    }
}

/// Gives up a line on which nothing comes any more.
fn watched(page: &Shared, controller: &AbortController, heard_at: &Rc<Cell<Timestamp>>) -> i32 {
    let (controller, heard_at) = (controller.clone(), Rc::clone(heard_at));
    let look = Closure::<dyn FnMut()>::new(move || {
        if (now() - heard_at.get()).num_milliseconds() > DEADLINE_MS {
            controller.abort();
        }
    });
    let look = look.into_js_value();
    let every = page
        .window
        .set_interval_with_callback_and_timeout_and_arguments_0(look.unchecked_ref(), LOOKS_EVERY_MS);
    every.unwrap_or_default()
}

fn take(page: &Shared, frame: VisitorFrame) {
    match frame {
        VisitorFrame::Talk(talk) => {
            let is_first = !page.log.is_loaded.replace(true);
            let brings = talk.messages.iter().any(|message| !message.is_own);
            page.chat.borrow_mut().hear(talk);
            if brings {
                log::types(page, false);
            }
            seen::heard(page, is_first);
            leaving::forget_arrived(page);
            log::draw(page);
            if !page.is_heard.replace(true) {
                log::draw_line(page);
            }
            leaving::go(page);
        }
        VisitorFrame::Typing => {
            log::types(page, true);
            beside(page, async |page| {
                let mark = page.log.typed_at.get();
                page.nap(i32::try_from(WHISPER_HOLDS_MS).unwrap_or(i32::MAX)).await;
                if page.log.typed_at.get() == mark {
                    log::types(&page, false);
                }
            });
        }
        VisitorFrame::StoppedTyping => log::types(page, false),
    }
}

fn falls_silent(page: &Shared) {
    if page.is_heard.replace(false) {
        beside(page, async |page| {
            page.nap(GRACE_MS).await;
            log::draw_line(&page);
        });
    }
}
