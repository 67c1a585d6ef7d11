//! What is drawn, read back by another program's XML parser: every bar, name and number, whatever the names hold.

use desk_charts::{Bar, ChartSpec, Colours, OverAll, Place, draw};
use proptest::prelude::*;
use roxmltree::{Document, Node};

fn bar(name: &str, amount: u64) -> Bar {
    Bar { name: name.to_owned(), amount: Some(amount), label: format!("= {amount}") }
}

fn spec(bars: Vec<Bar>) -> ChartSpec {
    ChartSpec {
        title: "Закрытые обращения".to_owned(),
        bars,
        over_all: Some(OverAll { label: "Всего 120".to_owned(), line: None }),
        nothing: "—".to_owned(),
        width: 440,
        row: 28,
        place: Place::Screen,
    }
}

fn many(bars: usize) -> Vec<Bar> {
    (0..bars).map(|number| bar(&format!("Линия {number}"), (bars - number) as u64 * 7)).collect()
}

fn with_mean(spec: ChartSpec, line: u64) -> ChartSpec {
    ChartSpec {
        over_all: Some(OverAll { label: "В среднем 0:00:44".to_owned(), line: Some(line) }), ..spec
    }
}

fn file(spec: ChartSpec, chosen: Option<usize>) -> ChartSpec {
    let plain = |colour: &str| colour.to_owned();
    let colours = Colours {
        ground: plain("#ffffff"),
        text: plain("#111111"),
        quiet: plain("#555555"),
        bar: plain("#3355cc"),
        other: plain("#99aadd"),
        line: plain("#222222"),
    };
    ChartSpec { place: Place::File { sub_title: "Ноябрь 2026".to_owned(), colours, chosen }, ..spec }
}

