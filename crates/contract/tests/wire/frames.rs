//! What travels over the socket.

use crate::understood;
use desk_contract::wire::{BrowserFrame, Heartbeat, Reset, ServerFrame};
use desk_contract::{Recorded, Whisper};
use serde_json::{Value, json};

#[test]
fn an_event_arrives_with_its_number() {
    let events: Vec<Recorded> = understood(include_str!("../../samples/events.json"));
    for event in events {
        let sent = ServerFrame::from(event.clone());
        let text = serde_json::to_string(&sent).unwrap();
        let told: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(told.get("type"), Some(&json!("event")));
        assert_eq!(told.pointer("/data/seq"), Some(&json!(event.seq)));
        assert_eq!(told.pointer("/data/type"), Some(&json!(event.event.name())));
        assert_eq!(serde_json::from_str::<ServerFrame>(&text).unwrap(), sent);
    }
}

#[test]
fn both_ends_whisper_and_are_heard_to_be_alive() {
    let whispers: Vec<Whisper> = understood(include_str!("../../samples/whispers.json"));
    for whisper in whispers {
        let down = serde_json::to_string(&ServerFrame::from(whisper)).unwrap();
        let up = serde_json::to_string(&BrowserFrame::from(whisper)).unwrap();
        assert_eq!(down, up);
        assert_eq!(serde_json::from_str::<BrowserFrame>(&up).unwrap(), whisper.into());
    }
    let beat = r#"{"type":"heartbeat","data":{"at":"2026-03-02T09:00:00Z","seq":17}}"#;
    let heard: ServerFrame = serde_json::from_str(beat).unwrap();
    assert!(matches!(heard, ServerFrame::Heartbeat(Heartbeat { seq: 17, .. })));
    assert!(serde_json::from_str::<BrowserFrame>(beat).is_ok());
}

#[test]
fn only_a_server_sends_anybody_back_to_the_beginning() {
    let reset = r#"{"type":"reset","data":{"seq":41}}"#;
    assert_eq!(serde_json::from_str::<ServerFrame>(reset).unwrap(), Reset { seq: 41 }.into());
    assert!(serde_json::from_str::<BrowserFrame>(reset).is_err());
    assert!(serde_json::from_str::<BrowserFrame>(r#"{"type":"event","data":{}}"#).is_err());
}
