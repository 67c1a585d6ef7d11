//! What a font calls itself. Nobody asks it of the one font there is, so none has a name here.

#![allow(missing_docs, reason = "the names are those of the crate in whose place this one stands")]

use crate::Face;

pub mod name_id {
    pub const FAMILY: u16 = 1;
    pub const FULL_NAME: u16 = 4;
    pub const TYPOGRAPHIC_FAMILY: u16 = 16;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlatformId {
    Unicode,
    Macintosh,
    Iso,
    Windows,
    Custom,
}

impl PlatformId {
    pub(crate) fn of(number: u16) -> Self {
        match number {
            0 => Self::Unicode,
            1 => Self::Macintosh,
            2 => Self::Iso,
            3 => Self::Windows,
            _ => Self::Custom,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(non_camel_case_types, reason = "so it is called there")]
pub enum Language {
    Unknown,
    English_UnitedStates,
}

#[derive(Clone, Copy, Debug)]
pub struct Name<'a> {
    pub name_id: u16,
    pub platform_id: PlatformId,
    pub encoding_id: u16,
    pub name: &'a [u8],
}

impl Name<'_> {
    #[must_use]
    pub fn is_unicode(&self) -> bool {
        matches!(self.platform_id, PlatformId::Unicode | PlatformId::Windows)
    }

    #[must_use]
    #[allow(clippy::inherent_to_string, reason = "so it is called there")]
    pub fn to_string(&self) -> Option<String> {
        None
    }

    #[must_use]
    pub fn language(&self) -> Language {
        Language::Unknown
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Weight;

impl Weight {
    #[must_use]
    pub fn to_number(self) -> u16 {
        400
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Width;

impl Width {
    #[must_use]
    pub fn to_number(self) -> u16 {
        5
    }
}

impl<'a> Face<'a> {
    pub fn names(&self) -> std::iter::Empty<Name<'a>> {
        std::iter::empty()
    }

    #[must_use]
    pub fn is_italic(&self) -> bool {
        false
    }

    #[must_use]
    pub fn is_oblique(&self) -> bool {
        false
    }

    #[must_use]
    pub fn weight(&self) -> Weight {
        Weight
    }

    #[must_use]
    pub fn width(&self) -> Width {
        Width
    }
}
