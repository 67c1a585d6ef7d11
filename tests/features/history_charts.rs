//! R4 to R7: the charts of the history's report, by mouse, keyboard and finger, as tables and as files.

use crate::settings::sits_down;
use desk_tests::{Browser, Failed, Key, World, desk_test};

/// As many past appeals that three charts are a long way down on a narrow screen.
const ARCHIVED: u32 = 3_000;
/// Who sees every row.
const CHIEF: &str = "Вадим Орехов (администратор)";
const CLOSED: &str = "Закрытые обращения";
const FIRST_REPLY: &str = "Среднее время реакции оператора";
const HANDLING: &str = "Среднее время обработки";
const CHARTS: [&str; 3] = [CLOSED, FIRST_REPLY, HANDLING];
/// Marks that a value is chosen.
const CHOSEN: &str = "[role=button][aria-pressed=true]";

fn world() -> World {
    World::still().with_history(ARCHIVED)
}

/// Sits down as an administrator and makes a report of 30 days by channels.
async fn makes_report(anna: &Browser) -> Result<(), Failed> {
    sits_down(anna, CHIEF).await?;
    anna.goes("/history").await?;
    anna.chooses("30 дней").await?;
    anna.press("Сформировать").await?;
    for chart in CHARTS {
        anna.sees_in(chart, "Telegram").await?;
    }
    Ok(())
}

/// The bars of a chart: what each is called, and its number.
async fn bars(anna: &Browser, chart: &str) -> Result<Vec<(String, String)>, Failed> {
    let controls = anna.controls(Some(chart)).await?;
    let bar = |name: &str| name.rsplit_once(": ").map(|(name, number)| (name.to_owned(), number.to_owned()));
    let others = ["Таблицей", "Скачать SVG", "Скачать PNG"];
    let bars = controls.iter().filter_map(|control| bar(&control.name));
    Ok(bars.filter(|(name, _)| !others.contains(&name.as_str())).collect())
}

/// A count as it is written, with its spaces.
fn count(written: &str) -> u64 {
    written
        .replace(|letter: char| !letter.is_ascii_digit(), "")
        .parse()
        .unwrap_or_else(|_| panic!("{written}"))
}

/// A span as it is written, in seconds.
fn seconds(written: &str) -> u64 {
    let parts: Vec<u64> = written.split(':').map(count).collect();
    let [hours, minutes, seconds] = parts[..] else { panic!("{written}") };
    hours * 3_600 + minutes * 60 + seconds
}

/// R4: one bar a value, the most appeals first, and all of them together are those of the table.
#[test]
fn r4_the_first_chart_counts_what_was_closed() {
    desk_test(world(), async |anna| {
        makes_report(anna).await?;
        let closed = bars(anna, CLOSED).await?;
        let counts: Vec<u64> = closed.iter().map(|(_, number)| count(number)).collect();
        assert!(counts.len() > 3 && counts.is_sorted_by(|one, two| one >= two), "{closed:?}");
        let all = counts.iter().sum::<u64>();
        for place in [CLOSED, "Обращения"] {
            let words = anna.reads(place).await?.replace([' ', '\u{a0}'], "");
            assert!(words.contains(&all.to_string()), "{all} in {place}");
        }
        Ok(())
    });
}

/// The means of a chart are spans, and that over all stands between them.
async fn means_lie_about_the_mean_over_all(anna: &Browser, chart: &str) -> Result<(), Failed> {
    let bars = bars(anna, chart).await?;
    let means: Vec<u64> =
        bars.iter().filter(|(_, mean)| mean != "нет данных").map(|(_, mean)| seconds(mean)).collect();
    let words = anna.reads(chart).await?;
    let over_all = words.split("В среднем ").nth(1).and_then(|rest| rest.split(' ').next());
    let over_all = seconds(over_all.unwrap_or_default());
    let (least, most) = (means.iter().min().copied(), means.iter().max().copied());
    assert!(means.len() > 2 && least < most, "{chart}: {bars:?}");
    assert!(least <= Some(over_all) && Some(over_all) <= most, "{chart}: {over_all} of {bars:?}");
    Ok(())
}

/// R5.
#[test]
fn r5_the_mean_reaction_is_told_with_the_mean_over_all() {
    desk_test(world(), async |anna| {
        makes_report(anna).await?;
        means_lie_about_the_mean_over_all(anna, FIRST_REPLY).await
    });
}

/// R6.
#[test]
fn r6_the_mean_handling_is_told_with_the_mean_over_all() {
    desk_test(world(), async |anna| {
        makes_report(anna).await?;
        means_lie_about_the_mean_over_all(anna, HANDLING).await
    });
}

