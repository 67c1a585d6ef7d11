//! The bytes of a wasm file, read and written one after the other.
//!
//! Owns: how numbers and texts stand in it. Never: panics on a broken file; reading answers `None`.

use std::borrow::Cow;

/// What a wasm file begins with.
pub(crate) const HEAD: &[u8] = b"\0asm\x01\0\0\0";

/// The kind of an import or an export that is a function.
pub(crate) const FUNCTION: u8 = 0;

/// The part of a section of names that names functions.
pub(crate) const FUNCTION_NAMES: u8 = 1;

/// What is left to read.
pub(crate) struct Bytes<'a>(pub(crate) &'a [u8]);

impl<'a> Bytes<'a> {
    /// The next.
    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// An unsigned number of seven bits a byte.
    pub(crate) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// So many of the next.
    pub(crate) fn take(&mut self, length: u64) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(usize::try_from(length).ok()?)?;
        self.0 = rest;
        Some(taken)
    }

    /// A text with its length before it.
    pub(crate) fn name(&mut self) -> Option<Cow<'a, str>> {
        let length = self.number()?;
        Some(String::from_utf8_lossy(self.take(length)?))
    }

    /// What is imported under a name; answers of which kind it is.
    pub(crate) fn imported(&mut self) -> Option<u8> {
        let kind = self.byte()?;
        match kind {
            FUNCTION => _ = self.number()?,
            1 => {
                self.byte()?;
                self.limits()?;
            }
            2 => self.limits()?,
            3 => _ = self.take(2)?,
            4 => {
                self.byte()?;
                self.number()?;
            }
            _ => return None,
        }
        Some(kind)
    }

    /// What is exported under a name; answers of which kind it is.
    pub(crate) fn exported(&mut self) -> Option<u8> {
        let kind = self.byte()?;
        self.number()?;
        Some(kind)
    }

    /// How many functions a section of imports names.
    pub(crate) fn functions_imported(&mut self) -> Option<u64> {
        let mut functions = 0;
        for _ in 0..self.number()? {
            self.name()?;
            self.name()?;
            functions += u64::from(self.imported()? == FUNCTION);
        }
        Some(functions)
    }

    /// The functions that a section of names names, each by its number; the section's own name is read by now.
    pub(crate) fn function_names(&mut self) -> Option<Vec<(u64, String)>> {
        let mut names = Vec::new();
        while !self.0.is_empty() {
            let id = self.byte()?;
            let length = self.number()?;
            let mut part = Bytes(self.take(length)?);
            if id == FUNCTION_NAMES {
                for _ in 0..part.number()? {
                    names.push((part.number()?, part.name()?.into_owned()));
                }
            }
        }
        Some(names)
    }

    /// How large a table or a memory is.
    fn limits(&mut self) -> Option<()> {
        let has_maximum = self.byte()? & 1 == 1;
        self.number()?;
        if has_maximum {
            self.number()?;
        }
        Some(())
    }
}

/// Writes an unsigned number of seven bits a byte.
pub(crate) fn put_number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// Writes bytes with their length before them.
pub(crate) fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_number(out, bytes.len() as u64);
    out.extend(bytes);
}
