//! What the server asks others: each webhook is a line that opens into its headers, its body and what may be answered.
//!
//! Owns: its markup. Never: a form, for nothing is sent from the page.

use super::example::{self, Fields};
use super::markup::{escaped, operations_of, paragraphs, text, with_code};
use desk_contract::wire::names::JSON;
use serde_json::Value;
use std::fmt::Write;

/// The section of all webhooks, where the document has any.
pub(super) fn section(document: &Value) -> String {
    let Some(webhooks) = document.get("webhooks").and_then(Value::as_object) else { return String::new() };
    let mut html = "<section><h2>webhooks</h2>".to_owned();
    for (name, methods) in webhooks {
        for (method, told) in operations_of(methods) {
            write(&mut html, document, (name, method), told);
        }
    }
    html.push_str("</section>");
    html
}

fn write(html: &mut String, document: &Value, (name, method): (&str, &str), told: &Value) {
    _ = write!(
        html,
        r#"<details id="{}"><summary><b data-method="{method}">{}</b> <code>{}</code> <span>{}</span></summary>{}"#,
        escaped(text(told, "/operationId")),
        method.to_uppercase(),
        escaped(name),
        escaped(text(told, "/summary")),
        paragraphs(text(told, "/description")),
    );
    let parameters = told.get("parameters").and_then(Value::as_array).into_iter().flatten();
    let headers: String = parameters
        .filter(|parameter| text(parameter, "/in") == "header")
        .map(|header| line(text(header, "/name"), text(header, "/description")))
        .collect();
    if !headers.is_empty() {
        _ = write!(html, "<h3>Headers</h3><dl>{headers}</dl>");
    }
    if let Some(body) = body(document, told.get("requestBody")) {
        _ = write!(html, "<h3>Body, JSON</h3>{}", shown("Body", &body));
    }
    html.push_str("<h3>Answers</h3><dl>");
    for (status, answer) in told.get("responses").and_then(Value::as_object).into_iter().flatten() {
        html.push_str(&line(status, text(answer, "/description")));
        if let Some(body) = body(document, Some(answer)) {
            _ = write!(html, "<dd>{}</dd>", shown(&format!("Answer {status}"), &body));
        }
    }
    html.push_str("</dl></details>");
}

fn line(name: &str, what: &str) -> String {
    format!("<dt><code>{}</code></dt><dd>{}</dd>", escaped(name), with_code(what))
}

/// What may stand in it, with every field.
fn body(document: &Value, told: Option<&Value>) -> Option<String> {
    let schema = told?.get("content")?.get(JSON)?.get("schema")?;
    serde_json::to_string_pretty(&example::of(document, schema, Fields::All)).ok()
}

fn shown(name: &str, body: &str) -> String {
    format!(r#"<pre tabindex="0" role="region" aria-label="{}">{}</pre>"#, escaped(name), escaped(body))
}

#[cfg(test)]
mod tests {
    use super::super::{ASYNCAPI, OPENAPI, markup};
    use super::*;

    #[test]
    fn every_webhook_stands_on_the_page_with_its_headers_and_its_body() {
        let document: Value = serde_json::from_str(OPENAPI).unwrap();
        let page = markup::page(OPENAPI, ASYNCAPI);
        let webhooks = document["webhooks"].as_object().unwrap();
        assert!(!webhooks.is_empty());
        for told in webhooks.values().flat_map(|methods| operations_of(methods).map(|(_, told)| told)) {
            let begins = page.find(&format!(r#"<details id="{}">"#, text(told, "/operationId"))).unwrap();
            let shown = page[begins..].split("</details>").next().unwrap();
            assert!(!shown.contains("<form"), "nothing is sent from here");
            for header in told["parameters"].as_array().unwrap() {
                let line = line(text(header, "/name"), text(header, "/description"));
                assert!(shown.contains(&line), "{line}");
            }
            for status in told["responses"].as_object().unwrap().keys() {
                assert!(shown.contains(&format!("<dt><code>{status}</code></dt>")), "{status}");
            }
            assert!(shown.contains("Desk-Signature") && shown.contains("HMAC-SHA256"));
            for field in ["seq", "attempt", "line", "to", "appeal", "message", "delivery"] {
                assert!(shown.contains(&format!("&quot;{field}&quot;: ")), "{field}");
            }
        }
    }

    #[test]
    fn a_document_without_webhooks_has_no_section_of_them() {
        assert_eq!(section(&serde_json::json!({ "paths": {} })), "");
    }
}