/// R4 to R6: behind each chart stands a table of the same numbers.
#[test]
fn r4_r5_r6_a_table_tells_the_same_numbers() {
    desk_test(world(), async |anna| {
        makes_report(anna).await?;
        for chart in CHARTS {
            anna.press(&format!("Таблицей: {chart}")).await?;
            anna.sees_in(chart, "По всем обращениям").await?;
            let words = anna.reads(chart).await?;
            let table = words.split("PNG").nth(1).unwrap_or_default().to_owned();
            for (name, number) in bars(anna, chart).await? {
                assert!(table.contains(&format!("{name} {number}")), "{chart}: {name} {number} in {table}");
            }
        }
        assert_eq!(anna.broken_rules().await?, Vec::<String>::new());
        anna.screenshot("charts-tables").await?;
        Ok(())
    });
}

/// R7: a press on a bar leaves its appeals in the table and marks it in all three charts; once more brings all back.
#[test]
fn r7_a_press_on_a_bar_filters_the_table_and_again_clears_it() {
    desk_test(world(), async |anna| {
        makes_report(anna).await?;
        let (name, number) = bars(anna, CLOSED).await?.swap_remove(1);
        let bar = format!("{name}: {number}");
        anna.press_in(CLOSED, &bar).await?;
        anna.sees_in("Обращения", &format!("Канал: {name}")).await?;
        anna.sees_in("Обращения", &format!("{number} обращени")).await?;
        assert_eq!(anna.count(CHOSEN).await?, 3);
        anna.screenshot("charts-chosen").await?;
        assert_eq!(anna.broken_rules().await?, Vec::<String>::new());
        // A link to it shows the same.
        anna.reload().await?;
        anna.sees_in(CLOSED, "Telegram").await?;
        anna.until("its mark", async || Ok((anna.count(CHOSEN).await? == 3).then_some(()))).await?;
        anna.press_in(CLOSED, &bar).await?;
        anna.does_not_see_in("Обращения", &format!("Канал: {name}")).await?;
        assert_eq!(anna.count(CHOSEN).await?, 0);
        Ok(())
    });
}

/// R7: the chip's cross clears it in the charts as well, and another chart chooses as the first does.
#[test]
fn r7_the_chips_cross_clears_the_mark() {
    desk_test(world(), async |anna| {
        makes_report(anna).await?;
        let (name, mean) = bars(anna, HANDLING).await?.swap_remove(0);
        anna.press_in(HANDLING, &format!("{name}: {mean}")).await?;
        anna.sees_in("Обращения", &format!("Канал: {name}")).await?;
        assert_eq!(anna.count(CHOSEN).await?, 3);
        anna.press(&format!("Канал: {name}. Показать все")).await?;
        anna.until("no mark", async || Ok((anna.count(CHOSEN).await? == 0).then_some(()))).await?;
        Ok(())
    });
}

/// R7: by keyboard alone; a chart is one stop of Tab, arrows go from bar to bar.
#[test]
fn r7_bars_are_chosen_by_keyboard() {
    desk_test(world(), async |anna| {
        makes_report(anna).await?;
        let bars = bars(anna, CLOSED).await?;
        let named = |at: usize| format!("{}: {}", bars[at].0, bars[at].1);
        anna.tabs_to(&named(0)).await?;
        anna.hits(Key::Down).await?;
        assert_eq!(anna.focus().await?, Some((named(1), true)));
        anna.hits(Key::End).await?;
        assert_eq!(anna.focus().await?, Some((named(bars.len() - 1), true)));
        anna.hits(Key::Home).await?;
        anna.hits(Key::Right).await?;
        anna.hits(Key::Enter).await?;
        anna.sees_in("Обращения", &format!("Канал: {}", bars[1].0)).await?;
        anna.screenshot("charts-keyboard").await?;
        // The focus stays on the bar, though the page knows a new address.
        assert_eq!(anna.focus().await?, Some((named(1), true)));
        anna.types(" ").await?;
        anna.does_not_see_in("Обращения", &format!("Канал: {}", bars[1].0)).await?;
        anna.hits(Key::Tab).await?;
        let next = anna.focus().await?.map(|(name, _)| name).unwrap_or_default();
        assert_eq!(next, format!("Таблицей: {CLOSED}"));
        Ok(())
    });
}

/// R7: by a finger, on a narrow screen.
#[test]
fn r7_bars_are_chosen_by_a_tap() {
    desk_test(world(), async |anna| {
        makes_report(anna).await?;
        anna.resizes_to(420, 800).await?;
        anna.chooses(FIRST_REPLY).await?;
        let (name, mean) = bars(anna, FIRST_REPLY).await?.swap_remove(2);
        anna.taps("button", &format!("{name}: {mean}"), Some(FIRST_REPLY)).await?;
        anna.sees_in("Обращения", &format!("Канал: {name}")).await?;
        anna.screenshot("charts-420").await?;
        assert_eq!(anna.count(CHOSEN).await?, 3);
        Ok(())
    });
}

