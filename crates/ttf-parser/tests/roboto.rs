//! The font of charts-rs, measured here and by the crate itself.

#![allow(clippy::unwrap_used, reason = "a test says what must be there")]

use charts_rs::DEFAULT_FONT_DATA;

/// The box of whatever is told.
#[derive(Debug, PartialEq)]
struct Extent {
    least: (f32, f32),
    most: (f32, f32),
}

impl Extent {
    fn nothing() -> Self {
        Self { least: (f32::MAX, f32::MAX), most: (f32::MIN, f32::MIN) }
    }

    fn is_near(&self, other: &Self) -> bool {
        let sides = |it: &Self| [it.least.0, it.least.1, it.most.0, it.most.1];
        sides(self).into_iter().zip(sides(other)).all(|(one, two)| (one - two).abs() <= NEAR)
    }

    fn point(&mut self, x: f32, y: f32) {
        self.least = (self.least.0.min(x), self.least.1.min(y));
        self.most = (self.most.0.max(x), self.most.1.max(y));
    }
}

macro_rules! measures {
    ($builder:path) => {
        impl $builder for Extent {
            fn move_to(&mut self, x: f32, y: f32) {
                self.point(x, y);
            }
            fn line_to(&mut self, x: f32, y: f32) {
                self.point(x, y);
            }
            fn quad_to(&mut self, _: f32, _: f32, x: f32, y: f32) {
                self.point(x, y);
            }
            fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, x: f32, y: f32) {
                self.point(x, y);
            }
            fn close(&mut self) {}
        }
    };
}
measures!(ttf_parser::OutlineBuilder);
measures!(real_ttf_parser::OutlineBuilder);

/// A glyph's own box may go beyond its curves; by so little that no chart's letters show it: a quarter of a pixel at 16.
const NEAR: f32 = 2048.0 / 16.0 / 4.0;

#[test]
fn every_glyph_has_the_width_and_the_box_that_the_crate_itself_gives_it() {
    let ours = ttf_parser::Face::parse(DEFAULT_FONT_DATA, 0).unwrap();
    let real = real_ttf_parser::Face::parse(DEFAULT_FONT_DATA, 0).unwrap();
    let of_line = (ours.ascender(), ours.descender(), ours.line_gap(), ours.units_per_em());
    assert_eq!(of_line, (real.ascender(), real.descender(), real.line_gap(), real.units_per_em()));
    assert_eq!(ours.number_of_glyphs(), real.number_of_glyphs());
    for glyph in 0..real.number_of_glyphs() {
        let (our_id, real_id) = (ttf_parser::GlyphId(glyph), real_ttf_parser::GlyphId(glyph));
        assert_eq!(ours.glyph_hor_advance(our_id), real.glyph_hor_advance(real_id), "{glyph}");
        let (mut our_box, mut real_box) = (Extent::nothing(), Extent::nothing());
        let (drawn, really) =
            (ours.outline_glyph(our_id, &mut our_box), real.outline_glyph(real_id, &mut real_box));
        assert_eq!(drawn.is_some(), really.is_some(), "{glyph}");
        assert!(our_box.is_near(&real_box), "{glyph}: {our_box:?}, {real_box:?}");
    }
}

#[test]
fn every_letter_has_the_glyph_that_the_crate_itself_gives_it() {
    let ours = ttf_parser::Face::parse(DEFAULT_FONT_DATA, 0).unwrap();
    let real = real_ttf_parser::Face::parse(DEFAULT_FONT_DATA, 0).unwrap();
    for letter in '\0'..='\u{10FFF}' {
        // The first glyph stands for every letter that has none.
        let (our_glyph, real_glyph) = (ours.glyph_index(letter), real.glyph_index(letter));
        assert_eq!(our_glyph.map_or(0, |it| it.0), real_glyph.map_or(0, |it| it.0), "{letter:?}");
    }
}

#[test]
fn a_font_cut_anywhere_breaks_nothing() {
    for length in (0..DEFAULT_FONT_DATA.len()).step_by(97) {
        let Ok(face) = ttf_parser::Face::parse(&DEFAULT_FONT_DATA[..length], 0) else { continue };
        for letter in ['Ж', 'a', '\u{10FFFF}'] {
            let Some(glyph) = face.glyph_index(letter) else { continue };
            let _ = (face.glyph_hor_advance(glyph), face.outline_glyph(glyph, &mut Extent::nothing()));
        }
    }
}

#[test]
fn the_font_of_the_release_measures_as_the_whole_one_does() {
    let least = ttf_parser::of_boxes(DEFAULT_FONT_DATA).unwrap();
    assert_eq!(least.len(), DEFAULT_FONT_DATA.len());
    assert!(least.iter().filter(|byte| **byte != 0).count() < DEFAULT_FONT_DATA.len() / 8);
    let whole = ttf_parser::Face::parse(DEFAULT_FONT_DATA, 0).unwrap();
    let least = ttf_parser::Face::parse(&least, 0).unwrap();
    let of_line = |face: &ttf_parser::Face<'_>| {
        (face.ascender(), face.descender(), face.line_gap(), face.units_per_em())
    };
    assert_eq!(of_line(&least), of_line(&whole));
    for letter in '\0'..='\u{10FFF}' {
        let measured = |face: &ttf_parser::Face<'_>| {
            let glyph = face.glyph_index(letter)?;
            let mut extent = Extent::nothing();
            let is_drawn = face.outline_glyph(glyph, &mut extent).is_some();
            Some((face.glyph_hor_advance(glyph), is_drawn, extent))
        };
        assert_eq!(measured(&least), measured(&whole), "{letter:?}");
    }
}
