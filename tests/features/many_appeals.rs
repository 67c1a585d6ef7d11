//! Ten thousand appeals, or a hundred thousand messages in one, cost the desk what twenty do.

use desk_tests::{Browser, Failed, Key, World, desk_test};
use std::time::Duration;

/// How long so much may take to be made, where everything is built without haste.
const LONG: Duration = Duration::from_secs(60);

/// Q2, Q3.
#[test]
fn q2_ten_thousand_appeals_are_scrolled_and_walked() {
    desk_test(World::still().with_in_work(10_000), async |anna| {
        let all = async || Ok((anna.list_length().await? > 10_000).then_some(()));
        anna.until_within(LONG, "ten thousand appeals", all).await?;
        let elements = anna.elements().await?;
        assert!(elements < 3_000, "{elements} elements");

        let first = first_path(anna).await?;
        anna.scrolls_to_end("Мои обращения").await?;
        let moved = async || Ok(Some(first_path(anna).await?).filter(|path| *path != first));
        anna.until("the last rows", moved).await.map(drop)?;

        anna.scrolls_by("[role=tabpanel] > div", -1_000_000).await?;
        let back = async || Ok((first_path(anna).await? == first).then_some(()));
        anna.until("the first rows", back).await?;
        anna.tabs_to("В работе").await?;
        anna.hits(Key::Tab).await?;
        let row = async || Ok((anna.count("[role=tabpanel] li a:focus").await? == 1).then_some(()));
        anna.until("a row with the focus", row).await?;
        anna.hits(Key::End).await?;
        anna.until("the last rows again", moved).await?;
        anna.until("the last row with the focus", row).await?;
        anna.hits(Key::Home).await?;
        anna.until("the first rows again", back).await?;
        anna.until("the first row with the focus", row).await?;
        Ok(())
    });
}

async fn first_path(anna: &Browser) -> Result<String, thirtyfour::error::WebDriverError> {
    let list = anna.list().await?;
    Ok(list.first().and_then(|day| day.rows.first()).map(|row| row.path.clone()).unwrap_or_default())
}

/// W1.
#[test]
fn w1_a_hundred_thousand_messages_open_at_the_last_and_are_read_back() {
    desk_test(World::still().with_messages(100_000), async |anna| {
        opens_the_long_chat(anna).await?;
        let at_the_end = anna.messages().await?.last().cloned().unwrap_or_default();
        anna.sees_in("Мои обращения", &at_the_end).await?;
        let log = "[role=log]";
        for _ in 0..40 {
            anna.scrolls_by(log, -2_000).await?;
            let elements = anna.elements().await?;
            assert!(elements < 3_000, "{elements} elements");
        }
        // What is read stays where it is while older messages arrive above and others go below.
        let before = anna.place_of_first_seen(log, "[data-from]").await?;
        for step in [-40, 40, -700, 700] {
            anna.scrolls_by(log, step).await?;
        }
        assert_eq!(anna.place_of_first_seen(log, "[data-from]").await?, before);
        anna.press("К последним").await?;
        let back = async || Ok(anna.messages().await.ok().filter(|all| all.last() == Some(&at_the_end)));
        anna.until("the last message again", back).await.map(drop)?;
        Ok(())
    });
}

/// Only a chat of more than a page says that there is more of it.
async fn opens_the_long_chat(anna: &Browser) -> Result<(), Failed> {
    let rows = async || Ok(Some(anna.list().await?).filter(|days| !days.is_empty()));
    let days = anna.until_within(LONG, "the list", rows).await?;
    for row in days.into_iter().flat_map(|day| day.rows) {
        anna.goes(&row.path).await?;
        let opened = async || Ok((anna.count("[role=log] [data-from]").await? > 0).then_some(()));
        if anna.until_within(LONG, "a chat", opened).await.is_ok()
            && anna.is_seen("Показать более ранние", Some("Сообщения")).await?
        {
            return Ok(());
        }
    }
    Err(Failed::from(desk_tests::Unmet("no long chat".to_owned())))
}
