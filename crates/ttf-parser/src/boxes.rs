//! The same font with nothing in it but what this crate reads: no outlines, no hints, no features.
//!
//! Always: as long as it was, for it takes the other's place in a program that is linked already; what is left over is
//! nothing but zeros, of which a file in transit has no more than their number.

use crate::table::{self, Bytes};

/// The tables that are read, in the order in which a font lists them.
const READ: [&[u8; 4]; 7] = [b"cmap", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp"];
/// A glyph without its outline: how many lines it has, and its box.
const GLYPH: usize = 10;

/// The font of boxes; `None` where this is no font, or where its boxes take more room than it has.
#[must_use]
pub fn of_boxes(font: &[u8]) -> Option<Vec<u8>> {
    let read = |name| table::named(font, name);
    let (glyphs, places) = boxes(font)?;
    let mut head = read(b"head")?.as_slice().to_vec();
    // Places of glyphs are written as half of what they are.
    head.get_mut(50..52)?.copy_from_slice(&[0, 0]);
    let mut out = vec![0, 1, 0, 0, 0, READ.len() as u8, 0, 0, 0, 0, 0, 0];
    let mut at = out.len() + READ.len() * 16;
    let mut tables = Vec::new();
    for name in READ {
        let table = match name {
            b"glyf" => glyphs.clone(),
            b"head" => head.clone(),
            b"hmtx" => widths(read(name)?, read(b"hhea")?.u16(34)?)?,
            b"loca" => places.clone(),
            _ => read(name)?.as_slice().to_vec(),
        };
        out.extend(name);
        out.extend([0; 4]);
        out.extend(u32::try_from(at).ok()?.to_be_bytes());
        out.extend(u32::try_from(table.len()).ok()?.to_be_bytes());
        at += table.len();
        tables.extend(table);
    }
    out.extend(tables);
    (out.len() <= font.len()).then(|| {
        out.resize(font.len(), 0);
        out
    })
}

/// Every glyph's box, one behind the other, and where each begins.
fn boxes(font: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let face = crate::Face::parse(font, 0).ok()?;
    let (mut glyphs, mut places) = (Vec::new(), Vec::new());
    for glyph in 0..=face.number_of_glyphs() {
        places.extend(u16::try_from(glyphs.len() / 2).ok()?.to_be_bytes());
        let next = glyph.checked_add(1)?;
        if let (Some(at), Some(until)) = (face.place(glyph), face.place(next))
            && at < until
        {
            glyphs.extend(face.glyphs.as_slice().get(at..at + GLYPH)?);
        }
    }
    Some((glyphs, places))
}

/// How wide glyphs are, without what stands free at their left.
fn widths(table: Bytes<'_>, count: u16) -> Option<Vec<u8>> {
    let mut widths = Vec::new();
    for glyph in 0..usize::from(count) {
        widths.extend(table.u16(glyph * 4)?.to_be_bytes());
        widths.extend([0; 2]);
    }
    Some(widths)
}
