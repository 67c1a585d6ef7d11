//! The chart as charts-rs draws it, in colours that only tell its parts apart.
//!
//! Owns: what is asked of the library. Never: changes what it wrote; `picture` does.
//!
//! The library numbers rows from the bottom. One row more than there are bars stands at the top: the mean's line
//! begins there, and what holds over all is written in it.

use crate::paint::Paint;
use crate::sheet::{GAP, LETTERS, Sheet, TITLE, TITLE_ROW, amount};
use crate::{ChartError, ChartSpec, Place, fit};
use charts_rs::{
    Align, ChartBase, Color, DEFAULT_FONT_FAMILY, FontConfig, HorizontalBarChart, MarkLine, MarkLineCategory,
    Series, TitleConfig, YAxisConfig,
};

/// Words of nothing would not be drawn at all, and the room that they take is needed.
const BLANK: &str = "\u{a0}";

/// What the library draws.
pub(crate) fn drawn(spec: &ChartSpec, sheet: &Sheet) -> Result<String, ChartError> {
    let mut names: Vec<String> = sheet.names.iter().rev().cloned().collect();
    names.push(BLANK.to_owned());
    // Not by one of its ten themes, which would all come along to be chosen from.
    let base = ChartBase {
        font_family: DEFAULT_FONT_FAMILY.to_owned(),
        series_list: vec![series(spec)],
        ..ChartBase::default()
    };
    let mut chart = HorizontalBarChart { base, ..HorizontalBarChart::default() };
    chart.x_axis.data = names;
    set_size(&mut chart, sheet);
    set_axes(&mut chart, sheet);
    if let Place::File { sub_title, .. } = &spec.place {
        set_titles(&mut chart, &spec.title, sub_title, sheet);
    }
    chart.svg().map_err(|error| ChartError::NotDrawn(error.to_string()))
}

fn series(spec: &ChartSpec) -> Series {
    let mut amounts: Vec<_> = spec.bars.iter().rev().map(|bar| bar.amount.map(amount)).collect();
    amounts.push(None);
    let mut series = Series::new_nullable(fit::clean(&spec.title), amounts);
    series.label_show = true;
    if let Place::File { chosen: Some(chosen), .. } = spec.place {
        let paint = |index| if index == chosen { Paint::Chosen } else { Paint::Other };
        series.colors = Some((0..spec.bars.len()).rev().map(|index| Some(paint(index).sign())).collect());
    }
    if let Some(line) = spec.over_all.as_ref().and_then(|over_all| over_all.line) {
        let category = MarkLineCategory::Value(amount(line));
        series.mark_lines =
            vec![MarkLine { category, color: Some(Paint::Line.sign()), ..MarkLine::default() }];
    }
    series
}

fn set_size(chart: &mut HorizontalBarChart, sheet: &Sheet) {
    chart.width = sheet.width;
    chart.height = sheet.height;
    // The margin above is the titles': one of the chart's own would be counted twice below them.
    chart.margin = (sheet.margin + sheet.spare, 0.0, sheet.margin, sheet.margin).into();
    chart.background_color = if sheet.margin > 0.0 { Paint::Ground.sign() } else { Color::transparent() };
    chart.legend.show = Some(false);
    chart.tooltip.show = true;
}

/// Names at the left; no axis of values: each bar has its number beside it.
fn set_axes(chart: &mut HorizontalBarChart, sheet: &Sheet) {
    chart.x_axis.font = font(LETTERS, Paint::Name);
    chart.x_axis.name_gap = GAP;
    chart.x_axis.stroke_color = Color::transparent();
    chart.x_axis.hidden = true;
    chart.grid.stroke_color = Color::transparent();
    chart.y_axis_configs =
        vec![YAxisConfig { min: Some(0.0), max: Some(sheet.axis_end), ..YAxisConfig::default() }];
    chart.series.colors = vec![Paint::Bar.sign()];
    chart.series.label.font = font(LETTERS, Paint::Amount);
}

fn set_titles(chart: &mut HorizontalBarChart, title: &str, sub_title: &str, sheet: &Sheet) {
    let margin = Some((-sheet.spare, sheet.margin, 0.0, 0.0).into());
    let words =
        |words| Some(fit::clean(words)).filter(|it| !it.is_empty()).unwrap_or_else(|| BLANK.to_owned());
    chart.title = TitleConfig {
        text: words(title),
        font: FontConfig { weight: Some("600".to_owned()), ..font(TITLE, Paint::Title) },
        margin,
        align: Align::Left,
        height: TITLE_ROW,
    };
    chart.sub_title = TitleConfig {
        text: words(sub_title),
        font: font(LETTERS, Paint::Quiet),
        margin,
        align: Align::Left,
        height: sheet.row,
    };
}

fn font(size: f32, paint: Paint) -> FontConfig {
    FontConfig { size, color: paint.sign(), weight: None }
}
