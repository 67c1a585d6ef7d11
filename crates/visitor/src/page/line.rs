//! One request, a nap, the clock and chance: the page's ways to what is outside of it.

use super::{Page, Shared};
use chrono::DateTime;
use desk_contract::Timestamp;
use desk_contract::json::read;
use js_sys::{Function, Promise};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Headers, RequestInit, Response, Window};

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum No {
    /// Nobody answered, or not now: it may be asked again.
    Later,
    /// The server says no, in these words.
    Refused(String),
    /// There is no such chat.
    Nowhere,
}

/// A nap that something may end early.
pub(super) struct Nap(Function);

impl Page {
    pub(super) fn address(&self, rest: &str) -> String {
        format!("/api/v1/visitors/{}/{rest}", self.line)
    }

    /// Asks, and answers what it is answered with while it comes.
    pub(super) async fn ask(
        &self,
        (method, rest): (&str, &str),
        body: Option<String>,
        signal: Option<&AbortSignal>,
    ) -> Result<Response, No> {
        let headers = Headers::new().map_err(|_| No::Later)?;
        let language = if self.language == desk_contract::refusal::Language::Ru { "ru" } else { "en" };
        for (name, value) in [
            ("Authorization", format!("Bearer {}", self.token).as_str()),
            ("Accept-Language", language),
            ("Content-Type", "application/json"),
        ] {
            headers.set(name, value).map_err(|_| No::Later)?;
        }
        let init = RequestInit::new();
        init.set_method(method);
        init.set_headers(&headers);
        init.set_signal(signal);
        if let Some(body) = body {
            init.set_body(&JsValue::from_str(&body));
        }
        let asked = self.window.fetch_with_str_and_init(&self.address(rest), &init);
        let response: Response = JsFuture::from(asked).await.map_err(|_| No::Later)?.unchecked_into();
        match response.status() {
            200..300 => Ok(response),
            408 | 429 | 500.. => Err(No::Later),
            status => {
                let problem = text(&response).await.unwrap_or_default();
                let said: Problem = read(&problem).unwrap_or_default();
                Err(if status == 404 && said.code == "unknown_route" {
                    No::Nowhere
                } else {
                    No::Refused(said.title)
                })
            }
        }
    }

    /// Tells something; answers what the server says.
    pub(super) async fn tell<T: DeserializeOwned>(&self, rest: &str, what: &impl Serialize) -> Result<T, No> {
        let body = serde_json::to_string(what).map_err(|_| No::Later)?;
        let response = self.ask(("POST", rest), Some(body), None).await?;
        let said = text(&response).await.ok_or(No::Later)?;
        let said = if said.is_empty() { "null" } else { &said };
        read(said).map_err(|_| No::Later)
    }

    /// Waits for so many milliseconds, or until the line is there again.
    pub(super) async fn nap(self: &Rc<Self>, millis: i32) {
        let page = Rc::clone(self);
        let nap = Promise::new(&mut |done, _| {
            _ = page.window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, millis);
            page.naps.borrow_mut().push(Nap(done));
        });
        _ = JsFuture::from(nap).await;
    }

    /// Ends every nap.
    pub(super) fn wake(&self) {
        for Nap(done) in self.naps.take() {
            _ = done.call0(&JsValue::NULL);
        }
    }
}

/// What of a problem document is shown or looked at.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Problem {
    code: String,
    title: String,
}

async fn text(response: &Response) -> Option<String> {
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}

/// Later each time, and never all pages at once.
pub(super) fn pause(tries: u32) -> i32 {
    let most = f64::from(500_u32.saturating_mul(1 << tries.min(5)));
    // At most 16 seconds.
    #[expect(clippy::cast_possible_truncation, reason = "sixteen thousand fit")]
    let millis = most.mul_add(0.5, most * 0.5 * js_sys::Math::random()) as i32;
    millis
}

/// Now, by the device's clock.
pub(super) fn now() -> Timestamp {
    #[expect(clippy::cast_possible_truncation, reason = "milliseconds since 1970 are whole and fit")]
    let millis = js_sys::Date::now() as i64;
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

/// Fills bytes with chance.
pub(super) fn bytes(window: &Window, bytes: &mut [u8]) {
    if let Ok(crypto) = window.crypto() {
        _ = crypto.get_random_values_with_u8_array(bytes);
    }
}

/// Lets something go on by itself.
pub(super) fn beside(page: &Shared, work: impl AsyncFnOnce(Shared) + 'static) {
    let page = Rc::clone(page);
    wasm_bindgen_futures::spawn_local(async move { work(page).await });
}
