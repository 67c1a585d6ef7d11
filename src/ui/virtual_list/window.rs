//! Which rows of a long list are in sight, and which one is a step further.
//!
//! Owns: the arithmetic of rows and headings. Never: touches the page.

/// How many rows before and after those in sight are in the page as well.
const MARGIN: usize = 6;
/// Rows come into the page and leave it by so many, so that not every pixel scrolled is work.
const BY: usize = 4;

/// Rows under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RowGroup<Key> {
    /// What the group is known by.
    pub(crate) number: usize,
    /// Its rows, in their order.
    pub(crate) rows: Vec<Key>,
}

/// How high everything is.
#[derive(Clone, Copy)]
pub(super) struct Measure {
    pub(super) row: f64,
    pub(super) heading: f64,
    pub(super) title: fn(usize) -> Option<String>,
}

/// The rows that are in the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct InPage<Key>(Vec<Part<Key>>);

/// Of a group: how long it is, and some of its rows with their places.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part<Key> {
    number: usize,
    length: usize,
    rows: Vec<(Key, usize)>,
}

/// Where the keyboard goes from a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    By(isize),
    ToFirst,
    ToLast,
}

/// A row that the keyboard goes to.
pub(super) struct Next<Key> {
    pub(super) key: Key,
    group: usize,
    at: usize,
    top: f64,
}

impl Step {
    /// What a key means in a list that shows so many rows at once.
    pub(super) fn of(key: &str, rows: f64) -> Option<Self> {
        #[allow(clippy::cast_possible_truncation, reason = "rows of a screen")]
        let page = (rows as isize - 1).max(1);
        Some(match key {
            "ArrowDown" => Self::By(1),
            "ArrowUp" => Self::By(-1),
            "PageDown" => Self::By(page),
            "PageUp" => Self::By(-page),
            "Home" => Self::ToFirst,
            "End" => Self::ToLast,
            _ => return None,
        })
    }
}

impl Measure {
    fn heading(&self, number: usize) -> f64 {
        if (self.title)(number).is_some() { self.heading } else { 0.0 }
    }

    /// The rows to put into the page: those in sight, some around them, and the one that the keyboard stands on.
    #[allow(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "rows and pixels of a page"
    )]
    pub(super) fn in_page<Key: Copy + PartialEq>(
        &self,
        groups: &[RowGroup<Key>],
        (top, height): (f64, f64),
        stands_on: Option<Key>,
    ) -> InPage<Key> {
        let mut begins = 0.0;
        let mut all = Vec::with_capacity(groups.len());
        for group in groups.iter().filter(|group| !group.rows.is_empty()) {
            begins += self.heading(group.number);
            let row_at = |y: f64| ((y - begins) / self.row).max(0.0) as usize;
            let from = row_at(top).saturating_sub(MARGIN) / BY * BY;
            let until = (row_at(top + height) + 1 + MARGIN).div_ceil(BY) * BY;
            let (from, until) = (from.min(group.rows.len()), until.min(group.rows.len()));
            // Nothing of a group below the screen but what comes next, and nothing of one above it.
            let from = if top + height < begins - MARGIN as f64 * self.row { until } else { from };
            let places = (from..until).filter_map(|at| Some((*group.rows.get(at)?, at)));
            let mut rows: Vec<_> = places.collect();
            let stood = stands_on.filter(|key| rows.iter().all(|(other, _)| other != key));
            if let Some(key) = stood
                && let Some(at) = group.rows.iter().position(|other| *other == key)
            {
                rows.insert(if at < from { 0 } else { rows.len() }, (key, at));
            }
            all.push(Part { number: group.number, length: group.rows.len(), rows });
            begins += group.rows.len() as f64 * self.row;
        }
        InPage(all)
    }

    /// The row that a step from another leads to; none where there is nothing to go to.
    #[allow(clippy::cast_precision_loss, reason = "rows and pixels of a page")]
    pub(super) fn step<Key: Copy + PartialEq>(
        &self,
        groups: &[RowGroup<Key>],
        from: Key,
        step: Step,
    ) -> Option<Next<Key>> {
        let mut rows = groups.iter().flat_map(|group| &group.rows);
        let place = rows.position(|key| *key == from)?;
        let last = groups.iter().map(|group| group.rows.len()).sum::<usize>().checked_sub(1)?;
        let mut left = match step {
            Step::By(by) => place.saturating_add_signed(by).min(last),
            Step::ToFirst => 0,
            Step::ToLast => last,
        };
        let mut top = 0.0;
        for group in groups.iter().filter(|group| !group.rows.is_empty()) {
            top += self.heading(group.number);
            if let Some(key) = group.rows.get(left) {
                return Some(Next {
                    key: *key,
                    group: group.number,
                    at: left,
                    top: top + left as f64 * self.row,
                });
            }
            left -= group.rows.len();
            top += group.rows.len() as f64 * self.row;
        }
        None
    }
}

impl<Key: Copy + PartialEq> InPage<Key> {
    /// The groups that have rows.
    pub(super) fn numbers(&self) -> Vec<usize> {
        self.0.iter().map(|part| part.number).collect()
    }

    fn part(&self, number: usize) -> Option<&Part<Key>> {
        self.0.iter().find(|part| part.number == number)
    }

    /// How many rows a group has, in the page or not.
    pub(super) fn length(&self, number: usize) -> usize {
        self.part(number).map_or(0, |part| part.length)
    }

    /// The rows of a group that are in the page.
    pub(super) fn keys(&self, number: usize) -> Vec<Key> {
        let rows = self.part(number).map(|part| part.rows.iter().map(|(key, _)| *key).collect());
        rows.unwrap_or_default()
    }

    /// A row's place in its group.
    pub(super) fn place(&self, number: usize, key: Key) -> Option<usize> {
        self.part(number)?.rows.iter().find(|(other, _)| *other == key).map(|(_, at)| *at)
    }

    /// The name of a row's place in the page, where it is there.
    pub(super) fn whereabouts(&self, key: Option<Key>) -> Option<String> {
        let key = key?;
        self.0.iter().find_map(|part| {
            let at = part.rows.iter().find(|(other, _)| *other == key)?.1;
            Some(format!("{}-{at}", part.number))
        })
    }

    /// The row that Tab comes to: the one that the keyboard stood on, else the first.
    pub(super) fn stop(&self, stands_on: Option<Key>) -> Option<Key> {
        let mut rows = self.0.iter().flat_map(|part| &part.rows).map(|(key, _)| *key);
        let first = rows.clone().next();
        stands_on.filter(|key| rows.any(|other| other == *key)).or(first)
    }
}

impl<Key> Next<Key> {
    /// The name of the place in the page.
    pub(super) fn place(&self) -> String {
        format!("{}-{}", self.group, self.at)
    }

    /// How far the list must be scrolled for the row to be seen whole, its heading above it.
    pub(super) fn brought_into_sight(&self, (top, height): (f64, f64), measure: &Measure) -> f64 {
        let first = self.top - measure.heading(self.group);
        if first < top {
            first
        } else if self.top + measure.row > top + height {
            self.top + measure.row - height
        } else {
            top
        }
    }
}
