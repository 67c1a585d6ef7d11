//! The socket over which events come.
//!
//! Owns: the browser's socket and whoever is called by it. Never: when to open one; the feed says that.
//!
//! Always: one that was dropped calls nobody.

use desk_contract::json::read;
use desk_contract::wire::names::{BEARER_SUBPROTOCOL, SUBPROTOCOL};
use desk_contract::wire::{BrowserFrame, CloseCode, ServerFrame};
use desk_courier::Happening;
use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{CloseEvent, Event, MessageEvent, WebSocket};

/// Whoever is told what happens.
pub(super) type Told = Rc<dyn Fn(Happening)>;

/// An open socket, or one that opens.
pub(super) struct Socket {
    socket: WebSocket,
    _opened: Closure<dyn Fn(Event)>,
    _came: Closure<dyn Fn(MessageEvent)>,
    _closed: Closure<dyn Fn(CloseEvent)>,
}

impl Socket {
    /// Begins to open one.
    pub(super) fn open(url: &str, token: Option<String>, told: &Told) -> Option<Self> {
        let protocols = Array::of1(&SUBPROTOCOL.into());
        if let Some(token) = token {
            protocols.push(&format!("{BEARER_SUBPROTOCOL}{token}").into());
        }
        let socket = WebSocket::new_with_str_sequence(url, &protocols).ok()?;
        let tell = Rc::clone(told);
        let opened = Closure::new(move |_: Event| tell(Happening::Opened));
        let tell = Rc::clone(told);
        let came = Closure::new(move |event: MessageEvent| {
            // A frame of an unknown name is passed over.
            let frame = event.data().as_string().and_then(|text| read::<ServerFrame>(&text).ok());
            if let Some(frame) = frame {
                tell(Happening::Came(Box::new(frame)));
            }
        });
        let tell = Rc::clone(told);
        let closed = Closure::new(move |event: CloseEvent| tell(Happening::Closed(event.code())));
        socket.set_onopen(Some(opened.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(came.as_ref().unchecked_ref()));
        socket.set_onclose(Some(closed.as_ref().unchecked_ref()));
        Some(Self { socket, _opened: opened, _came: came, _closed: closed })
    }

    /// Tells the server something; what does not go is nothing that anybody waits for.
    pub(super) fn send(&self, frame: &BrowserFrame) {
        if self.socket.ready_state() == WebSocket::OPEN
            && let Ok(text) = serde_json::to_string(frame)
        {
            let _ = self.socket.send_with_str(&text);
        }
    }

    /// Closes it with a code that the server understands.
    pub(super) fn close(self, code: CloseCode) {
        // A page may only name codes of its own (the WebSockets standard, "close()").
        let code = Some(code.code()).filter(|code| *code >= 3_000).unwrap_or(1_000);
        let _ = self.socket.close_with_code(code);
        // It may be its own call that ends it: who is called is given up after that.
        wasm_bindgen_futures::spawn_local(async move { drop(self) });
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        // One that is closed already does not mind.
        let _ = self.socket.close();
    }
}
