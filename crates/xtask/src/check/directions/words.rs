//! Words that may not stand in the code, or only in one place.

use crate::source::{Kind, Token};

/// Macros that mark work left undone.
const UNDONE: &[&str] = &["todo", "unimplemented", "dbg"];
/// What binds code to a browser; `charts`, `contract` and `demo` run anywhere.
const BROWSER: &[&str] =
    &["web_sys", "js_sys", "leptos", "wasm_bindgen", "gloo_net", "gloo_timers", "leptos_router"];
const ANYWHERE: &[&str] = &["crates/charts/", "crates/contract/", "crates/demo/"];
/// What reaches the network or the browser's storage; only `backend` does.
const OUTSIDE: &[&str] = &[
    "gloo_net",
    "gloo_storage",
    "idb",
    "rexie",
    "indexed_db_futures",
    "indexed_db",
    "local_storage",
    "session_storage",
    "WebSocket",
    "EventSource",
    "XmlHttpRequest",
];
const OUTSIDE_CLASSES: &str = "Idb";
const OUTSIDE_TEXTS: &[&str] = &["localStorage", "sessionStorage", "indexedDB"];
const BACKEND: &str = "src/backend";
/// Modules that may put HTML from outside on the page: those that clean it.
const MAY_SET_HTML: &[&str] = &["src/workspace/mail/page.rs"];

/// A sentence for each word that may not stand where it stands.
pub(super) fn forbidden(path: &str, tokens: &[Token]) -> Vec<String> {
    let mut findings = Vec::new();
    let mut say =
        |token: &Token, sentence: String| findings.push(format!("{path}:{}: {sentence}", token.line));
    for (at, token) in tokens.iter().enumerate() {
        let after = |sign| tokens.get(at + 1).is_some_and(|next| next.is(sign));
        match &token.kind {
            Kind::Word(word) if UNDONE.contains(&word.as_str()) && after('!') => {
                say(token, format!("`{word}!` may not stay"))
            }
            Kind::Word(word) if word == "ignore" && is_attribute(tokens, at) => {
                say(token, "`#[ignore]`: a test runs or goes".to_owned());
            }
            Kind::Word(word)
                if word == "inner_html" && path.starts_with("src/") && !MAY_SET_HTML.contains(&path) =>
            {
                say(token, "`inner_html`: text from outside is text".to_owned());
            }
            Kind::Word(word) if is_anywhere(path) && BROWSER.contains(&word.as_str()) => {
                say(token, format!("`{word}`: this crate knows no browser"));
            }
            Kind::Word(word) if is_outside_backend(path) && is_outside(word) => {
                say(token, format!("`{word}`: only src/backend reaches outside"));
            }
            Kind::Text(text) if is_outside_backend(path) && OUTSIDE_TEXTS.contains(&text.as_str()) => {
                say(token, format!("\"{text}\": only src/backend reaches outside"));
            }
            _ => {}
        }
    }
    findings
}

fn is_anywhere(path: &str) -> bool {
    ANYWHERE.iter().any(|start| path.starts_with(start))
}

fn is_outside_backend(path: &str) -> bool {
    path.starts_with("src/") && !path.starts_with(BACKEND)
}

fn is_outside(word: &str) -> bool {
    OUTSIDE.contains(&word) || word.starts_with(OUTSIDE_CLASSES)
}

fn is_attribute(tokens: &[Token], at: usize) -> bool {
    at >= 2 && tokens[at - 1].is('[') && tokens[at - 2].is('#')
}

#[cfg(test)]
mod tests {
    use super::forbidden;
    use crate::source::tokens;

    fn count(path: &str, text: &str) -> usize {
        forbidden(path, &tokens(text)).len()
    }

    #[test]
    fn undone_work_is_found_in_code_but_not_in_words_about_it() {
        assert_eq!(count("src/app.rs", "fn f() { todo!() } #[ignore] fn g() { dbg!(1); }"), 3);
        assert_eq!(count("src/app.rs", "// todo!()\nlet ignore = \"todo!()\"; let todo = ignore;"), 0);
    }

    #[test]
    fn storage_and_network_are_the_backends() {
        assert_eq!(
            count("src/desk/drafts.rs", "use gloo_net::http; web_sys::IdbDatabase; get(\"localStorage\")"),
            3
        );
        assert_eq!(count("src/backend/outbox.rs", "use gloo_net::http; web_sys::IdbDatabase;"), 0);
    }

    #[test]
    fn the_contract_knows_no_browser() {
        assert_eq!(count("crates/contract/src/lib.rs", "use web_sys::Window; use leptos::prelude::*;"), 2);
        assert_eq!(count("src/app.rs", "use leptos::prelude::*;"), 0);
    }

    #[test]
    fn html_from_outside_stays_out() {
        assert_eq!(count("src/workspace/chat.rs", "view! { <p inner_html=text/> }"), 1);
    }
}
