//! Takes out of the history's workers what nobody reads of the font that charts-rs carries (docs/decisions/0016).
//!
//! The library has the whole font in its code, and measures words with it: widths and boxes of letters. Here, before
//! wasm-opt leaves out what is nothing but zeros, the font of boxes takes its place. Builds without this step measure alike.

use std::fs;
use std::path::Path;

use super::files;
use super::worker::WORKERS;
use crate::failure::Failure;

/// What a font of this kind begins with.
const SIGN: [u8; 5] = [0, 1, 0, 0, 0];

/// Lightens the workers in `page`.
pub(super) fn lighten(page: &Path) -> Result<(), Failure> {
    WORKERS.into_iter().try_for_each(|worker| lighten_one(page, worker))
}

fn lighten_one(page: &Path, worker: &str) -> Result<(), Failure> {
    let is_worker = |name: &String| name.starts_with(worker) && name.ends_with(".wasm");
    let name = files(page)?.into_iter().find(is_worker);
    let name = name.ok_or_else(|| Failure::Check(format!("{} holds no wasm of {worker}", page.display())))?;
    let path = page.join(&name);
    let wasm = fs::read(&path).map_err(Failure::at("read", &path))?;
    let lighter = lightened(&wasm).ok_or_else(|| {
        Failure::Check(format!("{name} holds no font, or one of a form that is not known here"))
    })?;
    fs::write(&path, lighter).map_err(Failure::at("write", &path))
}

/// The program with its font made light; `None` where it has none, or more than one.
fn lightened(wasm: &[u8]) -> Option<Vec<u8>> {
    let begins = |at: &usize| wasm[*at..].starts_with(&SIGN);
    let mut fonts = (0..wasm.len()).filter(begins).filter_map(|at| Some((at, length(&wasm[at..])?)));
    let (at, length) = fonts.next()?;
    let light = ttf_parser::of_boxes(&wasm[at..at + length])?;
    let mut lighter = wasm.to_vec();
    lighter[at..at + length].copy_from_slice(&light);
    fonts.next().is_none().then_some(lighter)
}

/// How long the font is that begins here: as far as the last of its tables goes.
fn length(font: &[u8]) -> Option<usize> {
    let number = |at: usize| Some(u32::from_be_bytes(font.get(at..at + 4)?.try_into().ok()?) as usize);
    let tables = usize::from(*font.get(5)?);
    let ends = (0..tables).map(|nth| number(12 + nth * 16 + 8)?.checked_add(number(12 + nth * 16 + 12)?));
    let length = ends.collect::<Option<Vec<_>>>()?.into_iter().max()?;
    ttf_parser::Face::parse(font.get(..length)?, 0).is_ok().then_some(length)
}

#[cfg(test)]
mod tests {
    use super::lightened;

    #[test]
    fn a_program_without_a_font_is_told_from_one_with_it() {
        let code = [0, 97, 115, 109, 0, 1, 0, 0, 0, 9, 1, 2, 3];
        assert_eq!(lightened(&code), None);
    }
}
