//! Names the files of the chat for visitors for what they hold; its page alone keeps its name, by which a server knows it.
//!
//! Always: its content security policy stands in the page itself, which holds no script.

use std::fs;
use std::path::Path;

use super::worker::named_for_content;
use crate::failure::Failure;

/// The page.
const PAGE: &str = "chat.html";

/// Names its style sheet and its scripts. The wasm has its name by now.
pub(super) fn bind(page: &Path) -> Result<(), Failure> {
    named_for_content(page, "chat", ".css")?;
    named_for_content(page, "visitor", ".js")?;
    named_for_content(page, "visitor_loader", ".js")?;
    let path = page.join(PAGE);
    let html = fs::read_to_string(&path).map_err(Failure::at("read", &path))?;
    let is_bound = html.contains("visitor_loader-") && html.contains("chat-");
    let is_sealed = html.contains("Content-Security-Policy") && !html.contains("<script>");
    if is_bound && is_sealed {
        return Ok(());
    }
    Err(Failure::Check(format!("{PAGE} names no visitor_loader-….js and chat-….css, or has no policy")))
}

/// Whether a file is of this page.
pub(crate) fn is_of_chat(name: &str) -> bool {
    name == PAGE || name.starts_with("chat-") || name.starts_with("visitor")
}
