//! What travels over the socket: each message is a line that opens into an example of it, and a form listens and speaks.
//!
//! Owns: its markup. Never: listens; the page's script does, as whoever is signed in.

use super::example::{self, Fields};
use super::markup::{escaped, paragraphs, text, with_code};
use desk_contract::wire::names::{PREFIX, SUBPROTOCOL};
use serde_json::Value;
use std::fmt::Write;

/// What each end says, in the document's words for its operations.
const ENDS: [(&str, &str); 2] = [("tell", "The server says"), ("hear", "The server hears")];

/// The section of the events' document.
pub(super) fn section(document: &str) -> String {
    let document: Value = serde_json::from_str(document).unwrap_or_default();
    let mut html = "<section><h2>events</h2>".to_owned();
    html.push_str(&paragraphs(text(&document, "/info/description")));
    listener(&mut html, &document);
    for (operation, title) in ENDS {
        _ = write!(html, "<h3>{title}</h3>");
        let messages =
            document.pointer(&format!("/operations/{operation}/messages")).and_then(Value::as_array);
        for name in messages.into_iter().flatten().filter_map(name_of) {
            write_message(&mut html, &document, (operation, name));
        }
    }
    html.push_str("</section>");
    html
}

/// Where one listens, and may say something oneself.
fn listener(html: &mut String, document: &Value) {
    let spoken = text_of(document, "heartbeat").unwrap_or_default();
    _ = write!(
        html,
        r#"<details id="listen"><summary><b data-method="get">WS</b> <code>{path}</code> <span>Listen to it</span></summary>
<form data-socket="{PREFIX}{path}" data-protocol="{SUBPROTOCOL}">
<label><code>after</code> <small>The number of the last event that is known; left empty, that of the session.</small>
<input name="after" inputmode="numeric" pattern="[0-9]*"></label>
<button>Listen</button>
<label>What is said to the server, JSON<textarea name="said" rows="8" spellcheck="false">{spoken}</textarea></label>
<button type="button" name="say" disabled>Say</button>
<pre tabindex="0" role="log" aria-label="Heard" hidden></pre></form></details>"#,
        path = escaped(text(document, "/channels/events/address")),
        spoken = escaped(&spoken),
    );
}

fn write_message(html: &mut String, document: &Value, (operation, name): (&str, &str)) {
    let Some(example) = text_of(document, name) else { return };
    let told = |field: &str| text(document, &format!("/components/messages/{name}/{field}"));
    _ = write!(
        html,
        r#"<details id="{operation}_{shown}"><summary><code>{shown}</code> <span>{}</span></summary>{}<pre tabindex="0" role="region" aria-label="{shown}">{}</pre></details>"#,
        with_code(told("summary")),
        paragraphs(told("description")),
        escaped(&example),
        shown = escaped(name),
    );
}

/// The message that an operation of the document refers to.
fn name_of(referred: &Value) -> Option<&str> {
    text(referred, "/$ref").rsplit('/').next().filter(|name| !name.is_empty())
}

/// A message with every field.
fn text_of(document: &Value, name: &str) -> Option<String> {
    let payload = document.pointer(&format!("/components/messages/{name}/payload"))?;
    serde_json::to_string_pretty(&example::of(document, payload, Fields::All)).ok()
}

#[cfg(test)]
mod tests {
    use super::super::ASYNCAPI;
    use super::*;

    #[test]
    fn every_message_stands_there_with_what_it_tells() {
        let document: Value = serde_json::from_str(ASYNCAPI).unwrap();
        let section = section(ASYNCAPI);
        let messages = document["components"]["messages"].as_object().unwrap();
        assert!(messages.len() > 40);
        for name in messages.keys() {
            let begins = section.find(&format!(r#"<details id="tell_{name}">"#)).unwrap();
            let shown = section[begins..].split("</details>").next().unwrap();
            assert!(shown.contains("&quot;type&quot;: "), "{name}");
        }
        assert!(section.contains(r#"<details id="hear_whisper">"#) && section.contains("4409"));
    }

    /// An event's frame carries what the envelope has and what the event tells.
    #[test]
    fn an_example_is_a_frame_of_the_interface() {
        let document: Value = serde_json::from_str(ASYNCAPI).unwrap();
        for name in document["components"]["messages"].as_object().unwrap().keys() {
            let frame: Value = serde_json::from_str(&text_of(&document, name).unwrap()).unwrap();
            if frame["type"] == "event" {
                assert_eq!(frame["data"]["type"], name.as_str());
                assert!(frame["data"]["seq"].is_number() && frame["data"]["data"].is_object(), "{frame}");
            } else {
                assert_eq!(frame["type"], name.as_str());
            }
        }
        let read: Value = serde_json::from_str(&text_of(&document, "messages_read").unwrap()).unwrap();
        assert!(read["data"]["data"]["appeal"].is_string(), "{read}");
    }
}
