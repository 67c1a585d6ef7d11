//! The parts of the library's drawing, told apart by their colours.
//!
//! Always: as many bars and names as were asked for, or an error.

use crate::markup::{Element, elements};
use crate::paint::Paint;
use crate::{ChartError, ChartSpec};

pub(super) struct Parts<'a> {
    /// The bars that have a length, the first at the top.
    pub(super) bars: Vec<Element<'a>>,
    /// The mean's.
    pub(super) line: Option<Element<'a>>,
    pub(super) title: Option<Element<'a>>,
    pub(super) sub_title: Option<Element<'a>>,
    /// The row above the first bar, then a name a bar.
    names: Vec<Element<'a>>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(drawn: &'a str, spec: &ChartSpec) -> Result<Self, ChartError> {
        let mut parts =
            Self { bars: Vec::new(), line: None, title: None, sub_title: None, names: Vec::new() };
        for element in elements(drawn) {
            let painted = element.get("fill").or_else(|| element.get("stroke")).and_then(Paint::of);
            match (element.name, painted) {
                ("rect", _) if element.get("data-value").is_some() => parts.bars.push(element),
                ("line", Some(Paint::Line)) => parts.line = Some(element),
                ("text", Some(Paint::Name)) => parts.names.push(element),
                ("text", Some(Paint::Title)) => parts.title = Some(element),
                ("text", Some(Paint::Quiet)) => parts.sub_title = Some(element),
                // Its grid, its ground, its own numbers and what it shows under the pointer.
                _ => {}
            }
        }
        // The library draws its last row first.
        parts.bars.reverse();
        let measured = spec.bars.iter().filter(|bar| bar.amount.is_some()).count();
        if parts.bars.len() != measured {
            return Err(ChartError::Unlike("bar for each number"));
        }
        if parts.names.len() != spec.bars.len() + 1 {
            return Err(ChartError::Unlike("name for each bar"));
        }
        Ok(parts)
    }

    /// The line on which the words above the first bar stand.
    pub(super) fn above(&self) -> Result<f32, ChartError> {
        self.line_of(0)
    }

    /// The line on which a bar's words stand.
    pub(super) fn baseline(&self, bar: usize) -> Result<f32, ChartError> {
        self.line_of(bar + 1)
    }

    fn line_of(&self, row: usize) -> Result<f32, ChartError> {
        self.names.get(row).and_then(|name| name.number("y")).ok_or(ChartError::Unlike("line for words"))
    }
}
