//! What several pieces share and the first part lacks, in a few files instead of a hundred.
//!
//! Owns: the files `shared….bin`, in which such parts stand one after the other, and the loader's way to them. Never: decides what is shared; wasm-split writes each set of pieces that share something as a
//! part of its own, and names them above it.
//!
//! Always: what the backends share stands apart, so that a page fetches at the start what its own backend needs.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::fingerprint;
use crate::failure::Failure;

/// The pieces that a page begins with, of which it has one: what either of them shares stands apart from what is for later,
/// and what only the demo shares apart from what a server's desk needs too.
pub(super) const BACKENDS: [&str; 2] = ["demo", "http"];
/// The files, by which of those share a part: neither, the demo, the other, both.
const FILES: [&str; 4] = ["shared", "shared_demo", "shared_http", "shared_backends"];
/// Before a part in the loader: the pieces that share it.
const OPENING: &str = "/* ";
/// The loader's way to a part in such a file. A fetch that failed is tried again.
const FETCHING: &str = r#"const bundles = {};
const bundle = name => bundles[name] ??= fetch(new URL(name, import.meta.url)).then(answer => {
    if (!answer.ok) throw new TypeError("HTTP status code is not ok");
    return answer.arrayBuffer();
}).catch(error => { delete bundles[name]; throw error; });
const part = (name, from, to) => makeLoad(() => {
    const src = bundle(name);
    src.catch(() => {});
    return async (imports) => (WebAssembly.instantiate((await src).slice(from, to), imports));
}, []);
"#;

/// A part as the loader writes it.
struct Part<'a> {
    /// The pieces that share it.
    pieces: &'a str,
    /// What the loader calls it.
    name: &'a str,
    /// Its file.
    file: &'a str,
}

/// Joins the parts in `page`, and gives the loader's text that finds them there.
pub(super) fn joined(page: &Path, loader: &str) -> Result<String, Failure> {
    let unknown = || Failure::Check("the loader of the pieces has a form that is not known here".to_owned());
    let (head, blocks, rest) = taken_apart(loader).ok_or_else(unknown)?;
    let mut bundles = FILES.map(|_| Vec::new());
    let mut places = Vec::new();
    for part in &blocks {
        let path = page.join(part.file);
        let bytes = fs::read(&path).map_err(Failure::at("read", &path))?;
        let has = |backend: &str| usize::from(part.pieces.split(", ").any(|piece| piece == backend));
        let of = has(BACKENDS[0]) + 2 * has(BACKENDS[1]);
        places.push((part.name, of, bundles[of].len(), bundles[of].len() + bytes.len()));
        bundles[of].extend(bytes);
        fs::remove_file(&path).map_err(Failure::at("remove", &path))?;
    }
    let mut names = Vec::new();
    for (stem, bytes) in FILES.into_iter().zip(&bundles) {
        names.push(if bytes.is_empty() { String::new() } else { written(page, stem, bytes)? });
    }
    let mut parts = String::new();
    for (name, of, from, to) in places {
        let bundle = &names[of];
        // A `String` takes whatever is written.
        let _ = writeln!(parts, "const {name} = part(\"./{bundle}\", {from}, {to});");
    }
    Ok(format!("{head}{FETCHING}{parts}{rest}"))
}

/// Writes a bundle under a name that tells its content.
fn written(page: &Path, stem: &str, bytes: &[u8]) -> Result<String, Failure> {
    let name = format!("{stem}-{:016x}.bin", fingerprint::of_bytes(bytes));
    let path = page.join(&name);
    fs::write(&path, bytes).map_err(Failure::at("write", &path))?;
    Ok(name)
}

/// What stands before the parts, the parts, and what stands after them.
fn taken_apart(loader: &str) -> Option<(&str, Vec<Part<'_>>, &str)> {
    let start = loader.find(OPENING)?;
    let (head, mut rest) = loader.split_at(start);
    let mut parts = Vec::new();
    while let Some(block) = rest.strip_prefix(OPENING) {
        let (pieces, block) = block.split_once(" */\nconst ")?;
        let (name, block) = block.split_once(" = makeLoad(")?;
        let (_, block) = block.split_once("new URL(\"./")?;
        let (file, block) = block.split_once('"')?;
        let (_, after) = block.split_once("}\n, []);\n")?;
        parts.push(Part { pieces, name, file });
        rest = after;
    }
    Some((head, parts, rest))
}

#[cfg(test)]
mod tests {
    use super::joined;
    use std::fs;

    fn block(pieces: &str, name: &str) -> String {
        format!(
            "/* {pieces} */\nconst __{name} = makeLoad(() => {{\n    const src = fetch(new URL(\"./{name}.wasm\", \
             import.meta.url));\n    return async (imports) => (x);\n}}\n, []);\n"
        )
    }

    #[test]
    fn parts_stand_one_after_the_other_and_those_of_the_backends_apart() {
        let page = std::env::temp_dir().join(format!("desk-shared-{}", std::process::id()));
        fs::create_dir_all(&page).unwrap();
        for (name, bytes) in [("chunk_1", "ab"), ("chunk_2", "c"), ("chunk_3", "def"), ("chunk_4", "g")] {
            fs::write(page.join(format!("{name}.wasm")), bytes).unwrap();
        }
        let loader = format!(
            "head\n{}{}{}{}export const load = 1;\n",
            block("deals, forms", "chunk_1"),
            block("demo, forms", "chunk_2"),
            block("deals, tasks", "chunk_3"),
            block("demo, http", "chunk_4")
        );
        let text = joined(&page, &loader).unwrap();
        let mut files: Vec<_> =
            fs::read_dir(&page).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        files.sort();
        let [pieces, both, demo] = files.as_slice() else { panic!("{files:?}") };
        assert_eq!(fs::read(page.join(pieces)).unwrap(), b"abdef");
        assert_eq!(fs::read(page.join(demo)).unwrap(), b"c");
        assert_eq!(fs::read(page.join(both)).unwrap(), b"g");
        assert!(text.starts_with("head\nconst bundles"), "{text}");
        let expected = format!(
            "const __chunk_1 = part(\"./{pieces}\", 0, 2);\nconst __chunk_2 = part(\"./{demo}\", 0, 1);\n\
             const __chunk_3 = part(\"./{pieces}\", 2, 5);\nconst __chunk_4 = part(\"./{both}\", 0, 1);\nexport const load = 1;\n"
        );
        assert!(text.ends_with(&expected), "{text}");
        fs::remove_dir_all(&page).unwrap();
    }

    #[test]
    fn a_loader_of_another_form_is_an_error() {
        assert!(joined(&std::env::temp_dir(), "/* deals */\nconst other = 1;\n").is_err());
    }
}