/// Draws, has it parsed, and looks at it.
#[track_caller]
fn seen<T>(spec: &ChartSpec, look: impl FnOnce(&Document<'_>) -> T) -> T {
    let svg = draw(spec).unwrap_or_else(|error| panic!("{error}: {spec:?}"));
    let document = Document::parse(&svg).unwrap_or_else(|error| panic!("{error}: {svg}"));
    look(&document)
}

fn of_class<'a, 'd>(document: &'a Document<'d>, class: &str) -> Vec<Node<'a, 'd>> {
    document.descendants().filter(|node| node.attribute("class") == Some(class)).collect()
}

fn number(node: Node<'_, '_>, key: &str) -> f32 {
    node.attribute(key)
        .and_then(|value| value.parse().ok())
        .unwrap_or_else(|| panic!("{node:?} has no {key}"))
}

fn texts(document: &Document<'_>) -> Vec<String> {
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    let words = |node: Node<'_, '_>| {
        node.children().filter(Node::is_text).filter_map(|it| it.text().map(str::to_owned)).collect()
    };
    texts.map(words).collect()
}

fn height(spec: &ChartSpec) -> f32 {
    seen(spec, |document| number(document.root_element(), "height"))
}

#[test]
fn each_bar_has_a_row_a_length_a_name_and_a_number() {
    seen(&spec(vec![bar("Telegram", 90), bar("Звонок", 30), bar("Avito", 0)]), |document| {
        let rows: Vec<_> = of_class(document, "chart-row")
            .iter()
            .map(|row| row.attribute("aria-label").unwrap().to_owned())
            .collect();
        assert_eq!(rows, ["Telegram: = 90", "Звонок: = 30", "Avito: = 0"]);
        let lengths: Vec<_> =
            of_class(document, "chart-bar").iter().map(|bar| number(*bar, "width")).collect();
        assert!((lengths[0] / lengths[1] - 3.0).abs() < 0.01 && lengths[2] == 0.0, "{lengths:?}");
        assert_eq!(texts(document), ["Всего 120", "Telegram", "Звонок", "Avito", "= 90", "= 30", "= 0"]);
    });
}

#[test]
fn bars_rows_and_words_of_one_value_stand_side_by_side() {
    for bars in [1, 2, 12, 20, 200] {
        seen(&spec(many(bars)), |document| {
            let (rows, drawn) = (of_class(document, "chart-row"), of_class(document, "chart-bar"));
            assert_eq!((rows.len(), drawn.len()), (bars, bars));
            for (index, (row, drawn)) in rows.iter().zip(&drawn).enumerate() {
                assert_eq!(
                    (number(*row, "data-index"), number(*drawn, "data-index")),
                    (index as f32, index as f32)
                );
                let (top, bottom) = (number(*row, "y"), number(*row, "y") + number(*row, "height"));
                let (bar_top, bar_height) = (number(*drawn, "y"), number(*drawn, "height"));
                assert!(
                    top < bar_top && bar_top + bar_height < bottom && bar_height >= 12.0,
                    "{index} of {bars}"
                );
            }
        });
    }
}

#[test]
fn the_picture_grows_with_its_bars_and_one_alone_is_no_slab() {
    assert_eq!([1, 2, 20, 200].map(|bars| height(&spec(many(bars)))), [56.0, 84.0, 588.0, 5_628.0]);
    seen(&spec(many(1)), |document| assert!(number(of_class(document, "chart-bar")[0], "height") <= 20.0));
}

#[test]
fn nothing_to_show_says_so() {
    seen(&spec(Vec::new()), |document| assert_eq!(texts(document), ["—"]));
    let unmeasured = Bar { amount: None, label: String::new(), ..bar("Viber", 0) };
    seen(&with_mean(spec(vec![bar("SMS", 5), unmeasured]), 5), |document| {
        assert_eq!(of_class(document, "chart-bar").len(), 1);
        assert_eq!(of_class(document, "chart-row")[1].attribute("aria-label"), Some("Viber: —"));
        assert!(texts(document).contains(&"—".to_owned()));
    });
}

#[test]
fn the_line_stands_where_its_number_would_end() {
    let bars = vec![bar("a", 100), bar("b", 44), bar("c", 10)];
    seen(&with_mean(spec(bars), 44), |document| {
        let line = of_class(document, "chart-line")[0];
        let second = of_class(document, "chart-bar")[1];
        assert!((number(line, "x1") - number(second, "x") - number(second, "width")).abs() < 0.2);
        assert!(texts(document).contains(&"В среднем 0:00:44".to_owned()));
    });
}

#[test]
fn no_number_is_crossed_by_the_line() {
    let bars = vec![bar("a", 100), bar("b", 38), bar("c", 10)];
    seen(&with_mean(spec(bars), 44), |document| {
        let line = number(of_class(document, "chart-line")[0], "x1");
        let begins =
            |label: &str| number(document.descendants().find(|it| it.text() == Some(label)).unwrap(), "x");
        assert!(begins("= 38") > line && begins("= 38") < line + 8.0);
        assert!(begins("= 10") + 40.0 < line && begins("= 100") > line);
    });
}

#[test]
fn what_stands_at_the_end_of_the_longest_bar_stays_within() {
    let long = Bar { label: "1 000:00:00".to_owned(), ..bar("a", 3_600_000_000) };
    for width in [240, 320, 440, 900] {
        let spec = ChartSpec { width, ..with_mean(spec(vec![long.clone()]), 3_600_000_000) };
        seen(&spec, |document| {
            let bar = of_class(document, "chart-bar")[0];
            assert!(number(bar, "x") + number(bar, "width") + 75.0 < f32::from(width), "{width}");
            let mean = document.descendants().find(|node| node.text() == Some("В среднем 0:00:44")).unwrap();
            assert_eq!(mean.attribute("text-anchor"), Some("end"));
        });
    }
}

#[test]
fn the_means_words_stand_where_there_is_more_room() {
    let bars = || vec![bar("Чат на сайте", 100), bar("b", 10)];
    for (line, anchor) in [(5, "start"), (20, "start"), (95, "end")] {
        seen(&ChartSpec { width: 240, ..with_mean(spec(bars()), line) }, |document| {
            let mean = document.descendants().find(|node| node.text() == Some("В среднем 0:00:44")).unwrap();
            assert_eq!(mean.attribute("text-anchor"), Some(anchor), "{line}");
            assert!(anchor == "start" || number(mean, "x") > 105.0, "{line}");
        });
    }
}

#[test]
fn on_screen_every_colour_is_one_of_the_pages_and_no_face_is_named() {
    let svg = draw(&with_mean(spec(many(3)), 9)).unwrap();
    assert!(!svg.contains('#') && !svg.contains("font-family") && !svg.contains("style"), "{svg}");
}

#[test]
fn a_file_is_complete_by_itself() {
    seen(&file(with_mean(spec(many(3)), 9), Some(1)), |document| {
        let words = texts(document);
        assert!(
            words.contains(&"Закрытые обращения".to_owned()) && words.contains(&"Ноябрь 2026".to_owned())
        );
        let fills: Vec<_> = document
            .descendants()
            .filter(|node| node.attribute("data-value").is_some())
            .filter_map(|node| node.attribute("fill"))
            .collect();
        assert_eq!(fills, ["#99aadd", "#3355cc", "#99aadd"]);
        assert!(document.root_element().attribute("font-family").is_some());
        assert_eq!(document.root_element().attribute("role"), Some("img"));
        assert!(of_class(document, "chart-row").is_empty());
        let bars: Vec<_> =
            document.descendants().filter(|node| node.attribute("data-value").is_some()).collect();
        let tops: Vec<_> = bars.iter().map(|bar| number(*bar, "y")).collect();
        // 16 of margin, 24 and 28 of titles, the row of the mean; a bar has 5 above it.
        assert_eq!(tops, [101.0, 129.0, 157.0]);
    });
    assert!(!draw(&file(spec(many(1)), None)).unwrap().contains("var("));
}

#[test]
fn hostile_names_stay_names() {
    let hostile = [
        "</text><script>alert(1)</script>",
        "\"><image href=x onerror=alert(1)>",
        "<![CDATA[x]]><!-- y --><?z?>&amp;&lol;",
        "' onload='alert(1)",
        "}{a}{b}{c}{t}",
        "\u{0}\u{8}\u{1b}[31m\r\n\u{feff}\u{fffe}",
        "\u{202e}txt.exe\u{2066}",
        "مرحبا בעולם",
        "👩‍👩‍👧‍👦🏳️‍🌈",
        &"Щ".repeat(500),
        &"W ".repeat(250),
        "   ",
        "",
    ];
    let bars: Vec<_> = hostile.iter().zip(1..).map(|(name, amount)| bar(name, amount)).collect();
    for spec in [spec(bars.clone()), file(with_mean(spec(bars), 4), Some(2))] {
        let spec = ChartSpec { title: hostile.concat(), ..spec };
        seen(&spec, |document| {
            let known = ["svg", "g", "rect", "line", "text", "title", "desc"];
            assert!(
                document
                    .descendants()
                    .filter(Node::is_element)
                    .all(|it| known.contains(&it.tag_name().name()))
            );
            assert!(
                document.descendants().all(|it| it.attributes().all(|key| !key.name().starts_with("on")))
            );
            assert!(
                texts(document).contains(&"…".to_owned())
                    || texts(document).iter().any(|it| it.ends_with('…'))
            );
        });
    }
    seen(&self::spec(vec![bar(hostile[0], 1)]), |document| {
        assert_eq!(
            of_class(document, "chart-row")[0].attribute("aria-label"),
            Some(&*format!("{}: = 1", hostile[0]))
        );
    });
    seen(&self::spec(vec![bar(&"Щ".repeat(500), 1)]), |document| {
        let title = of_class(document, "chart-row")[0].first_element_child().unwrap();
        assert_eq!(title.text().unwrap().chars().filter(|it| *it == 'Щ').count(), 500);
    });
}

fn any_bar() -> impl Strategy<Value = Bar> {
    let name = prop_oneof!["\\PC{0,40}", any::<String>(), "[<>&\"'\u{0}-\u{20}А-я\u{202e}\u{200d}]{0,30}"];
    let amount = prop_oneof![Just(None), (0_u64..100).prop_map(Some), any::<u64>().prop_map(Some)];
    (name, amount, any::<String>()).prop_map(|(name, amount, label)| Bar { name, amount, label })
}

proptest! {
    #[test]
    fn whatever_is_asked_for_is_drawn_whole(
        bars in prop::collection::vec(any_bar(), 0..24),
        line in prop::option::of(any::<u64>()),
        title in any::<String>(),
        (width, row) in any::<(u16, u16)>(),
        is_file in any::<bool>(),
    ) {
        let over_all = Some(OverAll { label: title.clone(), line });
        let asked = ChartSpec { title, over_all, width, row, ..spec(bars) };
        let asked = if is_file { file(asked, Some(0)) } else { asked };
        seen(&asked, |document| {
            let measured = asked.bars.iter().filter(|bar| bar.amount.is_some()).count();
            let bars = document.descendants().filter(|node| node.attribute("data-value").is_some());
            assert_eq!(bars.count(), measured);
            if !is_file {
                assert_eq!(of_class(document, "chart-row").len(), asked.bars.len());
            }
        });
    }
}
