//! A chart as a file: an SVG that is complete by itself, or the same as a PNG.
//!
//! Owns: how it comes onto the operator's disk. Never: reads what stands on the page; the file is drawn anew, with its
//! title and period, in the colours of the moment.

use super::Shown;
use super::colours;
use super::measure::Measure;
use crate::desk::Desk;
use crate::ui::save_as;
use desk_charts::Place;
use js_sys::{Array, Promise};
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlImageElement, Url};

/// As wide as half a printed page.
const WIDTH: u16 = 720;
const ROW: u16 = 28;
/// How many pixels of a PNG stand for one of the drawing, and beyond how many a browser draws no picture.
const SCALE: u32 = 2;
const MOST: u32 = 16_000;
/// The browser has begun to read a file by then; the address alone is given back.
const READ_BY_MS: u32 = 60_000;

/// What kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Svg,
    Png,
}

/// Draws and saves; `None` where it did not work.
pub(super) async fn save(desk: Desk, measure: Measure, shown: Shown, kind: Kind) -> Option<()> {
    let (name, spec) = untrack(|| {
        let period = shown.period.get();
        let values = shown.report.read().groups.iter().map(|group| group.value).collect::<Vec<_>>();
        let chosen = shown.chosen.get().and_then(|it| values.iter().position(|value| *value == it));
        let place = Place::File { sub_title: period.clone(), colours: colours::plain()?, chosen };
        Some((file_name(&measure.title(), &period), measure.spec(shown, (WIDTH, ROW), place)))
    })?;
    let svg = desk.draw_chart(spec).await.ok()?;
    match kind {
        Kind::Svg => hand_over(&format!("{name}.svg"), &blob(&svg)?),
        Kind::Png => hand_over(&format!("{name}.png"), &picture(&svg).await?),
    }
}

/// Letters that no file system takes become dashes.
fn file_name(title: &str, period: &str) -> String {
    let name = format!("{title}, {period}");
    name.replace(|letter: char| letter.is_control() || "/\\:*?\"<>|".contains(letter), "-")
}

fn hand_over(name: &str, file: &Blob) -> Option<()> {
    let address = Url::create_object_url_with_blob(file).ok()?;
    save_as(name, &address);
    gloo_timers::callback::Timeout::new(READ_BY_MS, move || _ = Url::revoke_object_url(&address)).forget();
    Some(())
}

fn blob(svg: &str) -> Option<Blob> {
    let kind = BlobPropertyBag::new();
    kind.set_type("image/svg+xml");
    Blob::new_with_str_sequence_and_options(&Array::of1(&svg.into()), &kind).ok()
}

/// The drawing as the browser paints it.
async fn picture(svg: &str) -> Option<Blob> {
    let address = Url::create_object_url_with_blob(&blob(svg)?).ok()?;
    let image = HtmlImageElement::new().ok()?;
    image.set_src(&address);
    let shown = JsFuture::from(image.decode()).await;
    // It is read by now, or never will be.
    let _ = Url::revoke_object_url(&address);
    shown.ok()?;
    let (width, height) = (image.natural_width(), image.natural_height());
    let scale = if height * SCALE > MOST { 1 } else { SCALE };
    let (width, height) = (width * scale, (height * scale).min(MOST));
    let canvas = colours::canvas(width, height)?;
    canvas
        .draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width.into(), height.into())
        .ok()?;
    let canvas = canvas.canvas()?;
    let written = Promise::new(&mut |done, _| {
        let given = Closure::once_into_js(move |file: JsValue| _ = done.call1(&JsValue::NULL, &file));
        // Refused for a picture of another origin, which this is not; then nobody waits, as nothing comes.
        let _ = canvas.to_blob(given.unchecked_ref());
    });
    JsFuture::from(written).await.ok()?.dyn_into().ok()
}
