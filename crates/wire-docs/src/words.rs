//! Doc comments as descriptions: without links that only rustdoc can follow, without its line breaks.

use crate::json::each_object;
use serde_json::{Map, Value};

/// Cleans every description and summary of a document.
pub(crate) fn clean(document: &mut Value) {
    each_object(document, &mut |fields| {
        for key in ["description", "summary", "title"] {
            if let Some(Value::String(words)) = fields.get_mut(key) {
                *words = cleaned(words);
            }
        }
    });
}

/// A doc comment as prose: a paragraph a line, of a link only what it shows, no code.
pub(crate) fn cleaned(words: &str) -> String {
    // Examples between fences are in Rust, which a reader of the wire need not know.
    let prose: String = words.split("```").step_by(2).collect();
    let paragraphs = prose.split("\n\n").map(|paragraph| {
        let lines: Vec<&str> = paragraph.lines().map(str::trim).collect();
        // A list keeps its lines.
        let is_list = lines.iter().any(|line| line.starts_with("- "));
        without_links(&lines.join(if is_list { "\n" } else { " " }))
    });
    let paragraphs = paragraphs.filter(|paragraph| !paragraph.trim().is_empty());
    paragraphs.collect::<Vec<_>>().join("\n\n").trim().to_owned()
}

/// Its first sentence as the summary of something, and all of it as its description where there is more.
pub(crate) fn describe(what: &mut Map<String, Value>, words: &str) {
    let (all, first) = (cleaned(words), summary(words));
    if all.trim_end_matches('.') != first {
        what.insert("description".to_owned(), all.into());
    }
    what.insert("summary".to_owned(), first.into());
}

/// The first sentence, without its full stop.
fn summary(words: &str) -> String {
    let words = cleaned(words);
    let paragraph = words.split("\n\n").next().unwrap_or_default();
    let end = paragraph.find(". ").unwrap_or(paragraph.len());
    paragraph.get(..end).unwrap_or(paragraph).trim_end_matches('.').to_owned()
}

/// `` [`Thing`](path::Thing) `` and `` [`Thing`] `` become `` `Thing` ``, `` [`Thing::part`] `` becomes `` `part` ``; a link
/// to an address stays.
fn without_links(words: &str) -> String {
    let mut clean = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, after)) = rest.split_once('[') {
        clean.push_str(before);
        let Some((shown, behind)) = after.split_once(']').filter(|(shown, _)| shown.starts_with('`')) else {
            clean.push('[');
            rest = after;
            continue;
        };
        let target = behind.strip_prefix('(').and_then(|behind| behind.split_once(')'));
        rest = match target {
            Some((address, behind)) if !address.contains("://") => {
                clean.push_str(&last_of_path(shown));
                behind
            }
            Some(_) => {
                clean.push('[');
                after
            }
            None => {
                clean.push_str(&last_of_path(shown));
                behind
            }
        };
    }
    clean.push_str(rest);
    clean
}

fn last_of_path(shown: &str) -> String {
    shown.rsplit_once("::").map_or_else(|| shown.to_owned(), |(_, last)| format!("`{last}"))
}
