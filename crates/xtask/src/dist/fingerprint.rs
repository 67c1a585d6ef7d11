//! Content hashes: for names of files, and to tell whether anything changed.
//!
//! FNV-1a, because the standard library's hasher may change with the compiler, and names must not.
//! It guards against staleness, not against malice.

use std::fs;
use std::path::Path;

use crate::failure::Failure;

const START: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;
/// The sources that say how `dist/` is made.
const CODE: &[&str] = &[
    include_str!("../dist.rs"),
    include_str!("../tools/npm.rs"),
    include_str!("../tools/terser.rs"),
    include_str!("../tools/wasm_opt.rs"),
    include_str!("../tools/wasm_split.rs"),
    include_str!("../wasm_bytes.rs"),
    include_str!("compress.mjs"),
    include_str!("compress.rs"),
    include_str!("early.rs"),
    include_str!("fingerprint.rs"),
    include_str!("font.rs"),
    include_str!("minify.rs"),
    include_str!("optimise.rs"),
    include_str!("order.rs"),
    include_str!("pieces.rs"),
    include_str!("seal.rs"),
    include_str!("shared.rs"),
    include_str!("short_names.rs"),
    include_str!("visitor.rs"),
    include_str!("worker.rs"),
];

/// The hash of one file's content.
pub(super) fn of_bytes(bytes: &[u8]) -> u64 {
    add(START, bytes)
}

/// The hash of a folder: names and contents, in order.
pub(super) fn of_folder(folder: &Path) -> Result<u64, Failure> {
    add_folder(START, folder)
}

/// The hash of all that decides what becomes of Trunk's output: the output, and the code that works on it.
pub(super) fn of_build(built: &Path) -> Result<u64, Failure> {
    let code = CODE.iter().fold(START, |hash, source| add(hash, source.as_bytes()));
    add_folder(code, built)
}

fn add(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME))
}

fn add_folder(start: u64, folder: &Path) -> Result<u64, Failure> {
    let entries = fs::read_dir(folder).map_err(Failure::at("read", folder))?;
    let mut paths: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().try_fold(start, |hash, path| {
        let hash = add(hash, path.file_name().unwrap_or_default().as_encoded_bytes());
        if path.is_dir() {
            return add_folder(hash, path);
        }
        let content = fs::read(path).map_err(Failure::at("read", path))?;
        Ok(add(add(hash, &content.len().to_le_bytes()), &content))
    })
}

#[cfg(test)]
mod tests {
    use super::of_bytes;

    #[test]
    fn hashes_are_those_of_fnv_1a() {
        assert_eq!(of_bytes(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(of_bytes(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
