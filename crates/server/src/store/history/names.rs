//! The names that a column of the history holds, each kept once.

use std::collections::HashMap;

/// What a column may hold, each told once.
#[derive(Debug, Default)]
pub(super) struct Names {
    all: Vec<Option<String>>,
    /// The place of each; nothing has the name of nothing.
    places: HashMap<String, u32>,
}

impl Names {
    /// The place of a name, which gets one where it is new.
    pub(super) fn told(&mut self, name: &str) -> u32 {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let place = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push((!name.is_empty()).then(|| name.to_owned()));
        self.places.insert(name.to_owned(), place);
        place
    }

    /// The place of a name that is known.
    pub(super) fn place(&self, name: Option<&str>) -> Option<u32> {
        self.places.get(name.unwrap_or_default()).copied()
    }

    /// The name at a place.
    pub(super) fn name(&self, place: u32) -> Option<String> {
        self.all.get(place_of(place)).cloned().flatten()
    }

    /// How many names there are.
    pub(super) fn count(&self) -> usize {
        self.all.len()
    }
}

/// A place as vectors count them.
pub(super) fn place_of(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}
