//! E6: whatever a client calls himself, writes or sends is words, and stays in its place.

use crate::layout::fits;
use crate::letters::LOOSE_FRAMES;
use crate::over_the_wire::enters;
use desk_contract::id::AppealId;
use desk_tests::{Browser, Failed, Reference, World, desk_test};

const QUEUE: &str = "section[aria-labelledby='queue-title']";
const CHAT: &str = "[role=log]";
/// No list or chat takes more steps from one end to the other.
const MOST_STEPS: usize = 160;
const WIDTHS: [u32; 2] = [1440, 420];

/// E6.
#[test]
fn e6_hostile_names_words_topics_and_comments_run_nothing_and_stay_in_their_place() {
    desk_test(World::Reference, async |admin| {
        assert!(Reference::hostile_texts().len() > 250);
        let theirs = admin.site.reference()?.takes_hostile_names().await?;
        comes_in(admin).await?;
        for width in WIDTHS {
            admin.resizes_to(width, 800).await?;
            admin.goes("/").await?;
            admin.sees("Очередь").await?;
            let heights = format!("{QUEUE} li");
            walks(admin, (QUEUE, true), width, async || {
                let heights = admin.heights(&heights).await?;
                assert!(heights.len() <= 1, "rows of the queue at {width} are {heights:?} px high");
                Ok(())
            })
            .await?;
            reads_chat(admin, theirs.talk, width).await?;
            for (appeal, name) in &theirs.named {
                opens(admin, *appeal).await?;
                fits(admin, width, name).await?;
                is_unharmed(admin, &format!("«{name}» at {width}")).await?;
            }
            admin.press_in("Обращение", "Указать тему").await?;
            admin.sees("mailto:a@b?cc=c@d").await?;
            admin.screenshot(&format!("hostile-names-{width}")).await?;
            is_unharmed(admin, &format!("topics at {width}")).await?;
        }
        Ok(())
    });
}

/// E6, O5, W2.
#[test]
fn e6_hostile_letters_and_names_of_files_run_nothing_and_stay_in_their_place() {
    desk_test(World::Reference, async |admin| {
        let theirs = admin.site.reference()?.takes_hostile_letters().await?;
        comes_in(admin).await?;
        for width in WIDTHS {
            admin.resizes_to(width, 800).await?;
            reads_chat(admin, theirs.files, width).await?;
            admin.screenshot(&format!("hostile-files-{width}")).await?;
            reads_chat(admin, theirs.letters, width).await?;
            admin.screenshot(&format!("hostile-letters-{width}")).await?;
            assert_eq!(admin.count(LOOSE_FRAMES).await?, 0);
        }
        Ok(())
    });
}

async fn comes_in(admin: &Browser) -> Result<(), Failed> {
    // The browser itself tells of the first 401.
    admin.expects_complaint("/api/v1/session");
    let server = admin.site.reference()?;
    admin.sees("Вход на рабочее место").await?;
    enters(admin, (&server.login, &server.password)).await?;
    Ok(admin.sees("Очередь").await?)
}

async fn opens(admin: &Browser, appeal: AppealId) -> Result<(), Failed> {
    admin.goes(&format!("/appeals/{appeal}")).await?;
    admin.sees_in("Обращение", "Закрыть").await?;
    admin.messages().await?;
    Ok(())
}

/// From the newest message to the first.
async fn reads_chat(admin: &Browser, appeal: AppealId, width: u32) -> Result<(), Failed> {
    opens(admin, appeal).await?;
    fits(admin, width, "a chat").await?;
    walks(admin, (CHAT, false), width, async || Ok(())).await
}

/// From one end of what scrolls there to the other.
async fn walks(
    admin: &Browser,
    (place, is_down): (&str, bool),
    width: u32,
    look: impl AsyncFn() -> Result<(), Failed>,
) -> Result<(), Failed> {
    for step in 0..MOST_STEPS {
        is_unharmed(admin, &format!("{place} at {width}, step {step}")).await?;
        look().await?;
        if !admin.scrolls_on(place, is_down).await? {
            assert!(step > 5, "{place} at {width} had nothing to read");
            return Ok(());
        }
    }
    panic!("{place} at {width} has no end");
}

async fn is_unharmed(admin: &Browser, place: &str) -> Result<(), Failed> {
    let harm = admin.harm().await?;
    assert!(harm.is_empty(), "{place}:\n{}", harm.join("\n"));
    Ok(())
}
