//! Ten thousand appeals cost the desk what twenty do.

use crate::queue::one_made;
use desk_tests::{Browser, Key, World, desk_test};
use serde_json::json;

/// Q2, Q3.
#[test]
fn q2_ten_thousand_appeals_are_scrolled_searched_and_walked() {
    desk_test(World::still(), async |anna| {
        one_made(anna).await?;
        let then = json!([["appeal_taken", { "appeal": "$appeal", "by": "$me" }]]);
        anna.finds_appeals(10_000, &json!({}), &then).await?;
        anna.goes("/").await?;
        let all = async || Ok((anna.list_length().await? > 10_000).then_some(()));
        anna.until_within(std::time::Duration::from_secs(60), "ten thousand appeals", all).await?;
        let elements = anna.elements().await?;
        assert!(elements < 3_000, "{elements} elements");

        let first = first_path(anna).await?;
        anna.scrolls_to_end("Мои обращения").await?;
        let moved = async || Ok(Some(first_path(anna).await?).filter(|path| *path != first));
        anna.until("the last rows", moved).await.map(drop)?;

        anna.tabs_to("В работе").await?;
        anna.hits(Key::Tab).await?;
        let row = async || Ok(anna.focus().await?.filter(|(name, _)| name.contains("916")).map(drop));
        anna.until("a row with the focus", row).await?;
        anna.hits(Key::Home).await?;
        let back = async || Ok((first_path(anna).await? == first).then_some(()));
        anna.until("the first rows", back).await?;
        anna.hits(Key::End).await?;
        anna.until("the last rows again", moved).await?;
        let focus = anna.focus().await?;
        assert!(focus.is_some(), "the last row has the focus");
        Ok(())
    });
}

async fn first_path(anna: &Browser) -> Result<String, thirtyfour::error::WebDriverError> {
    let list = anna.list().await?;
    Ok(list.first().and_then(|day| day.rows.first()).map(|row| row.path.clone()).unwrap_or_default())
}
