//! The picture as it is shown or saved, made of what the library drew.
//!
//! Owns: the colours, the words and the order of its parts. Geometry is the library's: bars, baselines and the line
//! stand where it put them. Never: writes a word that is not escaped.
//!
//! On screen every bar has a row across the whole picture, as a button that says name and number: a bar of no
//! length can be pressed as well as any other. The page makes it work; what is seen lets every press through to it
//! and is hidden from screen readers.

mod parts;
mod writer;

use crate::fit::{self, SLACK};
use crate::markup::Element;
use crate::paint::{Colours, Paint};
use crate::sheet::{GAP, LETTERS, Sheet, TITLE, count};
use crate::{Bar, ChartError, ChartSpec, Place};
use parts::Parts;
use writer::{Tag, Writer};

/// What a file names as its face: that of the page.
const FACE: &str = "system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, Liberation Sans, sans-serif";
/// So much of the ground around words or the line tells them from what they cross.
const HALO: f32 = 3.0;
const ROUND: f32 = 2.0;

/// The picture.
pub(crate) fn of(spec: &ChartSpec, sheet: &Sheet, drawn: &str) -> Result<String, ChartError> {
    let parts = Parts::of(drawn, spec)?;
    let painter = Painter { spec, sheet, parts, colours: colours(&spec.place) };
    let svg = painter.painted()?;
    Ok(match &spec.place {
        Place::Screen => svg,
        Place::File { sub_title, .. } => {
            charts_rs::svg_with_accessibility(&svg, &fit::clean(&spec.title), &fit::clean(sub_title))
        }
    })
}

fn colours(place: &Place) -> Colours {
    match place {
        Place::Screen => Colours::tokens(),
        Place::File { colours, .. } => colours.clone(),
    }
}

struct Painter<'a> {
    spec: &'a ChartSpec,
    sheet: &'a Sheet,
    parts: Parts<'a>,
    colours: Colours,
}

