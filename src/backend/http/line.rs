//! One request and its answer: the address, who asks, how long one waits.
//!
//! Owns: the session as requests know it. Never: what is asked, or asks again.

use super::super::Failure;
pub(super) use super::super::chance::number as chance;
use super::super::config::{Credentials, HttpConfig};
use super::super::early;
use super::reader::Reader;
use desk_contract::id::CommandId;
use desk_contract::json::read;
use desk_contract::wire::names::{ACCEPT_LANGUAGE, IDEMPOTENCY_KEY, JSON};
use desk_contract::wire::{Fault, Method, Problem};
use futures_channel::oneshot;
use gloo_net::http::{RequestBuilder, Response};
use gloo_timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use serde::Serialize;
use std::cell::{Cell, RefCell};
use web_sys::{AbortController, Blob, BlobPropertyBag, RequestCredentials};

/// How long a request may take, in milliseconds.
const PATIENCE_MS: u32 = 15_000;

/// The way to the server.
pub(super) struct Line {
    config: HttpConfig,
    token: RefCell<Option<String>>,
    /// Whether the operator sits at the desk: from then on an expired session is asked about, not answered with.
    pub(super) is_seated: Cell<bool>,
    is_signed_out: Cell<bool>,
    until_signed_in: RefCell<Vec<oneshot::Sender<()>>>,
    /// How long the answer that was read last had lain here, in milliseconds.
    pub(super) lay_ms: Cell<i64>,
    /// Told when the session has come to its end.
    pub(super) on_signed_out: RefCell<Option<Box<dyn Fn()>>>,
}

/// An answer as it came.
pub(super) struct Said {
    pub(super) status: u16,
    pub(super) body: String,
    pub(super) retry_after: Option<String>,
}

/// What is sent.
pub(super) struct Sent<'a> {
    pub(super) method: Method,
    /// From `/api` on.
    pub(super) address: &'a str,
    pub(super) key: Option<CommandId>,
    pub(super) body: Option<&'a str>,
}

/// Whoever drops the future of a request has the browser stop it; one that has ended is not touched by it.
pub(super) struct Stops(AbortController);

impl Drop for Stops {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Line {
    pub(super) fn new(config: HttpConfig) -> Self {
        Self {
            config,
            token: RefCell::default(),
            is_seated: Cell::new(false),
            is_signed_out: Cell::new(false),
            until_signed_in: RefCell::default(),
            lay_ms: Cell::new(0),
            on_signed_out: RefCell::default(),
        }
    }

    /// The whole address of a path.
    pub(super) fn url(&self, address: &str) -> String {
        format!("{}{address}", self.config.base)
    }

    /// The token that goes with requests, where a token is what the session is known by.
    pub(super) fn token(&self) -> Option<String> {
        self.token.borrow().clone().filter(|_| self.config.credentials == Credentials::Token)
    }

    /// Whether the browser adds its cookies.
    pub(super) fn has_cookies(&self) -> bool {
        self.config.credentials == Credentials::Cookie
    }

    /// Sends a request once; `None` where nobody answered in time.
    pub(super) async fn request(&self, sent: Sent<'_>) -> Option<Said> {
        let early = self.said_early(&sent).await;
        if early.is_some() {
            return early;
        }
        self.request_by(sent, self.token()).await
    }

    /// The same by a token of its own.
    pub(super) async fn request_by(&self, sent: Sent<'_>, token: Option<String>) -> Option<Said> {
        let controller = AbortController::new().ok()?;
        let stops = Stops(controller.clone());
        let _patience = Timeout::new(PATIENCE_MS, move || controller.abort());
        let method = match sent.method {
            Method::Get => gloo_net::http::Method::GET,
            Method::Post => gloo_net::http::Method::POST,
            Method::Put => gloo_net::http::Method::PUT,
            Method::Delete => gloo_net::http::Method::DELETE,
        };
        let mut request = self.begun_by(token, method, sent.address, &stops);
        if let Some(key) = sent.key {
            request = request.header(IDEMPOTENCY_KEY, &key.to_string());
        }
        let request = match sent.body {
            Some(body) => request.header("Content-Type", JSON).body(body).ok()?,
            None => request.build().ok()?,
        };
        let answer = request.send().await.ok()?;
        self.lay_ms.set(0);
        Said::of(answer).await
    }

    /// What the page's start script asked before the program was here; it asks nobody but the server that it comes from.
    async fn said_early(&self, sent: &Sent<'_>) -> Option<Said> {
        let early = match sent.method {
            Method::Get if self.has_cookies() => early::taken(sent.address).await?,
            _ => return None,
        };
        self.lay_ms.set(early.lay_ms);
        Said::of(Response::from(early.answer)).await
    }

