//! Gives short names to what a program and its script call each other by.
//!
//! wasm-bindgen's names tell a person what is called, and end in a hash that no compression makes shorter; each stands in the
//! program and in the script. Nobody reads them there: a fortieth of the page (docs/decisions/0024).
//!
//! Owns: the two sections of a wasm file that hold names for others, and the same words in its script. Never: touches
//! names that anything but this script knows: those of the pieces' loader, of memory and tables.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::files;
use crate::failure::Failure;
use crate::wasm_bytes::{Bytes, HEAD, put_bytes, put_number};

const IMPORT: u8 = 2;
const EXPORT: u8 = 7;
/// What wasm-bindgen's own names begin with.
const OURS: [&str; 2] = ["__wb", "wasm_bindgen__"];
/// A program that wasm-bindgen has worked on ends so; its script has the rest of its name.
const PROGRAM: &str = "_bg.wasm";

/// Long names and what they become.
type Names = BTreeMap<String, String>;

/// Gives them in each program of `page` that has a script.
pub(super) fn give(page: &Path) -> Result<(), Failure> {
    for name in files(page)? {
        let Some(stem) = name.strip_suffix(PROGRAM) else { continue };
        let (program, script) = (page.join(&name), page.join(format!("{stem}.js")));
        let wasm = fs::read(&program).map_err(Failure::at("read", &program))?;
        let text = fs::read_to_string(&script).map_err(Failure::at("read", &script))?;
        let unknown = || Failure::Check(format!("{name} is no wasm of a form that is known here"));
        let (wasm, text) = shortened(&wasm, &text).ok_or_else(unknown)?;
        fs::write(&program, wasm).map_err(Failure::at("write", &program))?;
        fs::write(&script, text).map_err(Failure::at("write", &script))?;
    }
    Ok(())
}

/// The program and its script with short names.
fn shortened(wasm: &[u8], script: &str) -> Option<(Vec<u8>, String)> {
    let known: Vec<&str> = words(script).filter(|(_, is_word)| *is_word).map(|(word, _)| word).collect();
    let mut names = Names::new();
    let mut file = Bytes(wasm.strip_prefix(HEAD)?);
    let mut out = HEAD.to_vec();
    while !file.0.is_empty() {
        let id = file.byte()?;
        let length = file.number()?;
        let section = file.take(length)?;
        out.push(id);
        match id {
            IMPORT | EXPORT => put_bytes(&mut out, &renamed(section, id, &known, &mut names)?),
            _ => put_bytes(&mut out, section),
        }
    }
    let text = words(script).map(|(word, is_word)| match names.get(word) {
        Some(short) if is_word => short.as_str(),
        _ => word,
    });
    Some((out, text.collect()))
}

/// One of the two sections, with other names in it.
fn renamed(section: &[u8], id: u8, known: &[&str], names: &mut Names) -> Option<Vec<u8>> {
    let mut section = Bytes(section);
    let mut out = Vec::new();
    let count = section.number()?;
    put_number(&mut out, count);
    for _ in 0..count {
        if id == IMPORT {
            put_bytes(&mut out, section.name()?.as_bytes());
        }
        let name = section.name()?;
        let is_ours = OURS.iter().any(|ours| name.starts_with(ours)) && known.contains(&name.as_ref());
        let nth = names.len();
        let short = is_ours.then(|| names.entry(name.clone().into_owned()).or_insert_with(|| short(nth)));
        put_bytes(&mut out, short.map_or(name.as_bytes(), |short| short.as_bytes()));
        let before = section.0;
        let _kind = if id == IMPORT { section.imported()? } else { section.exported()? };
        out.extend(&before[..before.len() - section.0.len()]);
    }
    Some(out)
}

/// `$` keeps them apart from the names that wasm-bindgen gives variables.
fn short(nth: usize) -> String {
    let letters: Vec<char> = ('a'..='z').chain('A'..='Z').collect();
    let (mut name, mut left) = (String::from("$"), nth + 1);
    while left > 0 {
        left -= 1;
        name.push(letters[left % letters.len()]);
        left /= letters.len();
    }
    name
}

/// A script's words, and what stands between them.
fn words(script: &str) -> impl Iterator<Item = (&str, bool)> {
    let is_of_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let mut rest = script;
    std::iter::from_fn(move || {
        let is_word = is_of_word(rest.chars().next()?);
        let end = rest.find(|c| is_of_word(c) != is_word).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        rest = after;
        Some((part, is_word))
    })
}

#[cfg(test)]
mod tests {
    use super::{short, shortened};
    use crate::wasm_bytes::{HEAD, put_bytes};

    fn section(id: u8, entries: &[&[&[u8]]]) -> Vec<u8> {
        let mut content = vec![entries.len() as u8];
        for parts in entries {
            content.extend(parts.concat());
        }
        let mut out = vec![id];
        put_bytes(&mut out, &content);
        out
    }

    fn named(name: &str) -> Vec<u8> {
        let mut out = Vec::new();
        put_bytes(&mut out, name.as_bytes());
        out
    }

    #[test]
    fn program_and_script_call_each_other_by_the_same_short_names() {
        let file = |one: &str, two: &str, three: &str| {
            let imports: [&[&[u8]]; 2] = [
                &[&named("./a.js"), &named(one), &[0, 0]],
                &[&named("./b.js"), &named("load"), &[1, 0x70, 1, 2, 3]],
            ];
            let exports: [&[&[u8]]; 3] =
                [&[&named("memory"), &[2, 0]], &[&named(two), &[0, 1]], &[&named(three), &[0, 2]]];
            [HEAD.to_vec(), section(2, &imports), section(7, &exports), vec![10, 2, 7, 7]].concat()
        };
        let script =
            "const x = { __wbg_log_0123: f, load }; wasm.__wbindgen_start(); wasm.memory; __wbg_log_01234";
        let long = file("__wbg_log_0123", "__wbindgen_start", "__wbg_unknown");
        let (wasm, text) = shortened(&long, script).expect("well made");
        assert_eq!(wasm, file("$a", "$b", "__wbg_unknown"));
        assert_eq!(text, "const x = { $a: f, load }; wasm.$b(); wasm.memory; __wbg_log_01234");
        assert!(shortened(&long[..long.len() - 1], script).is_none(), "a cut file is refused");
    }

    #[test]
    fn no_two_names_are_one() {
        let mut names: Vec<_> = (0..5_000).map(short).collect();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 5_000);
    }
}
