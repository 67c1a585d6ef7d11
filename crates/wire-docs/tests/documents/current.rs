//! `docs/` holds what the code makes.

use serde_json::Value;
use std::path::Path;

#[test]
fn the_documents_are_those_of_this_code() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    for (name, text) in desk_wire_docs::documents() {
        let kept = std::fs::read_to_string(docs.join(name)).unwrap_or_default();
        // Git may have given the lines another end.
        let is_current = kept.replace("\r\n", "\n") == text;
        assert!(is_current, "docs/{name} is not what the code says: call `cargo xtask docs`");
    }
}

#[test]
fn a_document_is_made_the_same_each_time() {
    assert_eq!(desk_wire_docs::documents(), desk_wire_docs::documents());
}

#[test]
fn a_document_is_read_as_it_was_meant() {
    let texts: [Value; 2] = desk_wire_docs::documents().map(|(_, text)| serde_json::from_str(&text).unwrap());
    assert_eq!(crate::both().map(|(_, document)| document), texts);
}