impl Painter<'_> {
    fn painted(&self) -> Result<String, ChartError> {
        let mut out = Writer::default();
        let sheet = self.sheet;
        let size = format!("0 0 {} {}", sheet.width, sheet.height);
        let root = Tag::new("svg").set("xmlns", "http://www.w3.org/2000/svg").set("viewBox", size);
        let root = root.number("width", sheet.width).number("height", sheet.height);
        out.open(if self.is_screen() { root } else { root.set("font-family", FACE) });
        match self.is_screen() {
            true => self.rows(&mut out),
            false => self.head(&mut out),
        }
        let seen = Tag::new("g");
        let hidden = seen.clone().set("aria-hidden", "true").set("pointer-events", "none");
        out.open(if self.is_screen() { hidden } else { seen });
        if self.spec.bars.is_empty() {
            self.words(&mut out, self.sheet.margin, self.parts.above()?, Paint::Quiet, &self.spec.nothing);
        } else {
            self.bars(&mut out)?;
            self.over_all(&mut out)?;
            self.names_and_numbers(&mut out)?;
        }
        out.close("g");
        out.close("svg");
        Ok(out.written())
    }

    /// What is pressed.
    fn rows(&self, out: &mut Writer) {
        let sheet = self.sheet;
        for (index, bar) in self.spec.bars.iter().enumerate() {
            let whole = self.whole(bar);
            let row = Tag::new("rect").set("class", "chart-row").set("role", "button");
            let row = row.set("data-index", index.to_string()).set("aria-label", &whole);
            let row = row.set("fill", "none").set("pointer-events", "all").number("rx", ROUND * 2.0);
            let row = row.number("x", 0.0).number("y", sheet.top + sheet.row * count(index + 1));
            out.titled(row.number("width", sheet.width).number("height", sheet.row), &whole);
        }
    }

    /// The ground and the titles of a file.
    fn head(&self, out: &mut Writer) {
        let ground = Tag::new("rect").number("width", self.sheet.width).number("height", self.sheet.height);
        out.alone(ground.set("fill", self.colours.of(Paint::Ground)));
        for (title, paint, size) in
            [(&self.parts.title, Paint::Title, TITLE), (&self.parts.sub_title, Paint::Quiet, LETTERS)]
        {
            let Some(title) = title else { continue };
            let (y, dy) = (title.number("y").unwrap_or_default(), title.number("dy").unwrap_or_default());
            let tag = self.text_of(size, self.sheet.margin, y + dy, paint).set("dominant-baseline", "middle");
            let weight = title.get("font-weight");
            out.text_as_written(
                weight.into_iter().fold(tag, |tag, it| tag.set("font-weight", it)),
                title.words,
            );
        }
    }

    fn bars(&self, out: &mut Writer) -> Result<(), ChartError> {
        for (index, bar, drawn) in self.drawn_bars() {
            let paint = drawn.get("fill").and_then(Paint::of).ok_or(ChartError::Unlike("colour of a bar"))?;
            let long = drawn.number("width").ok_or(ChartError::Unlike("length of a bar"))?;
            // What is there is seen, however little it is beside the rest.
            let long = if bar.amount == Some(0) { 0.0 } else { long.max(1.0) };
            let tag =
                ["x", "y", "height"].into_iter().fold(Tag::new("rect"), |tag, key| tag.keep(key, drawn));
            let tag = ["data-series", "data-category", "data-value"]
                .into_iter()
                .fold(tag, |tag, key| tag.keep(key, drawn));
            let tag = tag.number("width", long).number("rx", ROUND).set("fill", self.colours.of(paint));
            match self.is_screen() {
                true => out.alone(tag.set("class", "chart-bar").set("data-index", index.to_string())),
                false => out.titled(tag, &self.whole(bar)),
            }
        }
        Ok(())
    }

    /// The line of the mean with its words, or the words alone.
    fn over_all(&self, out: &mut Writer) -> Result<(), ChartError> {
        let Some(over_all) = &self.spec.over_all else { return Ok(()) };
        let y = self.parts.above()?;
        if over_all.line.is_none() {
            self.words(out, self.sheet.bars_begin, y, Paint::Quiet, &over_all.label);
            return Ok(());
        }
        let line = self.parts.line.ok_or(ChartError::Unlike("line of the mean"))?;
        let at = line.number("x1").ok_or(ChartError::Unlike("place of the mean"))?;
        let ends = |tag: Tag| ["x1", "x2", "y1"].into_iter().fold(tag, |tag, key| tag.keep(key, line));
        let end = self.sheet.top + self.sheet.row * count(self.spec.bars.len() + 1);
        let wide = |paint, width| {
            let tag = ends(Tag::new("line")).number("y2", end).set("stroke", self.colours.of(paint));
            tag.number("stroke-width", width)
        };
        out.alone(wide(Paint::Ground, HALO + 1.0));
        out.alone(wide(Paint::Line, 1.5).set("class", "chart-line").keep("stroke-dasharray", line));
        let label = fit::clean(&over_all.label);
        let needs = fit::width(&label, LETTERS)? * SLACK + GAP;
        let (before, after) = (at - self.sheet.margin, self.sheet.width - self.sheet.margin - at);
        let is_left = needs > after && before > after;
        let (x, anchor) = if is_left { (at - GAP, "end") } else { (at + GAP, "start") };
        out.text(self.text(x, y, Paint::Line).set("text-anchor", anchor), &label);
        Ok(())
    }

    fn names_and_numbers(&self, out: &mut Writer) -> Result<(), ChartError> {
        let baselines: Result<Vec<f32>, _> =
            (0..self.spec.bars.len()).map(|at| self.parts.baseline(at)).collect();
        let baselines = baselines?;
        for ((bar, name), y) in self.spec.bars.iter().zip(&self.sheet.names).zip(&baselines) {
            let tag = self.text(self.sheet.names_end, *y, Paint::Name).set("text-anchor", "end");
            match self.is_screen() {
                true => out.text(tag, name),
                false => out.text_titled(tag, name, &fit::clean(&bar.name)),
            }
            if bar.amount.is_none() {
                // Legible where the line passes behind it.
                let tag = self.text(self.sheet.bars_begin, *y, Paint::Quiet).set("paint-order", "stroke");
                let tag = tag.set("stroke", self.colours.of(Paint::Ground)).number("stroke-width", HALO);
                out.text(tag.set("stroke-linejoin", "round"), &fit::clean(&self.spec.nothing));
            }
        }
        for (index, bar, drawn) in self.drawn_bars() {
            let end = drawn.number("x").zip(drawn.number("width")).map(|(x, long)| x + long);
            let end = end.ok_or(ChartError::Unlike("end of a bar"))?;
            let label = fit::clean(&bar.label);
            out.text(self.text(self.beside(end, &label)?, baselines[index], Paint::Amount), &label);
        }
        Ok(())
    }

    /// Where the number of a bar begins: beside its end, or beyond the line that would cross it.
    fn beside(&self, end: f32, label: &str) -> Result<f32, ChartError> {
        let line = self.parts.line.and_then(|line| line.number("x1"));
        let beyond = |from: f32| from + GAP / 2.0 + 1.0;
        let begins = beyond(end);
        let ends = begins + fit::width(label, LETTERS)? * SLACK + HALO;
        // A bar that ends just before the line would have its number touch it.
        let is_crossed = |at: &f32| end < *at && *at < ends;
        Ok(line.filter(is_crossed).map_or(begins, beyond))
    }

    /// Each bar that has a length, with its place in the spec.
    fn drawn_bars(&self) -> impl Iterator<Item = (usize, &Bar, Element<'_>)> {
        let measured = self.spec.bars.iter().enumerate().filter(|(_, bar)| bar.amount.is_some());
        measured.zip(&self.parts.bars).map(|((index, bar), drawn)| (index, bar, *drawn))
    }

    fn words(&self, out: &mut Writer, x: f32, y: f32, paint: Paint, words: &str) {
        out.text(self.text(x, y, paint), &fit::clean(words));
    }

    fn text(&self, x: f32, y: f32, paint: Paint) -> Tag {
        self.text_of(LETTERS, x, y, paint)
    }

    fn text_of(&self, size: f32, x: f32, y: f32, paint: Paint) -> Tag {
        let tag = Tag::new("text").number("x", x).number("y", y).number("font-size", size);
        tag.set("fill", self.colours.of(paint))
    }

    /// The whole name and its number.
    fn whole(&self, bar: &Bar) -> String {
        let label = if bar.amount.is_some() { &bar.label } else { &self.spec.nothing };
        fit::clean(&format!("{}: {label}", bar.name))
    }

    fn is_screen(&self) -> bool {
        self.spec.place == Place::Screen
    }
}
