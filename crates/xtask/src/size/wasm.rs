//! Reads of a wasm file what `size` shows: how long each function is and how it is called.
//!
//! Knows of the format only the frame of sections, the counts of imports, the bodies of functions and
//! the name section. Never: panics on a broken file; reading answers `None`.

use std::collections::BTreeMap;

use crate::wasm_bytes::{Bytes, HEAD};

const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
const CODE: u8 = 10;
const DATA: u8 = 11;

/// The code of a wasm file.
#[derive(Debug, Default)]
pub(super) struct Code {
    /// All functions together.
    pub(super) code_bytes: u64,
    /// Strings, tables and the like.
    pub(super) data_bytes: u64,
    /// In the order of the file.
    pub(super) functions: Vec<Function>,
}

/// One function.
#[derive(Debug)]
pub(super) struct Function {
    /// As the compiler called it, where the file says.
    pub(super) name: Option<String>,
    /// The length of its body.
    pub(super) bytes: u64,
}

/// Takes a file apart.
pub(super) fn read(file: &[u8]) -> Option<Code> {
    let mut file = Bytes(file.strip_prefix(HEAD)?);
    let mut code = Code::default();
    let mut imported = 0;
    let mut names = BTreeMap::new();
    while !file.0.is_empty() {
        let id = file.byte()?;
        let length = file.number()?;
        let mut section = Bytes(file.take(length)?);
        match id {
            IMPORT => imported = section.functions_imported()?,
            CODE => {
                code.code_bytes = length;
                code.functions = bodies(&mut section)?;
            }
            DATA => code.data_bytes = length,
            CUSTOM if section.name()? == "name" => names = section.function_names()?.into_iter().collect(),
            _ => {}
        }
    }
    for (index, function) in (imported..).zip(&mut code.functions) {
        function.name = names.remove(&index).map(|name| readable(&name));
    }
    Some(code)
}

/// A name without the hashes that tell two builds of a crate apart: `a[0123456789abcdef]::b`
/// and `a::b::h0123456789abcdef` are both `a::b`.
fn readable(name: &str) -> String {
    let is_hash = |text: &str| text.len() >= 15 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let name = match name.rsplit_once("::h") {
        Some((rest, end)) if is_hash(end) => rest,
        _ => name,
    };
    let mut parts = name.split('[');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| match part.split_once(']') {
        Some((hash, after)) if is_hash(hash) => name + after,
        _ => name + "[" + part,
    })
}

/// The crate that a demangled name begins in: `<a::B as c::D>::e` is `a`'s. Where that is nobody's
/// type, as in `<T as c::D>::e`, it is the trait's.
pub(super) fn crate_of(name: &str) -> &str {
    let of_trait = || name.split_once(" as ").and_then(|(_, path)| leading_crate(path));
    leading_crate(name).or_else(of_trait).unwrap_or("(no crate)")
}

fn leading_crate(path: &str) -> Option<&str> {
    let path = path.trim_start_matches(|c: char| "<&*[(".contains(c));
    let path =
        ["mut ", "dyn ", "const "].iter().fold(path, |path, word| path.strip_prefix(word).unwrap_or(path));
    let (first, _) = path.split_once("::")?;
    let is_name = !first.is_empty() && first.chars().all(|c| c.is_alphanumeric() || c == '_');
    is_name.then_some(first)
}

fn bodies(section: &mut Bytes<'_>) -> Option<Vec<Function>> {
    let mut functions = Vec::new();
    for _ in 0..section.number()? {
        let bytes = section.number()?;
        section.take(bytes)?;
        functions.push(Function { name: None, bytes });
    }
    Some(functions)
}

#[cfg(test)]
mod tests {
    use super::{crate_of, read, readable};

    #[test]
    fn functions_get_their_names_past_the_imported_ones() {
        let mut file = b"\0asm\x01\0\0\0".to_vec();
        file.extend([2, 7, 1, 1, b'm', 1, b'f', 0, 0]); // one imported function
        file.extend([10, 4, 1, 2, 0, 0x0b]); // one body of two bytes
        file.extend([0, 13, 4, b'n', b'a', b'm', b'e', 1, 6, 1, 1, 3, b'a', b':', b'b']);
        let code = read(&file).expect("well made");
        assert_eq!(code.functions.len(), 1);
        assert_eq!(code.functions[0].name.as_deref(), Some("a:b"));
        assert_eq!(code.functions[0].bytes, 2);
        assert!(read(&file[..file.len() - 1]).is_none(), "a cut file is refused");
    }

    #[test]
    fn hashes_are_no_part_of_a_name() {
        assert_eq!(readable("<core[e24a27700634d60]::fmt::Formatter>::pad"), "<core::fmt::Formatter>::pad");
        assert_eq!(readable("a::b::h4b35b24137fff100"), "a::b");
        assert_eq!(readable("<[T] as a::B>::here"), "<[T] as a::B>::here");
    }

    #[test]
    fn a_name_belongs_to_the_crate_it_begins_in() {
        assert_eq!(crate_of("leptos::mount::mount_to_body"), "leptos");
        assert_eq!(crate_of("<tachys::view::Text as core::fmt::Debug>::fmt"), "tachys");
        assert_eq!(crate_of("<&mut serde_json::Serializer<W> as serde::Serializer>::end"), "serde_json");
        assert_eq!(crate_of("<T as alloc::string::ToString>::to_string"), "alloc");
        assert_eq!(crate_of("memcpy"), "(no crate)");
    }
}
