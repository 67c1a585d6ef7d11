//! Has alike functions stand together, for Brotli tells each by what stands shortly before it.
//!
//! wasm-opt puts functions in the order of their names (`optimise.rs`). One function of the sources is many in the program, a
//! copy for each type, and their names differ in a hash alone. Here each is called by its name without the hash, then by how
//! long it is, then by how it begins: 1.6 % fewer bytes (docs/decisions/0024).
//!
//! Owns: the names in the file that wasm-opt reads, which it leaves out of what it writes. Never: changes a function.

use std::fs;
use std::path::Path;

use super::files;
use crate::failure::Failure;
use crate::wasm_bytes::{Bytes, FUNCTION_NAMES, HEAD, put_bytes, put_number};

const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
const CODE: u8 = 10;
/// The section with names.
const NAMES: &str = "name";
/// So much of a function is looked at.
const BEGINNING: usize = 40;

/// Names the functions of each program in `page` for their order.
pub(super) fn name(page: &Path) -> Result<(), Failure> {
    for name in files(page)?.into_iter().filter(|name| name.ends_with(".wasm")) {
        let path = page.join(&name);
        let wasm = fs::read(&path).map_err(Failure::at("read", &path))?;
        let unknown = || Failure::Check(format!("{name} is no wasm of a form that is known here"));
        let named = named(&wasm).ok_or_else(unknown)?;
        fs::write(&path, named).map_err(Failure::at("write", &path))?;
    }
    Ok(())
}

/// The program with other names; what it names beside functions is left out.
fn named(wasm: &[u8]) -> Option<Vec<u8>> {
    let mut file = Bytes(wasm.strip_prefix(HEAD)?);
    let mut out = HEAD.to_vec();
    let (mut imported, mut bodies, mut names) = (0, Vec::new(), Vec::new());
    while !file.0.is_empty() {
        let id = file.byte()?;
        let length = file.number()?;
        let section = file.take(length)?;
        match id {
            CUSTOM => {
                let mut section = Bytes(section);
                if section.name()? == NAMES {
                    names = section.function_names()?;
                    continue;
                }
            }
            IMPORT => imported = Bytes(section).functions_imported()?,
            CODE => bodies = bodies_of(section)?,
            _ => {}
        }
        out.push(id);
        put_bytes(&mut out, section);
    }
    for (index, name) in &mut names {
        let place = index.checked_sub(imported).and_then(|place| usize::try_from(place).ok());
        if let Some(body) = place.and_then(|place| bodies.get(place)) {
            *name = ordered(name, body);
        }
    }
    out.push(CUSTOM);
    put_bytes(&mut out, &section_of(&names));
    Some(out)
}

/// What a function is called so that it stands among its likes.
fn ordered(name: &str, body: &[u8]) -> String {
    let beginning = body.iter().take(BEGINNING).map(|byte| format!("{byte:02x}"));
    format!("{}!{:07}{}", without_hash(name), body.len(), beginning.collect::<String>())
}

/// `a::b::h0123456789abcdef` and `_ZN1a1b17h0123456789abcdefE` without what tells one copy from another.
fn without_hash(name: &str) -> &str {
    let is_hash = |text: &str| text.len() == 16 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mangled = name.strip_suffix('E').and_then(|name| name.rsplit_once("17h"));
    let parts = name.rsplit_once("::h").into_iter().chain(mangled);
    parts.into_iter().find(|(_, hash)| is_hash(hash)).map_or(name, |(name, _)| name)
}

fn bodies_of(section: &[u8]) -> Option<Vec<&[u8]>> {
    let mut section = Bytes(section);
    let count = section.number()?;
    (0..count).map(|_| section.number().and_then(|length| section.take(length))).collect()
}

fn section_of(names: &[(u64, String)]) -> Vec<u8> {
    let mut list = Vec::new();
    put_number(&mut list, names.len() as u64);
    for (index, name) in names {
        put_number(&mut list, *index);
        put_bytes(&mut list, name.as_bytes());
    }
    let mut section = Vec::new();
    put_bytes(&mut section, NAMES.as_bytes());
    section.push(FUNCTION_NAMES);
    put_bytes(&mut section, &list);
    section
}

#[cfg(test)]
mod tests {
    use super::{named, section_of};
    use crate::wasm_bytes::{Bytes, HEAD, put_bytes};

    #[test]
    fn copies_of_a_function_stand_by_their_length_and_beginning() {
        let names = ["env", "a::b::h0123456789abcdef", "_ZN1c17h0123456789abcdefE", "plain"];
        let names: Vec<_> = (0..).zip(names.map(str::to_owned)).collect();
        let mut file = HEAD.to_vec();
        file.extend([2, 7, 1, 1, b'm', 1, b'f', 0, 0]); // one imported function
        file.extend([10, 10, 3, 2, 0, 0x0b, 3, 0, 1, 0x0b, 1, 0x0b]); // three bodies
        file.push(0);
        put_bytes(&mut file, &section_of(&names));
        let named = named(&file).expect("well made");
        let kept = HEAD.len() + 9 + 12;
        assert_eq!(named[..kept], file[..kept], "but for names nothing is changed");
        let mut section = Bytes(&named[kept + 2..]);
        section.name();
        let names = section.function_names().expect("well made");
        let names: Vec<_> = names.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["env", "a::b!0000002000b", "_ZN1c!000000300010b", "plain!00000010b"]);
    }

    #[test]
    fn a_cut_file_is_refused() {
        assert!(named(&[HEAD, &[10, 7, 3, 2]].concat()).is_none());
    }
}
