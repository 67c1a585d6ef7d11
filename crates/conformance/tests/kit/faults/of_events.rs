//! Faults of what is told over the socket.

use super::{Planted, is_event, read};
use crate::proxy::{Asked, Fault};
use desk_contract::wire::names;

pub(super) fn planted() -> Vec<Planted> {
    vec![
        ("talks.chat", Box::new(AlteredWords)),
        ("talks.chat", Box::new(Repeated)),
        ("talks.chat", Box::new(Swallowed)),
        ("talks.writing", Box::new(VersionSkipped)),
        ("events.numbers", Box::new(Swapped(None))),
        ("events.numbers", Box::new(NumberSkipped(None))),
        ("events.resume", Box::new(AfterIgnored(0))),
        ("events.reset", Box::new(ResetSwallowed)),
        ("events.heartbeat", Box::new(HeartbeatMissing)),
        ("events.audience", Box::new(Leaked(None))),
    ]
}

/// The words of messages come otherwise than they were written.
struct AlteredWords;

impl Fault for AlteredWords {
    fn tells(&mut self, frame: String) -> Vec<String> {
        let is_sent = is_event(&frame, "message_sent");
        vec![if is_sent {
            frame.replace("Здравствуйте", "Здраствуйте")
        } else {
            frame
        }]
    }
}

/// An event is told twice.
struct Repeated;

impl Fault for Repeated {
    fn tells(&mut self, frame: String) -> Vec<String> {
        let times = if is_event(&frame, "message_sent") { 2 } else { 1 };
        vec![frame; times]
    }
}

/// An event is not told.
struct Swallowed;

impl Fault for Swallowed {
    fn tells(&mut self, frame: String) -> Vec<String> {
        if is_event(&frame, "delivery_changed") { Vec::new() } else { vec![frame] }
    }
}

/// An event raises the version of its appeal by two.
struct VersionSkipped;

impl Fault for VersionSkipped {
    fn tells(&mut self, frame: String) -> Vec<String> {
        let mut told = read(&frame);
        if is_event(&frame, "message_received") {
            told["data"]["version"] = (told["data"]["version"].as_u64().unwrap() + 1).into();
        }
        vec![told.to_string()]
    }
}

/// Two events come in the wrong order, now and then.
struct Swapped(Option<String>);

impl Fault for Swapped {
    fn tells(&mut self, frame: String) -> Vec<String> {
        if !is_event(&frame, "message_received")
            || !read(&frame)["data"]["data"]["message"]["text"]
                .as_str()
                .is_some_and(|it| it == "7" || it == "8")
        {
            return vec![frame];
        }
        match self.0.take() {
            None => {
                self.0 = Some(frame);
                Vec::new()
            }
            Some(held) if held == frame => vec![frame],
            Some(held) => vec![frame, held],
        }
    }
}

/// From some event on, every number is one too high.
struct NumberSkipped(Option<u64>);

impl Fault for NumberSkipped {
    fn tells(&mut self, frame: String) -> Vec<String> {
        let mut told = read(&frame);
        if told["type"] == "event" {
            let seq = told["data"]["seq"].as_u64().unwrap();
            if told["data"]["data"]["message"]["text"] == "9" && self.0.is_none() {
                self.0 = Some(seq);
            }
            if self.0.is_some_and(|from| seq >= from) {
                told["data"]["seq"] = (seq + 1).into();
            }
        }
        vec![told.to_string()]
    }
}

/// Whatever number is named, all is told from the first on: once the kit has got in, which opens six sockets.
struct AfterIgnored(u32);

impl Fault for AfterIgnored {
    fn asks(&mut self, asked: &mut Asked) {
        if let Some((path, _)) = asked.path.split_once("/events?after=") {
            self.0 += 1;
            if self.0 > 6 {
                asked.path = format!("{path}/events?after=0");
            }
        }
    }
}

/// Whoever must read anew is not told.
struct ResetSwallowed;

impl Fault for ResetSwallowed {
    fn tells(&mut self, frame: String) -> Vec<String> {
        if read(&frame)["type"] == "reset" { Vec::new() } else { vec![frame] }
    }
}

/// The backend never says that it lives.
struct HeartbeatMissing;

impl Fault for HeartbeatMissing {
    fn tells(&mut self, frame: String) -> Vec<String> {
        if read(&frame)["type"] == "heartbeat" { Vec::new() } else { vec![frame] }
    }
}

/// Everybody hears what the administrator hears, who opened the first socket.
struct Leaked(Option<axum::http::HeaderValue>);

impl Fault for Leaked {
    fn asks(&mut self, asked: &mut Asked) {
        if let Some(offered) = asked.headers.get("sec-websocket-protocol").cloned() {
            assert!(offered.to_str().unwrap().contains(names::BEARER_SUBPROTOCOL));
            let first = self.0.get_or_insert(offered).clone();
            asked.headers.insert("sec-websocket-protocol", first);
        }
    }
}
