//! The colours of the moment, as a file needs them: plain, not by the names of tokens.

use desk_charts::Colours;
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlElement};

/// The tokens of the theme that is shown, as red, green and blue; `None` where the browser does not tell.
pub(super) fn plain() -> Option<Colours> {
    let named = Colours::tokens();
    let tokens = [&named.ground, &named.text, &named.quiet, &named.bar, &named.other, &named.line];
    let [ground, text, quiet, bar, other, line] = resolved(tokens.map(String::as_str))?;
    Some(Colours { ground, text, quiet, bar, other, line })
}

fn resolved<const N: usize>(tokens: [&str; N]) -> Option<[String; N]> {
    let probe: HtmlElement = document().create_element("span").ok()?.dyn_into().ok()?;
    probe.set_hidden(true);
    document().body()?.append_child(&probe).ok()?;
    let colours = painted(&probe, tokens);
    probe.remove();
    colours
}

/// The style sheet says what a token is, a canvas what that looks like: a pixel each, read at once.
fn painted<const N: usize>(probe: &HtmlElement, tokens: [&str; N]) -> Option<[String; N]> {
    let count = u16::try_from(N).ok()?;
    let canvas = canvas(count.into(), 1)?;
    for (place, token) in (0..count).zip(tokens) {
        probe.style().set_property("color", token).ok()?;
        let computed = window().get_computed_style(probe).ok()??.get_property_value("color").ok()?;
        canvas.set_fill_style_str(&computed);
        canvas.fill_rect(place.into(), 0.0, 1.0, 1.0);
    }
    let pixels = canvas.get_image_data(0.0, 0.0, count.into(), 1.0).ok()?.data();
    let mut pixels = pixels.chunks_exact(4);
    let colours = tokens.map(|_| pixels.next().map(|it| format!("#{:02x}{:02x}{:02x}", it[0], it[1], it[2])));
    colours.iter().all(Option::is_some).then(|| colours.map(Option::unwrap_or_default))
}

/// A canvas of so many pixels, to draw on.
pub(super) fn canvas(width: u32, height: u32) -> Option<CanvasRenderingContext2d> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    canvas.get_context("2d").ok()??.dyn_into().ok()
}
