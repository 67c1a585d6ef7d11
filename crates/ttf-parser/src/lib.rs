//! What charts-rs reads of a font, in the place of the crate of that name (`[patch.crates-io]` in the workspace; docs/decisions/0016).
//!
//! Owns: how far each letter goes, and the box around it, of a TrueType font. Never: draws a letter. A glyph's own box
//! stands for its outline, for charts-rs asks an outline for its box and nothing else; so neither outlines nor the
//! formats that they come in are read, and the release leaves them out of the font ([`of_boxes`]).
//!
//! Always: what is measured is what the crate itself measures; `tests/` holds every glyph against it. A broken font is
//! an error or has no such glyph.
//!
//! Start at [`Face::parse`], then `table`.

mod boxes;
mod cmap;
mod names;
mod table;

pub use boxes::of_boxes;
pub use cmap::{Cmap, Subtable, Subtables};
pub use names::{Language, Name, PlatformId, Weight, Width, name_id};

use table::Bytes;

/// The number of a glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GlyphId(pub u16);

/// Why a font cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FaceParsingError;

impl std::fmt::Display for FaceParsingError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("not a TrueType font")
    }
}

impl std::error::Error for FaceParsingError {}

/// Who is told an outline.
pub trait OutlineBuilder {
    /// Begins a line there.
    fn move_to(&mut self, x: f32, y: f32);
    /// A straight one.
    fn line_to(&mut self, x: f32, y: f32);
    /// A curve with one point beside it.
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32);
    /// A curve with two.
    #[allow(clippy::too_many_arguments, reason = "so it is called there")]
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32);
    /// Back to the beginning.
    fn close(&mut self);
}

/// How many fonts a file holds; one that holds several is not read here.
#[must_use]
pub fn fonts_in_collection(_: &[u8]) -> Option<u32> {
    None
}

/// A font.
#[derive(Clone, Copy, Debug)]
pub struct Face<'a> {
    head: Bytes<'a>,
    lines: Bytes<'a>,
    widths: Bytes<'a>,
    places: Bytes<'a>,
    glyphs: Bytes<'a>,
    count: u16,
    tables: Tables<'a>,
}

/// Tables that are asked for by themselves.
#[derive(Clone, Copy, Debug)]
pub struct Tables<'a> {
    /// From letters to glyphs.
    pub cmap: Option<Cmap<'a>>,
}

impl<'a> Face<'a> {
    /// Reads the first font of a file.
    ///
    /// # Errors
    /// It is none, or not TrueType.
    pub fn parse(data: &'a [u8], index: u32) -> Result<Self, FaceParsingError> {
        let named = |name| table::named(data, name).filter(|_| index == 0).ok_or(FaceParsingError);
        let maximum = named(b"maxp")?;
        Ok(Self {
            head: named(b"head")?,
            lines: named(b"hhea")?,
            widths: named(b"hmtx")?,
            places: named(b"loca")?,
            glyphs: named(b"glyf")?,
            count: maximum.u16(4).ok_or(FaceParsingError)?,
            tables: Tables { cmap: named(b"cmap").ok().map(Cmap::of) },
        })
    }

    /// The tables.
    #[must_use]
    pub fn tables(&self) -> &Tables<'a> {
        &self.tables
    }

    /// How many units the font's own square has.
    #[must_use]
    pub fn units_per_em(&self) -> u16 {
        self.head.u16(18).unwrap_or_default()
    }

    /// From the line up to the top.
    #[must_use]
    pub fn ascender(&self) -> i16 {
        self.lines.i16(4).unwrap_or_default()
    }

    /// From the line down to the foot; less than nothing.
    #[must_use]
    pub fn descender(&self) -> i16 {
        self.lines.i16(6).unwrap_or_default()
    }

    /// Between two lines.
    #[must_use]
    pub fn line_gap(&self) -> i16 {
        self.lines.i16(8).unwrap_or_default()
    }

    /// How many glyphs there are.
    #[must_use]
    pub fn number_of_glyphs(&self) -> u16 {
        self.count
    }

    /// The glyph of a letter.
    #[must_use]
    pub fn glyph_index(&self, letter: char) -> Option<GlyphId> {
        self.tables.cmap?.subtables.into_iter().find_map(|subtable| subtable.glyph_index(letter.into()))
    }

    /// How far the next letter stands from this one.
    #[must_use]
    pub fn glyph_hor_advance(&self, glyph: GlyphId) -> Option<u16> {
        // What has no width of its own is as wide as the last that has.
        let last = self.lines.u16(34)?.checked_sub(1)?;
        (glyph.0 < self.count).then_some(())?;
        self.widths.u16(usize::from(glyph.0.min(last)) * 4)
    }

    /// Tells the box of a glyph as if it were its outline; of one that shows nothing, nothing.
    pub fn outline_glyph(&self, glyph: GlyphId, told: &mut dyn OutlineBuilder) -> Option<()> {
        let at = self.place(glyph.0)?;
        let until = self.place(glyph.0.checked_add(1)?)?;
        (at < until).then_some(())?;
        let side = |nth: usize| self.glyphs.i16(at + nth * 2).map(f32::from);
        let (left, foot, right, top) = (side(1)?, side(2)?, side(3)?, side(4)?);
        told.move_to(left, foot);
        told.line_to(right, top);
        told.close();
        Some(())
    }

    fn place(&self, glyph: u16) -> Option<usize> {
        let glyph = usize::from(glyph);
        match self.head.u16(50)? {
            0 => self.places.u16(glyph * 2).map(|at| usize::from(at) * 2),
            _ => self.places.u32(glyph * 4).and_then(|at| usize::try_from(at).ok()),
        }
    }
}