/// R4 to R6: where three would be a long way down, one is seen at a time; the arrows go from one to the next.
#[test]
fn r4_r5_r6_a_narrow_frame_shows_one_chart_at_a_time() {
    desk_test(world(), async |anna| {
        makes_report(anna).await?;
        anna.resizes_to(420, 800).await?;
        anna.sees_in(CLOSED, "Telegram").await?;
        anna.does_not_see(FIRST_REPLY).await?;
        anna.tabs_to(CLOSED).await?;
        anna.hits(Key::Right).await?;
        anna.sees_in(FIRST_REPLY, "В среднем ").await?;
        anna.does_not_see(CLOSED).await?;
        anna.screenshot("charts-420-one").await?;
        assert_eq!(anna.broken_rules().await?, Vec::<String>::new());
        anna.resizes_to(1_440, 900).await?;
        for chart in CHARTS {
            anna.sees_in(chart, "Telegram").await?;
        }
        anna.turns_dark().await?;
        anna.resizes_to(420, 800).await?;
        anna.screenshot("charts-420-one-dark").await?;
        Ok(())
    });
}

/// R4 to R6: a file is complete by itself: title, period, numbers, plain colours.
#[test]
fn r4_charts_are_saved_as_svg_and_png() {
    desk_test(world(), async |anna| {
        makes_report(anna).await?;
        let svg = anna.saves(&format!("Скачать SVG: {HANDLING}")).await?;
        assert!(svg.name.starts_with(HANDLING) && svg.name.ends_with(".svg"), "{}", svg.name);
        let text = String::from_utf8_lossy(&svg.bytes).into_owned();
        let period = svg.name.trim_start_matches(HANDLING).trim_start_matches(", ").trim_end_matches(".svg");
        assert!(!period.is_empty() && text.contains(&format!(">{period}<")), "{period}: {text}");
        assert!(
            text.contains(&format!(">{HANDLING}<")) && text.contains("В среднем ") && !text.contains("var(")
        );
        anna.turns_dark().await?;
        let png = anna.saves(&format!("Скачать PNG: {HANDLING}")).await?;
        assert!(png.name.ends_with(".png") && png.bytes.starts_with(b"\x89PNG\r\n\x1a\n"), "{}", png.name);
        // Twice as many pixels as the drawing is wide.
        assert_eq!(png.bytes[16..20], 1_440_u32.to_be_bytes());
        Ok(())
    });
}

/// R4 to R6: in the dark and in English, and nothing is amiss for whoever cannot see them.
#[test]
fn r4_charts_follow_theme_and_language() {
    desk_test(world(), async |anna| {
        makes_report(anna).await?;
        anna.turns_dark().await?;
        let (name, number) = bars(anna, CLOSED).await?.swap_remove(0);
        anna.press_in(CLOSED, &format!("{name}: {number}")).await?;
        anna.sees_in("Обращения", &format!("Канал: {name}")).await?;
        assert_eq!(anna.broken_rules().await?, Vec::<String>::new());
        anna.screenshot("charts-dark").await?;
        anna.press("English").await?;
        anna.sees_in("Closed appeals", "in all").await?;
        anna.sees_in("Mean handling time", "Mean ").await?;
        anna.resizes_to(1_024, 800).await?;
        anna.screenshot("charts-1024").await?;
        Ok(())
    });
}

/// R4, R7: a name is a name, whatever it holds, and a chart of one grouping is like that of another.
#[test]
fn r4_a_name_full_of_markup_is_shown_as_it_is() {
    desk_test(world(), async |anna| {
        let hostile = r#" <b>&amp;"'</b><script>alert(1)</script>"#;
        sits_down(anna, CHIEF).await?;
        anna.goes("/settings/groups").await?;
        anna.opens_in("Группы", "Поддержка").await?;
        anna.write("Название", hostile).await?;
        anna.press("Сохранить").await?;
        anna.sees("Сохранено").await?;
        anna.goes("/history").await?;
        anna.chooses("30 дней").await?;
        anna.picks("Группировка", "По группам").await?;
        anna.press("Сформировать").await?;
        anna.sees_in(CLOSED, "Всего").await?;
        let name = format!("Поддержка{hostile}");
        let bar = bars(anna, CLOSED).await?.into_iter().find(|(bar, _)| *bar == name);
        let Some((_, number)) = bar else { panic!("no bar is called «{name}»") };
        anna.press_in(CLOSED, &format!("{name}: {number}")).await?;
        anna.sees_in("Обращения", &format!("Группа: {name}")).await?;
        anna.screenshot("charts-hostile").await?;
        Ok(())
    });
}
