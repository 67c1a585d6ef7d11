//! The tables of a font, and the numbers in them: all begin with their largest byte. What lies beyond the end is `None`.

/// A stretch of the file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bytes<'a>(&'a [u8]);

/// The table of that name.
pub(crate) fn named<'a>(font: &'a [u8], name: &[u8; 4]) -> Option<Bytes<'a>> {
    let file = Bytes(font);
    if !matches!(file.u32(0)?, 0x0001_0000 | 0x7472_7565) {
        return None;
    }
    let entry = (0..usize::from(file.u16(4)?)).map(|nth| 12 + nth * 16);
    let entry = entry.into_iter().find(|at| file.take::<4>(*at).as_ref() == Some(name))?;
    let (from, length) = (file.u32(entry + 8)? as usize, file.u32(entry + 12)? as usize);
    font.get(from..from.checked_add(length)?).map(Bytes)
}

impl<'a> Bytes<'a> {
    pub(crate) fn as_slice(self) -> &'a [u8] {
        self.0
    }

    pub(crate) fn from(self, at: usize) -> Option<Self> {
        self.0.get(at..).map(Self)
    }

    pub(crate) fn u16(self, at: usize) -> Option<u16> {
        self.take(at).map(u16::from_be_bytes)
    }

    pub(crate) fn i16(self, at: usize) -> Option<i16> {
        self.take(at).map(i16::from_be_bytes)
    }

    pub(crate) fn u32(self, at: usize) -> Option<u32> {
        self.take(at).map(u32::from_be_bytes)
    }

    fn take<const N: usize>(self, at: usize) -> Option<[u8; N]> {
        self.0.get(at..at.checked_add(N)?)?.try_into().ok()
    }
}
