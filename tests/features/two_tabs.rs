//! U5: unsent words in two tabs of one browser, as on two devices.

use crate::over_the_wire::takes_a_client;
use desk_tests::{Browser, Failed, Unmet, World, desk_test};

/// What two tabs wrote together.
const BOTH: &str = "Начато, потом во второй, снова в первой";

/// Waits until this device keeps no words that the backend has not.
async fn all_is_safe(anna: &Browser) -> Result<(), Unmet> {
    let kept_here = async || Ok((anna.kept_drafts().await? == 0).then_some(()));
    anna.until("the draft to be with the backend", kept_here).await
}

/// How a second tab is made.
enum Second {
    Anew,
    /// By a copy of the first, with all that belongs to a tab.
    Copied,
}

async fn writes_in_two_tabs(anna: &Browser, second: Second) -> Result<(), Failed> {
    takes_a_client(anna).await?;
    // By then the tab is known by something.
    anna.write("Сообщение", "Начато").await?;
    all_is_safe(anna).await?;
    let (one, path) = (anna.tab().await?, anna.path().await?);
    let other = match second {
        Second::Anew => anna.opens_tab(&path).await?,
        Second::Copied => anna.copies_tab().await?,
    };
    anna.sees("Чат с клиентом").await?;
    anna.comes_to_hold("Сообщение", "Начато").await?;
    anna.write("Сообщение", ", потом во второй").await?;
    all_is_safe(anna).await?;
    anna.looks_at(&one).await?;
    anna.comes_to_hold("Сообщение", "Начато, потом во второй").await?;
    anna.write("Сообщение", ", снова в первой").await?;
    all_is_safe(anna).await?;
    anna.looks_at(&other).await?;
    anna.comes_to_hold("Сообщение", BOTH).await?;
    anna.press("Отправить").await?;
    anna.sees_in("Сообщения", BOTH).await?;
    anna.looks_at(&one).await?;
    anna.sees_in("Сообщения", BOTH).await?;
    anna.comes_to_hold("Сообщение", "").await?;
    all_is_safe(anna).await?;
    assert_eq!(anna.site.server()?.times_said(BOTH), 1);
    assert_eq!(anna.holds("Сообщение").await?, "", "what was sent is no draft");
    Ok(())
}

/// U5.
#[test]
fn u5_what_is_written_in_one_tab_stands_in_the_other_until_it_is_sent() {
    desk_test(World::Server, async |anna| writes_in_two_tabs(anna, Second::Anew).await);
}

/// U5: a copied tab has whatever the first was known by.
#[test]
fn u5_a_copied_tab_does_not_take_the_other_for_itself() {
    desk_test(World::Server, async |anna| writes_in_two_tabs(anna, Second::Copied).await);
}

/// U5: a field that was written in keeps its words, whatever comes; what was told last is what another device has.
#[test]
fn u5_words_under_the_hand_are_not_replaced_by_those_of_another_tab() {
    desk_test(World::Server, async |anna| {
        takes_a_client(anna).await?;
        let (one, path) = (anna.tab().await?, anna.path().await?);
        let server = anna.site.server()?;
        let other = anna.opens_tab(&path).await?;
        anna.sees("Чат с клиентом").await?;
        server.cuts_line();
        anna.write("Сообщение", "Из второй вкладки").await?;
        anna.looks_at(&one).await?;
        anna.write("Сообщение", "Из первой вкладки").await?;
        server.mends_line();
        // A tab that nobody looks at may come back to the server when somebody does.
        for tab in [&other, &one] {
            anna.looks_at(tab).await?;
            anna.does_not_see("Нет связи с сервером").await?;
            all_is_safe(anna).await?;
        }
        let both = async || {
            let first = anna.holds("Сообщение").await.ok();
            anna.looks_at(&other).await?;
            let second = anna.holds("Сообщение").await.ok();
            anna.looks_at(&one).await?;
            Ok(first.filter(|words| second.as_ref() == Some(words)))
        };
        let last = anna.until("the same words in both tabs", both).await?;
        anna.looks_at(&other).await?;
        anna.reload().await?;
        anna.comes_to_hold("Сообщение", &last).await?;
        Ok(())
    });
}
