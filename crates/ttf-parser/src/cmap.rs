//! From letters to glyphs: the table `cmap`, in the one form that fonts of a single plane have (format 4).

use crate::table::Bytes;
use crate::{GlyphId, PlatformId};

/// The table.
#[derive(Clone, Copy, Debug)]
pub struct Cmap<'a> {
    /// The same for several systems.
    pub subtables: Subtables<'a>,
}

impl<'a> Cmap<'a> {
    pub(crate) fn of(table: Bytes<'a>) -> Self {
        Self { subtables: Subtables { table } }
    }
}

/// Its parts.
#[derive(Clone, Copy, Debug)]
pub struct Subtables<'a> {
    table: Bytes<'a>,
}

impl<'a> IntoIterator for Subtables<'a> {
    type Item = Subtable<'a>;
    type IntoIter = Box<dyn Iterator<Item = Subtable<'a>> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        let table = self.table;
        let count = table.u16(2).unwrap_or_default();
        Box::new((0..usize::from(count)).map_while(move |nth| Subtable::at(table, 4 + nth * 8)))
    }
}

/// The letters of one system.
#[derive(Clone, Copy, Debug)]
pub struct Subtable<'a> {
    /// Whose.
    pub platform_id: PlatformId,
    /// Which of them.
    pub encoding_id: u16,
    letters: Bytes<'a>,
}

impl<'a> Subtable<'a> {
    fn at(table: Bytes<'a>, entry: usize) -> Option<Self> {
        let letters = table.from(table.u32(entry + 4)? as usize)?;
        let platform_id = PlatformId::of(table.u16(entry)?);
        Some(Self { platform_id, encoding_id: table.u16(entry + 2)?, letters })
    }

    /// The glyph of a letter.
    #[must_use]
    pub fn glyph_index(&self, letter: u32) -> Option<GlyphId> {
        let (letters, letter) = (self.letters, u16::try_from(letter).ok()?);
        if letters.u16(0)? != 4 {
            return None;
        }
        // Four lists of the stretches, one behind the other: their last letters, a gap, their first, what is added to a
        // letter, and where its glyph is listed instead.
        let twice = usize::from(letters.u16(6)?);
        let (ends, starts) = (14, 16 + twice);
        let stretch =
            (0..twice).step_by(2).find(|nth| letters.u16(ends + nth).is_some_and(|end| letter <= end))?;
        let start = letters.u16(starts + stretch)?;
        let within = letter.checked_sub(start)?;
        let added = letters.u16(starts + twice + stretch)?;
        let listed = starts + 2 * twice + stretch;
        let glyph = match letters.u16(listed)? {
            0 => letter.wrapping_add(added),
            far => match letters.u16(listed + usize::from(far) + usize::from(within) * 2)? {
                0 => 0,
                glyph => glyph.wrapping_add(added),
            },
        };
        (glyph != 0).then_some(GlyphId(glyph))
    }
}
