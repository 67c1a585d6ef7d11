//! The page's markup: an operation is a line that opens into its description and a form; what the server asks others is in
//! `webhooks`, what it tells over the socket in `events`.

use super::example::{self, Fields};
use super::{events, webhooks};
use desk_contract::wire::names::{BYTES, JSON, PREFIX};
use serde_json::Value;
use std::fmt::Write;

const METHODS: [&str; 4] = ["get", "post", "put", "delete"];

/// An operation of the document.
struct Operation<'d> {
    document: &'d Value,
    path: &'d str,
    method: &'static str,
    told: &'d Value,
}

/// The whole page.
pub(super) fn page(document: &str, of_events: &str) -> String {
    let document: Value = serde_json::from_str(document).unwrap_or_default();
    let title = escaped(text(&document, "/info/title"));
    let mut html = format!(
        r#"<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}: interface</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="/api/icon.svg"><link rel="stylesheet" href="/api/page.css">
<script type="module" src="/api/page.js"></script></head><body><header><h1>{title}: interface</h1>
<p>The documents: <a href="{PREFIX}/openapi.json">OpenAPI 3.1</a>, <a href="{PREFIX}/asyncapi.json">AsyncAPI 3.0</a> of the events.</p>
<form id="sign-in"><label>Login <input name="login" autocomplete="username" required></label>
<label>Password <input name="password" type="password" autocomplete="current-password" required></label>
<button>Sign in</button><output role="status"></output></form>
<p class="quiet">What is sent from here is done, as whoever is signed in.</p></header><main>"#
    );
    html.push_str(&paragraphs(text(&document, "/info/description")));
    let tags = document.get("tags").and_then(Value::as_array);
    for tag in tags.into_iter().flatten().map(|tag| text(tag, "/name")) {
        _ = write!(html, "<section><h2>{}</h2>", escaped(tag));
        for operation in operations(&document).filter(|it| it.is_of(tag)) {
            operation.write(&mut html);
        }
        html.push_str("</section>");
    }
    html.push_str(&events::section(of_events));
    html.push_str(&webhooks::section(&document));
    html.push_str("</main></body></html>");
    html
}

fn operations(document: &Value) -> impl Iterator<Item = Operation<'_>> {
    let paths = document.get("paths").and_then(Value::as_object);
    paths.into_iter().flatten().flat_map(move |(path, methods)| {
        operations_of(methods).map(move |(method, told)| Operation { document, path, method, told })
    })
}

/// The methods of a path, or of a webhook.
pub(super) fn operations_of(methods: &Value) -> impl Iterator<Item = (&'static str, &Value)> {
    METHODS.into_iter().filter_map(|method| Some((method, methods.get(method)?)))
}

impl Operation<'_> {
    fn is_of(&self, tag: &str) -> bool {
        self.told.pointer("/tags/0").and_then(Value::as_str) == Some(tag)
    }

    fn write(&self, html: &mut String) {
        let (method, path) = (self.method.to_uppercase(), escaped(self.path));
        _ = write!(
            html,
            r#"<details id="{}"><summary><b data-method="{}">{method}</b> <code>{path}</code> <span>{}</span></summary>{}
<form data-method="{method}" data-path="{PREFIX}{path}">"#,
            escaped(text(self.told, "/operationId")),
            self.method,
            escaped(text(self.told, "/summary")),
            paragraphs(text(self.told, "/description")),
        );
        let parameters = self.told.get("parameters").and_then(Value::as_array);
        for parameter in parameters.into_iter().flatten() {
            self.write_parameter(html, parameter);
        }
        self.write_body(html);
        html.push_str(r#"<button>Send</button><pre tabindex="0" role="log" hidden></pre></form></details>"#);
    }

    /// The key of a command is made for each press.
    fn write_parameter(&self, html: &mut String, parameter: &Value) {
        let place = text(parameter, "/in");
        if place != "path" && place != "query" {
            return;
        }
        let is_required = parameter.get("required").and_then(Value::as_bool) == Some(true);
        _ = write!(
            html,
            r#"<label><code>{name}</code> <small>{what}</small><input name="{name}" data-in="{place}"{required}></label>"#,
            name = escaped(text(parameter, "/name")),
            what = escaped(text(parameter, "/description")),
            required = if is_required { " required" } else { "" },
        );
    }

    fn write_body(&self, html: &mut String) {
        let Some(content) = self.told.pointer("/requestBody/content") else { return };
        if content.get(BYTES).is_some() {
            html.push_str(r#"<label>File<input type="file" data-in="file" required></label>"#);
        }
        if let Some(schema) = content.get(JSON).and_then(|told| told.get("schema")) {
            let example = serde_json::to_string_pretty(&example::of(self.document, schema, Fields::Required));
            let example = example.unwrap_or_default();
            _ = write!(
                html,
                r#"<label>Body, JSON<textarea data-in="body" rows="{}" spellcheck="false">{}</textarea></label>"#,
                (example.lines().count() + 1).clamp(3, 16),
                escaped(&example)
            );
        }
    }
}

pub(super) fn text<'d>(told: &'d Value, pointer: &str) -> &'d str {
    told.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// Paragraphs, and lists whose lines begin with a dash; what stands between backticks is code.
pub(super) fn paragraphs(text: &str) -> String {
    let mut html = String::new();
    for block in text.split("\n\n").filter(|block| !block.trim().is_empty()) {
        if block.starts_with("- ") {
            let lines = block.split("\n- ").map(|line| line.trim_start_matches("- "));
            let items: String = lines.map(|line| format!("<li>{}</li>", with_code(line))).collect();
            _ = write!(html, "<ul>{items}</ul>");
        } else {
            _ = write!(html, "<p>{}</p>", with_code(block));
        }
    }
    html
}

pub(super) fn with_code(text: &str) -> String {
    let part = |(place, part): (usize, &str)| match place % 2 {
        0 => escaped(part),
        _ => format!("<code>{}</code>", escaped(part)),
    };
    text.split('`').enumerate().map(part).collect()
}

pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_the_document_is_text() {
        assert_eq!(with_code("a `<b>` & c"), "a <code>&lt;b&gt;</code> &amp; c");
        assert_eq!(paragraphs("one\n\n- two\n- three"), "<p>one</p><ul><li>two</li><li>three</li></ul>");
    }

    #[test]
    fn every_operation_has_its_form() {
        let document: Value = serde_json::from_str(super::super::OPENAPI).unwrap();
        let page = page(super::super::OPENAPI, super::super::ASYNCAPI);
        assert!(operations(&document).count() > 90);
        for operation in operations(&document) {
            let form = format!(
                r#"data-method="{}" data-path="{PREFIX}{}""#,
                operation.method.to_uppercase(),
                operation.path
            );
            assert!(page.contains(&form), "{form}");
        }
        assert!(page.contains(r#"&quot;outcome&quot;: "#), "a body has an example");
    }
}
