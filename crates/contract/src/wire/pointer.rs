//! From a place in a text of JSON to the JSON pointer of the value there (RFC 6901).
//!
//! The reader of JSON tells a line and a column, a person who filled in a form wants the field. The text
//! was written by ourselves: it is right, and on one line.

/// Where the walk is: in an object behind a key, or in an array at a place.
enum Step {
    Key(String),
    Place(usize),
}

/// The pointer of the value that the first `length` bytes end with, or have begun.
pub(super) fn pointer_at(text: &str, length: usize) -> String {
    let mut steps: Vec<Step> = Vec::new();
    let mut word: Option<String> = None;
    let mut is_escaped = false;
    let mut key_to_be = String::new();
    let mut has_just_opened_an_array = false;
    for (_, character) in text.char_indices().take_while(|(at, _)| *at < length) {
        if let Some(open) = word.as_mut() {
            match character {
                '"' if !is_escaped => key_to_be = word.take().unwrap_or_default(),
                _ => open.push(character),
            }
            is_escaped = character == '\\' && !is_escaped;
            continue;
        }
        has_just_opened_an_array = character == '[';
        match (character, steps.last_mut()) {
            ('"', _) => word = Some(String::new()),
            ('{', _) => steps.push(Step::Key(String::new())),
            ('[', _) => steps.push(Step::Place(0)),
            ('}' | ']', _) => _ = steps.pop(),
            (':', Some(Step::Key(key))) => *key = unescaped(&key_to_be),
            (',', Some(Step::Key(key))) => key.clear(),
            (',', Some(Step::Place(place))) => *place = place.saturating_add(1),
            _ => {}
        }
    }
    if has_just_opened_an_array {
        // It is about the array, of which no element has been looked at.
        steps.pop();
    }
    steps.iter().map(spelled).collect()
}

fn spelled(step: &Step) -> String {
    match step {
        Step::Place(place) => format!("/{place}"),
        // A place between two fields is a place in the object.
        Step::Key(key) if key.is_empty() => String::new(),
        Step::Key(key) => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
    }
}

/// A key as it is meant.
fn unescaped(key: &str) -> String {
    serde_json::from_str(&format!("\"{key}\"")).unwrap_or_else(|_| key.to_owned())
}
