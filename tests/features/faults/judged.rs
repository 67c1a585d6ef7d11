//! What is true at the end of a run: outboxes are empty, each browser shows what the server has, and what was written
//! stands there once.

use super::USUAL;
use super::work::{Work, is_there};
use desk_contract::Appeal;
use desk_contract::appeal::Preview;
use desk_contract::id::AppealId;
use desk_contract::listing::Place;
use desk_tests::{Browser, Colleague, Failed, Faulty, Key, Row, Unmet};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// Whatever is not settled so long after the last fault never will be.
const SETTLES_WITHIN: Duration = Duration::from_secs(60);
/// What says on the page that something is not at rest.
const RESTLESS: [&str; 6] =
    ["Нет связи с сервером", "Нет сети", "Ждут отправки", "Ждёт отправки", "Ждёт связи", "Отправляется"];
/// Of a long chat so many messages are compared.
const LAST: usize = 12;

/// The desk is there, has its line, and nothing waits in its outbox, on screen or on disk.
pub(crate) async fn is_settled(browser: &Browser, name: &str) -> Result<(), Failed> {
    let start = Instant::now();
    loop {
        let mut why = None;
        if !is_there(browser).await? {
            why = Some("no desk".to_owned());
        }
        for words in RESTLESS {
            if why.is_none() && browser.is_seen(words, None).await? {
                why = Some(format!("«{words}»"));
            }
        }
        if why.is_none() {
            why = Some(browser.outbox().await?).filter(|count| *count > 0).map(|it| format!("{it} on disk"));
        }
        let Some(why) = why else { return Ok(()) };
        if start.elapsed() > SETTLES_WITHIN {
            return Err(Unmet(format!("{name} is not settled: {why}")).into());
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// Queue, list, closed list with their last words, and the chats of all that is in work.
pub(crate) async fn shows_what_the_server_has(
    desk: &Faulty,
    browser: &Browser,
    who: &Colleague,
) -> Result<(), Failed> {
    // What was left open when the day was over lies over the lists; a hand on them would hold them still.
    browser.hits(Key::Escape).await?;
    browser.hits(Key::Escape).await?;
    browser.takes_her_hand_away().await?;
    let queue = async || browser.queue().await;
    let waiting = desk.list(who, Place::Queue).await?;
    // A link there is the name alone; the words stand beside it.
    let paths = waiting.iter().map(|it| (path_of(it), String::new())).collect();
    same(browser, "the queue", &paths, queue).await?;
    for appeal in &waiting {
        browser.sees_in("Очередь", &words_of(appeal)).await?;
    }
    let rows = async || {
        let days = browser.whole_list().await?;
        Ok(days.into_iter().flat_map(|day| day.rows).collect::<Vec<_>>())
    };
    browser.turns_to("Закрытые").await?;
    same(browser, "what is closed", &rows_of(&desk.list(who, Place::Closed).await?), rows).await?;
    browser.turns_to("В работе").await?;
    let mine = desk.list(who, Place::InWork).await?;
    same(browser, "what is in work", &rows_of(&mine), rows).await?;
    for appeal in mine {
        shows_chat(desk, browser, &appeal).await?;
    }
    Ok(())
}

async fn same(
    browser: &Browser,
    what: &str,
    has: &BTreeMap<String, String>,
    shown: impl AsyncFn() -> thirtyfour::error::WebDriverResult<Vec<Row>>,
) -> Result<(), Failed> {
    let last = std::cell::RefCell::default();
    let look = async || {
        let rows: BTreeMap<_, _> = shown().await?.into_iter().map(|row| (row.path, row.says)).collect();
        let is_same = rows.len() == has.len()
            && has.iter().all(|(path, words)| rows.get(path).is_some_and(|says| says.contains(words)));
        *last.borrow_mut() = rows;
        Ok(is_same.then_some(()))
    };
    let met = browser.until(&format!("{what} as the server has it"), look).await;
    met.map_err(|_| Unmet(format!("{what}: the server has {has:#?}, shown is {:#?}", last.take())).into())
}

fn path_of(appeal: &Appeal) -> String {
    format!("/appeals/{}", appeal.id)
}

fn rows_of(appeals: &[Appeal]) -> BTreeMap<String, String> {
    appeals.iter().map(|it| (path_of(it), words_of(it))).collect()
}

fn words_of(appeal: &Appeal) -> String {
    // What a colleague hands over shows why instead.
    let preview = appeal.preview.as_ref().filter(|_| appeal.transfer.is_none());
    preview
        .map(|Preview { text, .. }| text.split_whitespace().collect::<Vec<_>>().join(" "))
        .unwrap_or_default()
}

async fn shows_chat(desk: &Faulty, browser: &Browser, appeal: &Appeal) -> Result<(), Failed> {
    browser.follows_row(&path_of(appeal)).await?;
    let has = desk.chat(appeal.id).await?;
    let last = std::cell::RefCell::default();
    let look = async || {
        let shown = browser.messages().await.unwrap_or_default();
        let end = |all: &[String]| all.iter().rev().take(LAST).cloned().collect::<Vec<_>>();
        let is_same = end(&shown) == end(&has);
        *last.borrow_mut() = shown;
        Ok(is_same.then_some(()))
    };
    let met = browser.until("the chat that the server has", look).await;
    if met.is_ok() {
        return Ok(());
    }
    let shown = last.take();
    let unsent = browser.count("[data-unsent]").await?;
    browser.goes(&path_of(appeal)).await?;
    let anew = browser.until("the chat after the page was loaded anew", look).await.is_ok();
    let why = format!(
        "the chat of {}: the server has {has:#?}, shown is {shown:#?}, of which {unsent} under way; loaded anew it is {}",
        appeal.id,
        if anew { "right" } else { "wrong too" }
    );
    Err(Unmet(why).into())
}

/// What was written stands on the server once, or has come back to who wrote it; what was only begun, at most once.
pub(crate) async fn is_said_once(
    desk: &Faulty,
    browsers: [&Browser; 3],
    works: &[Work; 3],
) -> Result<(), Failed> {
    let mut all: Vec<(AppealId, String)> = Vec::new();
    let appeals = desk.appeals.borrow().clone();
    for appeal in appeals {
        all.extend(desk.chat(appeal).await?.into_iter().map(|text| (appeal, text)));
    }
    let times = |words: &str| all.iter().map(|(_, text)| text.matches(words).count()).sum::<usize>();
    let (mut stand, mut came_back, mut wrong) = (0, 0, Vec::new());
    for ((browser, who), work) in browsers.into_iter().zip(&desk.colleagues).zip(works) {
        for (path, words) in &work.written {
            match times(words) {
                1 => stand += 1,
                0 if comes_back(desk, (browser, who), path, words).await? => came_back += 1,
                often => {
                    let whole: Vec<_> = all.iter().filter(|(_, text)| text.contains(words)).collect();
                    let chat: Vec<_> =
                        all.iter().filter(|(appeal, _)| path.ends_with(&appeal.to_string())).collect();
                    let diary = work.diary_around(&format!("«{words}»"));
                    wrong.push(format!(
                        "«{words}» of {path} stands {often} times: {whole:?}; its chat: {chat:#?}; {} did:\n{diary}",
                        who.name
                    ));
                }
            }
        }
        for words in &work.begun {
            assert!(times(words) <= 1, "«{words}» stands {} times", times(words));
        }
    }
    println!("{stand} messages and notes stand once, {came_back} came back to who wrote them");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // On a machine with much else to do each does little between two faults.
    let wanted = desk_faults::how_many("DESK_BROWSER_FAULTS", USUAL) / 10;
    assert!(stand >= usize::try_from(wanted).unwrap_or(0), "they hardly worked: {stand}");
    Ok(())
}

/// What was refused, because a colleague was faster, waits for its author: in its chat or field, or, where the appeal is
/// a colleague's now and has no field for him, as his draft.
async fn comes_back(
    desk: &Faulty,
    (browser, who): (&Browser, &Colleague),
    path: &str,
    words: &str,
) -> Result<bool, Failed> {
    if browser.keeps_words(words).await? || desk.drafts(who).await?.iter().any(|it| it.contains(words)) {
        return Ok(true);
    }
    browser.goes(path).await?;
    browser.sees("Очередь").await?;
    let shown = browser.messages().await.unwrap_or_default();
    Ok(shown.iter().any(|it| it.contains(words)))
}

/// Nothing broke inside.
pub(crate) async fn log_is_clean(desk: &Faulty) -> Result<(), Failed> {
    let log = desk.log().await?;
    let bad: Vec<_> = log.lines().filter(|it| it.contains("panicked") || it.contains(" ERROR ")).collect();
    assert!(bad.is_empty(), "{}", bad.join("\n"));
    Ok(())
}
