//! E2: the talk of the desk with the page around its frame (docs/embedding.md).

use desk_tests::{Browser, Failed, World, desk_test};
use serde_json::json;

fn framed() -> World {
    World::still().in_a_frame(true)
}

/// Goes to the page around, and waits until both know each other.
async fn greets(operator: &Browser) -> Result<(), Failed> {
    operator.goes_where_it_is_hosted().await?;
    operator.host_hears("desk.opened").await?;
    Ok(())
}

/// E2: the page around is invited, greets, and has a client's card opened.
#[test]
fn e2_the_page_around_opens_a_card() {
    desk_test(framed(), async |anna| {
        greets(anna).await?;
        let invitation = anna.around("return posted[0]", Vec::new()).await?;
        assert_eq!(invitation["origin"], json!(anna.site.url("")), "{invitation}");
        assert_eq!(invitation["data"]["type"], "desk.ready");
        assert_eq!(invitation["data"]["payload"]["v"], 1);
        let found =
            anna.host_asks("contact.open", json!({ "account": "@ks_golub", "channel": "telegram" })).await?;
        assert!(found.is_ok_and(|it| it["contact"].is_string()));
        anna.sees_in("Ксения Голубь", "@ks_golub").await?;
        Ok(())
    });
}