    /// The bytes at an address.
    pub(super) async fn bytes(&self, address: &str) -> Result<Blob, Failure> {
        let controller = AbortController::new().map_err(|_| Failure::Unreachable)?;
        let stops = Stops(controller);
        let request = self.begun(gloo_net::http::Method::GET, address, &stops);
        let answer = request.send().await.map_err(|_| Failure::Unreachable)?;
        if answer.ok() {
            let bytes = answer.binary().await.map_err(|_| Failure::Unreachable)?;
            let kind = BlobPropertyBag::new();
            kind.set_type(&answer.headers().get("Content-Type").unwrap_or_default());
            let parts = Array::of1(&Uint8Array::from(bytes.as_slice()));
            let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &kind);
            return blob.map_err(|_| Failure::Unexpected("file".to_owned()));
        }
        let (status, body) = (answer.status(), answer.text().await.unwrap_or_default());
        let fault = Said { status, body, retry_after: None }.fault();
        Err(fault.map_or_else(|| Failure::Unexpected(status.to_string()), Failure::Fault))
    }

    /// What reads the bytes at an address as they come, so that they are never all here. Dropped, it stops the request.
    pub(super) async fn reader(&self, address: &str, accepted: &str) -> Result<Reader, Failure> {
        let controller = AbortController::new().map_err(|_| Failure::Unreachable)?;
        let stops = Stops(controller);
        let request = self.begun(gloo_net::http::Method::GET, address, &stops).header("Accept", accepted);
        let answer = request.send().await.map_err(|_| Failure::Unreachable)?;
        if !answer.ok() {
            let (status, body) = (answer.status(), answer.text().await.unwrap_or_default());
            let fault = Said { status, body, retry_after: None }.fault();
            return Err(fault.map_or_else(|| Failure::Unexpected(status.to_string()), Failure::Fault));
        }
        let body = answer.body().ok_or_else(|| Failure::Unexpected("file".to_owned()))?;
        Reader::of(&body, stops)
    }

    /// What every request begins with.
    fn begun(&self, method: gloo_net::http::Method, address: &str, stops: &Stops) -> RequestBuilder {
        self.begun_by(self.token(), method, address, stops)
    }

    fn begun_by(
        &self,
        token: Option<String>,
        method: gloo_net::http::Method,
        address: &str,
        stops: &Stops,
    ) -> RequestBuilder {
        let credentials =
            if self.has_cookies() { RequestCredentials::Include } else { RequestCredentials::Omit };
        let request = RequestBuilder::new(&self.url(address))
            .method(method)
            .credentials(credentials)
            .abort_signal(Some(&stops.0.signal()))
            .header(ACCEPT_LANGUAGE, &language());
        match token {
            Some(token) => request.header("Authorization", &format!("Bearer {token}")),
            None => request,
        }
    }

    /// Somebody has signed in; the token is what the session is known by, where a cookie is not.
    pub(super) fn signed_in(&self, token: String) {
        self.token.replace(Some(token));
        self.is_signed_out.set(false);
        for waiting in self.until_signed_in.take() {
            // Nobody waits any more.
            let _ = waiting.send(());
        }
    }

    /// The session is at its end.
    pub(super) fn signed_out(&self) {
        if !self.is_signed_out.replace(true)
            && let Some(tell) = self.on_signed_out.borrow().as_ref()
        {
            tell();
        }
    }

    /// Whether the session is at its end and nobody has signed in since.
    pub(super) fn is_signed_out(&self) -> bool {
        self.is_signed_out.get()
    }

    pub(super) async fn until_signed_in(&self) {
        if self.is_signed_out.get() {
            let (signed_in, waits) = oneshot::channel();
            self.until_signed_in.borrow_mut().push(signed_in);
            // The other end is held until somebody signs in.
            let _ = waits.await;
        }
    }
}

impl Said {
    async fn of(answer: Response) -> Option<Self> {
        let (status, retry_after) = (answer.status(), answer.headers().get("Retry-After"));
        Some(Self { status, body: answer.text().await.ok()?, retry_after })
    }

    /// What went wrong, where the server says so in words of the contract.
    pub(super) fn fault(&self) -> Option<Fault> {
        let told = read::<Problem>(&self.body).ok().and_then(|problem| problem.fault());
        told.or(match self.status {
            401 => Some(Fault::NotSignedIn),
            // A rule's word for what is not there, or not for him.
            404 => Some(Fault::UnknownRoute),
            _ => None,
        })
    }
}

/// What a question brings, as it is sent.
pub(super) fn written(brings: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(brings).map_err(super::question::unexpected)
}

/// The language of the page.
fn language() -> String {
    let page = web_sys::window().and_then(|window| window.document()?.document_element());
    page.and_then(|page| page.get_attribute("lang")).unwrap_or_else(|| "ru".to_owned())
}
